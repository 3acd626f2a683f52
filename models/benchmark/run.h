// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A benchmark that was run: what was asked for, on what, what was measured and what it means. A value; runjson.h has its
/// file. Rates are bytes or operations per second, times are seconds since `origin`, the moment at which all nodes were
/// to start. A rate is called by its metric: `read`, `write`, `network` (bytes), `read_iops`, `write_iops`, `metadata`
/// (operations), as thresholds are, or by a phase of a metadata benchmark: `create`, `stat`, `unlink`.
#pragma once

#include "models/benchmark/series.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

struct BenchmarkConfiguration
{
    QString cluster; ///< Inventory::cluster
    bool simulated = false;
    QString profile; ///< BenchmarkProfile::id
    QStringList nodes;
    QString filesystem;                  ///< FilesystemSpec::name
    QString mountpoint;                  ///< where it was measured
    QString tool;                        ///< fio, dd, shell
    QMap<QString, QString> parameters;   ///< as the tool got them: block_size, size, runtime, direct, …
    QMap<QString, Threshold> thresholds; ///< what was expected, by metric
    bool operator==(const BenchmarkConfiguration &) const = default;
};

/// What a node was like when it was measured. Empty: not known.
struct NodeEnvironment
{
    QString node;
    QString os;
    QString kernel;
    QString module; ///< of the file system
    QString moduleVersion;
    QString mountSource;
    QString mountType;
    QString mountOptions;
    QString toolVersion; ///< as the tool calls itself: "fio-3.39"
    /// "direct": kept out of the result by direct I/O; "buffered FILES MEMORY", in bytes: it was not. See pageCacheText().
    QString pageCache;
    bool operator==(const NodeEnvironment &) const = default;
};

struct RateSeries
{
    SeriesId id;
    QList<RatePoint> points;
    bool operator==(const RateSeries &) const = default;
};

/// How it went on one node.
struct NodeCourse
{
    QString node;
    std::optional<double> startedAt; ///< empty: it never started
    std::optional<double> doneAt;    ///< empty: it did not come to its end
    QString problem;                 ///< one sentence; empty: none
    bool operator==(const NodeCourse &) const = default;
};

struct RateSummary
{
    QString node; ///< empty: all nodes together
    QString metric;
    double mean = 0; ///< over the whole time, as the tool sums up where it does
    double p5 = 0;   ///< of the rates in the intervals
    double p95 = 0;
    double low = 0;
    double high = 0;
    std::optional<double>
        steadyAfter; ///< seconds until the rate stayed near its final level; empty: it never did
    bool operator==(const RateSummary &) const = default;
};

enum class ThresholdOutcome { Pass, Fail, NotMeasured };

struct ThresholdVerdict
{
    QString node; ///< a threshold holds for each node
    QString metric;
    Threshold threshold;
    std::optional<double> measured;
    ThresholdOutcome outcome = ThresholdOutcome::NotMeasured;
    bool operator==(const ThresholdVerdict &) const = default;
};

enum class RunEnd {
    Completed,  ///< every node came to its end
    Incomplete, ///< some node did not
    Cancelled,
};

struct BenchmarkRun
{
    QString id;       ///< unique; names its file
    QString sequence; ///< the same for runs that belong together, see scaling.h; empty: it stands alone
    QDateTime origin;
    QDateTime finishedAt;
    RunEnd end = RunEnd::Completed;
    BenchmarkConfiguration configuration;
    QList<NodeEnvironment> environment; ///< one for each node, in configuration's order
    QList<NodeCourse> course;           ///< likewise
    QList<RateSeries> series;
    QList<RateSummary> summary; ///< each metric: by node in configuration's order, then all together
    QList<ThresholdVerdict> verdicts;

    /// When the first and the last node came to their end; empty when none did.
    std::optional<double> firstDone() const;
    std::optional<double> lastDone() const;
    /// The one that was judged, else the first that was measured; empty: none was.
    QString metric() const;
    /// Null when it was not measured. An empty node: all together.
    const RateSummary *summaryOf(const QString &node, const QString &metric) const;
    const RateSeries *seriesOf(const SeriesId &wanted) const;
    /// Null when nothing was expected of it.
    const ThresholdVerdict *verdictOf(const RateSummary &entry) const;
    /// How many verdicts came out so.
    qsizetype count(ThresholdOutcome outcome) const;
    /// No threshold was missed and none was left unmeasured; every node came to its end.
    bool passed() const;
    bool operator==(const BenchmarkRun &) const = default;
};

} // namespace Vermagic
