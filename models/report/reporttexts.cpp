// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reporttexts.h"

#include "models/benchmark/runjson.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

class Visitor
{
public:
    explicit Visitor(const std::function<void(QString &)> &visit)
        : m_visit(visit)
    {
    }
    void report(HealthReport &report);

private:
    void text(QString &text)
    {
        if (!text.isEmpty())
            m_visit(text);
    }
    template<typename... T>
    void texts(T &...each)
    {
        (text(each), ...);
    }
    void list(QStringList &list)
    {
        for (QString &one : list)
            text(one);
    }
    void fact(Fact<QString> &fact);
    void evidence(ProbeEvidence &evidence) { texts(evidence.command, evidence.output); }
    void cells(QList<ReportCell> &cells)
    {
        for (ReportCell &cell : cells)
            text(cell.text);
    }
    void spec(NodeSpec &spec);
    void finding(Finding &finding);
    void trouble(ReportNode &node);
    void facts(ReportNode &node);
    void node(ReportNode &node);
    void consistency(Consistency &consistency);
    void run(BenchmarkRun &run);
    void benchmark(ReportBenchmark &benchmark);
    void changes(ReportChanges &changes);
    void history(HealthReport &report);

    const std::function<void(QString &)> &m_visit;
};

void Visitor::fact(Fact<QString> &fact)
{
    if (fact.isKnown()) {
        QString value = fact.value();
        text(value);
        fact = Fact<QString>::known(value);
    } else if (fact.isUnknown()) {
        QString reason = fact.reason();
        text(reason);
        fact = Fact<QString>::unknown(reason);
    }
}

void Visitor::spec(NodeSpec &spec)
{
    texts(spec.name, spec.address, spec.user, spec.identity, spec.proxyJump, spec.hostKeyAlias,
          spec.knownHosts, spec.file, spec.group);
    list(spec.roles);
}

void Visitor::finding(Finding &finding)
{
    texts(finding.id, finding.node, finding.title, finding.explanation, finding.expected, finding.actual,
          finding.headline);
    list(finding.causedBy);
    evidence(finding.evidence);
}

void Visitor::trouble(ReportNode &node)
{
    if (node.error)
        texts(node.error->message, node.error->context, node.error->hint);
    if (node.hostKeyChange) {
        HostKeyChange &change = *node.hostKeyChange;
        texts(change.host, change.oldFingerprint, change.newFingerprint, change.knownHostsFile);
        // What no format tells has no business in a report that is given away.
        change.newKey.clear();
        change.oldKeys.clear();
        change.evidence.clear();
    }
    text(node.notice);
}

void Visitor::facts(ReportNode &node)
{
    QMap<QString, Fact<QString>> facts;
    for (auto [path, value] : std::as_const(node.facts).asKeyValueRange()) {
        QString key = path;
        Fact<QString> shownValue = value;
        text(key);
        fact(shownValue);
        facts.insert(key, shownValue);
    }
    node.facts = facts;
}

void Visitor::node(ReportNode &node)
{
    texts(node.hostname, node.headline);
    trouble(node);
    facts(node);
    fact(node.nextBoot.kernel);
    text(node.nextBoot.reason);
    if (node.forecast) {
        texts(node.forecast->kernel, node.forecast->reason);
        for (ForecastEvent &event : node.forecast->events)
            texts(event.text, event.source);
    }
    for (Finding &one : node.findings)
        finding(one);
    for (Chain &chain : node.chains) {
        for (ChainStep &step : chain.steps) {
            texts(step.value, step.detail);
            list(step.findings);
        }
    }
    for (KnownLine &line : node.logLines)
        texts(line.title, line.meaning, line.cause, line.hint, line.channel, line.line);
    cells(node.cells);
}

void Visitor::consistency(Consistency &consistency)
{
    for (KernelLine &line : consistency.kernels)
        texts(line.node, line.kernel, line.reference);
    for (QList<StatusLine> *lines : {&consistency.builds, &consistency.modules, &consistency.mounts}) {
        for (StatusLine &line : *lines)
            text(line.text);
    }
}

void Visitor::run(BenchmarkRun &run)
{
    BenchmarkConfiguration &configuration = run.configuration;
    texts(configuration.cluster, configuration.mountpoint, configuration.tool);
    list(configuration.nodes);
    QMap<QString, QString> parameters;
    for (auto [key, value] : std::as_const(configuration.parameters).asKeyValueRange()) {
        QString name = key, setting = value;
        texts(name, setting);
        parameters.insert(name, setting);
    }
    configuration.parameters = parameters;
    for (NodeEnvironment &environment : run.environment) {
        for (const auto &[key, member] : nodeEnvironmentMembers())
            text(environment.*member);
    }
    for (NodeCourse &course : run.course)
        texts(course.node, course.problem);
    for (RateSummary &summary : run.summary)
        text(summary.node);
    for (ThresholdVerdict &verdict : run.verdicts)
        text(verdict.node);
}

void Visitor::benchmark(ReportBenchmark &benchmark)
{
    run(benchmark.run);
    for (ChartLine &line : benchmark.chart.lines)
        text(line.name);
    for (MetricChange &change : benchmark.comparison.metrics)
        text(change.node);
    for (ConditionChange &change : benchmark.comparison.conditions)
        texts(change.node, change.before, change.after);
}

void Visitor::changes(ReportChanges &changes)
{
    for (ReportChange &change : changes.changes) {
        list(change.nodes);
        texts(change.what, change.before, change.after);
    }
}

void Visitor::history(HealthReport &report)
{
    if (report.changes)
        changes(*report.changes);
    for (ReportCompatibility &cell : report.compatibility) {
        list(cell.nodes);
        list(cell.nextNodes);
        texts(cell.version, cell.kernel);
        for (ReportClaim &claim : cell.claims)
            text(claim.source);
    }
    for (ReportBenchmark &one : report.benchmarks)
        benchmark(one);
    for (ReportRemediation &run : report.remediations) {
        texts(run.run, run.node, run.user, run.title, run.reason);
        list(run.cured);
        list(run.left);
    }
    for (ReportGap &gap : report.gaps) {
        list(gap.nodes);
        list(gap.what);
        text(gap.reason);
    }
}

void Visitor::report(HealthReport &report)
{
    for (ReportNode &one : report.nodes)
        spec(one.spec);
    texts(report.cluster, report.inventoryFile);
    if (report.buildEnvironment) {
        BuildEnvironmentFacts &environment = *report.buildEnvironment;
        text(environment.name);
        for (Fact<QString> *one :
             {&environment.kernel, &environment.headersPackage, &environment.moduleVersion})
            fact(*one);
        evidence(environment.evidence);
    }
    cells(report.referenceRow);
    for (ReportNode &one : report.nodes)
        node(one);
    for (RootCause &cause : report.rootCauses) {
        finding(cause.finding);
        list(cause.nodes);
        list(cause.consequences);
    }
    consistency(report.consistency);
    history(report);
}

} // namespace

void forEachText(HealthReport &report, const std::function<void(QString &)> &visit)
{
    Visitor(visit).report(report);
}

} // namespace Vermagic
