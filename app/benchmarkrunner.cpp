// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/benchmarkrunner.h"

#include "app/randomid.h"
#include "app/runstore.h"
#include "models/benchmark/ratetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr std::chrono::seconds cancelPatience{20};

QMap<QString, QString> parametersOf(const BenchmarkRequest &request)
{
    const BenchmarkProfile &profile = request.profile;
    QMap<QString, QString> parameters{{u"workload"_s, workloadName(profile.workload)},
                                      {u"jobs"_s, QString::number(profile.jobs)},
                                      {u"runtime"_s, u"%1s"_s.arg(request.bounds.runtime)}};
    if (profile.workload == Workload::Metadata) {
        parameters.insert(u"files"_s, QString::number(request.bounds.files));
        return parameters;
    }
    parameters.insert(u"block_size"_s, byteCountText(profile.blockSize));
    parameters.insert(u"ramp"_s, u"%1s"_s.arg(request.bounds.ramp));
    if (profile.workload == Workload::Network)
        return parameters;
    parameters.insert(u"size"_s, byteCountText(request.bounds.size));
    parameters.insert(u"direct"_s, profile.direct ? u"yes"_s : u"no"_s);
    return parameters;
}

} // namespace

BenchmarkRunner::BenchmarkRunner(NodePool *pool, ClusterState *state, ThroughputStore *throughput,
                                 QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_state(state)
    , m_throughput(throughput)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        for (auto &[node, participant] : m_participants) {
            if (participant.command)
                participant.command->cancel();
        }
    });
    connect(pool, &NodePool::aboutToDropShells, this, &BenchmarkRunner::cancel);
}

BenchmarkRunner::~BenchmarkRunner() = default;

Result<void> BenchmarkRunner::start(const BenchmarkRequest &request)
{
    const auto refuse = [](const QString &message, const QString &context) {
        return std::unexpected(Error{ErrorCode::InvalidInput, message, context, {}});
    };
    const auto inventory = m_state->snapshot().inventory;
    if (m_running)
        return refuse(tr("a benchmark is under way"), request.profile.id);
    if (request.nodes.isEmpty())
        return refuse(tr("no node was chosen"), request.profile.id);
    if (request.profile.workload == Workload::Network && request.nodes.size() < 2)
        return refuse(tr("a network takes two nodes or more"), request.profile.id);
    for (const QString &node : request.nodes) {
        if (!inventory || !inventory->node(node))
            return refuse(tr("the inventory has no such node"), node);
    }
    m_request = request;
    m_running = true;
    m_begun = m_cancelled = false;
    m_mark = randomId();
    m_origin = {};
    m_participants.clear();
    for (const QString &node : request.nodes)
        m_participants.emplace(node,
                               Participant{NodeMeasurement(node, request.target.name, m_mark), {}, 0, false});
    for (const QString &node : request.nodes)
        launch(node);
    return {};
}

void BenchmarkRunner::launch(const QString &node)
{
    RemoteShell *shell = m_pool->shell(node);
    if (!shell) {
        const Error error{ErrorCode::NotFound, tr("the inventory has no such node"), node, {}};
        QMetaObject::invokeMethod(
            this, [this, node, error] { conclude(node, {.error = error}); }, Qt::QueuedConnection);
        return;
    }
    RemoteCommand *command = shell->run(
        benchmarkCommand(m_request, m_mark, m_state->snapshot().inventory->simulated));
    m_participants.at(node).command = command;
    connect(command, &RemoteCommand::outputReceived, this,
            [this, node](const QByteArray &bytes, OutputStream stream) {
                if (stream == OutputStream::StandardOutput)
                    receive(node, bytes);
            });
    connect(command, &RemoteCommand::finished, this,
            [this, node](const CommandResult &result) { conclude(node, result); });
}

void BenchmarkRunner::receive(const QString &node, const QByteArray &bytes)
{
    Participant &participant = m_participants.at(node);
    const NodeMeasurement::Stage before = participant.measurement.stage();
    const qsizetype leftovers = participant.measurement.leftovers().size();
    for (const MeasuredPoint &measured : participant.measurement.feed(bytes, std::max(seconds(), 0.0))) {
        RatePoint point = measured.point;
        if (measured.series.measure == measureOf(m_request.profile.metric) && !point.isGap())
            participant.latestRate = point.rate;
        point.seconds += m_storeOffset;
        m_throughput->append(measured.series, point);
    }
    for (const QString &name : participant.measurement.leftovers().mid(leftovers))
        Q_EMIT leftoverRemoved(node, name);
    if (participant.measurement.stage() != before) {
        Q_EMIT changed();
        goWhenAllAreReady();
    }
}

void BenchmarkRunner::conclude(const QString &node, const CommandResult &result)
{
    Participant &participant = m_participants.at(node);
    NodeMeasurement &measurement = participant.measurement;
    participant.ended = true;
    participant.latestRate = 0;
    if (measurement.stage() != NodeMeasurement::Stage::Done) {
        measurement.fail(m_cancelled ? tr("the benchmark was cancelled")
                         : result.error
                             ? result.error->message
                             : tr("the benchmark ended with exit code %1").arg(result.exitCode.value_or(-1)));
    }
    Q_EMIT changed();
    if (std::ranges::all_of(m_participants, [](const auto &entry) { return entry.second.ended; }))
        finish();
    else
        goWhenAllAreReady();
}

