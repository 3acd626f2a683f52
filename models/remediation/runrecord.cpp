// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/runrecord.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype outputTail = 256 * 1024;

QList<StepRecord> *stepsOf(RunRecord &record, RunPhase phase)
{
    return phase == RunPhase::Preflight ? &record.preflight : &record.steps;
}

StepRecord *stepOf(RunRecord &record, RunPhase phase, int index)
{
    if (phase == RunPhase::Verify)
        return &record.verify;
    QList<StepRecord> *steps = stepsOf(record, phase);
    return index >= 0 && index < steps->size() ? &(*steps)[index] : nullptr;
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
    std::visit(Overloaded{
                   [&](const RunStarted &e) {
                       record = {};
                       record.plan = e.plan;
                       record.user = e.user;
                       record.startedAt = e.at;
                       record.findingsBefore = e.findingsBefore;
                       record.preflight.resize(e.plan.preflight.size());
                       record.steps.resize(e.plan.steps.size());
                   },
                   [&](const StepStarted &e) {
                       if (StepRecord *step = stepOf(record, e.phase, e.index)) {
                           step->state = StepState::Running;
                           step->startedAt = e.at;
                       }
                   },
                   [&](const StepOutput &e) {
                       if (StepRecord *step = stepOf(record, e.phase, e.index))
                           step->output = (step->output + e.text).right(outputTail);
                   },
                   [&](const StepReattached &e) {
                       if (StepRecord *step = stepOf(record, RunPhase::Steps, e.index))
                           step->reattached = true;
                   },
                   [&](const StepFinished &e) {
                       if (StepRecord *step = stepOf(record, e.phase, e.index)) {
                           step->state = e.state;
                           step->exitCode = e.exitCode;
                           step->got = e.got;
                           step->duration = e.duration;
                       }
                   },
                   [&](const RunFinished &e) {
                       record.outcome = e.outcome;
                       record.reason = e.reason;
                       record.finishedAt = e.at;
                       record.findingsAfter = e.findingsAfter;
                   },
               },
               event);
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
    }
    return {};
}

} // namespace Vermagic
