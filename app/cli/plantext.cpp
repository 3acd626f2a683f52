// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/plantext.h"

#include "models/remediation/stepoutcome.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString indented(const QString &text, const QString &indent)
{
    QString result;
    for (const QString &line : text.trimmed().split(u'\n'))
        result += indent + line + u'\n';
    return result;
}

QString day(const QDateTime &at)
{
    return at.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

QString markOf(const PlanStep &step)
{
    QStringList marks;
    if (step.place == Place::Console)
        marks.append(u"on the console"_s);
    if (step.doneAt.isValid())
        marks.append(u"done on %1, not run again"_s.arg(day(step.doneAt)));
    if (!step.cleansUp.isEmpty())
        marks.append(u"clean-up"_s);
    return marks.isEmpty() ? QString() : u" [%1]"_s.arg(marks.join(u"; "_s));
}

/// `read`: the scripts that were shown before; the step's own is added.
QString stepText(const PlanStep &step, const QString &number, QSet<QString> &read)
{
    QString text = u"  %1 %2%3\n"_s.arg(number, step.title, markOf(step));
    if (step.doneAt.isValid())
        return text;
    text += indented(step.displayed, u"        "_s);
    if (read.contains(step.script))
        text += u"        | the same script as above\n"_s;
    else if (!step.script.isEmpty())
        text += indented(step.script, u"        | "_s);
    if (!step.script.isEmpty())
        read.insert(step.script);
    if (step.kind == StepKind::ReplaceHostKey) {
        text += u"        the new key is %1\n"_s.arg(step.hostKeyExplained ? u"explained:"_s
                                                                           : u"NOT EXPLAINED:"_s);
        text += indented(step.hostKeyEvidence.join(u'\n'), u"          "_s);
    }
    if (const QString expected = describe(step.expect); !expected.isEmpty())
        text += u"        expects %1\n"_s.arg(expected);
    if (step.usualDuration.count() > 0)
        text += u"        usually takes %1\n"_s.arg(durationText(step.usualDuration));
    if (step.doneWhen)
        text += u"        not run when this gives exit 0: %1\n"_s.arg(step.doneWhen->displayed);
    if (step.rerunNever)
        text += step.cleanUp ? u"        not run twice without: %1\n"_s.arg(step.cleanUp->displayed)
                             : u"        never run twice\n"_s;
    if (!step.undoDisplayed.isEmpty())
        text += u"        undo: %1\n"_s.arg(step.undoDisplayed);
    else if (!step.undoNote.isEmpty())
        text += u"        cannot be undone: %1\n"_s.arg(step.undoNote);
    return text;
}

/// How far a runbook has come.
QString progressText(const Plan &plan)
{
    const auto isDone = [](const PlanStep &step) { return step.doneAt.isValid(); };
    const auto done = std::ranges::count_if(plan.steps, isDone);
    if (plan.restarted)
        return u"begins anew; what was done before is forgotten"_s;
    if (done == 0)
        return u"goes on where it stopped when it is run again"_s;
    if (done == plan.steps.size())
        return u"all of it is done; --restart runs it again"_s;
    return u"%1 of %2 steps are done; --restart begins anew"_s.arg(done).arg(plan.steps.size());
}

QString stateWord(StepState state)
{
    switch (state) {
    case StepState::Succeeded:
        return u"ok"_s;
    case StepState::Skipped:
        return u"skipped"_s;
    case StepState::Cancelled:
        return u"cancelled"_s;
    default:
        return u"failed"_s;
    }
}

} // namespace

QString riskName(Risk risk)
{
    switch (risk) {
    case Risk::Low:
        return u"low"_s;
    case Risk::Medium:
        return u"medium"_s;
    case Risk::High:
        return u"high"_s;
    }
    return {};
}

QString durationText(std::chrono::seconds duration)
{
    if (duration < std::chrono::minutes(2))
        return u"about %1 s"_s.arg(duration.count());
    return u"about %1 min"_s.arg((duration.count() + 30) / 60);
}

QString planText(const Plan &plan)
{
    QString text = u"%1: %2 [%3]\n"_s.arg(plan.node, plan.title, plan.playbook);
    if (!plan.summary.isEmpty())
        text += indented(plan.summary, u"  "_s);
    for (const QString &warning : plan.warnings)
        text += u"  WARNING: %1\n"_s.arg(warning);
    text += u"  risk %1%2%3\n"_s.arg(
        riskName(plan.risk), plan.reboots ? u", reboots the node"_s : u""_s,
        plan.usualDuration.count() > 0 ? u", "_s + durationText(plan.usualDuration) : u""_s);
    for (const PlanParameter &parameter : plan.parameters)
        text += u"  %1: %2 (--set %3=…)\n"_s.arg(parameter.title, parameter.value, parameter.id);
    if (plan.resumable)
        text += u"  %1\n"_s.arg(progressText(plan));
    if (!plan.preflight.isEmpty())
        text += u"  before anything is changed:\n"_s;
    QSet<QString> read;
    for (const PlanStep &step : plan.preflight)
        text += stepText(step, u" -"_s, read);
    text += u"  steps:\n"_s;
    for (qsizetype i = 0; i < plan.steps.size(); ++i)
        text += stepText(plan.steps[i], u"%1."_s.arg(i + 1, 2), read);
    if (!plan.targets.isEmpty())
        text += u"  then a fresh probe must no longer find:\n"_s;
    for (const QString &target : plan.targets)
        text += u"      %1\n"_s.arg(target);
    if (!plan.source.isEmpty())
        text += u"  source: %1\n"_s.arg(plan.source);
    return text;
}

QString stepLine(const QString &node, const PlanStep &step, const StepRecord &record)
{
    const double seconds = std::chrono::duration<double>(record.duration).count();
    QString line = u"%1: %2 %3"_s.arg(node, stateWord(record.state).leftJustified(9), step.title);
    if (record.state != StepState::Skipped)
        line += u" (%1, %2 s)"_s.arg(record.got).arg(seconds, 0, 'f', 1);
    else if (!record.got.isEmpty())
        line += u" (%1)"_s.arg(record.got);
    if (record.reattached)
        line += u" [found again after a lost session]"_s;
    if (record.state == StepState::Failed && !record.log.isEmpty())
        line += u"\n    all output: %1"_s.arg(record.log);
    return line + u'\n';
}

QString outcomeLine(const RunRecord &run)
{
    QString line = u"%1: %2 — %3\n"_s.arg(run.plan.node, runOutcomeName(run.outcome), run.reason);
    const auto logged = std::ranges::find_if(run.steps,
                                             [](const StepRecord &step) { return !step.log.isEmpty(); });
    if (run.plan.resumable && logged != run.steps.end())
        line += u"%1: output of the steps: %2\n"_s.arg(run.plan.node, logged->log.section(u'/', 0, -2));
    return line;
}

QString undoText(const RunRecord &run)
{
    const std::optional<Plan> undo = undoPlan(run, {});
    if (!offersUndo(run, {}) || !undo)
        return {};
    QString text = u"%1: to undo what was done, run there, in this order:\n"_s.arg(run.plan.node);
    for (const PlanStep &step : undo->steps)
        text += indented(step.displayed, u"        "_s);
    for (const QString &warning : undo->warnings)
        text += indented(warning, u"    "_s);
    return text;
}

} // namespace Vermagic
