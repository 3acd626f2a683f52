// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads an inventory from a file that a person named: our own format or one that can be imported, told apart by
/// the content. Errors name file:line:column.
#pragma once

#include "models/inventory/inventoryimport.h"

namespace Vermagic {

Loaded<ImportedInventory> readInventoryFile(const QString &path);

} // namespace Vermagic
