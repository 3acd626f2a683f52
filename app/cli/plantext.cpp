// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/plantext.h"

#include "models/remediation/stepoutcome.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

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

QString indented(const QString &text, const QString &indent)
{
    QString result;
    for (const QString &line : text.trimmed().split(u'\n'))
        result += indent + line + u'\n';
    return result;
}

QString durationText(std::chrono::seconds duration)
{
    if (duration < std::chrono::minutes(2))
        return u"about %1 s"_s.arg(duration.count());
    return u"about %1 min"_s.arg((duration.count() + 30) / 60);
}

QString stepText(const PlanStep &step, const QString &number)
{
    QString text = u"  %1 %2\n"_s.arg(number, step.title);
    text += indented(step.displayed, u"        "_s);
    if (!step.script.isEmpty())
        text += indented(step.script, u"        | "_s);
    if (step.kind == StepKind::ReplaceHostKey) {
        text += u"        the new key is %1\n"_s.arg(step.hostKeyExplained ? u"explained:"_s
                                                                           : u"NOT EXPLAINED:"_s);
        text += indented(step.hostKeyEvidence.join(u'\n'), u"          "_s);
    }
    if (const QString expected = describe(step.expect); !expected.isEmpty())
        text += u"        expects %1\n"_s.arg(expected);
    if (step.usualDuration.count() > 0)
        text += u"        usually takes %1\n"_s.arg(durationText(step.usualDuration));
    if (!step.undoDisplayed.isEmpty())
        text += u"        undo: %1\n"_s.arg(step.undoDisplayed);
    else if (!step.undoNote.isEmpty())
        text += u"        cannot be undone: %1\n"_s.arg(step.undoNote);
    return text;
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
    if (!plan.preflight.isEmpty())
        text += u"  before anything is changed:\n"_s;
    for (const PlanStep &step : plan.preflight)
        text += stepText(step, u" -"_s);
    text += u"  steps:\n"_s;
    for (qsizetype i = 0; i < plan.steps.size(); ++i)
        text += stepText(plan.steps[i], u"%1."_s.arg(i + 1, 2));
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
    if (record.reattached)
        line += u" [found again after a lost session]"_s;
    return line + u'\n';
}

QString outcomeLine(const RunRecord &run)
{
    return u"%1: %2 — %3\n"_s.arg(run.plan.node, runOutcomeName(run.outcome), run.reason);
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
