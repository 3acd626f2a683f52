// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportchanges.h"

#include "models/report/healthreport.h"
#include "models/report/shown.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Uptime, boot ids and the like change every time and tell nothing.
bool tellsChange(const QString &path)
{
    static const QStringList parts{u"kernel."_s, u"headers."_s, u"module."_s,
                                   u"dkms."_s,   u"mount."_s,   u"secureboot."_s};
    return std::ranges::any_of(parts, [&](const QString &part) { return path.startsWith(part); });
}

EarlierNode nodeOf(const QJsonObject &json)
{
    EarlierNode node{.state = shown(json[u"state"_s].toString()), .rootCauses = {}, .facts = {}};
    for (const auto &finding : json[u"findings"_s].toArray()) {
        if (finding[u"rootCause"_s].toBool() && finding[u"severity"_s] != u"info"_s)
            node.rootCauses.insert(shown(finding[u"id"_s].toString()), shown(finding[u"title"_s].toString()));
    }
    const QJsonObject facts = json[u"facts"_s].toObject();
    for (auto it = facts.begin(); it != facts.end(); ++it) {
        if (tellsChange(it.key()) && it.value()[u"state"_s] != u"unknown"_s)
            node.facts.insert(shown(it.key()), shown(it.value()[u"value"_s].toString()));
    }
    return node;
}

EarlierNode nodeOf(const ReportNode &node)
{
    EarlierNode result{.state = nodeStateName(node.state), .rootCauses = {}, .facts = {}};
    for (const Finding &finding : node.findings) {
        if (finding.rootCause && finding.severity != Severity::Info)
            result.rootCauses.insert(finding.id, finding.title);
    }
    // Facts of a node that was not reached are from an earlier sweep.
    for (const auto &[path, fact] : node.facts.asKeyValueRange()) {
        if (node.state != NodeState::Unreachable && tellsChange(path) && !fact.isUnknown())
            result.facts.insert(path, fact.value());
    }
    return result;
}

class Comparison
{
public:
    void add(const QString &node, const ReportChange &change)
    {
        const auto same = std::ranges::find_if(m_changes, [&](const ReportChange &other) {
            return other.kind == change.kind && other.what == change.what && other.before == change.before
                   && other.after == change.after;
        });
        if (same == m_changes.end()) {
            m_changes.append(change);
            m_changes.last().nodes = {node};
        } else {
            same->nodes.append(node);
        }
    }
    void compare(const QString &name, const EarlierNode &before, const EarlierNode &after);
    QList<ReportChange> changes()
    {
        std::ranges::stable_sort(m_changes, {}, &ReportChange::kind);
        return m_changes;
    }

private:
    QList<ReportChange> m_changes;
};

/// "CHECK/SUBJECT": the same on every node.
QString subjectOf(const QString &findingId)
{
    return findingId.section(u'/', 1);
}

void Comparison::compare(const QString &name, const EarlierNode &before, const EarlierNode &after)
{
    if (before.state != after.state)
        add(name, {ReportChange::Kind::State, {}, {}, before.state, after.state});
    const QString unreachable = nodeStateName(NodeState::Unreachable);
    if (before.state == unreachable || after.state == unreachable)
        return;
    for (const auto &[id, title] : after.rootCauses.asKeyValueRange()) {
        if (!before.rootCauses.contains(id))
            add(name, {ReportChange::Kind::FindingNew, {}, subjectOf(id), {}, title});
    }
    for (const auto &[id, title] : before.rootCauses.asKeyValueRange()) {
        if (!after.rootCauses.contains(id))
            add(name, {ReportChange::Kind::FindingGone, {}, subjectOf(id), title, {}});
    }
    for (const auto &[path, value] : after.facts.asKeyValueRange()) {
        const auto was = before.facts.constFind(path);
        if (was != before.facts.cend() && *was != value)
            add(name, {ReportChange::Kind::Fact, {}, path, *was, value});
    }
}

} // namespace

Result<EarlierReport> readEarlierReport(const QByteArray &json, const QString &place)
{
    const auto refused = [&](const QString &why, const QString &hint = {}) {
        return std::unexpected(Error{ErrorCode::InvalidInput, why, place, hint});
    };
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return refused(u"this is no report: "_s + error.errorString());
    if (root[u"schema"_s] != u"vermagic.report/1"_s)
        return refused(u"this is no report"_s, u"make one with vermagic check -f json"_s);
    if (root[u"redacted"_s].toBool())
        return refused(u"the names in this report were replaced, it cannot be compared"_s,
                       u"keep one without --redact"_s);
    EarlierReport report{
        .cluster = shown(root[u"cluster"_s].toString()),
        .generatedAt = QDateTime::fromString(root[u"generatedAt"_s].toString(), Qt::ISODate),
        .verdict = shown(root[u"verdict"_s].toString()),
        .buildKernel = shown(root[u"buildEnvironment"_s][u"kernel"_s][u"value"_s].toString()),
        .nodes = {}};
    for (const auto &node : root[u"nodes"_s].toArray())
        report.nodes.insert(shown(node[u"name"_s].toString()), nodeOf(node.toObject()));
    if (!report.generatedAt.isValid())
        return refused(u"this report does not say when it was made"_s);
    return report;
}

ReportChanges changesSince(const EarlierReport &earlier, const HealthReport &report,
                           const QStringList &inventory)
{
    Comparison comparison;
    for (const ReportNode &node : report.nodes) {
        const auto before = earlier.nodes.constFind(node.spec.name);
        if (before == earlier.nodes.cend())
            comparison.add(node.spec.name,
                           {ReportChange::Kind::NodeNew, {}, {}, {}, nodeStateName(node.state)});
        else
            comparison.compare(node.spec.name, *before, nodeOf(node));
    }
    for (const auto &[name, node] : earlier.nodes.asKeyValueRange()) {
        if (!inventory.contains(name))
            comparison.add(name, {ReportChange::Kind::NodeGone, {}, {}, node.state, {}});
    }
    const QString built = report.buildEnvironment ? report.buildEnvironment->kernel.value() : QString();
    if (!built.isEmpty() && !earlier.buildKernel.isEmpty() && built != earlier.buildKernel)
        comparison.add(report.buildEnvironment->name,
                       {ReportChange::Kind::Fact, {}, u"kernel"_s, earlier.buildKernel, built});
    return {earlier.generatedAt, earlier.verdict, comparison.changes()};
}

QString changeKindName(ReportChange::Kind kind)
{
    static const QStringList names{u"node-new"_s,    u"node-gone"_s,    u"state"_s,
                                   u"finding-new"_s, u"finding-gone"_s, u"fact"_s};
    return names.value(static_cast<int>(kind));
}

} // namespace Vermagic
