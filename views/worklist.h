// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What needs doing, over all nodes: each root cause once, worst first, with the nodes that have it and the way to
/// its plan. Shown where no plan and no run is. Reads a ClusterState that must outlive it; emits intents. Redraws
/// only when the causes have changed, so that a live sweep does not take the focus from a button.
#pragma once

#include "models/clusterstate.h"
#include "models/fleet.h"

#include <QScrollArea>
#include <QTimer>

class QVBoxLayout;

namespace Vermagic {

class WorkList : public QScrollArea
{
    Q_OBJECT
public:
    explicit WorkList(const ClusterState *state, QWidget *parent = nullptr);

    /// How many root causes there are.
    qsizetype count() const { return m_causes.size(); }

Q_SIGNALS:
    void remediationRequested(const QStringList &nodes, const QString &playbook);
    void reviewKeyRequested(const QString &node);
    void nodesRequested(const QStringList &nodes);
    void changed();

private:
    void refresh();
    void rebuild();
    void addCause(QVBoxLayout *layout, const SharedCause &cause);
    void addEmptyState(QVBoxLayout *layout);

    const ClusterState *m_state;
    QList<SharedCause> m_causes;
    int m_unchecked = -1; ///< nodes that have not been looked at yet
    QTimer m_delay;
};

} // namespace Vermagic
