// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The rates of a benchmark run as a picture of bounded size: a line for each node, or beyond `mostLines` nodes the band in
/// which they lie. A value; time is cut into at most `mostSteps` equal steps from the run's origin, and a step in which
/// nothing is known is a gap. Rates are per second in the metric's base unit.
#pragma once

#include "models/benchmark/run.h"

namespace Vermagic {

struct ChartLine
{
    QString name;
    QList<std::optional<double>> rates; ///< by step
    bool operator==(const ChartLine &) const = default;
};

/// How the nodes' rates of one step spread.
struct ChartSpread
{
    double p5 = 0;
    double p25 = 0;
    double median = 0;
    double p75 = 0;
    double p95 = 0;
    bool operator==(const ChartSpread &) const = default;
};

struct BenchmarkChart
{
    static constexpr qsizetype mostLines = 8;
    static constexpr int mostSteps = 120;

    QString metric;                           ///< empty: nothing was measured over time
    double step = 1;                          ///< seconds
    QList<ChartLine> lines;                   ///< in the order of the run's nodes
    QList<std::optional<ChartSpread>> spread; ///< instead of lines
    qsizetype nodes = 0;                      ///< that have any rate
    std::optional<double> threshold;          ///< of one node
    bool operator==(const BenchmarkChart &) const = default;

    bool isEmpty() const { return lines.isEmpty() && spread.isEmpty(); }
};

/// Of the run's first metric.
BenchmarkChart chartOf(const BenchmarkRun &run);

/// As an SVG element that stands for itself or within a page: no style sheet, no script, text in the colour around it.
/// Lines are told apart by colour and by the shape of their marks. Empty for an empty chart.
QString chartSvg(const BenchmarkChart &chart, const QString &title);

} // namespace Vermagic
