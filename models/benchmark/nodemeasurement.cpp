// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/nodemeasurement.h"

#include "models/benchmark/profile.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Two samples that are nearer to each other tell no rate.
constexpr double shortestStep = 0.1;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Benchmark)
};

QString roundedBytes(const QString &bytes)
{
    constexpr qint64 mebibyte = 1024 * 1024;
    return byteCountText(bytes.toLongLong() / mebibyte * mebibyte);
}

const QMap<QString, QString NodeEnvironment::*> &facts()
{
    static const QMap<QString, QString NodeEnvironment::*> members{
        {u"os"_s, &NodeEnvironment::os},
        {u"kernel"_s, &NodeEnvironment::kernel},
        {u"module_version"_s, &NodeEnvironment::moduleVersion},
        {u"mount_source"_s, &NodeEnvironment::mountSource},
        {u"mount_type"_s, &NodeEnvironment::mountType},
        {u"mount_options"_s, &NodeEnvironment::mountOptions},
        {u"tool_version"_s, &NodeEnvironment::toolVersion},
        {u"page_cache"_s, &NodeEnvironment::pageCache},
    };
    return members;
}

} // namespace

QString pageCacheText(const QString &value)
{
    const QStringList words = value.split(u' ');
    if (words.first() == "direct"_L1)
        return Words::tr("kept out by direct I/O");
    return Words::tr("not kept out: the file system takes no direct I/O; %1 of files, %2 of memory")
        .arg(roundedBytes(words.value(1)), roundedBytes(words.value(2)));
}

QString refusalText(const QString &word, const QString &detail)
{
    if (word == "no-answer"_L1)
        return Words::tr("%1 does not answer").arg(detail);
    if (word == "not-mounted"_L1)
        return Words::tr("nothing is mounted at %1").arg(detail);
    if (word == "wrong-type"_L1)
        return Words::tr("another file system is mounted there: %1").arg(detail);
    if (word == "root-device"_L1)
        return Words::tr("%1 lies on the node's own root file system").arg(detail);
    if (word == "other-device"_L1)
        return Words::tr("%1 is not on that file system").arg(detail);
    if (word == "not-writable"_L1)
        return Words::tr("the login may not make a folder in %1").arg(detail);
    if (word == "no-space"_L1)
        return Words::tr("not enough space: %1 are free, %2 are needed")
            .arg(roundedBytes(detail.section(u' ', 0, 0)), roundedBytes(detail.section(u' ', 1, 1)));
    if (word == "no-tool"_L1)
        return Words::tr("the node has no %1").arg(detail);
    if (word == "not-prepared"_L1)
        return Words::tr("the files to be read could not be written (exit code %1)").arg(detail);
    return Words::tr("the node refused: %1").arg(word + u' ' + detail);
}

NodeMeasurement::NodeMeasurement(const QString &node, const QString &filesystem, const QByteArray &mark)
    : m_stream(mark)
    , m_filesystem(filesystem)
{
    m_environment.node = node;
    m_course.node = node;
    m_measures.node = node;
}

QList<MeasuredPoint> NodeMeasurement::feed(QByteArrayView bytes, double now)
{
    QList<MeasuredPoint> points;
    for (const BenchmarkOutput &output : m_stream.feed(bytes)) {
        if (const auto *line = std::get_if<ScriptLine>(&output)) {
            hear(*line, now);
        } else if (m_reader) {
            for (const ToolTotals &totals : m_reader->feed(std::get<QByteArray>(output)))
                take(totals, now, points);
        }
    }
    return points;
}

void NodeMeasurement::hear(const ScriptLine &line, double now)
{
    const QString first = line.rest.section(u' ', 0, 0), rest = line.rest.section(u' ', 1);
    if (line.word == "fact"_L1) {
        learn(first, rest);
    } else if (line.word == "leftover"_L1) {
        m_leftovers.append(line.rest);
    } else if (line.word == "refused"_L1) {
        fail(refusalText(first, rest));
    } else if (line.word == "preparing"_L1) {
        m_stage = Stage::Preparing;
        m_clean = false;
    } else if (line.word == "ready"_L1) {
        m_stage = Stage::Ready;
        m_port = quint16(first.toUInt());
    } else if (line.word == "begin"_L1) {
        beginPhase(first, rest, now);
    } else if (line.word == "end"_L1) {
        endPhase(rest.toInt(), now);
    } else if (line.word == "cleaned"_L1) {
        m_clean = true;
    } else if (line.word == "left"_L1) {
        m_clean = false;
        fail(Words::tr("its folder could not be removed: %1").arg(line.rest));
    } else if (line.word == "done"_L1) {
        m_stage = Stage::Done;
        sumUpMetadata();
    }
}

void NodeMeasurement::learn(const QString &fact, const QString &value)
{
    if (fact == "tool"_L1)
        m_tool = value;
    else if (const auto member = facts().constFind(fact); member != facts().constEnd())
        m_environment.*(*member) = value;
}

