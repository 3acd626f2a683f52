// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Facts to findings: a pure function, the same input always yields the same Diagnosis.
#pragma once

#include "models/diagnosis/finding.h"
#include "models/inventory/inventory.h"
#include "models/playbook/knowledge.h"
#include "models/snapshot.h"

namespace Vermagic {

/// Diagnoses one node from its snapshot (spec, facts, error, hostKeyChange; its old diagnosis is not read).
/// Without facts the state is Unreachable when there is an error, else Pending.
Diagnosis diagnose(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge);

/// Broken, Attention or Healthy, as the worst of `findings` says.
NodeState stateOf(const QList<Finding> &findings);

} // namespace Vermagic
