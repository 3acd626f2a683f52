// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The one store. apply() is the only writer; it diagnoses a node whenever its facts or its connection
/// change. Lives in the GUI thread, owned by Console (or by a headless command).
/// Signals come after the whole snapshot has changed: at most one of each kind per apply(), but a sweep that starts
/// tells of each of its nodes.
#pragma once

#include "models/playbook/knowledge.h"
#include "models/snapshot.h"

#include <QObject>

namespace Vermagic {

class ClusterState : public QObject
{
    Q_OBJECT
public:
    explicit ClusterState(Knowledge knowledge, QObject *parent = nullptr);

    const ClusterSnapshot &snapshot() const { return m_snapshot; }
    const Knowledge &knowledge() const { return m_knowledge; }
    void apply(const ClusterEvent &event);

    /// Why nothing can be asked of the nodes or changed there, for a person: this is a recorded session. Empty: it can.
    const QString &readOnly() const { return m_readOnly; }
    /// Before anybody looks; stays.
    void setReadOnly(const QString &reason) { m_readOnly = reason; }

Q_SIGNALS:
    /// Another inventory: all nodes, runs and facts are new.
    void inventoryChanged();
    void nodeChanged(const QString &node);
    void buildEnvironmentChanged();
    /// Our nodes have proven something more.
    void compatibilityChanged();
    void sweepChanged();
    void runChanged(const QString &runId);
    /// What the newest plan of a node would change is known.
    void impactChanged(const QString &node);

private:
    ClusterSnapshot m_snapshot;
    Knowledge m_knowledge;
    QString m_readOnly;
};

} // namespace Vermagic
