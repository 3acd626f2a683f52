// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The points of one series in bounded memory: when it is full, each two neighbours become one, which keeps their mean,
/// their extremes and their gaps. A value.
#pragma once

#include "models/benchmark/series.h"

#include <QList>

namespace Vermagic {

class RateHistory
{
public:
    /// Twenty minutes of four samples a second before anything is joined.
    static constexpr qsizetype defaultCapacity = 4800;

    explicit RateHistory(qsizetype capacity = defaultCapacity);

    /// In order of time; a point that is not later than the last one is left out.
    void append(const RatePoint &point);
    const QList<RatePoint> &points() const { return m_points; }

private:
    void halve();

    qsizetype m_capacity;
    qsizetype m_joined = 1;  ///< samples in one full point
    qsizetype m_pending = 0; ///< samples in the last point, while it is not full
    QList<RatePoint> m_points;
};

} // namespace Vermagic
