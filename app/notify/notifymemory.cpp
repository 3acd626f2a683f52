// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/notify/notifymemory.h"

#include "app/reportexporter.h"
#include "app/statefolder.h"

#include <QCryptographicHash>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

NotifyMemory::NotifyMemory(const Inventory &inventory)
{
    const QByteArray key = QCryptographicHash::hash(inventory.file.toUtf8(), QCryptographicHash::Sha256);
    m_file = stateFolderPath() + u"/notified/"_s + QString::fromLatin1(key.toHex().first(16)) + u".json"_s;
    if (QFile file(m_file); file.open(QIODevice::ReadOnly))
        m_news = NodeNews::fromJson(file.read(16LL * 1024 * 1024));
}

Result<void> NotifyMemory::save() const
{
    return makeStateFolder(u"notified"_s).and_then([this](const QString &) {
        return writeReport(m_file, m_news.toJson());
    });
}

} // namespace Vermagic
