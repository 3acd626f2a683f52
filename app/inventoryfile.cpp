// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/inventoryfile.h"

#include "app/knowledgeloader.h"

#include <QDir>
#include <QFileInfo>

namespace Vermagic {

Loaded<ImportedInventory> readInventoryFile(const QString &path)
{
    const Result<QByteArray> text = readInputFile(path);
    if (!text)
        return std::unexpected(QList{text.error()});
    const InventoryEnvironment environment{QDir::homePath(),
                                           [](const QString &file) { return QFileInfo::exists(file); }};
    return readInventory(*text, QFileInfo(path).absoluteFilePath(), environment);
}

} // namespace Vermagic
