// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/samplehistory.h"

#include "models/report/reportformats.h"
#include "tests/samplecluster.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Vermagic {

QByteArray Sample::auditLines(const QString &node, const QString &address, const QString &date)
{
    const QJsonObject start{{u"at"_s, date + u"T10:00:00.000Z"_s},
                            {u"event"_s, u"run-started"_s},
                            {u"user"_s, u"kim"_s},
                            {u"run"_s, u"run-"_s + node + date},
                            {u"node"_s, node},
                            {u"address"_s, address},
                            {u"playbook"_s, u"beegfs-dkms-build"_s},
                            {u"remedy"_s, u"build"_s},
                            {u"title"_s, u"Build the module"_s}};
    const QJsonArray before{node + u"/headers-missing"_s, node + u"/mount-missing"_s};
    const QJsonObject finish{{u"at"_s, date + u"T10:05:00.000Z"_s},
                             {u"event"_s, u"run-finished"_s},
                             {u"run"_s, u"run-"_s + node + date},
                             {u"node"_s, node},
                             {u"outcome"_s, u"fixed"_s},
                             {u"findingsBefore"_s, before},
                             {u"findingsAfter"_s, QJsonArray{node + u"/mount-missing"_s}}};
    return QJsonDocument(start).toJson(QJsonDocument::Compact) + "\n"
           + QJsonDocument(finish).toJson(QJsonDocument::Compact) + "\n";
}

EarlierReport Sample::earlierReport()
{
    ClusterSnapshot before = cluster();
    before.nodes[2] = healthy(before.nodes[2]);
    NodeFacts facts = *before.nodes[1].facts;
    facts.runningKernel = Fact<QString>::known(u"6.1.0-40-amd64"_s);
    before.nodes[1].facts = std::make_shared<const NodeFacts>(facts);
    before.nodes.append(before.nodes[1]);
    before.nodes.last().spec.name = u"storage77"_s;
    before.nodes.removeIf([](const NodeSnapshot &node) { return node.spec.name == u"compute04"_s; });
    const HealthReport report = buildReport(before, now().addDays(-3), u"1"_s);
    return readEarlierReport(renderReport(report, u"json"_s), u"earlier.json"_s).value();
}

} // namespace Vermagic
