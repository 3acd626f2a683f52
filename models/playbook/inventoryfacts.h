// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the inventory says of a node under the names of factvocabulary.h: known before the node was asked
/// anything. Pure.
#pragma once

#include "models/inventory/inventory.h"
#include "models/playbook/factpath.h"

namespace Vermagic {

/// node.… and cluster.…
void addNodeFacts(FactMap &facts, const NodeSpec &node, const Inventory &inventory);
/// fs.…
void addFilesystemFacts(FactMap &facts, const FilesystemSpec &spec);
/// fs.… of no file system: all absent.
void addNoFilesystem(FactMap &facts);

} // namespace Vermagic
