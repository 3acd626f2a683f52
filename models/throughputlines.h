// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of a throughput chart: which series of a ThroughputStore are summed under which name, what is expected of
/// them, and their points. Values and pure functions; a line stays valid when the store grows, not when it is started.
#pragma once

#include "models/benchmark/ratefigures.h"
#include "models/inventory/inventory.h"
#include "models/throughputstore.h"

namespace Vermagic {

enum class LinesBy {
    Node,
    Filesystem, ///< all nodes of one file system together
    Stack,      ///< nodes upon each other
};

struct ThroughputQuery
{
    LinesBy by = LinesBy::Node;
    Measure measure = Measure::Read;
    /// Empty optional: all of them together; an empty name: the node as a whole. Where nothing is known of file
    /// systems, all means the node as a whole.
    std::optional<QString> filesystem;
    bool operator==(const ThroughputQuery &) const = default;
};

struct ThroughputLine
{
    QString name;           ///< of the node or the file system; unique among the lines of a query
    QString node;           ///< empty: all
    QString filesystem;     ///< empty: several, or the node as a whole
    QList<SeriesId> series; ///< what is summed
    std::optional<double> threshold;
};

/// In the order of their names. `inventory` knows the thresholds and may be null. A threshold is expected of one node on
/// one file system: sums over several have none.
QList<ThroughputLine> throughputLines(const QList<SeriesId> &series, const ThroughputQuery &query,
                                      const Inventory *inventory);

/// The points within [from, to] and one neighbour on either side. A sum has one point for each `step` seconds, and none
/// for the newest second, of which not every node has told yet.
RatePoints pointsOf(const ThroughputStore &store, const ThroughputLine &line, double from, double to,
                    double step = 1);
/// All points; of a sum as many as a chart can show.
RatePoints allPointsOf(const ThroughputStore &store, const ThroughputLine &line);
/// The histories behind a line, for sums over many lines.
QList<const RatePoints *> historiesOf(const ThroughputStore &store, const ThroughputLine &line);
/// The end of the newest interval of `step` seconds of which every node has told.
double completeUntil(const ThroughputStore &store, double step);

/// Read and write of each node over all its file systems, else of the node as a whole: `bars` intervals of one second,
/// newest last; NaN where nothing is known.
QHash<QString, QList<double>> recentRates(const ThroughputStore &store, int bars);

} // namespace Vermagic
