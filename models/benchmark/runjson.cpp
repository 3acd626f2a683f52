// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/runjson.h"

#include "models/inventory/threshold.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

const QString schemaName = u"vermagic.benchmark/1"_s;

QStringList measureNames()
{
    return {u"read"_s, u"write"_s, u"operations"_s};
}

QStringList endNames()
{
    return {u"completed"_s, u"incomplete"_s, u"cancelled"_s};
}

QStringList outcomeNames()
{
    return {u"pass"_s, u"fail"_s, u"not_measured"_s};
}

QString isoText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// Puts members into an object and leaves out what is empty.
class Writer
{
public:
    Writer &text(const QString &key, const QString &value)
    {
        if (!value.isEmpty())
            m_object.insert(key, value);
        return *this;
    }
    Writer &number(const QString &key, const std::optional<double> &value)
    {
        if (value)
            m_object.insert(key, *value);
        return *this;
    }
    Writer &value(const QString &key, const QJsonValue &value)
    {
        m_object.insert(key, value);
        return *this;
    }
    QJsonObject object() const { return m_object; }

private:
    QJsonObject m_object;
};

template<typename T>
QJsonArray listOf(const QList<T> &values, QJsonObject (*write)(const T &))
{
    QJsonArray array;
    for (const T &value : values)
        array.append(write(value));
    return array;
}

QJsonObject configurationObject(const BenchmarkConfiguration &configuration)
{
    QJsonObject parameters;
    for (const auto &[key, value] : configuration.parameters.asKeyValueRange())
        parameters.insert(key, value);
    QJsonObject thresholds;
    for (const auto &[metric, threshold] : configuration.thresholds.asKeyValueRange())
        thresholds.insert(metric, thresholdText(threshold));
    return Writer()
        .text(u"cluster"_s, configuration.cluster)
        .value(u"simulated"_s, configuration.simulated)
        .text(u"profile"_s, configuration.profile)
        .value(u"nodes"_s, QJsonArray::fromStringList(configuration.nodes))
        .text(u"filesystem"_s, configuration.filesystem)
        .text(u"mountpoint"_s, configuration.mountpoint)
        .text(u"tool"_s, configuration.tool)
        .value(u"parameters"_s, parameters)
        .value(u"thresholds"_s, thresholds)
        .object();
}

QJsonObject environmentObject(const NodeEnvironment &environment)
{
    Writer writer;
    for (const auto &[key, member] : nodeEnvironmentMembers())
        writer.text(key, environment.*member);
    return writer.object();
}

QJsonObject courseObject(const NodeCourse &course)
{
    return Writer()
        .text(u"node"_s, course.node)
        .number(u"started_at"_s, course.startedAt)
        .number(u"done_at"_s, course.doneAt)
        .text(u"problem"_s, course.problem)
        .object();
}

QJsonArray pointArray(const RatePoint &point)
{
    if (point.isGap())
        return {point.seconds, QJsonValue(QJsonValue::Null)};
    if (point.low == point.rate && point.high == point.rate)
        return {point.seconds, point.rate};
    return {point.seconds, point.rate, point.low, point.high};
}

QJsonObject seriesObject(const RateSeries &series)
{
    QJsonArray points;
    for (const RatePoint &point : series.points)
        points.append(pointArray(point));
    return Writer()
        .text(u"node"_s, series.id.node)
        .text(u"filesystem"_s, series.id.filesystem)
        .text(u"measure"_s, measureName(series.id.measure))
        .value(u"points"_s, points)
        .object();
}

QJsonObject summaryObject(const RateSummary &summary)
{
    return Writer()
        .text(u"node"_s, summary.node)
        .text(u"metric"_s, summary.metric)
        .number(u"mean"_s, summary.mean)
        .number(u"p5"_s, summary.p5)
        .number(u"p95"_s, summary.p95)
        .number(u"low"_s, summary.low)
        .number(u"high"_s, summary.high)
        .number(u"steady_after"_s, summary.steadyAfter)
        .object();
}

QJsonObject verdictObject(const ThresholdVerdict &verdict)
{
    return Writer()
        .text(u"node"_s, verdict.node)
        .text(u"metric"_s, verdict.metric)
        .text(u"threshold"_s, thresholdText(verdict.threshold))
        .number(u"measured"_s, verdict.measured)
        .text(u"outcome"_s, thresholdOutcomeName(verdict.outcome))
        .object();
}

/// Reads members of a file; the first mistake stays.
class Reader
{
public:
    explicit Reader(const QString &place)
        : m_place(place)
    {
    }

    void fail(const QString &what)
    {
        if (!m_error)
            m_error = Error{ErrorCode::InvalidInput, what, m_place, {}};
    }
    const std::optional<Error> &error() const { return m_error; }

