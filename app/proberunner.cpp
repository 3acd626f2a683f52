// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proberunner.h"

#include "app/background.h"
#include "app/randomid.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Of work at a stretch in the GUI thread.
constexpr std::chrono::milliseconds longestSlice{8};
constexpr qsizetype probeOutputLimit = 256 * 1024;
/// Longer than the probe's own deadline for a mount, so that a hung one is told from one not looked at.
constexpr std::chrono::milliseconds decisiveLivenessWait{5000};
constexpr std::chrono::seconds buildEnvironmentTimeout{120};
/// A build environment changes when somebody builds one, and asking it may mean starting a container.
constexpr std::chrono::hours buildEnvironmentHolds{1};
/// While a node is healthy, what its root-only logs say can wait, and every look at them is a line in its security log.
constexpr std::chrono::minutes rootLogsHold{10};

} // namespace

ProbeRunner::ProbeRunner(ProbeProtocol protocol, NodePool *pool, ClusterState *state, QObject *parent)
    : QObject(parent)
    , m_protocol(std::move(protocol))
    , m_pool(pool)
    , m_state(state)
{
    m_interval.setTimerType(Qt::CoarseTimer);
    connect(&m_interval, &QTimer::timeout, this, [this] {
        if (!m_sweeping)
            sweep();
    });
    connect(&m_work, &QTimer::timeout, this, &ProbeRunner::work);
    connect(pool, &NodePool::aboutToDropShells, this, &ProbeRunner::reset);
}

ProbeRunner::~ProbeRunner() = default;

void ProbeRunner::reset()
{
    m_probes.clear();
    m_starts.clear();
    m_answers.clear();
    m_work.stop();
    m_sweepNodes.clear();
    m_freshNodes.clear();
    m_buildEnvironment.reset();
    m_buildEnvironmentHolds = {};
    m_rootLogsHold.clear();
    m_sweeping = false;
}

void ProbeRunner::sweep(const QStringList &nodes)
{
    const ClusterSnapshot &snapshot = m_state->snapshot();
    if (!snapshot.inventory)
        return;
    QStringList wanted = nodes;
    if (nodes.isEmpty()) {
        for (const NodeSnapshot &node : snapshot.nodes)
            wanted.append(node.spec.name);
    }
    m_sweeping = true;
    m_sweepNodes.unite(QSet<QString>(wanted.begin(), wanted.end()));
    m_state->apply(SweepStarted{QDateTime::currentDateTimeUtc(), nodes});
    if (nodes.isEmpty() && m_buildEnvironmentHolds.hasExpired())
        startBuildEnvironment();
    m_starts.insert(m_starts.end(), wanted.cbegin(), wanted.cend());
    m_work.start(0);
    finishSweepIfDone();
}

void ProbeRunner::refresh(const QStringList &nodes)
{
    const ClusterSnapshot &snapshot = m_state->snapshot();
    for (const NodeSnapshot &node : snapshot.nodes) {
        if (nodes.isEmpty() || nodes.contains(node.spec.name))
            m_freshNodes.insert(node.spec.name);
    }
    if (nodes.isEmpty())
        m_buildEnvironmentHolds = {};
    m_pool->reconsider(nodes);
    sweep(nodes);
}

void ProbeRunner::enqueue(Answer answer)
{
    m_answers.push_back(std::move(answer));
    if (!m_work.isActive())
        m_work.start(0);
}

/// One slice of the work.
void ProbeRunner::work()
{
    const QDeadlineTimer slice(longestSlice);
    while (!m_starts.empty() && !slice.hasExpired()) {
        const QString node = m_starts.front();
        m_starts.pop_front();
        if (m_sweepNodes.contains(node) && !m_probes.contains(node))
            start(node, {});
    }
    while (!m_answers.empty() && !slice.hasExpired()) {
        const Answer answer = std::move(m_answers.front());
        m_answers.pop_front();
        conclude(answer.node, answer.generation, answer.event, answer.error);
    }
    if (m_starts.empty() && m_answers.empty())
        m_work.stop();
}

quint64 ProbeRunner::probe(const QString &node)
{
    const quint64 request = ++m_request;
    const auto running = m_probes.find(node);
    if (running == m_probes.end()) {
        m_state->apply(ProbeStarted{node});
        start(node, {request});
        return request;
    }
    running->second.next.append(request);
    // The answer of the probe that is cancelled here is dropped by conclude(), which starts the new one.
    if (running->second.command)
        running->second.command->cancel();
    return request;
}

void ProbeRunner::start(const QString &node, const QList<quint64> &requests)
{
    RemoteShell *shell = m_pool->shell(node);
    Probe probe{.marker = randomId(), .generation = ++m_generation, .requests = requests};
    const quint64 generation = probe.generation;
    if (!shell) {
        m_probes[node] = std::move(probe);
        const Error error{ErrorCode::NotFound, u"the inventory has no such node"_s, node, {}};
        QMetaObject::invokeMethod(
            this,
            [this, node, generation, error] {
                conclude(node, generation, ProbeFailed{node, error, {}}, error);
            },
            Qt::QueuedConnection);
        return;
    }
    const NodeSnapshot &snapshot = *m_state->snapshot().node(node);
    CommandSpec spec;
    spec.argv = {u"sh"_s, u"-s"_s};
    spec.standardInput = m_protocol.renderScript(snapshot.spec, *m_state->snapshot().inventory, probe.marker,
                                                 mannerFor(snapshot, !requests.isEmpty()));
    spec.timeout = m_probeTimeout;
    spec.outputLimit = probeOutputLimit;
    probe.command = shell->run(spec);
    connect(probe.command, &RemoteCommand::finished, this,
            [this, node, generation](const CommandResult &result) { parse(node, generation, result); });
    if (m_nodeDeadline.count() > 0)
        QTimer::singleShot(m_nodeDeadline, this, [this, node, generation] { giveUp(node, generation); });
    m_probes[node] = std::move(probe);
}

