// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A throughput chart with what belongs to it: what is measured, how lines are made, pause, legend, the values as a table,
/// export. Reads a ThroughputStore and the thresholds in ClusterState's inventory; both must outlive it. Points are
/// gathered: the chart follows four times a second, the figures once, neither while it is hidden. Writes no file: an export
/// is handed over by fileRequested().
#pragma once

#include "models/clusterstate.h"
#include "models/throughputmodel.h"
#include "views/charts/linestyles.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <set>

class QComboBox;
class QHBoxLayout;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace Vermagic {

class ElidedLabel;
class ExportButton;
class ThroughputChart;
class ThroughputLegend;

class ThroughputPanel : public QWidget
{
    Q_OBJECT
public:
    ThroughputPanel(const ClusterState *state, const std::shared_ptr<LineStyles> &styles,
                    QWidget *parent = nullptr);

    void setStore(const ThroughputStore *store);
    void setQuery(const ThroughputQuery &query);
    const ThroughputQuery &query() const { return m_query; }
    void setSelectedNodes(const QStringList &nodes);
    /// Thresholds are those of this inventory instead of the state's.
    void judgeBy(std::shared_ptr<const Inventory> expected);
    const std::shared_ptr<const Inventory> &expected() const { return m_expected; } ///< null: the state's
    /// A strip above everything else; becomes the panel's.
    void setHead(QWidget *head);
    /// Buttons before those of the panel, whose children they are.
    void addTools(const QList<QToolButton *> &tools);
    /// The button that opens a window of its own; not for the panel in that window.
    void offerWindow();
    std::shared_ptr<LineStyles> styles() const { return m_styles; }
    ThroughputChart *chart() const { return m_chart; }
    ThroughputModel *model() const { return m_model; }
    /// What an export writes; `suffix` is png, svg or csv.
    QByteArray exported(const QString &suffix);

Q_SIGNALS:
    void nodesRequested(const QStringList &nodes);
    void windowRequested();
    void fileRequested(const QString &path, const QByteArray &content);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildBar();
    QWidget *buildContent();
    void buildChoices();
    void buildButtons();
    void connectChart();
    void restart();
    void noteSeries(const SeriesId &series);
    void refresh();
    void updateChoices();
    void updateLines();
    void updateRows();
    void updateStatus();
    void choose(const ThroughputQuery &query);
    void showTable(bool shown);
    void setSelected(const QStringList &names);

    const ClusterState *m_state;
    std::shared_ptr<LineStyles> m_styles;
    const ThroughputStore *m_store = nullptr;
    std::shared_ptr<const Inventory> m_expected; ///< null: the state's
    ThroughputQuery m_query;
    bool m_measureChosen = false; ///< by a person; until then it is one that there are rates of
    std::set<SeriesId> m_seen;
    bool m_linesChanged = false;
    QTimer m_chartDue;
    QTimer m_rowsDue;
    ThroughputModel *m_model;
    ThroughputProxyModel *m_proxy;
    ThroughputChart *m_chart;
    ThroughputLegend *m_legend;
    QTableView *m_table;
    QComboBox *m_measure;
    QComboBox *m_by;
    QComboBox *m_filesystem;
    ElidedLabel *m_status;
    QToolButton *m_pause;
    QToolButton *m_whole;
    QToolButton *m_asTable;
    QToolButton *m_ownWindow;
    ExportButton *m_export;
    QStackedWidget *m_pages;
    QStackedWidget *m_picture;
    QHBoxLayout *m_tools;
};

} // namespace Vermagic