bool NodeMeasurement::isMetadata() const
{
    return m_phase == "create"_L1 || m_phase == "stat"_L1 || m_phase == "unlink"_L1;
}

void NodeMeasurement::beginPhase(const QString &phase, const QString &format, double now)
{
    m_stage = Stage::Running;
    m_phase = phase;
    m_reader = makeToolReader(format, phase.endsWith("write"_L1));
    m_anchor.reset();
    m_last = {};
    if (!m_course.startedAt)
        m_course.startedAt = now;
}

void NodeMeasurement::endPhase(int status, double now)
{
    if (status != 0) {
        const QString complaint = m_reader ? m_reader->complaint() : QString();
        fail(complaint.isEmpty() ? Words::tr("%1 ended with exit code %2").arg(m_tool).arg(status)
                                 : complaint);
    } else if (m_course.problem.isEmpty()) {
        m_course.doneAt = now; // of the last phase, in the end
    }
    m_reader.reset();
}

void NodeMeasurement::take(const ToolTotals &totals, double now, QList<MeasuredPoint> &points)
{
    const bool restarted = totals.seconds < m_last.seconds || totals.readBytes < m_last.readBytes
                           || totals.writtenBytes < m_last.writtenBytes;
    if (restarted) {
        m_anchor.reset();
        m_last = {};
        m_measures.metrics.clear(); // it was the ramp
    }
    const bool isMeta = isMetadata();
    const bool writes = totals.writtenBytes > 0;
    const Measure measure = writes ? Measure::Write : Measure::Read;
    if (!m_anchor) {
        m_anchor = std::max(now - totals.seconds, m_course.startedAt.value_or(0));
        addPoint(Measure::Operations, RatePoint::gap(*m_anchor), points);
        if (!isMeta)
            addPoint(measure, RatePoint::gap(*m_anchor), points);
    }
    const double seconds = totals.seconds - m_last.seconds;
    const RateStep span{*m_anchor + m_last.seconds, *m_anchor + totals.seconds, 0};
    const double operations = totals.reads + totals.writes, operationsBefore = m_last.reads + m_last.writes;
    const double bytes = totals.readBytes + totals.writtenBytes;
    const double bytesBefore = m_last.readBytes + m_last.writtenBytes;
    if (isMeta) {
        addStep(m_phase, operations, operationsBefore, span);
    } else {
        const QString metric = m_phase == "network"_L1 ? m_phase : writes ? u"write"_s : u"read"_s;
        addStep(metric, bytes, bytesBefore, span);
        if (operations > 0)
            addStep(metric + u"_iops"_s, operations, operationsBefore, span);
    }
    for (MetricMeasure &entry : m_measures.metrics) {
        if (!isMeta || entry.metric == m_phase)
            entry.seconds = totals.seconds;
    }
    if (seconds < shortestStep && m_last.seconds > 0)
        return; // counted, but no rate
    if (operations > 0)
        addPoint(Measure::Operations, {span.to, (operations - operationsBefore) / seconds}, points);
    if (!isMeta)
        addPoint(measure, {span.to, (bytes - bytesBefore) / seconds}, points);
    m_last = totals;
}

/// The total, and the rate since the sample before unless that is too near.
void NodeMeasurement::addStep(const QString &metric, double total, double before, const RateStep &span)
{
    MetricMeasure &measure = measureOf(metric);
    measure.total = total;
    const double seconds = span.to - span.from;
    if (seconds >= shortestStep || measure.steps.isEmpty())
        measure.steps.append({span.from, span.to, (total - before) / seconds});
}

MetricMeasure &NodeMeasurement::measureOf(const QString &metric)
{
    const auto found = std::ranges::find(m_measures.metrics, metric, &MetricMeasure::metric);
    if (found != m_measures.metrics.end())
        return *found;
    m_measures.metrics.append(MetricMeasure{.metric = metric});
    return m_measures.metrics.last();
}

void NodeMeasurement::addPoint(Measure measure, const RatePoint &point, QList<MeasuredPoint> &points)
{
    const SeriesId id{m_course.node, m_filesystem, measure};
    auto series = std::ranges::find(m_series, id, &RateSeries::id);
    if (series == m_series.end())
        series = m_series.insert(m_series.end(), RateSeries{id, {}});
    if (!series->points.isEmpty() && point.seconds <= series->points.last().seconds)
        return;
    series->points.append(point);
    points.append({id, point});
}

/// All three phases as one metric.
void NodeMeasurement::sumUpMetadata()
{
    if (!isMetadata())
        return;
    MetricMeasure whole{.metric = u"metadata"_s};
    for (const MetricMeasure &phase : m_measures.metrics) {
        whole.total += phase.total;
        whole.seconds += phase.seconds;
        whole.steps += phase.steps;
    }
    m_measures.metrics.prepend(whole);
}

void NodeMeasurement::fail(const QString &problem)
{
    if (m_course.problem.isEmpty())
        m_course.problem = problem;
    m_course.doneAt.reset();
}

} // namespace Vermagic
