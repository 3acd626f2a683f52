// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/wording.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

struct Wording
{
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

} // namespace

QString durationText(std::chrono::milliseconds duration)
{
    if (duration < 10s)
        return Wording::tr("%1 s").arg(QLocale().toString(double(duration.count()) / 1000, 'f', 1));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    if (seconds < 60)
        return Wording::tr("%1 s").arg(seconds);
    const QString tail = u"%1"_s.arg(seconds % 60, 2, 10, QChar(u'0'));
    if (seconds < 3600)
        return u"%1:%2"_s.arg(QString::number(seconds / 60), tail);
    return u"%1:%2:%3"_s.arg(QString::number(seconds / 3600),
                             u"%1"_s.arg(seconds / 60 % 60, 2, 10, QChar(u'0')), tail);
}

QString usualText(std::chrono::seconds duration)
{
    if (duration < 90s)
        return Wording::tr("about %1 s").arg(duration.count());
    return Wording::tr("about %1 min").arg((duration.count() + 30) / 60);
}

QString ageText(std::chrono::milliseconds age)
{
    if (age < 10s)
        return Wording::tr("%1 s ago")
            .arg(QLocale().toString(double(std::max(age, 0ms).count()) / 1000, 'f', 1));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(age).count();
    if (seconds < 120)
        return Wording::tr("%1 s ago").arg(seconds);
    if (seconds < 7200)
        return Wording::tr("%1 min ago").arg(seconds / 60);
    return Wording::tr("%1 h ago").arg(seconds / 3600);
}

QString riskText(Risk risk)
{
    switch (risk) {
    case Risk::Low:
        return Wording::tr("Low risk");
    case Risk::Medium:
        return Wording::tr("Medium risk");
    case Risk::High:
        return Wording::tr("High risk");
    }
    return {};
}

QString outcomeText(RunOutcome outcome)
{
    switch (outcome) {
    case RunOutcome::Running:
        return Wording::tr("Running");
    case RunOutcome::Fixed:
        return Wording::tr("Fixed");
    case RunOutcome::NotFixed:
        return Wording::tr("Not fixed");
    case RunOutcome::PreflightFailed:
        return Wording::tr("Not started");
    case RunOutcome::StepFailed:
        return Wording::tr("A step failed");
    case RunOutcome::Stopped:
        return Wording::tr("Stopped");
    case RunOutcome::Cancelled:
        return Wording::tr("Cancelled");
    case RunOutcome::Undone:
        return Wording::tr("Undone");
    case RunOutcome::Done:
        return Wording::tr("Done");
    }
    return {};
}

QString stepStateText(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return Wording::tr("waiting");
    case StepState::Running:
        return Wording::tr("running");
    case StepState::Succeeded:
        return Wording::tr("done");
    case StepState::Failed:
        return Wording::tr("failed");
    case StepState::Skipped:
        return Wording::tr("skipped");
    case StepState::Cancelled:
        return Wording::tr("cancelled");
    }
    return {};
}

QString expectationText(const Expectation &expectation)
{
    QStringList parts;
    if (expectation.exitCode)
        parts.append(Wording::tr("exit %1").arg(*expectation.exitCode));
    if (!expectation.outputContains.isEmpty())
        parts.append(Wording::tr("output contains “%1”").arg(expectation.outputContains));
    if (!expectation.outputLacks.isEmpty())
        parts.append(Wording::tr("output lacks “%1”").arg(expectation.outputLacks));
    return parts.join(u", "_s);
}

QString filterErrorText(const FilterError &error)
{
    switch (error.mistake) {
    case FilterMistake::UnknownKey:
        return Wording::tr("There is no “%1:”. Use one of %2.")
            .arg(error.word, filterKeyWords().join(u", "_s));
    case FilterMistake::UnknownState:
        return Wording::tr("“%1” is no state. Use healthy, attention, broken, unreachable or pending.")
            .arg(error.word);
    case FilterMistake::MissingValue:
        return Wording::tr("A value must follow “%1”.").arg(error.word);
    case FilterMistake::UnclosedQuote:
        return Wording::tr("The quotation mark is not closed.");
    }
    return {};
}

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

} // namespace Vermagic
