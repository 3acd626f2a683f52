// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/runtables.h"

#include "models/benchmark/nodemeasurement.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/runjson.h"
#include "models/inventory/threshold.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Benchmark)
};

QString secondsText(std::optional<double> seconds)
{
    return seconds ? Words::tr("%1 s").arg(*seconds, 0, 'f', 1) : u"–"_s;
}

QString nodeTitle(const QString &node)
{
    return node.isEmpty() ? Words::tr("all together") : node;
}

/// Keys of the run's file that a person reads in the table of differences.
QString conditionTitle(const QString &key)
{
    const QMap<QString, QString> titles{{u"node"_s, Words::tr("Node")},
                                        {u"profile"_s, Words::tr("Benchmark")},
                                        {u"nodes"_s, Words::tr("Nodes")},
                                        {u"filesystem"_s, Words::tr("File system")},
                                        {u"mountpoint"_s, Words::tr("Mount point")},
                                        {u"tool"_s, Words::tr("Tool")},
                                        {u"block_size"_s, Words::tr("Block size")},
                                        {u"size"_s, Words::tr("Size")},
                                        {u"files"_s, Words::tr("Files")},
                                        {u"jobs"_s, Words::tr("Jobs")},
                                        {u"runtime"_s, Words::tr("Runtime")},
                                        {u"ramp"_s, Words::tr("Ramp")},
                                        {u"workload"_s, Words::tr("Workload")},
                                        {u"direct"_s, Words::tr("Direct I/O")},
                                        {u"os"_s, Words::tr("System")},
                                        {u"kernel"_s, Words::tr("Kernel")},
                                        {u"module"_s, Words::tr("Module")},
                                        {u"module_version"_s, Words::tr("Module version")},
                                        {u"mount_source"_s, Words::tr("Mount source")},
                                        {u"mount_type"_s, Words::tr("Mount type")},
                                        {u"mount_options"_s, Words::tr("Mount options")},
                                        {u"tool_version"_s, Words::tr("Tool version")},
                                        {u"page_cache"_s, Words::tr("Page cache")}};
    return titles.value(key, key);
}

QString conditionText(const QString &key, const QString &value)
{
    if (value.isEmpty())
        return u"–"_s;
    return key == "page_cache"_L1 ? pageCacheText(value) : value;
}

TextRow unmeasuredRow(const ThresholdVerdict &verdict)
{
    QStringList cells{verdict.node, metricTitle(verdict.metric)};
    for (int column = 0; column < 6; ++column)
        cells.append(u"–"_s);
    cells += {thresholdText(verdict.threshold), outcomeTitle(verdict.outcome)};
    return {cells, verdict.outcome};
}

} // namespace

QString metricTitle(const QString &metric)
{
    const QMap<QString, QString> titles{{u"read"_s, Words::tr("read")},
                                        {u"write"_s, Words::tr("written")},
                                        {u"read_iops"_s, Words::tr("read operations")},
                                        {u"write_iops"_s, Words::tr("write operations")},
                                        {u"metadata"_s, Words::tr("metadata operations")},
                                        {u"network"_s, Words::tr("sent to the next node")},
                                        {u"create"_s, Words::tr("files made")},
                                        {u"stat"_s, Words::tr("files looked at")},
                                        {u"unlink"_s, Words::tr("files removed")}};
    return titles.value(metric, metric);
}

QString outcomeTitle(ThresholdOutcome outcome)
{
    switch (outcome) {
    case ThresholdOutcome::Pass:
        return Words::tr("PASS");
    case ThresholdOutcome::Fail:
        return Words::tr("FAIL");
    case ThresholdOutcome::NotMeasured:
        break;
    }
    return Words::tr("not measured");
}

TextTable resultTable(const BenchmarkRun &run)
{
    TextTable table{{Words::tr("Node"), Words::tr("What"), Words::tr("Mean"), Words::tr("5th percentile"),
                     Words::tr("95th percentile"), Words::tr("Lowest"), Words::tr("Highest"),
                     Words::tr("Steady after"), Words::tr("Expected"), Words::tr("Verdict")},
                    {}};
    for (const RateSummary &entry : run.summary) {
        TextRow row{{nodeTitle(entry.node), metricTitle(entry.metric)}, {}};
        for (const double rate : {entry.mean, entry.p5, entry.p95, entry.low, entry.high})
            row.cells.append(rateText(entry.metric, rate));
        row.cells.append(secondsText(entry.steadyAfter));
        const ThresholdVerdict *verdict = run.verdictOf(entry);
        row.cells.append(verdict ? Words::tr("at least %1").arg(thresholdText(verdict->threshold))
                                 : QString());
        row.cells.append(verdict ? outcomeTitle(verdict->outcome) : QString());
        if (verdict)
            row.outcome = verdict->outcome;
        table.rows.append(row);
    }
    for (const ThresholdVerdict &verdict : run.verdicts) {
        if (!run.summaryOf(verdict.node, verdict.metric))
            table.rows.append(unmeasuredRow(verdict));
    }
    return table;
}

