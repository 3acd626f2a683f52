// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/runtext.h"

#include "models/benchmark/nodemeasurement.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/runjson.h"
#include "models/inventory/threshold.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString secondsText(double seconds)
{
    return QString::number(seconds, 'f', 1) + u" s"_s;
}

QString nodeColumn(const QString &node)
{
    return node.isEmpty() ? u"all together"_s : node;
}

QString headText(const BenchmarkRun &run)
{
    const BenchmarkConfiguration &configuration = run.configuration;
    QStringList parameters;
    for (const auto &[key, value] : configuration.parameters.asKeyValueRange())
        parameters.append(key + u'=' + value);
    const QString place = configuration.mountpoint.isEmpty()
                              ? QString()
                              : u" of %1 at %2"_s.arg(configuration.filesystem, configuration.mountpoint);
    return u"%1%2 on %n with %3 (%4)\n"_s
        .replace(u"%n"_s, configuration.nodes.size() == 1 ? u"1 node"_s
                                                          : u"%1 nodes"_s.arg(configuration.nodes.size()))
        .arg(configuration.profile, place, configuration.tool.isEmpty() ? u"no tool"_s : configuration.tool,
             parameters.join(u", "_s));
}

QString summaryTable(const BenchmarkRun &run)
{
    QList<QStringList> rows{
        {u"node"_s, u"metric"_s, u"mean"_s, u"p5"_s, u"p95"_s, u"min"_s, u"max"_s, u"steady after"_s}};
    for (const RateSummary &entry : run.summary) {
        QStringList row{nodeColumn(entry.node), entry.metric};
        for (const double rate : {entry.mean, entry.p5, entry.p95, entry.low, entry.high})
            row.append(rateText(entry.metric, rate));
        row.append(entry.steadyAfter ? secondsText(*entry.steadyAfter) : u"-"_s);
        rows.append(row);
    }
    return rows.size() > 1 ? u'\n' + rowsText(rows) : QString();
}

QString verdictTable(const BenchmarkRun &run)
{
    if (run.verdicts.isEmpty())
        return u"\nNo verdict: the inventory gives this file system no threshold for what was measured.\n"_s;
    QList<QStringList> rows;
    for (const ThresholdVerdict &verdict : run.verdicts)
        rows.append({outcomeText(verdict.outcome), verdict.node,
                     u"%1 %2"_s.arg(verdict.metric,
                                    verdict.measured ? rateText(verdict.metric, *verdict.measured) : u"-"_s),
                     u"(at least %1)"_s.arg(thresholdText(verdict.threshold))});
    return u'\n' + rowsText(rows);
}

/// Conditions that are the same on all nodes are told once.
QString cacheText(const BenchmarkRun &run)
{
    QMap<QString, QStringList> nodes;
    for (const NodeEnvironment &environment : run.environment) {
        if (!environment.pageCache.isEmpty())
            nodes[environment.pageCache].append(environment.node);
    }
    QString text;
    for (const auto &[cache, names] : nodes.asKeyValueRange())
        text += u"page cache %1%2\n"_s.arg(pageCacheText(cache),
                                           nodes.size() > 1 ? u": "_s + names.join(u", "_s) : QString());
    return text;
}

} // namespace

QString outcomeText(ThresholdOutcome outcome)
{
    switch (outcome) {
    case ThresholdOutcome::Pass:
        return u"PASS"_s;
    case ThresholdOutcome::Fail:
        return u"FAIL"_s;
    case ThresholdOutcome::NotMeasured:
        break;
    }
    return u"not measured"_s;
}

QString rowsText(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i == widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line = u" "_s;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += u' ' + row[i].leftJustified(widths[i]) + u' ';
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

QString benchmarkRunText(const BenchmarkRun &run)
{
    QString text = headText(run) + cacheText(run);
    for (const NodeCourse &node : run.course) {
        if (!node.problem.isEmpty())
            text += u"%1: %2\n"_s.arg(node.node, node.problem);
    }
    text += summaryTable(run);
    if (const std::optional<double> first = run.firstDone(); first && run.course.size() > 1)
        text += u"\nfirst done after %1, last done after %2\n"_s.arg(secondsText(*first),
                                                                     secondsText(*run.lastDone()));
    text += verdictTable(run);
    return text + u"\nrun %1: %2\n"_s.arg(run.id, runEndName(run.end));
}

QString benchmarkRunLine(const BenchmarkRun &run)
{
    QString result = runEndName(run.end);
    if (run.count(ThresholdOutcome::Fail) > 0)
        result += u", "_s + outcomeText(ThresholdOutcome::Fail);
    else if (run.count(ThresholdOutcome::Pass) > 0)
        result += u", "_s + outcomeText(ThresholdOutcome::Pass);
    QString rate;
    if (!run.summary.isEmpty()) {
        const QString metric = run.summary.first().metric;
        rate = u"%1 %2, "_s.arg(metric, rateText(metric, wholeOf(run, metric)->mean));
    }
    return u"%1  %2 of %3 on %4: %5%6\n"_s.arg(run.id, run.configuration.profile,
                                               run.configuration.filesystem,
                                               run.configuration.nodes.join(u','), rate, result);
}

QString comparisonText(const BenchmarkRun &before, const BenchmarkRun &after)
{
    const RunComparison comparison = compareRuns(before, after);
    QString text = u"%1 -> %2\n"_s.arg(before.id, after.id);
    QList<QStringList> rows;
    for (const MetricChange &change : comparison.metrics)
        rows.append({nodeColumn(change.node), change.metric, rateText(change.metric, change.before), u"->"_s,
                     rateText(change.metric, change.after),
                     u"%1%2 %"_s.arg(change.ratio() < 1 ? u""_s : u"+"_s)
                         .arg((change.ratio() - 1) * 100, 0, 'f', 1)});
    text += rows.isEmpty() ? u"  They measured nothing that can be compared.\n"_s : rowsText(rows);
    if (comparison.linearity)
        text += u"\nfrom %1 to %2 nodes: efficiency %3 %, %4 a node\n"_s.arg(comparison.linearity->fewest)
                    .arg(comparison.linearity->most)
                    .arg(comparison.linearity->efficiency * 100, 0, 'f', 0)
                    .arg(rateText(after.summary.first().metric, comparison.linearity->perNode));
    rows.clear();
    for (const ConditionChange &change : comparison.conditions)
        rows.append({change.node, change.what, change.before, u"->"_s, change.after});
    return rows.isEmpty() ? text : text + u"\nwhat was different:\n"_s + rowsText(rows);
}

} // namespace Vermagic
