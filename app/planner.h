// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which playbook helps a node, and the plan it gives: the one rule behind the window's Fix…, `plan` and `fix`.
/// Pure but for the random ids of plans and for what the ledger knows. Approves and runs nothing.
#pragma once

#include "app/stepledger.h"
#include "models/clusterstate.h"
#include "models/remediation/planremediation.h"

#include <QSet>

namespace Vermagic {

/// A new id for Plan::id: 32 hexadecimal digits, unpredictable.
QString newPlanId();

/// The playbook that the node's first root cause names, leaving out `except`; empty when none does.
QString playbookFor(const NodeSnapshot &node, const QSet<QString> &except = {});

/// What is asked of the planner beyond the remedy.
struct PlanRequest
{
    RemedyRequest what;
    bool restart = false; ///< a runbook begins anew, whatever of it was done before
};

/// A plan for `node`; without a playbook in `request` the one that playbookFor() names. A runbook goes on where it
/// stopped, with the values that it had. NotFound when there is nothing to do.
Result<Plan> planNode(const ClusterState &state, const StepLedger &ledger, const QString &node,
                      const PlanRequest &request);
/// A plan for the console alone, see planForConsole().
Result<Plan> planConsole(const ClusterState &state, const StepLedger &ledger, const PlanRequest &request);

} // namespace Vermagic
