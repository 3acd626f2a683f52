// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells the desktop when nodes of the window change their state and nobody is looking at it: one notice for all that
/// change in one sweep. A click on it brings the window up with these nodes selected. Owned by Console; `state` and
/// `window` must outlive it.
#pragma once

#include "app/desktopnotifier.h"

#include <QTimer>

namespace Vermagic {

class ClusterState;
class MainWindow;

class ConsoleNotices : public QObject
{
    Q_OBJECT
public:
    ConsoleNotices(const ClusterState *state, MainWindow *window, QObject *parent = nullptr);

private:
    void take(const QString &name);
    void tell();
    void showNodes(const QStringList &nodes, const QString &token);

    const ClusterState *m_state;
    MainWindow *m_window;
    DesktopNotifier *m_notifier = nullptr; ///< made for the first notice: a session without one needs no bus
    NodeNews m_news;
    QMap<QString, NodeChange> m_changes; ///< not told yet
    QTimer m_due;
};

} // namespace Vermagic
