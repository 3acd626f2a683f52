// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/stepcard.h"

#include "views/commandbox.h"
#include "views/flowlayout.h"
#include "views/highlighting.h"
#include "views/icons.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QGridLayout>
#include <QLocale>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

struct Disc
{
    QString icon;
    Tone tone;
};

Disc discOf(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return {};
    case StepState::Running:
        return {u"disc-running"_s, Tone::Accent};
    case StepState::Succeeded:
        return {u"disc-ok"_s, Tone::Ok};
    case StepState::Failed:
        return {u"disc-broken"_s, Tone::Error};
    case StepState::Skipped:
        return {u"disc-dash"_s, Tone::Muted};
    case StepState::Cancelled:
        return {u"disc-stopped"_s, Tone::Muted};
    }
    return {};
}

} // namespace

StepCard::StepCard(const PlanStep &step, int number, bool last, const Highlighting *highlighting,
                   QWidget *parent)
    : QWidget(parent)
    , m_step(step)
    , m_number(number)
    , m_highlighting(highlighting)
    , m_mark(new Mark(this))
    , m_time(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_command(new CommandBox(highlighting, this))
    , m_result(new ToneLabel({}, Tone::Muted, ToneLabel::Small, this))
    , m_progress(new QProgressBar(this))
    , m_outputToggle(linkButton(tr("Output"), this))
{
    m_mark->setNumber(number);
    m_mark->setLine(!last);
    m_command->setCommand(
        step.script.isEmpty() ? step.displayed : QString(step.displayed + u"\n\n"_s + step.script.trimmed()));
    m_time->setWordWrap(false);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(5);
    m_progress->hide();
    m_progress->setAccessibleName(tr("Progress of step %1").arg(number));
    m_outputToggle->setAccessibleName(tr("Output of step %1").arg(number));
    m_outputToggle->hide();

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_mark, 0, 0);
    auto *box = new QVBoxLayout;
    box->setContentsMargins(0, 1, 0, 12);
    box->setSpacing(4);
    auto *head = new QHBoxLayout;
    auto *words = new FlowLayout(8);
    auto *title = new ToneLabel(step.title, Tone::Neutral, ToneLabel::Bold);
    title->setWordWrap(false);
    title->setMinimumHeight(m_command->sizeHint().height());
    words->addWidget(title);
    if (step.place == Place::Console)
        words->addWidget(new Badge(tr("on this machine"), Tone::Accent));
    if (!step.cleansUp.isEmpty())
        words->addWidget(new Badge(tr("clean-up"), Tone::Warning));
    if (step.rerunNever)
        words->addWidget(new Badge(tr("never twice"), Tone::Warning));
    if (step.doneAt.isValid())
        words->addWidget(new Badge(
            tr("done on %1").arg(QLocale().toString(step.doneAt.toLocalTime(), QLocale::ShortFormat)),
            Tone::Ok));
    words->addWidget(m_command);
    head->addLayout(words, 1);
    head->addWidget(m_time, 0, Qt::AlignTop);
    box->addLayout(head);
    box->addWidget(m_progress);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_result, 1);
    foot->addWidget(m_outputToggle, 0, Qt::AlignTop);
    box->addLayout(foot);
    grid->addLayout(box, 0, 1);
    connect(m_outputToggle, &QPushButton::clicked, this, [this] {
        m_outputChosen = true;
        m_output->setVisible(!m_output->isVisible());
    });
    showResult({});
    setAccessibleName(tr("Step %1: %2").arg(number).arg(step.title));
}

void StepCard::setRecord(const StepRecord &record, const QDateTime &now)
{
    m_state = record.state;
    const Disc disc = discOf(record.state);
    if (disc.icon.isEmpty())
        m_mark->setNumber(m_number);
    else
        m_mark->setIcon(disc.icon, disc.tone);
    const bool running = record.state == StepState::Running;
    if (running)
        showProgress(std::chrono::milliseconds(std::max<qint64>(0, record.startedAt.msecsTo(now))));
    else
        m_time->setText(record.state == StepState::Pending || record.duration == 0ms
                            ? QString()
                            : durationText(record.duration));
    m_progress->setVisible(running);
    showResult(record);
    setOutput(record.output);
    setAccessibleDescription(stepStateText(record.state));
}

void StepCard::showProgress(std::chrono::milliseconds elapsed)
{
    const auto usual = std::chrono::milliseconds(m_step.usualDuration);
    if (usual > 0ms) {
        m_progress->setRange(0, int(usual.count()));
        m_progress->setValue(int(std::min(elapsed, usual * 98 / 100).count()));
        m_time->setText(u"%1 / ~%2"_s.arg(durationText(elapsed), durationText(usual)));
    } else {
        m_progress->setRange(0, 0);
        m_time->setText(durationText(elapsed));
    }
}

void StepCard::showResult(const StepRecord &record)
{
    QStringList parts;
    if (const QString expected = expectationText(m_step.expect); !expected.isEmpty())
        parts.append(tr("expected %1").arg(expected));
    if (m_step.doneWhen && record.state == StepState::Pending)
        parts.append(tr("not run when this succeeds: %1").arg(m_step.doneWhen->displayed));
    if (!record.got.isEmpty())
        parts.append(tr("got %1").arg(record.got));
    if (record.reattached)
        parts.append(tr("found running again after the session was lost"));
    if (!m_step.undoDisplayed.isEmpty())
        parts.append(tr("undo: %1").arg(m_step.undoDisplayed));
    else if (!m_step.undoNote.isEmpty())
        parts.append(tr("no undo: %1").arg(m_step.undoNote));
    m_result->setText(parts.join(u" · "_s));
    m_result->setTone(record.state == StepState::Failed ? Tone::Error : Tone::Muted);
    m_result->setVisible(!parts.isEmpty());
}

void StepCard::setOutput(const QString &output)
{
    m_outputToggle->setVisible(!output.isEmpty());
    if (output.isEmpty())
        return;
    if (!m_output) {
        m_output = new LogView(m_highlighting, tr("Output of step %1: %2").arg(m_number).arg(m_step.title),
                               this);
        m_output->setFixedHeight(6 * m_output->fontMetrics().lineSpacing() + 12);
        m_output->hide();
        auto *grid = static_cast<QGridLayout *>(layout());
        grid->addWidget(m_output, 1, 1);
        grid->setRowMinimumHeight(1, 0);
    }
    m_output->show(output);
    if (!m_outputChosen)
        m_output->setVisible(m_state == StepState::Running || m_state == StepState::Failed);
}

} // namespace Vermagic
