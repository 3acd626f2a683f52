// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/watchcommand.h"

#include "app/cli/terminal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Vermagic {

void WatchCommand::start(const QStringList &arguments)
{
    CommandLine line(u"watch"_s,
                     u"Sweeps again and again; prints a JSON line per node whose state has changed."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"interval"_s}, u"Seconds between the starts of sweeps (30)."_s, u"S"_s);
    m_session = HeadlessSession::begin(line, arguments, this);
    if (!m_session)
        return;
    const Result<int> interval = line.number(u"interval"_s, 30, 1, 86400);
    if (!interval) {
        printError(interval.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    m_pause.setInterval(std::chrono::seconds(*interval));
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (!m_session->engine().prober.isSweeping())
            m_session->sweep();
    });
    connect(&m_session->engine().state, &ClusterState::nodeChanged, this, &WatchCommand::printChange);
    m_pause.start();
    m_session->sweep();
}

void WatchCommand::interrupt()
{
    Q_EMIT finished(m_session ? m_session->verdict() : int(ExitUnchecked));
}

void WatchCommand::printChange(const QString &name)
{
    const NodeSnapshot *node = m_session->engine().state.snapshot().node(name);
    if (!node || node->probing || !m_session->nodes().contains(name)
        || node->diagnosis.state == NodeState::Pending)
        return;
    QJsonArray findings;
    for (const Finding &finding : node->diagnosis.findings)
        findings.append(finding.id);
    QJsonObject change{{u"node"_s, name},
                       {u"state"_s, nodeStateName(node->diagnosis.state)},
                       {u"headline"_s, node->diagnosis.headline},
                       {u"findings"_s, findings}};
    const QByteArray text = QJsonDocument(change).toJson(QJsonDocument::Compact);
    if (std::exchange(m_printed[name], text) == text)
        return;
    change.insert(u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    printOut(QJsonDocument(change).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace Vermagic
