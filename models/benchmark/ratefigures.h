// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a chart and its legend ask of points: the rate in an interval, the figures of a line, whether a threshold is met,
/// the spread over many nodes. A point holds for the time since the point before it. Pure; unknown rates are NaN.
#pragma once

#include "models/benchmark/series.h"

#include <QList>

#include <optional>

namespace Vermagic {

using RatePoints = QList<RatePoint>;

/// The mean rate within (from, to]. Empty where there is no point at all (not begun, ended); NaN where there is a gap.
std::optional<double> rateIn(const RatePoints &points, double from, double to);
/// Several series as one. Those without a point there count nothing; a gap in one makes the sum unknown.
std::optional<double> sumIn(const QList<const RatePoints *> &series, double from, double to);

struct LineFigures
{
    double now = std::numeric_limits<double>::quiet_NaN(); ///< of the newest point
    double mean = now;                                     ///< over time, gaps left out
    double low = now;
    double high = now;
};
LineFigures figuresOf(const RatePoints &points);

enum class LiveVerdict {
    None,    ///< nothing is expected
    Unknown, ///< expected, but there are no rates of the last seconds
    Met,
    Missed,
};
inline constexpr double verdictSeconds = 10;
/// By the mean of the last ten seconds. `latest` is the newest second of all lines: a line that fell behind it by more
/// than that has no verdict.
LiveVerdict verdictOf(const RatePoints &points, std::optional<double> threshold, double latest);

/// How rates of one moment spread over the nodes.
struct RateSpread
{
    double seconds = 0;
    double p5 = std::numeric_limits<double>::quiet_NaN();
    double p25 = p5;
    double median = p5;
    double p75 = p5;
    double p95 = p5;
    bool isGap() const { return median != median; }
};
/// Of rates in any order; a gap when there are none.
RateSpread spreadOf(double seconds, QList<double> rates);

} // namespace Vermagic
