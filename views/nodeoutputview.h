// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The Node output tab: the known lines of the selected node's logs, then what the probe ran and what the node answered,
/// section by section. Reads ClusterState; the texts are evidence that is printable already.
#pragma once

#include "models/clusterstate.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace Vermagic {

class Highlighting;
class LogView;
class LogLinesView;
class ToneLabel;

class NodeOutputView : public QWidget
{
    Q_OBJECT
public:
    NodeOutputView(const ClusterState *state, const Highlighting *highlighting, QWidget *parent = nullptr);

    void setNode(const QString &node);
    void showSection(const QString &node, const QString &section);
    /// Evidence of one finding, which may be none of the probe's sections.
    void showEvidence(const QString &node, const QString &title, const ProbeEvidence &evidence);

Q_SIGNALS:
    void remediationRequested(const QStringList &nodes, const QString &playbook);

private:
    void refill();
    void addLogLines(const NodeSnapshot &node);
    void showCurrent();

    const ClusterState *m_state;
    QString m_node;
    QListWidget *m_sections;
    QLabel *m_command;
    const Highlighting *m_highlighting;
    LogView *m_output;
    LogLinesView *m_logLines; ///< in place of the output while the known lines are chosen
    std::optional<std::pair<QString, ProbeEvidence>> m_finding; ///< shown on top of the sections
};

} // namespace Vermagic
