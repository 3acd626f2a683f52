// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/throughputlines.h"

#include "models/benchmark/ratetext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double lateness = 1; ///< seconds that a node may be behind the others
constexpr double mostColumns = 600;

bool isMeasured(const SeriesId &id, const ThroughputQuery &query, bool wholeNodes)
{
    if (id.measure != query.measure)
        return false;
    return query.filesystem ? id.filesystem == *query.filesystem : id.filesystem.isEmpty() == wholeNodes;
}

std::optional<double> thresholdOf(const ThroughputLine &line, const Inventory *inventory)
{
    if (!inventory || line.node.isEmpty() || line.filesystem.isEmpty())
        return {};
    const auto filesystem = std::ranges::find(inventory->filesystems, line.filesystem, &FilesystemSpec::name);
    if (filesystem == inventory->filesystems.end())
        return {};
    const auto threshold = filesystem->thresholds.constFind(metricOf(line.series.first().measure));
    return threshold == filesystem->thresholds.cend() ? std::nullopt : std::optional(threshold->value);
}

struct NodeSeries
{
    QList<const RatePoints *> named; ///< of file systems
    QList<const RatePoints *> whole;
};

} // namespace

QList<ThroughputLine> throughputLines(const QList<SeriesId> &series, const ThroughputQuery &query,
                                      const Inventory *inventory)
{
    const bool wholeNodes = std::ranges::none_of(
        series, [&](const SeriesId &id) { return id.measure == query.measure && !id.filesystem.isEmpty(); });
    const bool byNode = query.by != LinesBy::Filesystem;
    QMap<QString, ThroughputLine> lines;
    for (const SeriesId &id : series) {
        if (!isMeasured(id, query, wholeNodes))
            continue;
        const QString &name = byNode ? id.node : id.filesystem;
        ThroughputLine &line = lines[name];
        line.name = name;
        line.node = byNode ? id.node : QString();
        line.filesystem = line.series.isEmpty() || line.filesystem == id.filesystem ? id.filesystem
                                                                                    : QString();
        line.series.append(id);
    }
    for (ThroughputLine &line : lines)
        line.threshold = thresholdOf(line, inventory);
    return lines.values();
}

QList<const RatePoints *> historiesOf(const ThroughputStore &store, const ThroughputLine &line)
{
    QList<const RatePoints *> histories;
    for (const SeriesId &id : line.series) {
        if (const RateHistory *history = store.history(id))
            histories.append(&history->points());
    }
    return histories;
}

double completeUntil(const ThroughputStore &store, double step)
{
    return std::floor((store.latestSecond() - lateness) / step) * step;
}

RatePoints pointsOf(const ThroughputStore &store, const ThroughputLine &line, double from, double to,
                    double step)
{
    const QList<const RatePoints *> histories = historiesOf(store, line);
    RatePoints points;
    if (histories.size() == 1) {
        const RatePoints &all = *histories.first();
        auto begin = std::ranges::lower_bound(all, from, {}, &RatePoint::seconds);
        auto end = std::ranges::upper_bound(all, to, {}, &RatePoint::seconds);
        begin -= begin == all.begin() ? 0 : 1;
        end += end == all.end() ? 0 : 1;
        return RatePoints(begin, end);
    }
    const double last = std::min(std::ceil(to / step) * step, completeUntil(store, step));
    for (double end = std::max(step, std::floor(from / step) * step); end <= last; end += step) {
        if (const std::optional<double> rate = sumIn(histories, end - step, end))
            points.append({end, *rate});
    }
    return points;
}

RatePoints allPointsOf(const ThroughputStore &store, const ThroughputLine &line)
{
    const double latest = store.latestSecond();
    return pointsOf(store, line, 0, latest, std::max(1.0, std::ceil(latest / mostColumns)));
}

QHash<QString, QList<double>> recentRates(const ThroughputStore &store, int bars)
{
    QMap<QString, NodeSeries> nodes;
    for (const SeriesId &id : store.series()) {
        const RateHistory *history = store.history(id);
        if (id.measure != Measure::Operations && history)
            (id.filesystem.isEmpty() ? nodes[id.node].whole : nodes[id.node].named)
                .append(&history->points());
    }
    const double last = completeUntil(store, 1);
    QHash<QString, QList<double>> rates;
    for (auto node = nodes.cbegin(); node != nodes.cend(); ++node) {
        const QList<const RatePoints *> &series = node->named.isEmpty() ? node->whole : node->named;
        QList<double> &values = rates[node.key()];
        for (double end = last - bars + 1; end <= last; ++end)
            values.append(sumIn(series, end - 1, end).value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return rates;
}

} // namespace Vermagic
