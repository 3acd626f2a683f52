// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which nodes of an inventory a person means: the NodeSet behind --nodes. "@compute" is the inventory's group,
/// "@*" every node, "@role:beegfs-meta" every node with that role; wildcards match node names.
/// A name that the inventory does not have is an error, never silently nothing.
#pragma once

#include "models/core/result.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

/// Names in inventory order, each once; at least one.
Result<QStringList> selectNodes(const QString &selection, const Inventory &inventory);

} // namespace Vermagic
