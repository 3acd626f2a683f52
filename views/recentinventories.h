// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The inventories opened last, newest first, kept in the settings. The settings are not owned. Does not look
/// whether the files are still there: opening says so.
#pragma once

#include <QStringList>

class QSettings;

namespace Vermagic {

class RecentInventories
{
public:
    explicit RecentInventories(QSettings *settings);

    QStringList paths() const;
    void remember(const QString &path);

private:
    QSettings *m_settings;
};

} // namespace Vermagic