TextTable courseTable(const BenchmarkRun &run)
{
    TextTable table{
        {Words::tr("Node"), Words::tr("Began after"), Words::tr("Done after"), Words::tr("Problem")}, {}};
    for (const NodeCourse &node : run.course) {
        table.rows.append({{node.node, secondsText(node.startedAt), secondsText(node.doneAt), node.problem},
                           node.problem.isEmpty() ? std::nullopt : std::optional(ThresholdOutcome::Fail)});
    }
    return table;
}

TextTable environmentTable(const BenchmarkRun &run)
{
    TextTable table;
    for (const auto &[key, member] : nodeEnvironmentMembers())
        table.headers.append(conditionTitle(key));
    for (const NodeEnvironment &node : run.environment) {
        QStringList cells;
        for (const auto &[key, member] : nodeEnvironmentMembers())
            cells.append(conditionText(key, node.*member));
        table.rows.append({cells, {}});
    }
    return table;
}

TextTable changesTable(const RunComparison &comparison)
{
    TextTable table{
        {Words::tr("Node"), Words::tr("What"), Words::tr("Before"), Words::tr("After"), Words::tr("Change")},
        {}};
    for (const MetricChange &change : comparison.metrics) {
        const double share = change.ratio() - 1;
        const QString sign = share < 0 ? u"−"_s : u"+"_s;
        TextRow row{{nodeTitle(change.node), metricTitle(change.metric),
                     rateText(change.metric, change.before), rateText(change.metric, change.after),
                     u"%1%2 %"_s.arg(sign).arg(std::abs(share) * 100, 0, 'f', 1)},
                    {}};
        if (std::abs(share) > alike)
            row.outcome = share < 0 ? ThresholdOutcome::Fail : ThresholdOutcome::Pass;
        table.rows.append(row);
    }
    return table;
}

TextTable differencesTable(const RunComparison &comparison)
{
    TextTable table{{Words::tr("Node"), Words::tr("Condition"), Words::tr("Before"), Words::tr("After")}, {}};
    for (const ConditionChange &change : comparison.conditions)
        table.rows.append(
            {{change.node.isEmpty() ? Words::tr("the run") : change.node, conditionTitle(change.what),
              conditionText(change.what, change.before), conditionText(change.what, change.after)},
             {}});
    return table;
}

std::optional<ThresholdOutcome> outcomeOf(const BenchmarkRun &run)
{
    if (run.verdicts.isEmpty())
        return {};
    if (run.count(ThresholdOutcome::Fail) > 0)
        return ThresholdOutcome::Fail;
    return run.passed() ? ThresholdOutcome::Pass : ThresholdOutcome::NotMeasured;
}

QString verdictTitle(const BenchmarkRun &run)
{
    const std::optional<ThresholdOutcome> outcome = outcomeOf(run);
    if (outcome == ThresholdOutcome::Fail)
        return outcomeTitle(*outcome);
    if (run.end != RunEnd::Completed)
        return run.end == RunEnd::Cancelled ? Words::tr("cancelled") : Words::tr("incomplete");
    return outcome ? outcomeTitle(*outcome) : Words::tr("no threshold");
}

QString verdictSentence(const BenchmarkRun &run)
{
    if (run.verdicts.isEmpty())
        return Words::tr("The inventory expects nothing of what was measured.");
    const int met = int(run.count(ThresholdOutcome::Pass));
    return Words::tr("%1 of %n node(s) reached %2.", nullptr, int(run.verdicts.size()))
        .arg(met)
        .arg(thresholdText(run.verdicts.first().threshold));
}

QString doneSentence(const BenchmarkRun &run)
{
    const std::optional<double> first = run.firstDone();
    if (!first)
        return {};
    return run.course.size() == 1 ? Words::tr("Done after %1.").arg(secondsText(first))
                                  : Words::tr("First done after %1, last after %2.")
                                        .arg(secondsText(first), secondsText(run.lastDone()));
}

QString parametersText(const BenchmarkRun &run)
{
    QStringList parts;
    for (const auto &[key, value] : run.configuration.parameters.asKeyValueRange())
        parts.append(conditionTitle(key) + u' ' + value);
    return parts.join(u", "_s);
}

QString linearitySentence(const std::optional<LinearityFit> &fit)
{
    if (!fit)
        return {};
    return Words::tr("From %1 to %2 nodes: %3 % efficiency.")
        .arg(fit->fewest)
        .arg(fit->most)
        .arg(fit->efficiency * 100, 0, 'f', 0);
}

} // namespace Vermagic
