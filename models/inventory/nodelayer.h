// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Applies one layer of an inventory (defaults, a group, or what is different for some nodes) to nodes: how to
/// reach them, their roles and mounts. Later layers win. Used by loadInventory(); pure.
#pragma once

#include "models/core/yamlreader.h"
#include "models/inventory/inventoryreader.h"

namespace Vermagic {

struct LayerContext
{
    const Inventory &inventory; ///< whose file systems `mounts` refers to
    const InventoryEnvironment &environment;
    QString folder; ///< of the inventory file
};

/// Keys that say how to reach a node; allowed in every layer.
const QStringList &connectionKeys();
/// Those, and address, roles and mounts; allowed in groups and for single nodes.
const QStringList &nodeKeys();

/// Mistakes are recorded at their values, each once however many nodes there are.
void applyConnection(const YamlValue &layer, const QList<NodeSpec *> &nodes, const LayerContext &context);
void applyLayer(const YamlValue &layer, const QList<NodeSpec *> &nodes, const LayerContext &context);

} // namespace Vermagic
