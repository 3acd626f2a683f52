// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which playbook helps a node, and the plan it gives: the one rule behind the window's Fix…, `plan` and `fix`.
/// Pure but for the random ids of plans. Approves and runs nothing.
#pragma once

#include "models/clusterstate.h"
#include "models/remediation/planremediation.h"

#include <QSet>

namespace Vermagic {

/// A new id for Plan::id: 32 hexadecimal digits, unpredictable.
QString newPlanId();

/// The playbook that the node's first root cause names, leaving out `except`; empty when none does.
QString playbookFor(const NodeSnapshot &node, const QSet<QString> &except = {});

/// A plan for `node`; `playbook` empty: the one playbookFor() names. NotFound when there is nothing to do.
Result<Plan> planNode(const ClusterState &state, const QString &node, const QString &playbook);

} // namespace Vermagic
