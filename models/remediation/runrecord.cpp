// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/runrecord.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype outputTail = 256 * 1024;

StepRecord *stepOf(RunRecord &record, RunPhase phase, int index)
{
    if (phase == RunPhase::Verify)
        return index == 0 ? &record.verify : nullptr;
    QList<StepRecord> &steps = phase == RunPhase::Preflight ? record.preflight : record.steps;
    return index >= 0 && index < steps.size() ? &steps[index] : nullptr;
}

/// The step when it is in `state`, else nothing.
StepRecord *stepIn(StepState state, RunRecord &record, RunPhase phase, int index)
{
    StepRecord *step = stepOf(record, phase, index);
    return step && step->state == state ? step : nullptr;
}

/// Appends and keeps the tail; a character of two code units is not cut in the middle.
void appendOutput(StepRecord &step, const QString &text)
{
    step.output += text;
    if (step.output.size() <= outputTail)
        return;
    step.output = step.output.right(outputTail);
    if (step.output.front().isLowSurrogate())
        step.output.remove(0, 1);
}

void apply(RunRecord &record, const RunStarted &event)
{
    record = {};
    record.plan = event.plan;
    record.user = event.user;
    record.startedAt = event.at;
    record.findingsBefore = event.findingsBefore;
    record.preflight.resize(event.plan.preflight.size());
    record.steps.resize(event.plan.steps.size());
}

void apply(RunRecord &record, const StepStarted &event)
{
    if (StepRecord *step = stepIn(StepState::Pending, record, event.phase, event.index)) {
        step->state = StepState::Running;
        step->startedAt = event.at;
        step->log = event.log;
    }
}

void apply(RunRecord &record, const StepOutput &event)
{
    if (StepRecord *step = stepIn(StepState::Running, record, event.phase, event.index))
        appendOutput(*step, event.text);
}

void apply(RunRecord &record, const StepReattached &event)
{
    if (StepRecord *step = stepIn(StepState::Running, record, RunPhase::Steps, event.index))
        step->reattached = true;
}

bool isEnd(StepState state)
{
    return state != StepState::Pending && state != StepState::Running;
}

/// A step that never began can only be skipped or cancelled.
void apply(RunRecord &record, const StepFinished &event)
{
    StepRecord *step = stepOf(record, event.phase, event.index);
    const bool withoutStart = event.state == StepState::Skipped || event.state == StepState::Cancelled;
    if (!step || isEnd(step->state) || !isEnd(event.state)
        || (step->state == StepState::Pending && !withoutStart))
        return;
    step->state = event.state;
    step->exitCode = event.exitCode;
    step->got = event.got;
    step->duration = event.duration;
}

void apply(RunRecord &record, const RunFinished &event)
{
    if (event.outcome == RunOutcome::Running)
        return;
    record.outcome = event.outcome;
    record.reason = event.reason;
    record.finishedAt = event.at;
    record.findingsAfter = event.findingsAfter;
}

template<typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};

} // namespace

const QString &runIdOf(const RunEvent &event)
{
    return std::visit(Overloaded{[](const RunStarted &e) -> const QString & { return e.plan.id; },
                                 [](const auto &e) -> const QString & { return e.runId; }},
                      event);
}

void applyRunEvent(RunRecord &record, const RunEvent &event)
{
    const bool begun = record.startedAt.isValid();
    const bool begins = std::holds_alternative<RunStarted>(event);
    if (begins == begun
        || (begun && (runIdOf(event) != record.plan.id || record.outcome != RunOutcome::Running)))
        return;
    std::visit([&record](const auto &e) { apply(record, e); }, event);
}

QString runOutcomeName(RunOutcome outcome)
{
    switch (outcome) {
    case RunOutcome::Running:
        return u"running"_s;
    case RunOutcome::Fixed:
        return u"fixed"_s;
    case RunOutcome::NotFixed:
        return u"not-fixed"_s;
    case RunOutcome::PreflightFailed:
        return u"preflight-failed"_s;
    case RunOutcome::StepFailed:
        return u"step-failed"_s;
    case RunOutcome::Stopped:
        return u"stopped"_s;
    case RunOutcome::Cancelled:
        return u"cancelled"_s;
    case RunOutcome::Undone:
        return u"undone"_s;
    case RunOutcome::Done:
        return u"done"_s;
    }
    return {};
}

bool isGood(RunOutcome outcome)
{
    return outcome == RunOutcome::Fixed || outcome == RunOutcome::Undone || outcome == RunOutcome::Done;
}

} // namespace Vermagic
