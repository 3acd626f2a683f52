// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportremediation.h"

#include "models/remediation/runrecord.h"
#include "models/report/shown.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const auto &text : value.toArray())
        texts.append(shown(text.toString()));
    return texts;
}

ReportRemediation begun(const QJsonObject &line)
{
    const auto text = [&](const QString &key) { return shown(line[key].toString()); };
    return {.run = text(u"run"_s),
            .node = text(u"node"_s),
            .user = text(u"user"_s),
            .startedAt = QDateTime::fromString(line[u"at"_s].toString(), Qt::ISODateWithMs),
            .finishedAt = {},
            .playbook = text(u"playbook"_s),
            .remedy = text(u"remedy"_s),
            .title = text(u"title"_s),
            .outcome = runOutcomeName(RunOutcome::Running),
            .reason = {},
            .cured = {},
            .left = {}};
}

void end(ReportRemediation &run, const QJsonObject &line)
{
    run.finishedAt = QDateTime::fromString(line[u"at"_s].toString(), Qt::ISODateWithMs);
    run.outcome = shown(line[u"outcome"_s].toString());
    run.reason = shown(line[u"reason"_s].toString());
    const QStringList after = textsOf(line[u"findingsAfter"_s]);
    for (const QString &finding : textsOf(line[u"findingsBefore"_s]))
        (after.contains(finding) ? run.left : run.cured).append(finding);
}

bool isOn(const QJsonObject &line, const QList<NodeSpec> &nodes)
{
    const QString name = line[u"node"_s].toString(), address = line[u"address"_s].toString();
    return std::ranges::any_of(
        nodes, [&](const NodeSpec &node) { return node.name == name && node.address == address; });
}

} // namespace

QList<ReportRemediation> reportedRemediations(const QByteArray &auditLines, const QList<NodeSpec> &nodes,
                                              const QDateTime &since)
{
    QList<ReportRemediation> runs;
    QHash<QString, qsizetype> places;
    for (const QByteArray &text : auditLines.split('\n')) {
        // The steps in between are many and not looked into.
        const bool starts = text.contains("run-started"), ends = text.contains("run-finished");
        const QJsonObject line = starts || ends ? QJsonDocument::fromJson(text).object() : QJsonObject();
        const QString run = shown(line[u"run"_s].toString());
        if (line[u"event"_s] == u"run-started"_s && isOn(line, nodes)) {
            places.insert(run, runs.size());
            runs.append(begun(line));
        } else if (line[u"event"_s] == u"run-finished"_s && places.contains(run)) {
            end(runs[places.take(run)], line);
        }
    }
    runs.removeIf([&](const ReportRemediation &run) { return since.isValid() && run.startedAt < since; });
    return runs.last(std::min(mostRemediations, runs.size()));
}

} // namespace Vermagic
