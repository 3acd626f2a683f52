// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/healthreport.h"

#include "models/probe/factcatalog.h"
#include "models/report/consistency.h"
#include "models/report/shown.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Vermagic::shown; // its overloads for what is made of texts follow

ProbeEvidence shown(const ProbeEvidence &evidence)
{
    return {shown(evidence.command), shownOutput(evidence.output)};
}

Finding shown(Finding finding)
{
    for (QString Finding::*field :
         {&Finding::id, &Finding::check, &Finding::filesystem, &Finding::title, &Finding::explanation,
          &Finding::expected, &Finding::actual, &Finding::playbook})
        finding.*field = shown(finding.*field);
    for (QString &cause : finding.causedBy)
        cause = shown(cause);
    finding.evidence = shown(finding.evidence);
    return finding;
}

Chain shown(Chain chain)
{
    for (ChainStep &step : chain.steps) {
        step.value = shown(step.value);
        step.detail = shown(step.detail);
        for (QString &finding : step.findings)
            finding = shown(finding);
    }
    return chain;
}

KnownLine shown(KnownLine line)
{
    for (QString KnownLine::*field :
         {&KnownLine::title, &KnownLine::meaning, &KnownLine::cause, &KnownLine::hint, &KnownLine::channel,
          &KnownLine::time, &KnownLine::line})
        line.*field = shown(line.*field);
    return line;
}

Error shown(const Error &error)
{
    return {error.code, shown(error.message), shown(error.context), shown(error.hint)};
}

Forecast shown(Forecast forecast)
{
    for (QString Forecast::*field : {&Forecast::kernel, &Forecast::reason, &Forecast::timeZone})
        forecast.*field = shown(forecast.*field);
    for (ForecastEvent &event : forecast.events) {
        event.text = shown(event.text);
        event.source = shown(event.source);
    }
    forecast.evidence.clear();
    return forecast;
}

HostKeyChange shown(HostKeyChange change)
{
    for (QString HostKeyChange::*field :
         {&HostKeyChange::host, &HostKeyChange::keyType, &HostKeyChange::oldFingerprint,
          &HostKeyChange::newFingerprint, &HostKeyChange::knownHostsFile})
        change.*field = shown(change.*field);
    return change;
}

QString noticeFor(const ReportNode &node)
{
    if (node.hostKeyChange) {
        return u"host key %1 replaced by %2; rebuilt node?"_s.arg(node.hostKeyChange->oldFingerprint,
                                                                  node.hostKeyChange->newFingerprint);
    }
    return node.error ? node.error->message : u"not checked"_s;
}

LinkStatus statusOf(NodeState state)
{
    switch (state) {
    case NodeState::Healthy:
        return LinkStatus::Ok;
    case NodeState::Attention:
        return LinkStatus::Warning;
    case NodeState::Broken:
        return LinkStatus::Broken;
    case NodeState::Unreachable:
    case NodeState::Pending:
        break;
    }
    return LinkStatus::Unknown;
}

/// From values that are sanitised already.
void addMatrix(HealthReport &report, const Inventory &inventory)
{
    QStringList releases;
    if (report.buildEnvironment && report.buildEnvironment->kernel.isKnown())
        releases.append(report.buildEnvironment->kernel.value());
    for (const ReportNode &node : std::as_const(report.nodes)) {
        for (const QString &path : {u"kernel.release"_s, u"kernel.next"_s}) {
            if (const Fact<QString> kernel = node.facts.value(path); kernel.isKnown())
                releases.append(kernel.value());
        }
    }
    const ShortKernels kernels = shortKernels(releases);
    if (report.buildEnvironment)
        report.referenceRow = referenceCells(*report.buildEnvironment, kernels);
    for (ReportNode &node : report.nodes) {
        const QString health = node.headline.isEmpty() ? nodeStateName(node.state) : node.headline;
        node.cells = {{node.spec.name, {}}, {health, statusOf(node.state)}};
        if (!node.notice.isEmpty())
            continue;
        const Diagnosis diagnosis{node.state, node.headline, node.findings, node.chains, node.nextBoot};
        node.cells += chainCells(node.facts, diagnosis, inventory.filesystemsOf(node.spec), kernels);
    }
}

ReportNode reportNode(const NodeSnapshot &node, const Inventory &inventory)
{
    ReportNode result;
    result.spec = node.spec;
    result.state = node.diagnosis.state == NodeState::Pending ? NodeState::Unreachable : node.diagnosis.state;
    result.headline = shown(node.diagnosis.headline);
    result.gatheredAt = node.facts ? node.gatheredAt.toUTC() : QDateTime();
    if (node.error)
        result.error = shown(*node.error);
    if (node.hostKeyChange)
        result.hostKeyChange = shown(*node.hostKeyChange);
    if (node.facts) {
        result.hostname = shown(node.facts->hostname).value();
        const auto values = factValues(*node.facts, node.spec, inventory);
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            result.facts.insert(shown(it.key()), shown(*it));
    }
    result.nextBoot = node.diagnosis.nextBoot;
    result.nextBoot.kernel = shown(result.nextBoot.kernel);
    result.nextBoot.reason = shown(result.nextBoot.reason);
    if (node.forecast)
        result.forecast = shown(*node.forecast);
    for (const Finding &finding : node.diagnosis.findings)
        result.findings.append(shown(finding));
    for (const Chain &chain : node.diagnosis.chains)
        result.chains.append(shown(chain));
    for (const KnownLine &line : node.diagnosis.logLines)
        result.logLines.append(shown(line));
    if (result.state == NodeState::Unreachable || !node.facts)
        result.notice = noticeFor(result);
    return result;
}

