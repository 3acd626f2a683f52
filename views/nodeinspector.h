// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The right-hand panel: the chain of the selected node link by link with its root causes as cards, or, for
/// several nodes, what is wrong with them by cause. Reads ClusterState, keeps nothing of its own but the
/// selection. Emits intents; `playbook` names what the card's finding asks for.
#pragma once

#include "models/clusterstate.h"

#include <QStringList>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace Vermagic {

class NodeInspector : public QWidget
{
    Q_OBJECT
public:
    explicit NodeInspector(const ClusterState *state, QWidget *parent = nullptr);

    void setNodes(const QStringList &nodes);
    const QStringList &nodes() const { return m_nodes; }

Q_SIGNALS:
    void remediationRequested(const QStringList &nodes, const QString &playbook);
    /// Show this part of the node's output.
    void evidenceRequested(const QString &node, const QString &section);
    /// Show a finding's own evidence.
    void findingEvidenceRequested(const QString &node, const QString &finding);
    void reviewKeyRequested(const QString &node);
    void nodeRequested(const QString &node);

private:
    void rebuild();
    void showNothing();
    void showNode(const NodeSnapshot &node);
    void showSeveral();
    void addChain(const NodeSnapshot &node, const Chain &chain, bool named);
    void addNextBoot(const NodeSnapshot &node);
    static void addForecast(QBoxLayout *layout, const Forecast &forecast);
    void addFinding(const NodeSnapshot &node, const Finding &finding);

    const ClusterState *m_state;
    QStringList m_nodes;
    bool m_scheduled = false;
    QLabel *m_title;
    QLabel *m_subtitle;
    QScrollArea *m_area;
    QVBoxLayout *m_layout = nullptr; ///< of the content shown now
};

} // namespace Vermagic
