// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What one run enters into the StepLedger: each step before it begins and when it is done, and how the run ended. Owned
/// by PlanRun. Enters nothing for a plan that keeps no ledger. An error of begun() or ended() means that the next step
/// must not run.
#pragma once

#include "app/stepledger.h"
#include "models/remediation/runrecord.h"

namespace Vermagic {

class RunLedger
{
public:
    RunLedger(StepLedger *ledger, const Plan &plan);

    /// `inventory`: the inventory's file. Enters that what was done before is forgotten, when the plan says so.
    Result<void> start(const QString &inventory);
    Result<void> begun(const PlanStep &step);
    Result<void> ended(const PlanStep &step, StepState state);
    void over(RunOutcome outcome);

private:
    Result<void> enter(LedgerEvent event, const QString &step = {}, const QString &digest = {});

    StepLedger *m_ledger;
    LedgerKey m_key;
    QString m_run;
    QString m_machine;
    bool m_kept;
    bool m_restarted;
    bool m_followed; ///< the plan only looks for one step again
    bool m_entered = false;
};

} // namespace Vermagic
