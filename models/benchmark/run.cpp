// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/run.h"

#include <algorithm>

namespace Vermagic {

std::optional<double> BenchmarkRun::firstDone() const
{
    std::optional<double> first;
    for (const NodeCourse &node : course) {
        if (node.doneAt)
            first = std::min(first.value_or(*node.doneAt), *node.doneAt);
    }
    return first;
}

std::optional<double> BenchmarkRun::lastDone() const
{
    std::optional<double> last;
    for (const NodeCourse &node : course) {
        if (node.doneAt)
            last = std::max(last.value_or(*node.doneAt), *node.doneAt);
    }
    return last;
}

QString BenchmarkRun::metric() const
{
    if (!verdicts.isEmpty())
        return verdicts.first().metric;
    return summary.isEmpty() ? QString() : summary.first().metric;
}

const RateSummary *BenchmarkRun::summaryOf(const QString &node, const QString &metric) const
{
    const auto found = std::ranges::find_if(
        summary, [&](const RateSummary &entry) { return entry.node == node && entry.metric == metric; });
    return found == summary.end() ? nullptr : &*found;
}

const RateSeries *BenchmarkRun::seriesOf(const SeriesId &wanted) const
{
    const auto found = std::ranges::find(series, wanted, &RateSeries::id);
    return found == series.end() ? nullptr : &*found;
}

const ThresholdVerdict *BenchmarkRun::verdictOf(const RateSummary &entry) const
{
    const auto found = std::ranges::find_if(verdicts, [&](const ThresholdVerdict &verdict) {
        return verdict.node == entry.node && verdict.metric == entry.metric;
    });
    return found == verdicts.end() ? nullptr : &*found;
}

qsizetype BenchmarkRun::count(ThresholdOutcome outcome) const
{
    return std::ranges::count(verdicts, outcome, &ThresholdVerdict::outcome);
}

bool BenchmarkRun::passed() const
{
    return end == RunEnd::Completed && count(ThresholdOutcome::Pass) == verdicts.size();
}

} // namespace Vermagic
