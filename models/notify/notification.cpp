// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/notification.h"

#include "models/report/reporttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Of aws cloudwatch put-metric-data: what fits into one argument of a command line.
constexpr qsizetype datumsPerCall = 150;

QJsonObject changeObject(const NodeChange &change)
{
    return {{u"node"_s, change.node},
            {u"before"_s, change.before ? nodeStateName(*change.before) : QString()},
            {u"state"_s, nodeStateName(change.state)},
            {u"headline"_s, change.headline},
            {u"findings"_s, QJsonArray::fromStringList(change.findings)}};
}

QJsonObject nodeObject(const ReportNode &node)
{
    QJsonArray findings;
    for (const Finding &finding : node.findings)
        findings.append(QJsonObject{{u"id"_s, finding.id},
                                    {u"severity"_s, severityName(finding.severity)},
                                    {u"title"_s, finding.title},
                                    {u"playbook"_s, finding.playbook}});
    return {{u"node"_s, node.spec.name},
            {u"state"_s, nodeStateName(node.state)},
            {u"headline"_s, node.headline.isEmpty() ? node.notice : node.headline},
            {u"findings"_s, findings}};
}

/// A header that is not ASCII, as RFC 2047 wants it.
QByteArray headerText(const QString &text)
{
    const bool plain = std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~'; });
    return plain ? text.toLatin1() : "=?UTF-8?B?" + text.toUtf8().toBase64() + "?=";
}

QJsonObject datum(const NotifyHook &hook, const QString &node, bool available)
{
    QJsonObject object{
        {u"MetricName"_s, hook.metric}, {u"Value"_s, available ? 1 : 0}, {u"Unit"_s, u"None"_s}};
    if (!node.isEmpty())
        object.insert(u"Dimensions"_s, QJsonArray{QJsonObject{{u"Name"_s, u"Node"_s}, {u"Value"_s, node}}});
    return object;
}

} // namespace

Notification notificationOf(const HealthReport &report, const ClusterSnapshot &snapshot,
                            const QList<NodeChange> &changes)
{
    Notification notification{.report = report, .changes = {}, .lustre = {}};
    for (const NodeChange &change : changes) {
        if (change.before || change.state != NodeState::Healthy)
            notification.changes.append(change);
    }
    for (const NodeSnapshot &node : snapshot.nodes) {
        if (!node.facts || node.error)
            continue;
        for (const FilesystemSpec &filesystem : snapshot.inventory->filesystemsOf(node.spec)) {
            if (filesystem.kind != FilesystemKind::Lustre)
                continue;
            const Fact<MountFacts> mount = node.facts->mounts.value(filesystem.mountpoint);
            if (mount.isUnknown() || mount.value().health == MountHealth::Unknown)
                continue;
            const bool answers = mount.isKnown() && mount.value().health == MountHealth::Mounted;
            notification.lustre[node.spec.name] = answers && notification.lustre.value(node.spec.name, true);
        }
    }
    return notification;
}

bool isDue(const NotifyHook &hook, const Notification &notification)
{
    switch (hook.when) {
    case NotifyWhen::Change:
        return !notification.changes.isEmpty();
    case NotifyWhen::Failure:
        return notification.report.verdict != ReportVerdict::Healthy;
    case NotifyWhen::Always:
        break;
    }
    return true;
}

QString subjectOf(const Notification &notification)
{
    const HealthReport &report = notification.report;
    QStringList parts;
    const auto count = [&parts](int nodes, const QString &word) {
        if (nodes > 0)
            parts.append(u"%1 %2"_s.arg(nodes).arg(word));
    };
    count(report.broken, u"broken"_s);
    count(report.unreachable, u"unreachable"_s);
    count(report.attention, u"need attention"_s);
    if (parts.isEmpty())
        parts.append(u"all %1 nodes healthy"_s.arg(report.healthy));
    return u"[vermagic] %1: %2"_s.arg(report.cluster, parts.join(u", "_s)).simplified();
}

QByteArray notificationJson(const Notification &notification)
{
    const HealthReport &report = notification.report;
    QJsonArray changes;
    for (const NodeChange &change : notification.changes)
        changes.append(changeObject(change));
    QJsonArray nodes;
    for (const ReportNode &node : report.nodes) {
        if (node.state != NodeState::Healthy)
            nodes.append(nodeObject(node));
    }
    const QJsonObject object{{u"schema"_s, u"vermagic.notification/1"_s},
                             {u"cluster"_s, report.cluster},
                             {u"at"_s, report.generatedAt.toUTC().toString(Qt::ISODateWithMs)},
                             {u"verdict"_s, verdictName(report.verdict)},
                             {u"text"_s, subjectOf(notification)},
                             {u"complete"_s, report.complete},
                             {u"healthy"_s, report.healthy},
                             {u"attention"_s, report.attention},
                             {u"broken"_s, report.broken},
                             {u"unreachable"_s, report.unreachable},
                             {u"changes"_s, changes},
                             {u"nodes"_s, nodes}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray notificationMail(const NotifyHook &hook, const Notification &notification)
{
    QByteArray mail;
    if (!hook.sender.isEmpty())
        mail += "From: " + hook.sender.toUtf8() + '\n';
    mail += "To: " + hook.recipients.join(u", "_s).toUtf8() + '\n';
    mail += "Subject: " + headerText(subjectOf(notification)) + '\n';
    mail += "Auto-Submitted: auto-generated\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
    for (const NodeChange &change : notification.changes)
        mail += u"%1: %2 → %3: %4\n"_s
                    .arg(change.node, change.before ? nodeStateName(*change.before) : u"?"_s,
                         nodeStateName(change.state), change.headline)
                    .toUtf8();
    return mail + '\n' + renderText(notification.report).toUtf8();
}

QList<QStringList> cloudWatchCommands(const NotifyHook &hook, const Notification &notification)
{
    if (notification.lustre.isEmpty())
        return {};
    QList<QJsonObject> data{
        datum(hook, {}, std::ranges::all_of(notification.lustre, [](bool available) { return available; }))};
    for (const auto &[node, available] : notification.lustre.asKeyValueRange())
        data.append(datum(hook, node, available));
    QList<QStringList> commands;
    for (qsizetype first = 0; first < data.size(); first += datumsPerCall) {
        QJsonArray array;
        for (const QJsonObject &object : data.mid(first, datumsPerCall))
            array.append(object);
        QStringList argv{u"aws"_s,
                         u"cloudwatch"_s,
                         u"put-metric-data"_s,
                         u"--namespace"_s,
                         hook.metricNamespace,
                         u"--metric-data"_s,
                         QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact))};
        if (!hook.region.isEmpty())
            argv += {u"--region"_s, hook.region};
        commands.append(argv);
    }
    return commands;
}

} // namespace Vermagic
