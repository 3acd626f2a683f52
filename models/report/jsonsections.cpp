// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/jsonsections.h"

#include "models/benchmark/runjson.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString metricUnit(const QString &metric)
{
    return metric == "read"_L1 || metric == "write"_L1 ? u"B/s"_s : u"op/s"_s;
}

/// The key of a run's file as reports spell keys: "mount_type" is mountType.
QString camelCase(const QString &key)
{
    QString result;
    for (const QString &word : key.split(u'_'))
        result += result.isEmpty() ? word : word.first(1).toUpper() + word.sliced(1);
    return result;
}

void writeConfiguration(JsonWriter &json, const BenchmarkConfiguration &configuration)
{
    json.text(u"profile"_s, configuration.profile);
    json.texts(u"nodes"_s, configuration.nodes);
    json.text(u"filesystem"_s, configuration.filesystem);
    json.text(u"mountpoint"_s, configuration.mountpoint);
    json.text(u"tool"_s, configuration.tool);
    json.boolean(u"simulated"_s, configuration.simulated);
    json.beginObject(u"parameters"_s);
    for (const auto &[key, value] : configuration.parameters.asKeyValueRange())
        json.text(key, value);
    json.endObject();
}

void writeEnvironments(JsonWriter &json, const BenchmarkRun &run)
{
    json.beginList(u"environment"_s);
    for (const NodeEnvironment &environment : run.environment) {
        json.beginObject();
        for (const auto &[key, member] : nodeEnvironmentMembers())
            json.text(camelCase(key), environment.*member);
        json.endObject();
    }
    json.endList();
}

void writeSummary(JsonWriter &json, const RateSummary &summary)
{
    json.beginObject();
    json.text(u"node"_s, summary.node);
    json.text(u"metric"_s, summary.metric);
    json.text(u"unit"_s, metricUnit(summary.metric));
    json.number(u"mean"_s, std::optional(summary.mean));
    json.number(u"p5"_s, std::optional(summary.p5));
    json.number(u"p95"_s, std::optional(summary.p95));
    json.number(u"low"_s, std::optional(summary.low));
    json.number(u"high"_s, std::optional(summary.high));
    json.number(u"steadyAfter"_s, summary.steadyAfter);
    json.endObject();
}

void writeVerdict(JsonWriter &json, const ThresholdVerdict &verdict)
{
    json.beginObject();
    json.text(u"node"_s, verdict.node);
    json.text(u"metric"_s, verdict.metric);
    json.text(u"unit"_s, verdict.threshold.unit);
    json.number(u"threshold"_s, std::optional(verdict.threshold.value));
    json.number(u"measured"_s, verdict.measured);
    json.text(u"outcome"_s, thresholdOutcomeName(verdict.outcome));
    json.endObject();
}

void writeComparison(JsonWriter &json, const ReportBenchmark &benchmark)
{
    json.beginObject(u"comparedWith"_s);
    json.text(u"run"_s, benchmark.previous);
    json.beginList(u"metrics"_s);
    for (const MetricChange &change : benchmark.comparison.metrics) {
        json.beginObject();
        json.text(u"node"_s, change.node);
        json.text(u"metric"_s, change.metric);
        json.number(u"before"_s, std::optional(change.before));
        json.number(u"after"_s, std::optional(change.after));
        json.endObject();
    }
    json.endList();
    json.beginList(u"conditions"_s);
    for (const ConditionChange &change : benchmark.comparison.conditions) {
        json.beginObject();
        json.text(u"node"_s, change.node);
        json.text(u"what"_s, change.what);
        json.text(u"before"_s, change.before);
        json.text(u"after"_s, change.after);
        json.endObject();
    }
    json.endList();
    json.endObject();
}

void writeBenchmark(JsonWriter &json, const ReportBenchmark &benchmark)
{
    const BenchmarkRun &run = benchmark.run;
    json.beginObject();
    json.text(u"run"_s, run.id);
    json.text(u"startedAt"_s, rfc3339(run.origin));
    json.text(u"finishedAt"_s, rfc3339(run.finishedAt));
    json.text(u"end"_s, runEndName(run.end));
    json.text(u"thresholds"_s, benchmarkVerdict(benchmark));
    writeConfiguration(json, run.configuration);
    writeEnvironments(json, run);
    json.beginList(u"course"_s);
    for (const NodeCourse &course : run.course) {
        json.beginObject();
        json.text(u"node"_s, course.node);
        json.number(u"startedAt"_s, course.startedAt);
        json.number(u"doneAt"_s, course.doneAt);
        json.text(u"problem"_s, course.problem);
        json.endObject();
    }
    json.endList();
    json.beginList(u"summary"_s);
    for (const RateSummary &summary : run.summary)
        writeSummary(json, summary);
    json.endList();
    json.beginList(u"verdicts"_s);
    for (const ThresholdVerdict &verdict : run.verdicts)
        writeVerdict(json, verdict);
    json.endList();
    writeComparison(json, benchmark);
    json.endObject();
}

} // namespace

QString rfc3339(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

void writeSections(JsonWriter &json, const HealthReport &report)
{
    json.beginList(u"benchmarks"_s);
    for (const ReportBenchmark &benchmark : report.benchmarks)
        writeBenchmark(json, benchmark);
    json.endList();
}

} // namespace Vermagic
