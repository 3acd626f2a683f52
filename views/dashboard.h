// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The working area: matrix in the middle, inspector on the right, tabs below, and what binds them (the selected
/// node is inspected, evidence opens in its tab, an approved plan shows as a run). Emits the panels' intents on.
/// save() and restore() keep the sizes between runs.
#pragma once

#include "views/remediationpanel.h"

#include <QWidget>

class QSettings;
class QSplitter;
class QTabWidget;

namespace Vermagic {

class ActivityModel;
class ActivityView;
class Highlighting;
class MatrixPanel;
class NodeInspector;
class NodeOutputView;
class ThroughputPanel;

class Dashboard : public QWidget
{
    Q_OBJECT
public:
    enum class Tab { Remediation, Activity, Output, Throughput };

    Dashboard(const ClusterState *state, const Highlighting *highlighting, RemediationPanel::Clock clock,
              QWidget *parent = nullptr);

    MatrixPanel *matrix() const { return m_matrix; }
    RemediationPanel *remediation() const { return m_remediation; }
    ActivityModel *activity() const { return m_activity; }
    ThroughputPanel *throughput() const { return m_throughput; }
    void showTab(Tab tab);
    /// The keyboard goes into the tab that is shown.
    void focusTab();
    QStringList selectedNodes() const;
    void setInspectorVisible(bool visible);
    void setTabsVisible(bool visible);
    /// The panes in the order of F6: matrix, inspector, the tab below.
    void focusNextPane(bool backwards);
    void save(QSettings *settings) const;
    void restore(QSettings *settings);

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void refreshRequested(const QStringList &nodes);
    void remediationRequested(const QStringList &nodes, const QString &playbook);
    void reviewKeyRequested(const QString &node);
    void selectionChanged(const QStringList &nodes);
    /// showTab() has made the tabs visible, whether they were hidden or not.
    void tabsShown();

private:
    void connectPanels();
    void shareWidth();
    void showFindingEvidence(const QString &node, const QString &finding);

    const ClusterState *m_state;
    MatrixPanel *m_matrix;
    NodeInspector *m_inspector;
    RemediationPanel *m_remediation;
    ActivityModel *m_activity;
    ActivityView *m_activityView;
    NodeOutputView *m_output;
    ThroughputPanel *m_throughput;
    QTabWidget *m_tabs;
    QSplitter *m_across;
    QSplitter *m_down;
    bool m_widthChosen = false; ///< somebody dragged the inspector's edge
};

} // namespace Vermagic
