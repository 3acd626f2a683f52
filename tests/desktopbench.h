// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A desktop that shows notifications: a message bus, an X server and dunst, all of their own. They end with this object.
#pragma once

#include <QDBusConnection>
#include <QJsonObject>
#include <QProcess>

namespace Vermagic {

class DesktopBench
{
public:
    ~DesktopBench();

    /// Before the process uses its session bus, which is this one from then on. Empty: it runs; else what does not.
    QString start();
    /// How many notices can be seen.
    int shown() const;
    /// As a click on the newest notice.
    void click() const;
    /// The newest notice, which is closed: summary, body, appname, urgency, … as dunst names them.
    QJsonObject takeNewest() const;

private:
    QByteArray dunstctl(const QStringList &arguments) const;

    QProcess m_bus;
    QProcess m_display;
    QProcess m_dunst;
};

} // namespace Vermagic
