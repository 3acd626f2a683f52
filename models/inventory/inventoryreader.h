// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads our own inventory format (YAML) into an Inventory. Pure: what it needs of the machine is passed in.
/// All mistakes of a file are reported at once, each with file:line:column and, where possible, a hint.
///
///     cluster: NAME
///     defaults: {CONNECTION}
///     simulated: true                      the nodes are no machines; what they prove tells nothing about real kernels
///     build_environment: {name: NAME, command: [argv…], folder: PATH}
///     filesystems: [{kind, name, version, mountpoint, mount_unit, provision, thresholds: {METRIC: RATE}}]
///     groups: {GROUP: {nodes: NODESET, roles: […], mounts: [FILESYSTEM…], address, CONNECTION}}
///     nodes: {NODESET: {what is different there: any key of a group but nodes}}
///     rebuild_windows: [{nodes: NODESET, from: TIME, until: TIME, note: TEXT}]
///     host_keys: FILE
///
/// CONNECTION is user, port, identity, become (sudo|none), proxy_jump, host_key_alias, known_hosts. A node's own
/// value wins over its group's, that over the defaults; roles and mounts of a node replace its group's.
/// In `address` and `port`, ranges are expanded in parallel with the nodes ("192.168.100.[11-26]"); "%h" in
/// `address` and `host_key_alias` is the node's name. Relative paths are below the file's folder. A TIME is ISO 8601
/// with its time zone: in such a window nodes are installed anew, so a new host key is explained. `host_keys` is a file
/// in the format of known_hosts to which provisioning, or a cloud's console, publishes the keys of its nodes.
#pragma once

#include "models/core/result.h"
#include "models/inventory/inventory.h"

#include <functional>

namespace Vermagic {

/// What reading an inventory needs to know of the console's machine.
struct InventoryEnvironment
{
    QString home; ///< what "~" stands for; empty: "~" stays in paths
    /// Whether a file exists; when set, an identity that does not is a mistake.
    std::function<bool(const QString &)> fileExists;
};

/// `file` is named in messages, and its folder is what relative paths start from: pass an absolute path.
Loaded<Inventory> loadInventory(const QByteArray &text, const QString &file,
                                const InventoryEnvironment &environment = {});

} // namespace Vermagic
