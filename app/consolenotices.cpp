// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consolenotices.h"

#include "models/clusterstate.h"
#include "views/mainwindow.h"
#include "views/widgets.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

/// From the first change on; what else changes until then is told with it.
constexpr auto gathering = 2s;

} // namespace

ConsoleNotices::ConsoleNotices(const ClusterState *state, MainWindow *window, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_window(window)
{
    m_due.setSingleShot(true);
    m_due.setInterval(gathering);
    connect(&m_due, &QTimer::timeout, this, &ConsoleNotices::tell);
    connect(state, &ClusterState::nodeChanged, this, &ConsoleNotices::take);
    connect(state, &ClusterState::inventoryChanged, this, [this] {
        m_news = {};
        m_changes.clear();
    });
}

void ConsoleNotices::take(const QString &name)
{
    const NodeSnapshot *node = m_state->snapshot().node(name);
    const std::optional<NodeChange> change = node ? m_news.take(*node) : std::nullopt;
    if (!change || !change->before || !m_window->notifies())
        return;
    // As long as nothing is told, a node has changed from where it was at first.
    NodeChange &untold = m_changes[name];
    const NodeState before = untold.before.value_or(*change->before);
    untold = *change;
    untold.before = before;
    if (!m_due.isActive())
        m_due.start();
}

void ConsoleNotices::tell()
{
    const ClusterSnapshot &snapshot = m_state->snapshot();
    if (!snapshot.sweepFinishedAt.isValid() && snapshot.sweepStartedAt.isValid()) {
        m_due.start();
        return;
    }
    const QList<NodeChange> changes = std::exchange(m_changes, {}).values();
    if (QApplication::activeWindow() || !snapshot.inventory)
        return;
    const std::optional<DesktopNotice> notice = desktopNoticeOf(snapshot.inventory->cluster, changes);
    if (!notice)
        return;
    QApplication::alert(m_window);
    if (!m_notifier) {
        m_notifier = new DesktopNotifier(QDBusConnection::sessionBus(), this);
        connect(m_notifier, &DesktopNotifier::activated, this, &ConsoleNotices::showNodes);
    }
    m_notifier->show(*notice);
}

void ConsoleNotices::showNodes(const QStringList &nodes, const QString &token)
{
    // Qt's Wayland platform takes the token of the next activation from here.
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
    m_window->selectNodes(nodes);
    bringUp(m_window);
}

} // namespace Vermagic
