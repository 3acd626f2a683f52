// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/notify/notifymemory.h"

#include "app/statefolder.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

NotifyMemory::NotifyMemory(const Inventory &inventory)
{
    m_file = stateFolderPath() + u"/notified/"_s + inventoryKey(inventory) + u".json"_s;
    if (QFile file(m_file); file.open(QIODevice::ReadOnly))
        m_news = NodeNews::fromJson(file.read(16LL * 1024 * 1024));
}

Result<void> NotifyMemory::save() const
{
    return writePrivateFile(m_file, m_news.toJson());
}

} // namespace Vermagic
