// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What comes of a benchmark on one node, from the bytes that run-benchmark.sh or network.py writes. Times are the tool's own, laid onto
/// the run's once for each phase, so that a slow line does not bend a rate; totals that go back (the end of fio's ramp)
/// begin anew. Owned by whoever runs the script, which passes the bytes on with the seconds since the run's origin.
/// Pure; no clock of its own.
#pragma once

#include "models/benchmark/benchmarkstream.h"
#include "models/benchmark/runsummary.h"
#include "models/benchmark/toolreader.h"

namespace Vermagic {

class NodeMeasurement
{
public:
    enum class Stage {
        Looking,   ///< at the mount, the space and the tool
        Preparing, ///< writes what will be read
        Ready,     ///< waits for the others
        Running,
        Done, ///< and cleaned up
    };

    NodeMeasurement(const QString &node, const QString &filesystem, const QByteArray &mark);

    /// The new points of its series.
    QList<MeasuredPoint> feed(QByteArrayView bytes, double now);

    Stage stage() const { return m_stage; }
    const QString &tool() const { return m_tool; }
    const NodeEnvironment &environment() const { return m_environment; }
    const NodeCourse &course() const { return m_course; }
    const NodeMeasures &measures() const { return m_measures; }
    const QList<RateSeries> &series() const { return m_series; }
    const QStringList &leftovers() const { return m_leftovers; } ///< of runs that were killed, removed now
    /// Where a network benchmark waits for the node before; 0: it does not.
    int port() const { return m_port; }
    bool isClean() const { return m_clean; } ///< nothing of this run is left on the node
    /// Of the node's benchmark as a whole, from outside: only the first one counts.
    void fail(const QString &problem);

private:
    void hear(const ScriptLine &line, double now);
    void learn(const QString &fact, const QString &value);
    void beginPhase(const QString &phase, const QString &format, double now);
    void endPhase(int status, double now);
    void take(const ToolTotals &totals, double now, QList<MeasuredPoint> &points);
    void addStep(const QString &metric, double total, double before, const RateStep &span);
    void addPoint(Measure measure, const RatePoint &point, QList<MeasuredPoint> &points);
    MetricMeasure &measureOf(const QString &metric);
    void sumUpMetadata();
    bool isMetadata() const;

    BenchmarkStream m_stream;
    QString m_filesystem;
    Stage m_stage = Stage::Looking;
    QString m_tool;
    NodeEnvironment m_environment;
    NodeCourse m_course;
    NodeMeasures m_measures;
    QList<RateSeries> m_series;
    QStringList m_leftovers;
    bool m_clean = true;
    int m_port = 0;

    QString m_phase;
    std::unique_ptr<ToolReader> m_reader;
    std::optional<double> m_anchor; ///< when the tool began, on the run's time
    ToolTotals m_last;
};

/// NodeEnvironment::pageCache in the window's language.
QString pageCacheText(const QString &value);

/// Why run-benchmark.sh refused, in the window's language.
QString refusalText(const QString &word, const QString &detail);

} // namespace Vermagic
