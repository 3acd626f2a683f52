// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The matrix with what belongs to it: the fleet strip, grouping, the column chooser and the nodes' context
/// menu. Owns its item models; reads a ClusterState that must outlive it. Emits intents. save() and restore()
/// keep grouping, columns and order between runs.
#pragma once

#include "models/nodematrixproxymodel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QActionGroup;
class QLabel;
class QMenu;
class QSettings;
class QToolButton;

namespace Vermagic {

class FleetStrip;
class MatrixView;
class ThroughputStore;

class MatrixPanel : public QWidget
{
    Q_OBJECT
public:
    explicit MatrixPanel(const ClusterState *state, QWidget *parent = nullptr);

    MatrixView *view() const { return m_view; }
    NodeMatrixProxyModel *proxy() const { return m_proxy; }
    NodeMatrixModel *model() const { return m_model; }
    void setFilter(const NodeFilter &filter);
    /// The rates of the nodes; the column is there while there are any. Not owned.
    void setThroughput(const ThroughputStore *store);
    void setGrouping(MatrixGrouping grouping);
    /// For the window's menu bar; owned by the panel.
    QMenu *groupMenu() const { return m_groupMenu; }
    QMenu *columnMenu() const { return m_columnMenu; }

    void save(QSettings *settings) const;
    void restore(QSettings *settings);

Q_SIGNALS:
    void refreshRequested(const QStringList &nodes);
    void fixRequested(const QStringList &nodes);
    void benchmarkRequested(const QStringList &nodes);

private:
    void buildGroupMenu();
    void buildColumnMenu();
    void showContextMenu(const QPoint &position);
    void updateFleet();
    void updateRates();
    void showColumn(int column, bool shown);
    QString fleetText(const FleetSummary &summary) const;
    void copySelection() const;
    void copySummary() const;

    const ClusterState *m_state;
    NodeMatrixModel *m_model;
    NodeMatrixProxyModel *m_proxy;
    MatrixView *m_view;
    FleetStrip *m_strip;
    QLabel *m_fleet;
    QToolButton *m_groupButton;
    QToolButton *m_columnButton;
    QMenu *m_groupMenu;
    QMenu *m_columnMenu;
    QActionGroup *m_groups;
    QAction *m_copySummary; ///< of the selected nodes
    const ThroughputStore *m_throughput = nullptr;
    QTimer m_ratesDue; ///< rates come many times a second
    enum class Fitted { No, ToFirstNode, ToAllNodes };
    Fitted m_fitted = Fitted::No;
    std::shared_ptr<const Inventory> m_fittedTo; ///< whose nodes were measured
};

} // namespace Vermagic
