// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/watchlines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QByteArray line(const QString &event, const QString &cluster, const QDateTime &at, QJsonObject object)
{
    object.insert(u"schema"_s, u"vermagic.watch/1"_s);
    object.insert(u"event"_s, event);
    object.insert(u"cluster"_s, cluster);
    object.insert(u"at"_s, at.toUTC().toString(Qt::ISODateWithMs));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray summaryLine(const QString &event, const HealthReport &report)
{
    return line(event, report.cluster, report.generatedAt,
                {{u"verdict"_s, verdictName(report.verdict)},
                 {u"complete"_s, report.complete},
                 {u"nodes"_s, report.nodes.size()},
                 {u"healthy"_s, report.healthy},
                 {u"attention"_s, report.attention},
                 {u"broken"_s, report.broken},
                 {u"unreachable"_s, report.unreachable}});
}

} // namespace

QByteArray stateLine(const QString &cluster, const NodeChange &change, const QDateTime &at)
{
    return line(u"state"_s, cluster, at,
                {{u"node"_s, change.node},
                 {u"before"_s, change.before ? nodeStateName(*change.before) : QString()},
                 {u"state"_s, nodeStateName(change.state)},
                 {u"headline"_s, change.headline},
                 {u"findings"_s, QJsonArray::fromStringList(change.findings)}});
}

QByteArray heartbeatLine(const HealthReport &report)
{
    return summaryLine(u"heartbeat"_s, report);
}

QByteArray endLine(const HealthReport &report)
{
    return summaryLine(u"end"_s, report);
}

} // namespace Vermagic
