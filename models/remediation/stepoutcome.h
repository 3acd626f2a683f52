// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a finished command means for its step, and what can be taken back after a run: pure functions of the
/// plan and of what happened. They do not decide whether a finding is gone; only a fresh probe does.
#pragma once

#include "models/remediation/runrecord.h"

namespace Vermagic {

struct StepVerdict
{
    StepState state = StepState::Failed; ///< Succeeded, Failed or Cancelled
    QString got; ///< in the words of describe(Expectation): "exit 0, output lacks “Finished”"
    bool operator==(const StepVerdict &) const = default;
};

/// An exit code alone is not enough: everything that `step` expects must hold.
StepVerdict judgeStep(const PlanStep &step, const CommandResult &result);

/// A plan that undoes, last first, the steps that succeeded and can be undone; none when there is nothing to
/// undo. It targets no finding. `planId` (hex) becomes Plan::id and the prefix of the run ids of detached steps.
std::optional<Plan> undoPlan(const RunRecord &run, const QString &planId);

/// Whether to offer undoPlan(): `run` ended without a fix, changed something that can be taken back, and none of
/// `runs` has taken it back since.
bool offersUndo(const RunRecord &run, const QList<RunRecord> &runs);

} // namespace Vermagic
