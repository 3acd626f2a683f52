// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Finding to plan: renders a playbook's remedy for one node. Pure; reads the node's diagnosis to know what is
/// wrong and its facts to know with which values to mend it. Plans one node; canaries and batches are the runner's.
#pragma once

#include "models/inventory/inventory.h"
#include "models/playbook/knowledge.h"
#include "models/remediation/plan.h"
#include "models/snapshot.h"

namespace Vermagic {

/// Plans `playbook` (one of `knowledge`) for `node`, in its language, choosing the remedy that fits the node's facts. The first finding that the playbook
/// remedies decides, root causes before consequences; further root causes of the same check (a second service that
/// is down) are planned along with it. `planId` (hex) becomes Plan::id and the prefix of the run ids of detached
/// steps. Refused with InvalidInput when a fact that fills a placeholder is not of its type (a hostile kernel
/// release), with NotFound when no finding of the node calls for it or no remedy of it fits the node.
/// A step whose condition cannot be decided is left out.
Result<Plan> planRemediation(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                             const Playbook &playbook, const QString &planId);

/// Plans the playbook of the node's first root cause that has one, or the playbook `forced`, in the language of
/// `knowledge`. NotFound also for an unknown playbook and for a node without such a finding.
Result<Plan> planFor(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                     const QString &planId, const QString &forced = {});

} // namespace Vermagic
