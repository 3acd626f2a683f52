// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads one entry of an inventory's `filesystems:` list. Used by loadInventory(); pure.
/// What the file does not say is filled in from the kind: name, mount unit, provision.
#pragma once

#include "models/core/yamlreader.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

/// Mistakes are recorded at their values; the result is then usable but incomplete.
FilesystemSpec readFilesystem(const YamlValue &value);

} // namespace Vermagic
