// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/watchcommand.h"

#include "app/cli/terminal.h"
#include "models/notify/watchlines.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int longestPause = 86400;

} // namespace

void WatchCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"watch"_s,
        u"Sweeps again and again; prints a JSON line per node whose state has changed, and heartbeats."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"interval"_s}, u"Seconds between the starts of sweeps (30)."_s, u"S"_s);
    line.addOption(
        {u"heartbeat"_s},
        u"Seconds between lines that say how all nodes are (300); 0: after the first sweep only."_s, u"S"_s);
    HeadlessSession::addQuiet(line);
    HeadlessSession::addRecord(line);
    HeadlessSession::addNotify(line);
    m_session = HeadlessSession::begin(line, arguments, this,
                                       [this](const CommandLine &given) { return accept(given); });
    if (!m_session)
        return;
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (!m_session->engine().prober.isSweeping())
            m_session->sweep();
    });
    connect(&m_session->engine().state, &ClusterState::nodeChanged, this, &WatchCommand::printChange);
    connect(m_session.get(), &HeadlessSession::swept, this, &WatchCommand::endSweep);
    m_pause.start();
    m_session->sweep();
}

bool WatchCommand::accept(const CommandLine &line)
{
    const Result<int> interval = line.number(u"interval"_s, 30, 1, longestPause);
    const Result<int> heartbeat = line.number(u"heartbeat"_s, 300, 0, longestPause);
    for (const Result<int> &number : {interval, heartbeat}) {
        if (!number)
            printError(number.error());
    }
    m_pause.setInterval(std::chrono::seconds(interval.value_or(0)));
    m_heartbeat = std::chrono::seconds(heartbeat.value_or(0));
    m_quiet = line.isSet(u"quiet"_s);
    return interval && heartbeat;
}

void WatchCommand::interrupt()
{
    if (!m_session) {
        CliCommand::interrupt();
        return;
    }
    m_pause.stop();
    if (!m_sweptOnce)
        m_session->markPartial();
    clearProgress();
    const HealthReport report = m_session->outcome();
    m_session->endRecording(report);
    print(endLine(report));
    Q_EMIT finished(exitCodeFor(report));
}

void WatchCommand::print(const QByteArray &line) const
{
    if (!m_quiet)
        printOut(line);
}

void WatchCommand::printChange(const QString &name)
{
    const ClusterSnapshot &snapshot = m_session->engine().state.snapshot();
    const NodeSnapshot *node = snapshot.node(name);
    if (!node || !m_session->nodes().contains(name))
        return;
    if (const std::optional<NodeChange> change = m_news.take(*node)) {
        clearProgress();
        print(stateLine(snapshot.inventory->cluster, *change, QDateTime::currentDateTimeUtc()));
    }
}

void WatchCommand::endSweep()
{
    const bool due = !m_sweptOnce || (m_heartbeat.count() > 0 && m_nextHeartbeat.hasExpired());
    m_sweptOnce = true;
    if (!due && !m_session->tells())
        return;
    const HealthReport report = m_session->outcome();
    m_session->tell(report, !due);
    if (!due)
        return;
    m_nextHeartbeat.setRemainingTime(m_heartbeat);
    print(heartbeatLine(report));
}

} // namespace Vermagic
