// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of the steps of a runbook from earlier runs, and what it means for a new plan of the same runbook:
/// steps that were done are not run again, a step that must not run twice is cleaned up for first. Pure; the entries
/// are kept on disk by StepLedger (app/stepledger.h). A runbook is the same when inventory, node, playbook, remedy and
/// parameters are.
#pragma once

#include "models/playbook/parameter.h"
#include "models/remediation/plan.h"

namespace Vermagic {

struct LedgerKey
{
    QString inventory; ///< the inventory's file
    QString node;      ///< empty: the console alone
    QString playbook;
    QString remedy;
    ParameterValues parameters;

    bool operator==(const LedgerKey &) const = default;
};

enum class LedgerEvent {
    Begun,     ///< the step is about to run
    Done,      ///< the step did what was expected, or was found done
    CleanedUp, ///< the step may run once more
    Restarted, ///< what was done before does not count any more
    Stopped,   ///< the run ended before the last step
    Ended,     ///< the run ended behind the last step
};

struct LedgerEntry
{
    LedgerKey key;
    LedgerEvent event = LedgerEvent::Begun;
    QString step;   ///< empty for what is about the whole run
    QString digest; ///< of what the step runs, see digestOf()
    QString run;    ///< Plan::id
    QString
        machine; ///< Plan::machine: what was done on another one, before the node was installed anew, is gone
    QString console; ///< the process that wrote it, see consoleProcess()
    QDateTime at;

    bool operator==(const LedgerEntry &) const = default;
};

/// Whether runs of this plan are to be remembered.
bool keepsLedger(const Plan &plan);
LedgerKey ledgerKeyOf(const Plan &plan, const QString &inventory);
/// Two steps with the same digest run the same.
QString digestOf(const PlanStep &step);

/// The values with which a runbook was run that did not come to its end, for asking again with the same ones. The
/// parameters of `which` are not looked at; empty when there is no such run.
ParameterValues unfinishedParameters(const LedgerKey &which, const QList<LedgerEntry> &entries);

/// `plan` in the light of `entries` (oldest first, of any runbook): steps that were done, with the same commands and
/// with nothing before them that is to be run, get their doneAt. A step with rerunNever that was begun or done and is
/// to be run gets its clean-up in front; InvalidInput says what to do when it has none. `restart`: nothing counts as
/// done. A plan that keeps no ledger is given back as it is.
Result<Plan> planAfter(Plan plan, const QList<LedgerEntry> &entries, const QString &inventory, bool restart);

} // namespace Vermagic
