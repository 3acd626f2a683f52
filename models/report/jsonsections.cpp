// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/jsonsections.h"

#include "models/benchmark/runjson.h"
#include "models/forecast/forecasttext.h"
#include "models/inventory/threshold.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

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

void writeScaling(JsonWriter &json, const Scaling &scaling)
{
    json.beginObject(u"scaling"_s);
    json.text(u"metric"_s, scaling.metric);
    json.beginList(u"points"_s);
    for (const ScalingPoint &point : scaling.points) {
        json.beginObject();
        json.number(u"nodes"_s, qint64(point.nodes));
        json.number(u"rate"_s, std::optional(point.rate));
        json.endObject();
    }
    json.endList();
    json.number(u"efficiency"_s, scaling.fit ? std::optional(scaling.fit->efficiency * 100) : std::nullopt);
    json.number(u"threshold"_s, scaling.threshold ? std::optional(scaling.threshold->value) : std::nullopt);
    json.text(u"outcome"_s, thresholdOutcomeName(scaling.outcome));
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
    if (benchmark.scaling)
        writeScaling(json, *benchmark.scaling);
    json.endObject();
}

void writeChanges(JsonWriter &json, const ReportChanges &changes)
{
    json.beginObject(u"changes"_s);
    json.text(u"since"_s, rfc3339(changes.since));
    json.text(u"verdictBefore"_s, changes.verdictBefore);
    json.beginList(u"changes"_s);
    for (const ReportChange &change : changes.changes) {
        json.beginObject();
        json.text(u"kind"_s, changeKindName(change.kind));
        json.texts(u"nodes"_s, change.nodes);
        json.text(u"what"_s, change.what);
        json.text(u"before"_s, change.before);
        json.text(u"after"_s, change.after);
        json.endObject();
    }
    json.endList();
    json.endObject();
}

void writeCompatibility(JsonWriter &json, const ReportCompatibility &cell)
{
    json.beginObject();
    json.text(u"filesystem"_s, filesystemKindName(cell.kind));
    json.text(u"version"_s, cell.version);
    json.text(u"kernel"_s, cell.kernel);
    json.text(u"architecture"_s, cell.architecture);
    json.texts(u"nodes"_s, cell.nodes);
    json.texts(u"nextNodes"_s, cell.nextNodes);
    json.text(u"verdict"_s, cellVerdictWord(cell.verdict));
    json.beginList(u"claims"_s);
    for (const ReportClaim &claim : cell.claims) {
        json.beginObject();
        json.text(u"outcome"_s, outcomeWord(claim.outcome));
        json.text(u"provenance"_s, provenanceWord(claim.provenance));
        json.text(u"source"_s, claim.source);
        json.endObject();
    }
    json.endList();
    json.endObject();
}

void writeRemediation(JsonWriter &json, const ReportRemediation &run)
{
    json.beginObject();
    json.text(u"run"_s, run.run);
    json.text(u"node"_s, run.node);
    json.text(u"user"_s, run.user);
    json.text(u"startedAt"_s, rfc3339(run.startedAt));
    json.text(u"finishedAt"_s, rfc3339(run.finishedAt));
    json.text(u"playbook"_s, run.playbook);
    json.text(u"remedy"_s, run.remedy);
    json.text(u"title"_s, run.title);
    json.text(u"outcome"_s, run.outcome);
    json.text(u"reason"_s, run.reason);
    json.texts(u"cured"_s, run.cured);
    json.texts(u"left"_s, run.left);
    json.endObject();
}

} // namespace

void writeForecast(JsonWriter &json, const Forecast &forecast)
{
    json.beginObject(u"forecast"_s);
    json.text(u"verdict"_s, forecastVerdictName(forecast.verdict));
    json.text(u"at"_s, rfc3339(forecast.date));
    json.text(u"kernel"_s, forecast.kernel);
    json.text(u"reason"_s, forecast.reason);
    json.text(u"certainty"_s, forecast.certainty == Certainty::Sure ? u"sure"_s : u"likely"_s);
    json.text(u"nodeTimeZone"_s, forecast.timeZone);
    json.text(u"madeAt"_s, rfc3339(forecast.madeAt));
    json.beginList(u"events"_s);
    for (const ForecastEvent &event : forecast.events) {
        json.beginObject();
        json.text(u"at"_s, rfc3339(event.at));
        json.text(u"text"_s, event.text);
        json.text(u"source"_s, event.source);
        json.endObject();
    }
    json.endList();
    json.endObject();
}

QString rfc3339(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

void writeSections(JsonWriter &json, const HealthReport &report)
{
    json.text(u"timeZone"_s, report.timeZone);
    if (report.changes)
        writeChanges(json, *report.changes);
    json.beginList(u"compatibility"_s);
    for (const ReportCompatibility &cell : report.compatibility)
        writeCompatibility(json, cell);
    json.endList();
    json.beginList(u"benchmarks"_s);
    for (const ReportBenchmark &benchmark : report.benchmarks)
        writeBenchmark(json, benchmark);
    json.endList();
    json.text(u"remediationsSince"_s, rfc3339(report.remediationsSince));
    json.beginList(u"remediations"_s);
    for (const ReportRemediation &run : report.remediations)
        writeRemediation(json, run);
    json.endList();
    json.beginList(u"gaps"_s);
    for (const ReportGap &gap : report.gaps) {
        json.beginObject();
        json.text(u"kind"_s, gapKindName(gap.kind));
        json.texts(u"nodes"_s, gap.nodes);
        json.texts(u"what"_s, gap.what);
        json.text(u"reason"_s, gap.reason);
        json.endObject();
    }
    json.endList();
}

} // namespace Vermagic