    QString text(const QJsonObject &object, const QString &key)
    {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && !value.isString())
            fail(u"'%1' is not a text"_s.arg(key));
        return value.toString();
    }
    double number(const QJsonValue &value, const QString &what)
    {
        if (!value.isDouble())
            fail(u"'%1' is not a number"_s.arg(what));
        return value.toDouble();
    }
    std::optional<double> optionalNumber(const QJsonObject &object, const QString &key)
    {
        if (!object.contains(key))
            return {};
        return number(object.value(key), key);
    }
    QDateTime time(const QJsonObject &object, const QString &key)
    {
        const QDateTime time = QDateTime::fromString(text(object, key), Qt::ISODateWithMs);
        if (!time.isValid())
            fail(u"'%1' is not a time"_s.arg(key));
        return time;
    }
    qsizetype word(const QJsonObject &object, const QString &key, const QStringList &words)
    {
        const qsizetype index = words.indexOf(text(object, key));
        if (index < 0)
            fail(u"'%1' is none of %2"_s.arg(key, words.join(u", "_s)));
        return std::max<qsizetype>(index, 0);
    }
    Threshold threshold(const QString &metric, const QString &text)
    {
        const Result<Threshold> threshold = parseThreshold(metric, text);
        if (!threshold)
            fail(threshold.error().message);
        return threshold.value_or(Threshold());
    }
    template<typename T>
    QList<T> list(const QJsonObject &object, const QString &key, T (*read)(Reader &, const QJsonObject &))
    {
        const QJsonValue value = object.value(key);
        if (!value.isArray())
            fail(u"'%1' is not a list"_s.arg(key));
        QList<T> values;
        for (const auto &item : value.toArray())
            values.append(read(*this, item.toObject()));
        return values;
    }

private:
    QString m_place;
    std::optional<Error> m_error;
};

BenchmarkConfiguration readConfiguration(Reader &reader, const QJsonObject &object)
{
    BenchmarkConfiguration configuration{.cluster = reader.text(object, u"cluster"_s),
                                         .simulated = object.value(u"simulated"_s).toBool(),
                                         .profile = reader.text(object, u"profile"_s),
                                         .filesystem = reader.text(object, u"filesystem"_s),
                                         .mountpoint = reader.text(object, u"mountpoint"_s),
                                         .tool = reader.text(object, u"tool"_s)};
    for (const auto &node : object.value(u"nodes"_s).toArray())
        configuration.nodes.append(node.toString());
    const QJsonObject parameters = object.value(u"parameters"_s).toObject();
    for (const QString &key : parameters.keys())
        configuration.parameters.insert(key, reader.text(parameters, key));
    const QJsonObject thresholds = object.value(u"thresholds"_s).toObject();
    for (const QString &metric : thresholds.keys())
        configuration.thresholds.insert(metric, reader.threshold(metric, reader.text(thresholds, metric)));
    return configuration;
}

NodeEnvironment readEnvironment(Reader &reader, const QJsonObject &object)
{
    NodeEnvironment environment;
    for (const auto &[key, member] : nodeEnvironmentMembers())
        environment.*member = reader.text(object, key);
    return environment;
}

NodeCourse readCourse(Reader &reader, const QJsonObject &object)
{
    return {.node = reader.text(object, u"node"_s),
            .startedAt = reader.optionalNumber(object, u"started_at"_s),
            .doneAt = reader.optionalNumber(object, u"done_at"_s),
            .problem = reader.text(object, u"problem"_s)};
}

RatePoint readPoint(Reader &reader, const QJsonArray &point)
{
    if (point.size() != 2 && point.size() != 4)
        reader.fail(u"a point has two or four numbers"_s);
    const double seconds = reader.number(point.at(0), u"points"_s);
    if (point.at(1).isNull())
        return RatePoint::gap(seconds);
    const double rate = reader.number(point.at(1), u"points"_s);
    if (point.size() != 4)
        return {seconds, rate, rate, rate};
    return {seconds, rate, reader.number(point.at(2), u"points"_s), reader.number(point.at(3), u"points"_s)};
}

RateSeries readSeries(Reader &reader, const QJsonObject &object)
{
    RateSeries series{{reader.text(object, u"node"_s), reader.text(object, u"filesystem"_s),
                       Measure(reader.word(object, u"measure"_s, measureNames()))},
                      {}};
    for (const auto &point : object.value(u"points"_s).toArray())
        series.points.append(readPoint(reader, point.toArray()));
    return series;
}

