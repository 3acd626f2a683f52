// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes an Inventory in our own format, so that an import can be saved and edited. Pure.
/// loadInventory() of the result gives the same inventory again, but for the places of its nodes. What all nodes
/// of a group share is written at the group, the rest under `nodes:`. Defaults are not written.
#pragma once

#include "models/inventory/inventory.h"

#include <QByteArray>

namespace Vermagic {

QByteArray renderInventory(const Inventory &inventory);

} // namespace Vermagic
