// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Gathers what speaks for and against every changed host key: rebuild windows and published keys of the inventory, and
/// what another node, trusted and connected, sees at the same address by ssh-keyscan. Owned by Engine. Puts it into
/// ClusterState as HostKeyTriaged, again whenever it differs. Never speaks to the host that shows the new key, and
/// decides nothing: models/hostkeytriage.h weighs.
#pragma once

#include "app/nodepool.h"

#include <QSet>

namespace Vermagic {

class HostKeyTriager : public QObject
{
    Q_OBJECT
public:
    HostKeyTriager(NodePool *pool, ClusterState *state, QObject *parent = nullptr);

    /// No other node is being asked. Such a question has a deadline of its own.
    bool isSettled() const { return m_asked.isEmpty(); }

Q_SIGNALS:
    void settled();

private:
    void nodeChanged(const QString &name);
    void triage(const NodeSnapshot &node);
    void askWitness(const NodeSnapshot &node);
    void witnessAnswered(const QString &node, const QString &witness, const QString &fingerprint,
                         const CommandResult &result);
    const NodeSnapshot *witnessFor(const NodeSnapshot &node) const;

    /// What a witness said of one key that a node shows.
    struct Testimony
    {
        QString fingerprint;
        WitnessAnswer answer;
    };

    NodePool *m_pool;
    ClusterState *m_state;
    QMap<QString, Testimony> m_testimonies; ///< by node
    QSet<QString> m_asked;                  ///< nodes about which another one is being asked
};

} // namespace Vermagic
