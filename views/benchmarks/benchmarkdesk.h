// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the main window has of throughput and benchmarks: the panel in the dashboard and the one in a window of its own, the
/// dialog that starts a benchmark, its progress and verdict above the charts, and the window of the runs that are kept. Owned
/// by MainWindow; shows what it is told and emits what is wanted, for whoever runs benchmarks and has the files.
#pragma once

#include "models/benchmark/request.h"
#include "models/benchmark/run.h"
#include "models/throughputlines.h"

#include <QObject>

class QWidget;

namespace Vermagic {

class BenchmarkBar;
class BenchmarkRunsWindow;
class ClusterState;
class ThroughputPanel;
class ThroughputWindow;

class BenchmarkDesk : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; `window` is the parent of windows and dialogs.
    BenchmarkDesk(const ClusterState *state, ThroughputPanel *docked, QWidget *window);

    void setStore(const ThroughputStore *store);
    /// For the lines that are drawn wider.
    void setSelectedNodes(const QStringList &nodes);
    /// Since its first progress, until it has finished.
    bool isRunning() const { return m_progress.has_value(); }

public Q_SLOTS:
    void showThroughput();
    void showRuns();
    /// The dialog, with these nodes; empty: all that mount the file system.
    void askToRun(const QStringList &nodes);
    void showProgress(const Vermagic::BenchmarkRequest &request, const Vermagic::BenchmarkProgress &progress);
    /// All nodes have begun: the charts turn to what is measured.
    void showBegun(const Vermagic::BenchmarkRequest &request);
    void showFinished(const Vermagic::BenchmarkRun &run);
    /// Of several runs that belong together: what they say as a whole.
    void showRemark(const QString &sentence);
    /// Answers listRequested().
    void setRuns(const QList<Vermagic::BenchmarkRun> &runs);
    /// Answers readRequested().
    void showRead(const QList<Vermagic::BenchmarkRun> &runs);
    /// Answers openRequested().
    void showOpened(const Vermagic::BenchmarkRun &run, const QString &path);

Q_SIGNALS:
    void runRequested(const Vermagic::BenchmarkRequest &request);
    void cancelRequested();
    void listRequested();
    void readRequested(const QStringList &idsOrPaths);
    void openRequested(const QString &path);
    /// The docked panel is worth a look.
    void panelWanted();
    void fileRequested(const QString &path, const QByteArray &content);
    void nodesRequested(const QStringList &nodes);

private:
    void equip(ThroughputPanel *panel);
    void showIn(BenchmarkBar *bar) const;
    BenchmarkRunsWindow *runsWindow();
    QList<ThroughputPanel *> panels() const;
    QString titleOf(const QString &profile) const;

    const ClusterState *m_state;
    ThroughputPanel *m_docked;
    QWidget *m_window;
    QList<BenchmarkProfile> m_profiles;
    const ThroughputStore *m_store = nullptr;
    ThroughputWindow *m_throughput = nullptr; ///< made when it is first asked for
    BenchmarkRunsWindow *m_runs = nullptr;    ///< likewise
    QList<BenchmarkBar *> m_bars;
    BenchmarkRequest m_request;
    std::optional<BenchmarkProgress> m_progress; ///< while one runs
    std::optional<BenchmarkRun> m_last;
    QString m_remark;
};

} // namespace Vermagic
