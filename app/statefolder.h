// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the program keeps what must outlive it: ${XDG_STATE_HOME:-~/.local/state}/vermagic, private to the user. And
/// where a person keeps what it reads: ${XDG_CONFIG_HOME:-~/.config}.
#pragma once

#include "models/core/result.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

QString stateFolderPath();
/// The same path, made with mode 0700 when it does not exist yet.
Result<QString> makeStateFolder(const QString &subfolder = {});
/// Of all programs; ours is vermagic/ in it.
QString configFolderPath();
/// A name for files about one inventory, the same for the same path.
QString inventoryKey(const Inventory &inventory);
/// The file with its folders, for the user alone; as it was before, or whole. Fails with what to know about `path`.
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

} // namespace Vermagic
