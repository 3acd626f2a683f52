// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/nodemeasurement.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/runjson.h"
#include "models/benchmark/runtext.h"
#include "models/inventory/nodeset.h"
#include "models/inventory/threshold.h"
#include "models/report/reportsection.h"
#include "models/report/reportwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Beyond it the nodes that missed a threshold are told, and how many there are besides.
constexpr qsizetype mostNodeRows = 24;

std::optional<LinkStatus> statusOf(ThresholdOutcome outcome)
{
    switch (outcome) {
    case ThresholdOutcome::Pass:
        return LinkStatus::Ok;
    case ThresholdOutcome::Fail:
        return LinkStatus::Broken;
    case ThresholdOutcome::NotMeasured:
        break;
    }
    return LinkStatus::Unknown;
}

QString changeText(const ReportBenchmark &benchmark, const RateSummary &summary)
{
    for (const MetricChange &change : benchmark.comparison.metrics) {
        if (change.node == summary.node && change.metric == summary.metric)
            return QString::asprintf("%+.1f %%", (change.ratio() - 1) * 100);
    }
    return u"–"_s;
}

QList<ReportCell> summaryRow(const ReportBenchmark &benchmark, const RateSummary &summary)
{
    QList<ReportCell> row{{summary.node.isEmpty() ? u"all together"_s : summary.node, {}},
                          {summary.metric, {}}};
    for (const double rate : {summary.mean, summary.p5, summary.p95, summary.low, summary.high})
        row.append({rateText(summary.metric, rate), {}});
    row.append({summary.steadyAfter ? u"%1 s"_s.arg(*summary.steadyAfter, 0, 'f', 1) : u"–"_s, {}});
    row.append({changeText(benchmark, summary), {}});
    const ThresholdVerdict *verdict = benchmark.run.verdictOf(summary);
    if (verdict)
        row.append(
            {u"%1 (at least %2)"_s.arg(outcomeText(verdict->outcome), thresholdText(verdict->threshold)),
             statusOf(verdict->outcome)});
    else
        row.append({u"–"_s, {}});
    return row;
}

/// What was not measured has no row of figures.
QList<ReportCell> unmeasuredRow(const ThresholdVerdict &verdict)
{
    QList<ReportCell> row{{verdict.node, {}}, {verdict.metric, {}}};
    row.resize(9, {u"–"_s, {}});
    row.append({u"%1 (at least %2)"_s.arg(outcomeText(verdict.outcome), thresholdText(verdict.threshold)),
                statusOf(verdict.outcome)});
    return row;
}

SectionTable summaryTable(const ReportBenchmark &benchmark, qsizetype &leftOut)
{
    const BenchmarkRun &run = benchmark.run;
    SectionTable table{{u"Node"_s, u"Metric"_s, u"Mean"_s, u"p5"_s, u"p95"_s, u"Min"_s, u"Max"_s,
                        u"Steady after"_s, u"Since the run before"_s, u"Threshold"_s},
                       {}};
    const bool many = run.summary.size() > mostNodeRows;
    for (const RateSummary &summary : run.summary) {
        const ThresholdVerdict *verdict = run.verdictOf(summary);
        const bool told = summary.node.isEmpty() || (verdict && verdict->outcome != ThresholdOutcome::Pass);
        if (many && (!told || table.rows.size() >= mostNodeRows))
            ++leftOut;
        else
            table.rows.append(summaryRow(benchmark, summary));
    }
    for (const ThresholdVerdict &verdict : run.verdicts) {
        if (run.summaryOf(verdict.node, verdict.metric))
            continue;
        if (table.rows.size() >= mostNodeRows)
            ++leftOut;
        else
            table.rows.append(unmeasuredRow(verdict));
    }
    return table;
}

QString configurationText(const BenchmarkRun &run)
{
    const BenchmarkConfiguration &configuration = run.configuration;
    QStringList parameters;
    for (const auto &[key, value] : configuration.parameters.asKeyValueRange())
        parameters.append(key + u'=' + value);
    QString text = u"%1 at %2 with %3"_s.arg(configuration.filesystem, configuration.mountpoint,
                                             configuration.tool.isEmpty() ? u"no tool"_s
                                                                          : configuration.tool);
    if (!parameters.isEmpty())
        text += u", "_s + parameters.join(u", "_s);
    return configuration.simulated ? text + u"; on simulated nodes"_s : text;
}

