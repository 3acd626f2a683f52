// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Probes nodes: one command per node, its output parsed off this thread, the facts applied to ClusterState.
/// Owned by Console or by a headless command. Per sweep: SweepStarted, then one FactsGathered or ProbeFailed
/// per node in any order, then SweepFinished and sweepFinished(). At most one probe is in flight per node: a
/// sweep joins it, a request by probe() replaces it, since an answer that began earlier proves nothing.
/// Hundreds of nodes are asked, and their answers applied, in slices that leave the event loop free in between.
/// Does not diagnose and does not retry.
#pragma once

#include "app/localcommand.h"
#include "app/nodepool.h"

#include <QDeadlineTimer>
#include <QPointer>
#include <QSet>

#include <deque>

namespace Vermagic {

/// How thoroughly one node is asked.
struct ProbeManner
{
    std::chrono::milliseconds livenessWait; ///< how long the answer may wait for a mount that does not answer
    bool fresh = false;                     ///< nothing that the node keeps from an earlier sweep
    QMap<QString, QString> logPositions;    ///< what earlier sweeps have read of the node's logs
    bool rootLogs = true;                   ///< logs that need sudo as well
};

/// How nodes are asked and how their answers are understood: pure functions that run on any thread.
struct ProbeProtocol
{
    std::function<QByteArray(const NodeSpec &, const Inventory &, const QByteArray &marker,
                             const ProbeManner &manner)>
        renderScript;
    std::function<NodeFacts(const QByteArray &output, const NodeSpec &, const Inventory &,
                            const QByteArray &marker)>
        gather;
    std::function<BuildEnvironmentFacts(const BuildEnvironment &, const CommandResult &)>
        gatherBuildEnvironment;
};

class ProbeRunner : public QObject
{
    Q_OBJECT
public:
    ProbeRunner(ProbeProtocol protocol, NodePool *pool, ClusterState *state, QObject *parent = nullptr);
    ~ProbeRunner() override;

    /// How long the script may run on a node; 30 s at first.
    void setProbeTimeout(std::chrono::milliseconds timeout) { m_probeTimeout = timeout; }
    /// How long a node may take from connecting to its last answer; 0: as long as the session's own deadlines allow.
    void setNodeDeadline(std::chrono::milliseconds deadline) { m_nodeDeadline = deadline; }

    /// How long an answer of a sweep may wait for a mount that does not answer. Without waiting, a hung mount is
    /// known one sweep later; who sweeps only once must wait. probe() always waits.
    void setLivenessWait(std::chrono::milliseconds wait) { m_livenessWait = wait; }

    /// Whether a sweep ends only after the first answer of the build environment: for who sweeps once. Without it, and
    /// later, the build environment's answer comes when it comes and holds nothing up.
    void setWaitsForBuildEnvironment(bool waits) { m_waitsForBuildEnvironment = waits; }

    /// Probes `nodes` (all of them, and the build environment when its answer is older than an hour, when empty). Joins a
    /// sweep that is under way.
    void sweep(const QStringList &nodes = {});
    /// As sweep(), on the user's wish: what was refused or declined before is tried and asked anew, and nothing that is
    /// only asked from time to time is left out.
    void refresh(const QStringList &nodes = {});
    /// Probes one node anew; probeFinished() carries the returned number.
    quint64 probe(const QString &node);
    bool isSweeping() const { return m_sweeping; }
    /// Ends every probe under way: its node gets ProbeFailed with Cancelled.
    void cancel();

    /// Sweeps every `interval`, skipping ticks that meet a sweep under way; 0 stops.
    void setInterval(std::chrono::milliseconds interval);

Q_SIGNALS:
    void sweepFinished();
    /// After the node's event has been applied.
    void probeFinished(quint64 request, const QString &node, const std::optional<Vermagic::Error> &error);

private:
    struct Probe
    {
        QPointer<RemoteCommand> command;
        QByteArray marker;
        quint64 generation = 0;
        QList<quint64> requests; ///< answered by this probe
        QList<quint64> next;     ///< want a probe that begins after this one has ended
    };

    /// What one node has answered, not yet applied.
    struct Answer
    {
        QString node;
        quint64 generation = 0;
        ClusterEvent event;
        std::optional<Error> error;
    };

    void start(const QString &node, const QList<quint64> &requests);
    ProbeManner mannerFor(const NodeSnapshot &node, bool isAwaited);
    void parse(const QString &node, quint64 generation, const CommandResult &result);
    void enqueue(Answer answer);
    void work();
    void conclude(const QString &node, quint64 generation, const ClusterEvent &event,
                  const std::optional<Error> &error);
    void giveUp(const QString &node, quint64 generation);
    bool isWaitingForBuildEnvironment() const;
    void startBuildEnvironment();
    void finishSweepIfDone();
    void reset();

    ProbeProtocol m_protocol;
    NodePool *m_pool;
    ClusterState *m_state;
    std::chrono::milliseconds m_probeTimeout = std::chrono::seconds(30);
    std::chrono::milliseconds m_nodeDeadline{0};
    std::chrono::milliseconds m_livenessWait{800};
    std::map<QString, Probe> m_probes;
    std::deque<QString> m_starts; ///< nodes of the sweep that are not asked yet
    std::deque<Answer> m_answers;
    QTimer m_work;                                 ///< runs while one of the two is not empty
    QSet<QString> m_sweepNodes;                    ///< not yet answered in this sweep
    QSet<QString> m_freshNodes;                    ///< to be asked so by this sweep
    QHash<QString, QDeadlineTimer> m_rootLogsHold; ///< until a healthy node's root-only logs are read again
    std::unique_ptr<LocalCommand> m_buildEnvironment;
    QDeadlineTimer m_buildEnvironmentHolds; ///< until it is asked again
    bool m_waitsForBuildEnvironment = false;
    QTimer m_interval;
    bool m_sweeping = false;
    quint64 m_generation = 0;
    quint64 m_request = 0;
};

} // namespace Vermagic
