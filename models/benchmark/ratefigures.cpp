// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/ratefigures.h"

#include <algorithm>
#include <cmath>

namespace Vermagic {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Each rate weighs as long as it held; the first point as long as the second.
double lengthOf(const RatePoints &points, qsizetype i)
{
    if (points.size() < 2)
        return 1;
    const qsizetype later = std::max<qsizetype>(i, 1);
    return points[later].seconds - points[later - 1].seconds;
}

double meanSince(const RatePoints &points, double from)
{
    double sum = 0;
    double length = 0;
    for (qsizetype i = points.size() - 1; i >= 0 && points[i].seconds > from; --i) {
        if (points[i].isGap())
            continue;
        sum += points[i].rate * lengthOf(points, i);
        length += lengthOf(points, i);
    }
    return length > 0 ? sum / length : unknown;
}

} // namespace

std::optional<double> rateIn(const RatePoints &points, double from, double to)
{
    auto point = std::ranges::upper_bound(points, from, {}, &RatePoint::seconds);
    if (point == points.end())
        return {};
    if (point->seconds > to) // a longer interval, of which this is a part
        return point == points.begin() ? std::nullopt : std::optional(point->rate);
    double sum = 0;
    int count = 0;
    for (; point != points.end() && point->seconds <= to; ++point, ++count)
        sum += point->rate;
    return sum / count;
}

std::optional<double> sumIn(const QList<const RatePoints *> &series, double from, double to)
{
    std::optional<double> sum;
    for (const RatePoints *points : series) {
        if (const std::optional<double> rate = rateIn(*points, from, to))
            sum = sum.value_or(0) + *rate;
    }
    return sum;
}

LineFigures figuresOf(const RatePoints &points)
{
    LineFigures figures;
    if (points.isEmpty())
        return figures;
    figures.now = points.last().rate;
    figures.mean = meanSince(points, -std::numeric_limits<double>::infinity());
    for (const RatePoint &point : points) {
        if (point.isGap())
            continue;
        figures.low = std::fmin(figures.low, point.low);
        figures.high = std::fmax(figures.high, point.high);
    }
    return figures;
}

LiveVerdict verdictOf(const RatePoints &points, std::optional<double> threshold, double latest)
{
    if (!threshold)
        return LiveVerdict::None;
    if (points.isEmpty() || points.last().isGap() || points.last().seconds < latest - verdictSeconds)
        return LiveVerdict::Unknown;
    return meanSince(points, points.last().seconds - verdictSeconds) >= *threshold ? LiveVerdict::Met
                                                                                   : LiveVerdict::Missed;
}

RateSpread spreadOf(double seconds, QList<double> rates)
{
    RateSpread spread{.seconds = seconds};
    if (rates.isEmpty())
        return spread;
    auto from = rates.begin();
    const auto take = [&](double share) {
        const auto place = rates.begin() + qsizetype(std::lround(share * double(rates.size() - 1)));
        std::nth_element(from, place, rates.end());
        from = place;
        return *place;
    };
    spread.p5 = take(0.05);
    spread.p25 = take(0.25);
    spread.median = take(0.5);
    spread.p75 = take(0.75);
    spread.p95 = take(0.95);
    return spread;
}

} // namespace Vermagic
