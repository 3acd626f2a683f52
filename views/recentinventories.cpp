// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/recentinventories.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype limit = 8;

} // namespace

RecentInventories::RecentInventories(QSettings *settings)
    : m_settings(settings)
{
}

QStringList RecentInventories::paths() const
{
    return m_settings->value(u"inventories/recent"_s).toStringList();
}

void RecentInventories::remember(const QString &path)
{
    QStringList recent = paths();
    recent.removeAll(path);
    recent.prepend(path);
    m_settings->setValue(u"inventories/recent"_s, recent.first(std::min(recent.size(), limit)));
}

} // namespace Vermagic
