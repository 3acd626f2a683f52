// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Benchmark runs as a report tells them: of each profile on each file system and set of nodes the newest, with what the
/// one before it says. They are history: a missed threshold is shown and counted, but makes no node broken and changes no
/// exit code of a check. Pure; the runs come from whoever reads them from disk.
#pragma once

#include "models/benchmark/comparison.h"
#include "models/benchmark/scaling.h"
#include "models/report/benchmarkchart.h"

namespace Vermagic {

struct ReportBenchmark
{
    BenchmarkRun run; ///< its series are in the chart
    BenchmarkChart chart;
    QString previous; ///< id of the run that it is compared with; empty: there is none
    RunComparison comparison;
    std::optional<Scaling> scaling; ///< of the runs over fewer nodes that this one ended
    bool operator==(const ReportBenchmark &) const = default;
};

inline constexpr qsizetype mostReportedBenchmarks = 5;

/// The newest first, of this cluster's runs that measured any of `nodes`. What simulated nodes did is told of simulated
/// nodes only.
QList<ReportBenchmark> reportedBenchmarks(const QList<BenchmarkRun> &runs, const Inventory &inventory,
                                          const QStringList &nodes);

/// "missed", "met", "not judged": of all its thresholds together.
QString benchmarkVerdict(const ReportBenchmark &benchmark);

} // namespace Vermagic
