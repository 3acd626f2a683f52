// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/redaction.h"

#include "models/report/redactor.h"
#include "models/report/reporttexts.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// "mgmt01:/export", "10.0.0.5@tcp:/fsx": whose name the source of a mount begins with.
QString serverOf(const QString &source)
{
    const qsizetype end = source.indexOf(":/"_L1);
    return end <= 0 || source.startsWith(u'/') ? QString() : source.first(end).section(u'@', 0, 0);
}

void tell(Redactor &redactor, const ReportNode &node)
{
    const NodeSpec &spec = node.spec;
    redactor.addHost(spec.address);
    redactor.addHost(spec.hostKeyAlias);
    redactor.addHost(node.hostname);
    redactor.addUser(spec.user);
    for (const QString &jump : spec.proxyJump.split(u','))
        redactor.addHost(jump);
    for (const QString &path : {spec.identity, spec.knownHosts, spec.file})
        redactor.addPath(path);
    if (node.hostKeyChange) {
        redactor.addHost(node.hostKeyChange->host);
        redactor.addPath(node.hostKeyChange->knownHostsFile);
    }
    for (const auto &[path, fact] : node.facts.asKeyValueRange()) {
        if (path.startsWith("mount."_L1) && path.endsWith(".source"_L1))
            redactor.addHost(serverOf(fact.value()));
    }
}

} // namespace

HealthReport redacted(HealthReport report, const RedactionHints &hints)
{
    Redactor redactor;
    for (const ReportNode &node : std::as_const(report.nodes))
        redactor.addNode(node.spec.name);
    // Nodes of earlier runs may not be in this report.
    for (const ReportBenchmark &benchmark : std::as_const(report.benchmarks)) {
        for (const QString &node : benchmark.run.configuration.nodes)
            redactor.addNode(node);
    }
    for (const ReportChange &change : report.changes ? report.changes->changes : QList<ReportChange>()) {
        const bool isNode = !report.buildEnvironment || !change.nodes.contains(report.buildEnvironment->name);
        for (const QString &node : isNode ? change.nodes : QStringList())
            redactor.addNode(node);
    }
    for (const ReportNode &node : std::as_const(report.nodes))
        tell(redactor, node);
    for (const ReportRemediation &run : std::as_const(report.remediations))
        redactor.addUser(run.user);
    redactor.addPath(report.inventoryFile);
    for (const QString &path : hints.paths)
        redactor.addPath(path);
    for (const QString &user : hints.users)
        redactor.addUser(user);
    for (const QString &host : hints.hosts)
        redactor.addHost(host);
    redactor.addCluster(report.cluster);
    forEachText(report, [&redactor](QString &text) { redactor.learn(text); });
    forEachText(report, [&redactor](QString &text) { text = redactor.replaced(text); });
    report.redacted = true;
    return report;
}

} // namespace Vermagic
