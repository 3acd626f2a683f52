// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/throughputstore.h"

#include <algorithm>

namespace Vermagic {

ThroughputStore::ThroughputStore(QObject *parent)
    : QObject(parent)
{
}

void ThroughputStore::start(const QDateTime &origin)
{
    m_origin = origin;
    m_latest = 0;
    m_histories.clear();
    Q_EMIT started();
}

void ThroughputStore::append(const SeriesId &series, const RatePoint &point)
{
    m_histories[series].append(point);
    m_latest = std::max(m_latest, point.seconds);
    Q_EMIT appended(series);
}

const RateHistory *ThroughputStore::history(const SeriesId &series) const
{
    const auto found = m_histories.constFind(series);
    return found == m_histories.constEnd() ? nullptr : &*found;
}

} // namespace Vermagic
