// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/benchmarkchart.h"

#include "models/benchmark/ratefigures.h"
#include "models/inventory/threshold.h"
#include "models/report/shown.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Measure measureOf(const QString &metric)
{
    return metric == "write"_L1             ? Measure::Write
           : metricUnit(metric) == "B/s"_L1 ? Measure::Read // of a network what is received
                                            : Measure::Operations;
}

/// Quarters of a second, then whole seconds; no finer than the rates were measured.
double stepFor(double length, qsizetype points)
{
    const double finest = length / double(std::max<qsizetype>(points, 1));
    double step = 0.25;
    while (length > step * BenchmarkChart::mostSteps || step < finest * 0.9)
        step = step < 1 ? step * 2 : step + 1;
    return step;
}

ChartLine lineOf(const RateSeries &series, double step, qsizetype steps)
{
    ChartLine line{shown(series.id.node), {}};
    for (qsizetype i = 0; i < steps; ++i) {
        const std::optional<double> rate = rateIn(series.points, double(i) * step, double(i + 1) * step);
        line.rates.append(rate && !std::isnan(*rate) ? rate : std::nullopt);
    }
    return line;
}

std::optional<ChartSpread> spreadAt(const QList<ChartLine> &lines, qsizetype step)
{
    QList<double> rates;
    for (const ChartLine &line : lines) {
        if (line.rates[step])
            rates.append(*line.rates[step]);
    }
    const RateSpread spread = spreadOf(double(step), rates);
    if (spread.isGap())
        return {};
    return ChartSpread{spread.p5, spread.p25, spread.median, spread.p75, spread.p95};
}

} // namespace

BenchmarkChart chartOf(const BenchmarkRun &run)
{
    BenchmarkChart chart;
    if (run.summary.isEmpty())
        return chart;
    chart.metric = shown(run.summary.first().metric);
    if (const auto threshold = run.configuration.thresholds.constFind(run.summary.first().metric);
        threshold != run.configuration.thresholds.cend())
        chart.threshold = threshold->value;
    const Measure measure = measureOf(chart.metric);
    double length = 0;
    qsizetype points = 0; ///< of the longest
    for (const RateSeries &series : run.series) {
        if (series.id.measure != measure || series.points.isEmpty())
            continue;
        length = std::max(length, series.points.last().seconds);
        points = std::max(points, series.points.size() - 1); // the first is the beginning
    }
    if (!std::isfinite(length) || length <= 0 || length > 1e7)
        return chart;
    chart.step = stepFor(length, points);
    const auto steps = qsizetype(std::ceil(length / chart.step));
    QList<ChartLine> lines;
    for (const QString &node : run.configuration.nodes) {
        const auto series = std::ranges::find_if(run.series, [&](const RateSeries &one) {
            return one.id.node == node && one.id.measure == measure && !one.points.isEmpty();
        });
        if (series != run.series.end())
            lines.append(lineOf(*series, chart.step, steps));
    }
    chart.nodes = lines.size();
    if (lines.size() <= BenchmarkChart::mostLines) {
        chart.lines = lines;
        return chart;
    }
    for (qsizetype i = 0; i < steps; ++i)
        chart.spread.append(spreadAt(lines, i));
    return chart;
}

} // namespace Vermagic
