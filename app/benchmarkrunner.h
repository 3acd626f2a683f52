// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs a benchmark on nodes that start at the same moment: run-benchmark.sh on each as the login user, "go" to all once
/// the last one is ready or has failed. Owned by Engine. Per start() that succeeds: changed() now and then, began() at
/// most once, finished() exactly once with the run, which is kept in its RunStore by then, unless failed() said why not.
/// Rates go into the ThroughputStore as they come, on the store's time. What a run made on a node the node removes by
/// itself, whatever becomes of console and session. One run at a time; does not probe and does not retry.
#pragma once

#include "app/benchmarkscript.h"
#include "app/nodepool.h"
#include "models/benchmark/nodemeasurement.h"
#include "models/throughputstore.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace Vermagic {

class BenchmarkRunner : public QObject
{
    Q_OBJECT
public:
    BenchmarkRunner(NodePool *pool, ClusterState *state, ThroughputStore *throughput,
                    QObject *parent = nullptr);
    ~BenchmarkRunner() override;

    /// Refuses when a run is under way, and without nodes that the inventory knows.
    Result<void> start(const BenchmarkRequest &request);
    /// Ends the run; the nodes clean up, then finished() comes.
    void cancel();

    bool isRunning() const { return m_running; }
    bool hasBegun() const { return m_begun; }
    qsizetype nodesIn(NodeMeasurement::Stage stage) const;
    double seconds() const;    ///< since the origin; negative before
    double latestRate() const; ///< of all nodes together, of the profile's metric
    /// Of the run that is under way.
    BenchmarkProgress progress() const;
    const BenchmarkRequest &request() const { return m_request; }

Q_SIGNALS:
    void changed();
    /// What a run that was killed had left on the node; it is gone now.
    void leftoverRemoved(const QString &node, const QString &name);
    void began();
    void failed(const Vermagic::Error &error);
    void finished(const Vermagic::BenchmarkRun &run);

private:
    struct Participant
    {
        NodeMeasurement measurement;
        QPointer<RemoteCommand> command;
        double latestRate = 0;
        bool ended = false;
    };

    void launch(const QString &node);
    void receive(const QString &node, const QByteArray &bytes);
    void conclude(const QString &node, const CommandResult &result);
    void goWhenAllAreReady();
    void tellAll(const QByteArray &word);
    /// "go", and of a network benchmark to which node it sends: the next one that is ready.
    void go();
    void finish();
    BenchmarkRun makeRun() const;

    NodePool *m_pool;
    ClusterState *m_state;
    ThroughputStore *m_throughput;
    BenchmarkRequest m_request;
    bool m_running = false;
    bool m_begun = false;
    bool m_cancelled = false;
    QByteArray m_mark;
    QDateTime m_origin;
    QElapsedTimer m_clock;
    double m_storeOffset = 0; ///< of the origin, on the store's time
    QTimer m_patience;        ///< with nodes that do not clean up
    std::map<QString, Participant> m_participants;
};

} // namespace Vermagic
