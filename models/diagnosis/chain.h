// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The chain of a node for each file system it must have mounted: kernel → packages → headers → build → module
/// file → loaded module → mount → services, each link with its state and value, as the inspector and the matrix
/// show it. Pure.
#pragma once

#include "models/diagnosis/checkrun.h"

namespace Vermagic {

/// One chain per file system, in the inventory's order. A link is Ok, Broken or Warning by its own failed checks,
/// Consequence when every failed check of it has a cause, Unknown when a check could not be decided, NotNeeded
/// when no check of it applies. What only the next boot breaks is a Warning.
QList<Chain> chainsOf(const NodeSnapshot &node, const Inventory &inventory, const QList<CheckResult> &results,
                      const QList<Finding> &findings);

} // namespace Vermagic
