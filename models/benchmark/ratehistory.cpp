// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/ratehistory.h"

#include <algorithm>

namespace Vermagic {

namespace {

/// One point for both; `weight` is how many samples `earlier` holds for each one of `later`.
RatePoint joined(const RatePoint &earlier, const RatePoint &later, double weight)
{
    if (earlier.isGap() || later.isGap()) // a gap must not be drawn over
        return RatePoint::gap(later.seconds);
    return {later.seconds, (earlier.rate * weight + later.rate) / (weight + 1),
            std::min(earlier.low, later.low), std::max(earlier.high, later.high)};
}

} // namespace

RateHistory::RateHistory(qsizetype capacity)
    : m_capacity(std::max<qsizetype>(capacity, 4))
{
}

void RateHistory::append(const RatePoint &point)
{
    if (!m_points.isEmpty() && point.seconds <= m_points.last().seconds)
        return;
    if (m_pending > 0 && m_pending < m_joined) {
        m_points.last() = joined(m_points.last(), point, double(m_pending));
        ++m_pending;
        return;
    }
    if (m_points.size() >= m_capacity)
        halve();
    m_points.append(point);
    m_pending = 1;
}

void RateHistory::halve()
{
    QList<RatePoint> halved;
    halved.reserve(m_capacity);
    for (qsizetype i = 0; i + 1 < m_points.size(); i += 2)
        halved.append(joined(m_points[i], m_points[i + 1], 1));
    if (m_points.size() % 2 == 1)
        halved.append(m_points.last());
    m_points = std::move(halved);
    m_joined *= 2;
}

} // namespace Vermagic
