// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/runledger.h"

#include <algorithm>

namespace Vermagic {

RunLedger::RunLedger(StepLedger *ledger, const Plan &plan)
    : m_ledger(ledger)
    , m_key(ledgerKeyOf(plan, {}))
    , m_run(plan.id)
    , m_machine(plan.machine)
    , m_kept(ledger && keepsLedger(plan))
    , m_restarted(plan.restarted)
    , m_followed(
          std::ranges::any_of(plan.steps, [](const PlanStep &step) { return step.command.followOnly; }))
{
}

Result<void> RunLedger::start(const QString &inventory)
{
    m_key.inventory = inventory;
    return m_restarted ? enter(LedgerEvent::Restarted) : Result<void>();
}

Result<void> RunLedger::begun(const PlanStep &step)
{
    // A clean-up is over when it has succeeded; until then the step that it is for is as it was.
    return step.cleansUp.isEmpty() ? enter(LedgerEvent::Begun, step.id, digestOf(step)) : Result<void>();
}

Result<void> RunLedger::ended(const PlanStep &step, StepState state)
{
    if (state != StepState::Succeeded && state != StepState::Skipped)
        return {};
    return step.cleansUp.isEmpty() ? enter(LedgerEvent::Done, step.id, digestOf(step))
                                   : enter(LedgerEvent::CleanedUp, step.cleansUp);
}

void RunLedger::over(RunOutcome outcome)
{
    if (!m_entered)
        return;
    // Without this entry the next run begins as it does after a stop, which is right as well.
    const bool whole = !m_followed && (isGood(outcome) || outcome == RunOutcome::NotFixed);
    static_cast<void>(enter(whole ? LedgerEvent::Ended : LedgerEvent::Stopped));
}

Result<void> RunLedger::enter(LedgerEvent event, const QString &step, const QString &digest)
{
    if (!m_kept)
        return {};
    m_entered = true;
    return m_ledger->write(
        {.key = m_key, .event = event, .step = step, .digest = digest, .run = m_run, .machine = m_machine});
}

} // namespace Vermagic
