// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Shows notices on the desktop, by the Desktop Notifications Specification 1.2 (org.freedesktop.Notifications on a message
/// bus). Never blocks; where no such service is, nothing is shown and nothing else happens. A notice of the same nodes
/// takes the place of the one that is still open. Owned by ConsoleNotices.
#pragma once

#include "models/notify/desktopnotice.h"

#include <QDBusConnection>
#include <QMap>
#include <QObject>

namespace Vermagic {

class DesktopNotifier : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotifier(const QDBusConnection &bus, QObject *parent = nullptr);

    void show(const DesktopNotice &notice);

Q_SIGNALS:
    /// A person has clicked on a notice of these nodes. `token` lets a Wayland compositor raise the window that asks with
    /// it; may be empty.
    void activated(const QStringList &nodes, const QString &token);

private Q_SLOTS:
    void takeToken(uint id, const QString &token);
    void takeAction(uint id, const QString &action);
    void takeClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    QMap<uint, QStringList> m_open; ///< by the service's number
    QMap<uint, QString> m_tokens;
};

} // namespace Vermagic
