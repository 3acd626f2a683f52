// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding to plan: renders a playbook's remedy for one node. Pure.
#pragma once

#include "models/inventory/inventory.h"
#include "models/playbook/knowledge.h"
#include "models/remediation/plan.h"
#include "models/snapshot.h"

namespace Vermagic {

/// Plans `playbook` for `node`, choosing the remedy that fits the node's facts. `planId` becomes Plan::id and
/// the prefix of the run ids of detached steps. Refused with InvalidInput when a fact that fills a placeholder
/// is not of its type (a hostile kernel release), with NotFound when no finding of the node calls for it.
Result<Plan> planRemediation(const NodeSnapshot &node, const Inventory &inventory, const Playbook &playbook,
                             const QString &planId);

} // namespace Vermagic