/// What the nodes were like, told once where they are alike: "kernel 6.12.38 on compute[01-03]".
QString environmentText(const BenchmarkRun &run)
{
    QStringList parts;
    for (const auto &[key, member] : nodeEnvironmentMembers()) {
        QMap<QString, QStringList> nodes;
        for (const NodeEnvironment &environment : run.environment) {
            if (!(environment.*member).isEmpty() && key != "node"_L1)
                nodes[environment.*member].append(environment.node);
        }
        QStringList values;
        for (const auto &[value, names] : std::as_const(nodes).asKeyValueRange()) {
            const QString words = key == "page_cache"_L1 ? pageCacheText(value) : value;
            values.append(nodes.size() == 1 && names.size() == run.environment.size()
                              ? words
                              : u"%1 on %2"_s.arg(words, foldNodeSet(names)));
        }
        if (!values.isEmpty())
            parts.append(QString(key).replace(u'_', u' ') + u' ' + values.join(u", "_s));
    }
    return parts.join(u"; "_s);
}

ReportCell scalingLine(const Scaling &scaling)
{
    const LinearityFit &fit = *scaling.fit;
    QString text = u"from %1 to %2 nodes: %3 % of linear, %4 a node"_s.arg(fit.fewest)
                       .arg(fit.most)
                       .arg(QString::number(fit.efficiency * 100, 'f', 0),
                            rateText(scaling.metric, fit.perNode));
    if (!scaling.threshold)
        return {text, {}};
    text += u"; %1 (at least %2)"_s.arg(outcomeText(scaling.outcome), thresholdText(*scaling.threshold));
    return {text, statusOf(scaling.outcome)};
}

QList<ReportCell> rowsOf(const ReportBenchmark &benchmark, qsizetype leftOut)
{
    const BenchmarkRun &run = benchmark.run;
    QList<ReportCell> lines{{configurationText(run), {}}};
    if (const QString environment = environmentText(run); !environment.isEmpty())
        lines.append({environment, {}});
    for (const NodeCourse &course : run.course) {
        if (!course.problem.isEmpty())
            lines.append({course.node + u": "_s + course.problem, LinkStatus::Warning});
    }
    if (run.end != RunEnd::Completed)
        lines.append({u"The run is %1."_s.arg(runEndName(run.end)), LinkStatus::Warning});
    if (const std::optional<double> first = run.firstDone(); first && run.course.size() > 1)
        lines.append({u"first done after %1 s, last done after %2 s"_s.arg(*first, 0, 'f', 1)
                          .arg(*run.lastDone(), 0, 'f', 1),
                      {}});
    if (benchmark.scaling && benchmark.scaling->fit)
        lines.append(scalingLine(*benchmark.scaling));
    if (leftOut > 0)
        lines.append({u"%1 more rows are left out; the JSON form has them."_s.arg(leftOut), {}});
    if (benchmark.previous.isEmpty())
        lines.append({u"There is no earlier run to compare with."_s, {}});
    else
        lines.append({u"Compared with run %1."_s.arg(benchmark.previous), {}});
    for (const ConditionChange &change : benchmark.comparison.conditions)
        lines.append(
            {u"since then %1%2: %3 → %4"_s.arg(change.node.isEmpty() ? QString() : change.node + u' ',
                                               QString(change.what).replace(u'_', u' '),
                                               change.before.isEmpty() ? u"unknown"_s : change.before,
                                               change.after.isEmpty() ? u"unknown"_s : change.after),
             {}});
    return lines;
}

SectionPart partOf(const ReportBenchmark &benchmark)
{
    const BenchmarkRun &run = benchmark.run;
    const QString verdict = benchmarkVerdict(benchmark);
    SectionPart part;
    part.title = {u"%1 of %2 on %3, %4: thresholds %5"_s.arg(
                      run.configuration.profile, run.configuration.filesystem,
                      foldNodeSet(run.configuration.nodes), timeText(run.origin), verdict),
                  verdict == "missed"_L1 ? LinkStatus::Broken
                  : verdict == "met"_L1  ? LinkStatus::Ok
                                         : LinkStatus::Unknown};
    qsizetype leftOut = 0;
    part.table = summaryTable(benchmark, leftOut);
    part.lines = rowsOf(benchmark, leftOut);
    part.picture = chartSvg(benchmark.chart, part.title.text);
    return part;
}

} // namespace

ReportSection benchmarkSection(const HealthReport &report)
{
    ReportSection section{u"Benchmarks"_s, {}};
    for (const ReportBenchmark &benchmark : report.benchmarks)
        section.parts.append(partOf(benchmark));
    return section;
}

} // namespace Vermagic
