// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Asks nodes about their near future, on demand: one command per node, without root, its answer made into a Forecast
/// with the node's newest facts off this thread, and applied to ClusterState as ForecastMade. Owned by Engine. Per
/// run(): made() or failed() once for each node in any order, then finished(). A node without facts fails at once: it
/// must have been probed. One run at a time; does not probe and does not retry.
#pragma once

#include "app/nodepool.h"

#include <QPointer>
#include <QSet>

namespace Vermagic {

class ForecastRunner : public QObject
{
    Q_OBJECT
public:
    ForecastRunner(NodePool *pool, ClusterState *state, QObject *parent = nullptr);

    /// Without effect while a run is under way.
    void run(const QStringList &nodes);
    bool isRunning() const { return !m_waiting.isEmpty(); }
    /// Ends the commands under way; their nodes fail with Cancelled.
    void cancel();

Q_SIGNALS:
    /// After the node's event has been applied.
    void made(const QString &node);
    void failed(const QString &node, const Vermagic::Error &error);
    void finished();

private:
    void ask(const QString &node);
    void understand(const QString &node, const QByteArray &marker, const CommandResult &result);
    void conclude(const QString &node, const std::optional<Error> &error);

    NodePool *m_pool;
    ClusterState *m_state;
    QByteArray m_script;
    QSet<QString> m_waiting;
    QList<QPointer<RemoteCommand>> m_commands;
};

} // namespace Vermagic