void BenchmarkRunner::goWhenAllAreReady()
{
    const auto isWaiting = [](const auto &entry) {
        return !entry.second.ended && entry.second.measurement.stage() < NodeMeasurement::Stage::Ready;
    };
    if (m_begun || m_cancelled || std::ranges::any_of(m_participants, isWaiting)
        || nodesIn(NodeMeasurement::Stage::Ready) == 0)
        return;
    m_begun = true;
    m_origin = QDateTime::currentDateTimeUtc();
    m_clock.start();
    if (!m_throughput->origin().isValid())
        m_throughput->start(m_origin);
    m_storeOffset = double(m_throughput->origin().msecsTo(m_origin)) / 1000;
    go();
    Q_EMIT began();
}

void BenchmarkRunner::go()
{
    if (m_request.profile.workload != Workload::Network)
        return tellAll("go\n");
    QStringList ready;
    for (const QString &node : m_request.nodes) {
        const Participant &participant = m_participants.at(node);
        if (!participant.ended && participant.measurement.stage() == NodeMeasurement::Stage::Ready)
            ready.append(node);
    }
    const auto inventory = m_state->snapshot().inventory;
    for (qsizetype i = 0; i < ready.size(); ++i) {
        const QString &next = ready[(i + 1) % ready.size()];
        const QByteArray address = inventory->node(next)->address.toUtf8();
        const QByteArray port = QByteArray::number(m_participants.at(next).measurement.port());
        m_participants.at(ready[i]).command->send("go " + address + ' ' + port + '\n');
    }
}

void BenchmarkRunner::tellAll(const QByteArray &word)
{
    for (auto &[node, participant] : m_participants) {
        if (participant.command && !participant.ended)
            participant.command->send(word);
    }
}

void BenchmarkRunner::cancel()
{
    if (!m_running || m_cancelled)
        return;
    m_cancelled = true;
    tellAll("stop\n"); // the node ends its tool, cleans up and says so; only then is the channel given up
    m_patience.start(cancelPatience);
    for (auto &[node, participant] : m_participants) {
        if (participant.command && participant.measurement.isClean()
            && participant.measurement.stage() == NodeMeasurement::Stage::Looking)
            participant.command->cancel();
    }
}

void BenchmarkRunner::finish()
{
    m_patience.stop();
    const BenchmarkRun run = makeRun();
    m_running = m_begun = false;
    const Result<QString> kept = RunStore(RunStore::folderFor(*m_state->snapshot().inventory)).write(run);
    if (!kept)
        Q_EMIT failed(kept.error());
    Q_EMIT finished(run);
}

BenchmarkRun BenchmarkRunner::makeRun() const
{
    const auto inventory = m_state->snapshot().inventory;
    const BenchmarkTarget &target = m_request.target;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    BenchmarkRun run{.origin = m_origin.isValid() ? m_origin : now, .finishedAt = now};
    run.id = run.origin.toString(u"yyyyMMdd-HHmmss-"_s) + QString::fromLatin1(m_mark.first(6));
    run.sequence = m_request.sequence;
    run.configuration = {.cluster = inventory->cluster,
                         .simulated = inventory->simulated,
                         .profile = m_request.profile.id,
                         .nodes = m_request.nodes,
                         .filesystem = target.name,
                         .mountpoint = target.mountpoint,
                         .parameters = parametersOf(m_request),
                         .thresholds = target.thresholds};
    QList<NodeMeasures> measures;
    QStringList tools;
    for (const QString &node : m_request.nodes) {
        const NodeMeasurement &measurement = m_participants.at(node).measurement;
        run.environment.append(measurement.environment());
        run.environment.last().module = target.module;
        run.course.append(measurement.course());
        run.series += measurement.series();
        measures.append(measurement.measures());
        if (!measurement.tool().isEmpty() && !tools.contains(measurement.tool()))
            tools.append(measurement.tool());
        if (!measurement.course().doneAt)
            run.end = RunEnd::Incomplete;
    }
    if (m_cancelled)
        run.end = RunEnd::Cancelled;
    run.configuration.tool = tools.join(u", "_s);
    // A threshold is not answered by what a node did not finish.
    run.summary = summarise(measures);
    QList<RateSummary> finished = run.summary;
    finished.removeIf([&run](const RateSummary &entry) {
        const auto course = std::ranges::find(run.course, entry.node, &NodeCourse::node);
        return course != run.course.end() && !course->doneAt;
    });
    run.verdicts = judge(run.configuration, m_request.profile.metric, finished);
    return run;
}

qsizetype BenchmarkRunner::nodesIn(NodeMeasurement::Stage stage) const
{
    return std::ranges::count_if(m_participants, [stage](const auto &entry) {
        return !entry.second.ended && entry.second.measurement.stage() == stage;
    });
}

double BenchmarkRunner::seconds() const
{
    return m_begun ? double(m_clock.nsecsElapsed()) / 1e9 : -1;
}

double BenchmarkRunner::latestRate() const
{
    double sum = 0;
    for (const auto &[node, participant] : m_participants)
        sum += participant.latestRate;
    return sum;
}

BenchmarkProgress BenchmarkRunner::progress() const
{
    using Stage = BenchmarkProgress::Stage;
    return {
        .stage = m_cancelled ? Stage::Cancelling
                 : m_begun   ? Stage::Measuring
                             : Stage::Preparing,
        .nodes = m_request.nodes.size(),
        .ready = nodesIn(NodeMeasurement::Stage::Ready),
        .running = nodesIn(NodeMeasurement::Stage::Running),
        .ended = std::ranges::count_if(m_participants, [](const auto &entry) { return entry.second.ended; }),
        .seconds = std::max(seconds(), 0.0),
        .rate = latestRate()};
}

} // namespace Vermagic
