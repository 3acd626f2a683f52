// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The rates that are charted: one bounded history for each series, live or replayed. Beside ClusterState, because its
/// values come many times a second and nothing is diagnosed from them. Owned by Engine, GUI thread; whoever samples or
/// replays writes, views read.
#pragma once

#include "models/benchmark/ratehistory.h"

#include <QDateTime>
#include <QMap>
#include <QObject>

namespace Vermagic {

class ThroughputStore : public QObject
{
    Q_OBJECT
public:
    explicit ThroughputStore(QObject *parent = nullptr);

    /// Forgets everything; the points that follow count their seconds from `origin`.
    void start(const QDateTime &origin);
    void append(const SeriesId &series, const RatePoint &point);

    QDateTime origin() const { return m_origin; }
    QList<SeriesId> series() const { return m_histories.keys(); } ///< by node, file system, measure
    /// Null for a series of which nothing is known. Valid until the store changes.
    const RateHistory *history(const SeriesId &series) const;
    double latestSecond() const { return m_latest; } ///< of the newest point of any series

Q_SIGNALS:
    void started();
    /// For every point: a view that draws collects them with a timer of its own.
    void appended(const Vermagic::SeriesId &series);

private:
    QDateTime m_origin;
    double m_latest = 0;
    QMap<SeriesId, RateHistory> m_histories;
};

} // namespace Vermagic