void countStates(HealthReport &report)
{
    for (const ReportNode &node : std::as_const(report.nodes)) {
        report.healthy += node.state == NodeState::Healthy;
        report.attention += node.state == NodeState::Attention;
        report.broken += node.state == NodeState::Broken;
        report.unreachable += node.state == NodeState::Unreachable;
    }
    if (report.broken > 0)
        report.verdict = ReportVerdict::Broken;
    else if (report.unreachable > 0 || !report.complete || report.nodes.isEmpty())
        report.verdict = ReportVerdict::Unknown;
    else
        report.verdict = report.attention > 0 ? ReportVerdict::Attention : ReportVerdict::Healthy;
}

/// What makes two findings on different nodes the same trouble.
QString likeness(const Finding &finding)
{
    return QStringList{severityName(finding.severity),
                       finding.check,
                       finding.title,
                       finding.expected,
                       finding.actual,
                       finding.playbook}
        .join(u'\n');
}

void gatherRootCauses(HealthReport &report)
{
    QHash<QString, qsizetype> places;
    for (const ReportNode &node : std::as_const(report.nodes)) {
        for (const Finding &finding : node.findings) {
            if (!finding.rootCause)
                continue;
            const QString key = likeness(finding);
            if (!places.contains(key)) {
                places.insert(key, report.rootCauses.size());
                report.rootCauses.append({finding, {}, {}});
            }
            RootCause &cause = report.rootCauses[places.value(key)];
            if (!cause.nodes.contains(node.spec.name))
                cause.nodes.append(node.spec.name);
            for (const Finding &other : consequencesOf(finding.id, node.findings)) {
                if (!cause.consequences.contains(other.check))
                    cause.consequences.append(other.check);
            }
        }
    }
    std::ranges::stable_sort(report.rootCauses, std::greater(),
                             [](const RootCause &cause) { return cause.finding.severity; });
}

void addSources(HealthReport &report, const ClusterSnapshot &snapshot, const Inventory &inventory,
                const ReportSources &sources)
{
    QStringList names;
    QList<NodeSpec> specs;
    for (const NodeSnapshot &node : snapshot.nodes) {
        names.append(node.spec.name);
        specs.append(node.spec);
    }
    report.compatibility = reportedCompatibility(snapshot, sources.compatibility);
    report.benchmarks = reportedBenchmarks(sources.runs, inventory, names);
    report.remediationsSince = sources.remediationsSince.toUTC();
    report.remediations = reportedRemediations(sources.auditLines, specs, sources.remediationsSince);
    report.timeZone = shown(sources.timeZone);
    if (sources.earlier) {
        QStringList all;
        for (const NodeSpec &node : inventory.nodes)
            all.append(node.name);
        report.changes = changesSince(*sources.earlier, report, all);
    }
}

} // namespace

HealthReport buildReport(const ClusterSnapshot &snapshot, const QDateTime &now, const QString &version,
                         bool complete, const ReportSources &sources)
{
    HealthReport report;
    const Inventory inventory = snapshot.inventory ? *snapshot.inventory : Inventory();
    report.cluster = shown(inventory.cluster);
    report.inventoryFile = inventory.file;
    report.version = version;
    report.generatedAt = now.toUTC();
    report.sweepStartedAt = snapshot.sweepStartedAt.toUTC();
    report.sweepFinishedAt = snapshot.sweepFinishedAt.toUTC();
    report.complete = complete;
    if (snapshot.buildEnvironment) {
        BuildEnvironmentFacts facts = *snapshot.buildEnvironment;
        facts.name = shown(facts.name);
        facts.kernel = shown(facts.kernel);
        facts.headersPackage = shown(facts.headersPackage);
        facts.moduleVersion = shown(facts.moduleVersion);
        facts.evidence = shown(facts.evidence);
        report.buildEnvironment = facts;
    }
    report.nodes.reserve(snapshot.nodes.size());
    for (const NodeSnapshot &node : snapshot.nodes)
        report.nodes.append(reportNode(node, inventory));
    addMatrix(report, inventory);
    countStates(report);
    gatherRootCauses(report);
    report.consistency = consistencyOf(report, inventory);
    report.gaps = gapsOf(report);
    addSources(report, snapshot, inventory, sources);
    return report;
}

QString verdictName(ReportVerdict verdict)
{
    switch (verdict) {
    case ReportVerdict::Healthy:
        return u"healthy"_s;
    case ReportVerdict::Attention:
        return u"attention"_s;
    case ReportVerdict::Broken:
        return u"broken"_s;
    case ReportVerdict::Unknown:
        break;
    }
    return u"unknown"_s;
}

int exitCodeFor(const HealthReport &report)
{
    bool unchecked = !report.complete || report.nodes.isEmpty();
    for (const ReportNode &node : report.nodes) {
        unchecked = unchecked || node.state == NodeState::Unreachable;
        if (node.state == NodeState::Broken || node.state == NodeState::Attention)
            return 1;
        // Findings of an unreachable node speak of the way to it, but a changed key is one about the node itself.
        if (std::ranges::contains(node.findings, u"host-key-changed"_s, &Finding::check))
            return 1;
    }
    return unchecked ? 2 : 0;
}

} // namespace Vermagic