RateSummary readSummary(Reader &reader, const QJsonObject &object)
{
    const auto number = [&](const QString &key) { return reader.number(object.value(key), key); };
    return {.node = reader.text(object, u"node"_s),
            .metric = reader.text(object, u"metric"_s),
            .mean = number(u"mean"_s),
            .p5 = number(u"p5"_s),
            .p95 = number(u"p95"_s),
            .low = number(u"low"_s),
            .high = number(u"high"_s),
            .steadyAfter = reader.optionalNumber(object, u"steady_after"_s)};
}

ThresholdVerdict readVerdict(Reader &reader, const QJsonObject &object)
{
    const QString metric = reader.text(object, u"metric"_s);
    return {.node = reader.text(object, u"node"_s),
            .metric = metric,
            .threshold = reader.threshold(metric, reader.text(object, u"threshold"_s)),
            .measured = reader.optionalNumber(object, u"measured"_s),
            .outcome = ThresholdOutcome(reader.word(object, u"outcome"_s, outcomeNames()))};
}

} // namespace

const QList<std::pair<QString, QString NodeEnvironment::*>> &nodeEnvironmentMembers()
{
    static const QList<std::pair<QString, QString NodeEnvironment::*>> members{
        {u"node"_s, &NodeEnvironment::node},
        {u"os"_s, &NodeEnvironment::os},
        {u"kernel"_s, &NodeEnvironment::kernel},
        {u"module"_s, &NodeEnvironment::module},
        {u"module_version"_s, &NodeEnvironment::moduleVersion},
        {u"mount_source"_s, &NodeEnvironment::mountSource},
        {u"mount_type"_s, &NodeEnvironment::mountType},
        {u"mount_options"_s, &NodeEnvironment::mountOptions},
        {u"tool_version"_s, &NodeEnvironment::toolVersion},
        {u"page_cache"_s, &NodeEnvironment::pageCache},
    };
    return members;
}

QString measureName(Measure measure)
{
    return measureNames().at(qsizetype(measure));
}

QString runEndName(RunEnd end)
{
    return endNames().at(qsizetype(end));
}

QString thresholdOutcomeName(ThresholdOutcome outcome)
{
    return outcomeNames().at(qsizetype(outcome));
}

QJsonObject benchmarkRunObject(const BenchmarkRun &run)
{
    return Writer()
        .text(u"schema"_s, schemaName)
        .text(u"id"_s, run.id)
        .text(u"sequence"_s, run.sequence)
        .text(u"origin"_s, isoText(run.origin))
        .text(u"finished_at"_s, isoText(run.finishedAt))
        .text(u"end"_s, runEndName(run.end))
        .value(u"configuration"_s, configurationObject(run.configuration))
        .value(u"environment"_s, listOf(run.environment, environmentObject))
        .value(u"course"_s, listOf(run.course, courseObject))
        .value(u"series"_s, listOf(run.series, seriesObject))
        .value(u"summary"_s, listOf(run.summary, summaryObject))
        .value(u"verdicts"_s, listOf(run.verdicts, verdictObject))
        .object();
}

QByteArray benchmarkRunJson(const BenchmarkRun &run)
{
    return QJsonDocument(benchmarkRunObject(run)).toJson();
}

Result<BenchmarkRun> readBenchmarkRun(const QByteArray &json, const QString &place)
{
    Reader reader(place);
    QJsonParseError syntax;
    const QJsonObject object = QJsonDocument::fromJson(json, &syntax).object();
    if (syntax.error != QJsonParseError::NoError)
        reader.fail(u"%1 at byte %2"_s.arg(syntax.errorString()).arg(syntax.offset));
    else if (object.value(u"schema"_s).toString() != schemaName)
        reader.fail(u"this is not a benchmark run of version %1"_s.arg(schemaName));
    if (reader.error())
        return std::unexpected(*reader.error());
    BenchmarkRun run{.id = reader.text(object, u"id"_s),
                     .sequence = object.value(u"sequence"_s).toString(),
                     .origin = reader.time(object, u"origin"_s),
                     .finishedAt = reader.time(object, u"finished_at"_s),
                     .end = RunEnd(reader.word(object, u"end"_s, endNames())),
                     .configuration = readConfiguration(reader, object.value(u"configuration"_s).toObject()),
                     .environment = reader.list(object, u"environment"_s, readEnvironment),
                     .course = reader.list(object, u"course"_s, readCourse),
                     .series = reader.list(object, u"series"_s, readSeries),
                     .summary = reader.list(object, u"summary"_s, readSummary),
                     .verdicts = reader.list(object, u"verdicts"_s, readVerdict)};
    if (reader.error())
        return std::unexpected(*reader.error());
    return run;
}

} // namespace Vermagic