ProbeManner ProbeRunner::mannerFor(const NodeSnapshot &node, bool isAwaited)
{
    ProbeManner manner{.livenessWait = isAwaited ? decisiveLivenessWait : m_livenessWait};
    manner.fresh = m_freshNodes.remove(node.spec.name) || !node.facts || isAwaited;
    QDeadlineTimer &hold = m_rootLogsHold[node.spec.name];
    manner.rootLogs = manner.fresh || node.diagnosis.state != NodeState::Healthy || hold.hasExpired();
    if (manner.rootLogs)
        hold.setRemainingTime(rootLogsHold);
    if (node.facts)
        manner.logPositions = node.facts->logs.positions;
    return manner;
}

void ProbeRunner::giveUp(const QString &node, quint64 generation)
{
    const auto running = m_probes.find(node);
    if (running == m_probes.end() || running->second.generation != generation)
        return;
    const QPointer<RemoteCommand> command = running->second.command;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_nodeDeadline).count();
    // What the session itself says is the better reason: "connection refused" rather than "too slow".
    const NodeSnapshot *snapshot = m_state->snapshot().node(node);
    const Error error = snapshot && snapshot->error ? *snapshot->error
                                                    : Error{ErrorCode::Timeout,
                                                            u"no complete answer within %1 s"_s.arg(seconds),
                                                            node,
                                                            {}};
    conclude(node, generation, ProbeFailed{node, error, QDateTime::currentDateTimeUtc()}, error);
    if (command)
        command->cancel();
}

void ProbeRunner::parse(const QString &node, quint64 generation, const CommandResult &result)
{
    const auto running = m_probes.find(node);
    if (running == m_probes.end() || running->second.generation != generation)
        return;
    // A probe that was cut short by its output limit or its deadline still told something, but what is
    // missing cannot be told from what is absent: no facts rather than half of them.
    if (result.error) {
        enqueue({node, generation, ProbeFailed{node, *result.error, QDateTime::currentDateTimeUtc()},
                 result.error});
        return;
    }
    const std::shared_ptr<const Inventory> inventory = m_state->snapshot().inventory;
    const NodeSpec spec = m_state->snapshot().node(node)->spec;
    inBackground([gather = m_protocol.gather, spec, inventory, output = result.standardOutput,
                  marker = running->second.marker] {
        return gather(output, spec, *inventory, marker);
    }).then(this, [this, node, generation](const NodeFacts &facts) {
        enqueue({node, generation, FactsGathered{node, facts, QDateTime::currentDateTimeUtc()}, {}});
    });
}

void ProbeRunner::conclude(const QString &node, quint64 generation, const ClusterEvent &event,
                           const std::optional<Error> &error)
{
    const auto running = m_probes.find(node);
    if (running == m_probes.end() || running->second.generation != generation)
        return;
    const Probe probe = running->second;
    m_probes.erase(running);
    if (!probe.next.isEmpty()) {
        start(node, probe.requests + probe.next);
        return;
    }
    m_state->apply(event);
    m_sweepNodes.remove(node);
    for (const quint64 request : probe.requests)
        Q_EMIT probeFinished(request, node, error);
    finishSweepIfDone();
}

bool ProbeRunner::isWaitingForBuildEnvironment() const
{
    return m_waitsForBuildEnvironment && m_buildEnvironment && !m_state->snapshot().buildEnvironment;
}

void ProbeRunner::startBuildEnvironment()
{
    const std::shared_ptr<const Inventory> inventory = m_state->snapshot().inventory;
    if (!inventory->buildEnvironment || m_buildEnvironment)
        return;
    m_buildEnvironmentHolds.setRemainingTime(buildEnvironmentHolds);
    m_buildEnvironment = std::make_unique<LocalCommand>();
    connect(m_buildEnvironment.get(), &LocalCommand::finished, this,
            [this, inventory](const CommandResult &result) {
                m_state->apply(BuildEnvironmentGathered{
                    m_protocol.gatherBuildEnvironment(*inventory->buildEnvironment, result)});
                m_buildEnvironment.release()->deleteLater();
                finishSweepIfDone();
            });
    const CommandSpec spec{.argv = inventory->buildEnvironment->command, .timeout = buildEnvironmentTimeout};
    m_buildEnvironment->start(spec, inventory->buildFolder());
}

void ProbeRunner::finishSweepIfDone()
{
    if (!m_sweeping || !m_sweepNodes.isEmpty() || isWaitingForBuildEnvironment())
        return;
    m_sweeping = false;
    m_state->apply(SweepFinished{QDateTime::currentDateTimeUtc()});
    Q_EMIT sweepFinished();
}

void ProbeRunner::cancel()
{
    if (m_buildEnvironment)
        m_buildEnvironment->cancel();
    for (const QString &node : std::exchange(m_starts, {})) {
        const Error cancelled{ErrorCode::Cancelled, u"cancelled before it was asked"_s, node, {}};
        if (!m_probes.contains(node) && m_sweepNodes.remove(node))
            m_state->apply(ProbeFailed{node, cancelled, QDateTime::currentDateTimeUtc()});
    }
    for (const auto &[node, probe] : m_probes) {
        if (probe.command)
            probe.command->cancel();
    }
    QMetaObject::invokeMethod(this, &ProbeRunner::finishSweepIfDone, Qt::QueuedConnection);
}

void ProbeRunner::setInterval(std::chrono::milliseconds interval)
{
    if (interval.count() <= 0)
        m_interval.stop();
    else
        m_interval.start(interval);
}

} // namespace Vermagic
