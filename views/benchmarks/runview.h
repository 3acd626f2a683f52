// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One benchmark run that is kept, or two side by side: verdict, chart with replay, and as tables the results, each node's
/// course and its environment, or what changed and what was different. `state` is for the chart's panel and must outlive it;
/// what was expected is the run's own. Reads no file; an export of the chart is handed over by fileRequested().
#pragma once

#include "models/benchmark/comparison.h"
#include "models/clusterstate.h"
#include "models/texttablemodel.h"
#include "views/benchmarks/runplayer.h"

#include <QWidget>

class QAbstractItemDelegate;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace Vermagic {

class ThroughputPanel;
class ToneLabel;

class RunView : public QWidget
{
    Q_OBJECT
public:
    explicit RunView(const ClusterState *state, QWidget *parent = nullptr);
    ~RunView() override;

    /// `title`: of the benchmark, as people call it.
    void showRun(const QString &title, const BenchmarkRun &run);
    void showComparison(const QString &title, const BenchmarkRun &before, const BenchmarkRun &after);
    /// Nothing but this sentence.
    void showHint(const QString &text);

    ThroughputPanel *panel() const { return m_panel; }
    RunPlayer *player() { return &m_player; }

Q_SIGNALS:
    void fileRequested(const QString &path, const QByteArray &content);

private:
    QWidget *buildHead();
    void addTables(const QList<std::pair<QString, TextTable>> &tables);
    void load(const Playback &playback, const BenchmarkRun &run, const Inventory &expected);
    void showPlayer();
    void fitChart();

    RunPlayer m_player;
    ToneLabel *m_title;
    ToneLabel *m_verdict;
    ToneLabel *m_about;
    QToolButton *m_replay;
    ToneLabel *m_position;
    ThroughputPanel *m_panel;
    QTabWidget *m_tables;
    ToneLabel *m_hint;
    QStackedWidget *m_pages;
    bool m_wasPlaying = false;
};

/// Draws mark and tone of the ThresholdOutcome that an index has under `role` in its model's last column.
QAbstractItemDelegate *newOutcomeDelegate(int role, QObject *parent);

} // namespace Vermagic
