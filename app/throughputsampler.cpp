// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/throughputsampler.h"

#include <QFile>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// How long a loop lasts when nobody is left to end it.
constexpr std::chrono::seconds loopLasts{120};
/// On top, for a node whose sleep is longer than it was told.
constexpr int loopPatience = 3;
constexpr qsizetype streamLimit = 16 * 1024 * 1024;
/// A stream that ended sooner than that did not work.
constexpr double shortestStream = 10;
constexpr std::chrono::milliseconds firstRetry{500};
constexpr std::chrono::milliseconds longestRetry{30'000};
constexpr qsizetype longestComplaint = 1024;

QByteArray sampleScript()
{
    QFile file(u":/vermagic/probe/sample.sh"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whose disks are worth a line: a client's are not what it works on.
bool isServer(const NodeSpec &node)
{
    return std::ranges::any_of(node.roles, [](const QString &role) { return !role.endsWith(u"-client"); });
}

QByteArray seconds(std::chrono::milliseconds time)
{
    return QByteArray::number(double(time.count()) / 1000);
}

} // namespace

ThroughputSampler::ThroughputSampler(NodePool *pool, ClusterState *state, ThroughputStore *store,
                                     QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_state(state)
    , m_store(store)
    , m_script(sampleScript())
{
    connect(pool, &NodePool::aboutToDropShells, this, &ThroughputSampler::stop);
    connect(store, &ThroughputStore::started, this, &ThroughputSampler::restartMeters);
}

ThroughputSampler::~ThroughputSampler()
{
    stop();
}

void ThroughputSampler::start(const QStringList &nodes, std::chrono::milliseconds interval)
{
    stop();
    const ClusterSnapshot &snapshot = m_state->snapshot();
    if (!snapshot.inventory)
        return;
    m_interval = std::max(interval, shortestInterval);
    if (m_store->origin().isValid())
        restartMeters();
    else
        m_store->start(QDateTime::currentDateTimeUtc());
    for (const QString &node : nodes) {
        const NodeSpec *spec = snapshot.inventory->node(node);
        if (!spec || m_streams.contains(node))
            continue;
        m_streams[node].meter = NodeMeter(*spec, snapshot.inventory->filesystemsOf(*spec),
                                          double(m_interval.count()) / 1000);
        open(node);
    }
}

void ThroughputSampler::stop()
{
    for (auto &[node, stream] : std::exchange(m_streams, {})) {
        if (!stream.command)
            continue;
        stream.command->disconnect(this);
        stream.command->cancel();
    }
}

std::optional<Error> ThroughputSampler::error(const QString &node) const
{
    const auto stream = m_streams.find(node);
    return stream == m_streams.end() ? std::nullopt : stream->second.error;
}

QMap<QString, QString> ThroughputSampler::silent(const QString &node) const
{
    const auto stream = m_streams.find(node);
    return stream == m_streams.end() ? QMap<QString, QString>() : stream->second.silent;
}

double ThroughputSampler::now() const
{
    return m_clockOrigin + double(m_clock.nsecsElapsed()) / 1e9;
}

void ThroughputSampler::restartMeters()
{
    m_clockOrigin = double(m_store->origin().msecsTo(QDateTime::currentDateTimeUtc())) / 1000;
    m_clock.start();
    for (auto &[node, stream] : m_streams)
        stream.meter.restart();
}

CommandSpec ThroughputSampler::loopFor(const QString &node, const Stream &stream) const
{
    const NodeSpec *spec = m_state->snapshot().inventory->node(node);
    const bool mayBecomeRoot = spec->become == Become::Sudo && !stream.meter.isRootRefused();
    const auto frames = qint64(
        std::ceil(double(std::chrono::milliseconds(loopLasts).count()) / double(m_interval.count())));
    CommandSpec loop;
    loop.argv = {u"sh"_s, u"-s"_s};
    const qint64 every = (std::chrono::milliseconds(1000) + m_interval - std::chrono::milliseconds(1))
                         / m_interval;
    loop.standardInput = "vg_interval=" + seconds(m_interval) + " vg_every=" + QByteArray::number(every)
                         + " vg_frames=" + QByteArray::number(frames)
                         + " vg_sudo=" + (mayBecomeRoot ? "1" : "0")
                         + " vg_disks=" + (isServer(*spec) ? "1" : "0") + '\n' + m_script;
    loop.timeout = loopLasts * loopPatience;
    loop.outputLimit = streamLimit;
    return loop;
}

void ThroughputSampler::open(const QString &node)
{
    RemoteShell *shell = m_pool->shell(node);
    Stream &stream = m_streams[node];
    stream.retry.reset();
    stream.parser = {};
    stream.complaint.clear();
    stream.opened = now();
    if (!shell)
        return;
    RemoteCommand *command = shell->run(loopFor(node, stream));
    stream.command = command;
    connect(command, &RemoteCommand::outputReceived, this,
            [this, node, command](const QByteArray &bytes, OutputStream from) {
                if (from == OutputStream::StandardOutput)
                    return receive(node, command, bytes);
                QByteArray &complaint = m_streams[node].complaint;
                complaint = (complaint + bytes).right(longestComplaint);
            });
    connect(command, &RemoteCommand::finished, this,
            [this, node](const CommandResult &result) { conclude(node, result); });
}

void ThroughputSampler::receive(const QString &node, const RemoteCommand *command, const QByteArray &bytes)
{
    SampleStream &parser = m_streams[node].parser;
    const qsizetype dropped = parser.dropped();
    const QList<SampleEvent> events = parser.feed(bytes);
    const bool isCut = parser.dropped() > dropped;
    for (const SampleEvent &event : events) {
        take(node, event);
        // whoever listens may have stopped it, or begun anew
        if (const auto it = m_streams.find(node); it == m_streams.end() || it->second.command != command)
            return;
    }
    if (isCut && !m_streams[node].error) {
        m_streams[node].error = Error{
            ErrorCode::Protocol, u"a sample of the node is too large or cannot be read"_s, node, {}};
        Q_EMIT statusChanged(node);
    }
}

void ThroughputSampler::take(const QString &node, const SampleEvent &event)
{
    Stream &stream = m_streams[node];
    if (const auto *hello = std::get_if<SampleHello>(&event))
        return stream.meter.greet(*hello);
    const QList<RateSample> samples = stream.meter.read(std::get<SampleFrame>(event), now());
    const bool recovered = std::exchange(stream.error, std::nullopt).has_value();
    const bool changed = std::exchange(stream.silent, stream.meter.silent()) != stream.meter.silent();
    record(node, samples);
    if (recovered || changed)
        Q_EMIT statusChanged(node);
}

void ThroughputSampler::conclude(const QString &node, const CommandResult &result)
{
    Stream &stream = m_streams[node];
    const bool lasted = now() - stream.opened >= shortestStream;
    if (lasted)
        stream.failures = 0;
    if (lasted && !result.error && result.exitCode == 0 && stream.meter.hasSources())
        return open(node);
    const QString complaint = printable(stream.complaint).simplified();
    stream.error = result.error.value_or(
        Error{ErrorCode::Protocol,
              complaint.isEmpty() ? u"the loop that reads the counters has ended"_s
                                  : u"the loop that reads the counters has ended: %1"_s.arg(complaint),
              node,
              {}});
    const bool isGivenUp = stream.error->code == ErrorCode::Cancelled; // somebody closed the shell
    const std::chrono::milliseconds wait = std::min(firstRetry * (1 << std::min(stream.failures, 10)),
                                                    longestRetry);
    ++stream.failures;
    stream.retry = std::make_unique<QTimer>();
    stream.retry->setSingleShot(true);
    connect(stream.retry.get(), &QTimer::timeout, this, [this, node] { open(node); }, Qt::QueuedConnection);
    if (!isGivenUp)
        stream.retry->start(wait);
    record(node, stream.meter.interrupt(now()));
    Q_EMIT statusChanged(node);
}

void ThroughputSampler::record(const QString &node, const QList<RateSample> &samples)
{
    for (const RateSample &sample : samples) {
        const auto append = [&](Measure measure, double rate) {
            const RatePoint point = sample.rates.gap ? RatePoint::gap(sample.seconds)
                                                     : RatePoint{sample.seconds, rate};
            m_store->append({node, sample.filesystem, measure}, point);
        };
        append(Measure::Read, sample.rates.read);
        append(Measure::Write, sample.rates.written);
        const SeriesId operations{node, sample.filesystem, Measure::Operations};
        if (sample.rates.operations || (sample.rates.gap && m_store->history(operations)))
            append(Measure::Operations, sample.rates.operations.value_or(0));
    }
    if (!samples.isEmpty())
        Q_EMIT sampled(node, samples);
}

} // namespace Vermagic
