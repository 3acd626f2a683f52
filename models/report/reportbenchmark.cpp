// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportbenchmark.h"

#include "models/benchmark/runjson.h"
#include "models/report/shown.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Vermagic::shown;

/// Files that were edited and answers of nodes are both foreign text.
BenchmarkRun shown(BenchmarkRun run)
{
    BenchmarkConfiguration &configuration = run.configuration;
    for (QString *text : {&run.id, &configuration.cluster, &configuration.profile, &configuration.filesystem,
                          &configuration.mountpoint, &configuration.tool})
        *text = shown(*text);
    configuration.nodes = shown(configuration.nodes);
    QMap<QString, QString> parameters;
    for (const auto &[key, value] : std::as_const(configuration.parameters).asKeyValueRange())
        parameters.insert(shown(key), shown(value));
    configuration.parameters = parameters;
    for (NodeEnvironment &environment : run.environment) {
        environment.node = shown(environment.node);
        for (const auto &[key, member] : nodeEnvironmentMembers())
            environment.*member = shown(environment.*member);
    }
    for (NodeCourse &course : run.course) {
        course.node = shown(course.node);
        course.problem = shown(course.problem);
    }
    for (RateSummary &summary : run.summary) {
        summary.node = shown(summary.node);
        summary.metric = shown(summary.metric);
    }
    for (ThresholdVerdict &verdict : run.verdicts) {
        verdict.node = shown(verdict.node);
        verdict.metric = shown(verdict.metric);
    }
    return run;
}

QString keyOf(const BenchmarkRun &run)
{
    QStringList nodes = run.configuration.nodes;
    nodes.sort();
    return QStringList{run.configuration.profile, run.configuration.filesystem, run.configuration.mountpoint,
                       nodes.join(u',')}
        .join(u'\n');
}

bool belongs(const BenchmarkRun &run, const Inventory &inventory, const QStringList &nodes)
{
    return run.configuration.cluster == inventory.cluster
           && run.configuration.simulated == inventory.simulated
           && std::ranges::any_of(run.configuration.nodes,
                                  [&](const QString &node) { return nodes.contains(node); });
}

/// Of a sequence over more and more nodes the last run stands for all.
bool hasLarger(const BenchmarkRun &run, const QList<const BenchmarkRun *> &runs)
{
    return !run.sequence.isEmpty() && std::ranges::any_of(runs, [&](const BenchmarkRun *other) {
        return other->sequence == run.sequence
               && other->configuration.nodes.size() > run.configuration.nodes.size();
    });
}

ReportBenchmark told(const BenchmarkRun &run, const QList<const BenchmarkRun *> &runs)
{
    ReportBenchmark benchmark{
        .run = shown(run), .chart = chartOf(run), .previous = {}, .comparison = {}, .scaling = {}};
    benchmark.run.series.clear();
    if (run.sequence.isEmpty())
        return benchmark;
    QList<BenchmarkRun> sequence;
    for (const BenchmarkRun *other : runs) {
        if (other->sequence == run.sequence)
            sequence.append(shown(*other));
    }
    benchmark.scaling = scalingOf(sequence);
    return benchmark;
}

} // namespace

QList<ReportBenchmark> reportedBenchmarks(const QList<BenchmarkRun> &runs, const Inventory &inventory,
                                          const QStringList &nodes)
{
    QList<const BenchmarkRun *> own;
    for (const BenchmarkRun &run : runs) {
        if (belongs(run, inventory, nodes))
            own.append(&run);
    }
    std::ranges::stable_sort(own, std::greater(), &BenchmarkRun::origin);
    QList<ReportBenchmark> benchmarks;
    QStringList keys;
    for (const BenchmarkRun *run : std::as_const(own)) {
        if (hasLarger(*run, own))
            continue;
        const QString key = keyOf(*run);
        if (const qsizetype place = keys.indexOf(key); place < 0 && keys.size() < mostReportedBenchmarks) {
            keys.append(key);
            benchmarks.append(told(*run, own));
        } else if (place >= 0 && benchmarks[place].previous.isEmpty()) {
            const BenchmarkRun before = shown(*run);
            benchmarks[place].previous = before.id;
            benchmarks[place].comparison = compareRuns(before, benchmarks[place].run);
        }
    }
    return benchmarks;
}

QString benchmarkVerdict(const ReportBenchmark &benchmark)
{
    if (benchmark.run.count(ThresholdOutcome::Fail) > 0)
        return u"missed"_s;
    const qsizetype met = benchmark.run.count(ThresholdOutcome::Pass);
    return met > 0 && met == benchmark.run.verdicts.size() ? u"met"_s : u"not judged"_s;
}

} // namespace Vermagic
