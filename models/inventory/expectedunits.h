// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a role means: the list of roles the program knows, and the systemd units that each asks of a node.
/// Pure. Units are expected only where the inventory assigns the role or the mount, never elsewhere.
/// Mount unit names follow systemd-escape(1) --path --suffix=mount.
#pragma once

#include "models/inventory/inventory.h"

namespace Vermagic {

/// Every role an inventory may use, sorted.
const QStringList &knownRoles();

/// Units that must be active on `node`, in the order in which they depend on each other: servers, helpers, mounts.
QStringList expectedUnits(const NodeSpec &node, const Inventory &inventory);

/// "/mnt/my data" → "mnt-my\x20data.mount".
QString mountUnitName(const QString &mountpoint);

/// The unit that mounts a file system of this kind there when the inventory does not say:
/// beegfs-client.service for BeeGFS, else the mount unit of the path.
QString defaultMountUnit(FilesystemKind kind, const QString &mountpoint);

} // namespace Vermagic
