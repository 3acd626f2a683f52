// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/playback.h"

#include "models/benchmark/runsummary.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double shortRun = 30; ///< seconds; has a point each half of one
constexpr double leastKnown = 0.5;

QList<RateStep> stepsOf(const RateSeries &series)
{
    QList<RateStep> steps;
    double before = 0;
    for (const RatePoint &point : series.points) {
        if (!point.isGap() && point.seconds > before)
            steps.append({before, point.seconds, point.rate});
        before = point.seconds;
    }
    return steps;
}

/// The mean of each interval of `length` seconds; a gap where most of it is not known.
QList<RatePoint> evened(const QList<RateStep> &steps, double length)
{
    QList<RatePoint> points;
    qsizetype first = 0;
    for (double end = length; !steps.isEmpty() && end - length < steps.last().to; end += length) {
        double known = 0, amount = 0;
        for (qsizetype i = first; i < steps.size() && steps[i].from < end; ++i) {
            const double share = std::min(end, steps[i].to) - std::max(end - length, steps[i].from);
            known += std::max(share, 0.0);
            amount += std::max(share, 0.0) * steps[i].rate;
            first = steps[i].to <= end ? i + 1 : first;
        }
        points.append(known >= leastKnown * length ? RatePoint{end, amount / known} : RatePoint::gap(end));
    }
    return points;
}

QList<MeasuredPoint> together(const BenchmarkRun &run, const QString &name)
{
    QMap<Measure, QList<QList<RateStep>>> steps;
    for (const RateSeries &series : run.series)
        steps[series.id.measure].append(stepsOf(series));
    QList<MeasuredPoint> points;
    for (const auto &[measure, nodes] : steps.asKeyValueRange()) {
        const QList<RateStep> sum = addedUp(nodes);
        const double length = !sum.isEmpty() && sum.last().to <= shortRun ? 0.5 : 1;
        for (const RatePoint &point : evened(sum, length))
            points.append({{name, run.configuration.filesystem, measure}, point});
    }
    return points;
}

} // namespace

Playback::Playback(const BenchmarkRun &run)
{
    for (const RateSeries &series : run.series) {
        for (const RatePoint &point : series.points)
            m_points.append({series.id, point});
    }
    sort();
}

Playback::Playback(const BenchmarkRun &first, const QString &firstName, const BenchmarkRun &second,
                   const QString &secondName)
    : m_points(together(first, firstName) + together(second, secondName))
{
    sort();
}

void Playback::sort()
{
    std::ranges::stable_sort(m_points, {}, [](const MeasuredPoint &entry) { return entry.point.seconds; });
}

QList<MeasuredPoint> Playback::until(double seconds)
{
    const qsizetype begin = m_next;
    while (m_next < m_points.size() && m_points[m_next].point.seconds <= seconds)
        ++m_next;
    return m_points.mid(begin, m_next - begin);
}

} // namespace Vermagic
