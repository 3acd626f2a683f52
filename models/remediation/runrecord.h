// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What happened when a plan ran: at once the live log, the audit record and the report section.
/// A RunRecord is the fold of its RunEvents: applyRunEvent() is the only writer.
#pragma once

#include "models/remediation/plan.h"

#include <QDateTime>

#include <variant>

namespace Vermagic {

enum class StepState { Pending, Running, Succeeded, Failed, Skipped, Cancelled };

/// How a run ended. Fixed only when a fresh probe no longer yields any target finding; Undone when every step of a
/// plan that takes back another run did what was expected; Done when every step of a plan without targets did.
enum class RunOutcome {
    Running,
    Fixed,
    NotFixed,
    PreflightFailed,
    StepFailed,
    Stopped,
    Cancelled,
    Undone,
    Done
};

struct StepRecord
{
    StepState state = StepState::Pending;
    QDateTime startedAt;
    std::chrono::milliseconds duration{0};
    std::optional<int> exitCode;
    QString got;    ///< "exit 0", "exit 100", "timed out after 600 s"
    QString output; ///< printable, capped to its tail
    bool reattached = false;
    QString log; ///< file with all of its output; empty: there is none
    bool operator==(const StepRecord &) const = default;
};

struct RunRecord
{
    Plan plan;
    QString user; ///< who started it, on the console's machine
    QDateTime startedAt;
    QDateTime finishedAt;
    RunOutcome outcome = RunOutcome::Running;
    QString reason;              ///< why it ended as it did
    QList<StepRecord> preflight; ///< parallel to plan.preflight
    QList<StepRecord> steps;     ///< parallel to plan.steps
    StepRecord verify;
    QStringList findingsBefore;
    QStringList findingsAfter;
    bool operator==(const RunRecord &) const = default;
};

enum class RunPhase { Preflight, Steps, Verify };

struct RunStarted
{
    Plan plan;
    QString user;
    QDateTime at;
    QStringList findingsBefore;
};
struct StepStarted
{
    QString runId;
    RunPhase phase = RunPhase::Steps;
    int index = 0;
    QDateTime at;
    QString log; ///< see StepRecord
};
struct StepOutput
{
    QString runId;
    RunPhase phase = RunPhase::Steps;
    int index = 0;
    QString text;
};
/// The session was lost and the detached step was found again; output goes on where it stopped.
struct StepReattached
{
    QString runId;
    int index = 0;
};
struct StepFinished
{
    QString runId;
    RunPhase phase = RunPhase::Steps;
    int index = 0;
    StepState state = StepState::Succeeded;
    std::optional<int> exitCode;
    QString got;
    std::chrono::milliseconds duration{0};
};
struct RunFinished
{
    QString runId;
    RunOutcome outcome = RunOutcome::Fixed;
    QString reason;
    QDateTime at;
    QStringList findingsAfter;
};

using RunEvent = std::variant<RunStarted, StepStarted, StepOutput, StepReattached, StepFinished, RunFinished>;

const QString &runIdOf(const RunEvent &event);
/// Applies one event. Ignored are events of another run, of a step that the plan does not have, out of order (output
/// of a step that does not run, a second end) and everything after RunFinished. RunStarted needs a valid time.
void applyRunEvent(RunRecord &record, const RunEvent &event);
QString runOutcomeName(RunOutcome outcome); ///< running, fixed, not-fixed, preflight-failed, …
/// Whether everything that was wanted came about: Fixed, Undone or Done.
bool isGood(RunOutcome outcome);

} // namespace Vermagic
