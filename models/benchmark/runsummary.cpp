// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/runsummary.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double steadyBand = 0.2;
constexpr qsizetype fewestSteps = 4;
/// Nodes do not sample at the same moments: what they did together for less than this tells no rate of its own.
constexpr double shortestTogether = 0.1;

double lengthOf(const RateStep &step)
{
    return step.to - step.from;
}

/// The rate below which it was for `share` of the time.
double percentile(QList<RateStep> steps, double share)
{
    std::ranges::sort(steps, {}, &RateStep::rate);
    double whole = 0;
    for (const RateStep &step : steps)
        whole += lengthOf(step);
    double passed = 0;
    for (const RateStep &step : steps) {
        passed += lengthOf(step);
        if (passed >= whole * share)
            return step.rate;
    }
    return steps.isEmpty() ? 0 : steps.last().rate;
}

RateSummary spreadOf(const QString &node, const QString &metric, const QList<RateStep> &steps)
{
    RateSummary summary{.node = node, .metric = metric};
    if (steps.isEmpty())
        return summary;
    summary.p5 = percentile(steps, 0.05);
    summary.p95 = percentile(steps, 0.95);
    const auto [low, high] = std::ranges::minmax(steps, {}, &RateStep::rate);
    summary.low = low.rate;
    summary.high = high.rate;
    summary.steadyAfter = steadyAfter(steps);
    return summary;
}

const MetricMeasure *measureIn(const NodeMeasures &node, const QString &metric)
{
    const auto found = std::ranges::find(node.metrics, metric, &MetricMeasure::metric);
    return found == node.metrics.end() || !(found->seconds > 0) ? nullptr : &*found;
}

RateSummary allTogether(const QString &metric, const QList<const MetricMeasure *> &measures)
{
    QList<QList<RateStep>> rates;
    double total = 0;
    for (const MetricMeasure *measure : measures) {
        rates.append(measure->steps);
        total += measure->total;
    }
    const QList<RateStep> steps = addedUp(rates);
    QList<RateStep> longSteps = steps;
    longSteps.removeIf([](const RateStep &step) { return lengthOf(step) < shortestTogether; });
    RateSummary summary = spreadOf({}, metric, longSteps.isEmpty() ? steps : longSteps);
    double seconds = 0;
    for (const RateStep &step : steps)
        seconds += lengthOf(step);
    if (seconds > 0)
        summary.mean = total / seconds;
    return summary;
}

} // namespace

QList<RateStep> addedUp(const QList<QList<RateStep>> &rates)
{
    // Every moment at which a rate begins or ends, with the change that it makes.
    struct Change
    {
        double at;
        double rate;
        int active;
    };
    QList<Change> changes;
    for (const QList<RateStep> &steps : rates) {
        for (const RateStep &step : steps) {
            changes.append({step.from, step.rate, 1});
            changes.append({step.to, -step.rate, -1});
        }
    }
    std::ranges::sort(changes, {}, &Change::at);
    QList<RateStep> sum;
    double rate = 0;
    int active = 0;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        if (active > 0 && changes[i].at > changes[i - 1].at)
            sum.append({changes[i - 1].at, changes[i].at, std::max(rate, 0.0)});
        rate += changes[i].rate;
        active += changes[i].active;
    }
    return sum;
}

std::optional<double> steadyAfter(const QList<RateStep> &steps)
{
    if (steps.size() < fewestSteps)
        return {};
    const double level = percentile(steps.mid(steps.size() / 2), 0.5);
    qsizetype first = steps.size();
    while (first > 0 && std::abs(steps[first - 1].rate - level) <= steadyBand * level)
        --first;
    if (steps.size() - first < std::max<qsizetype>(2, steps.size() / 10))
        return {};
    return steps[first].from;
}

QList<RateSummary> summarise(const QList<NodeMeasures> &nodes)
{
    QStringList metrics;
    for (const NodeMeasures &node : nodes) {
        for (const MetricMeasure &measure : node.metrics) {
            if (!metrics.contains(measure.metric))
                metrics.append(measure.metric);
        }
    }
    QList<RateSummary> summaries;
    for (const QString &metric : metrics) {
        QList<const MetricMeasure *> measures;
        for (const NodeMeasures &node : nodes) {
            const MetricMeasure *measure = measureIn(node, metric);
            if (!measure)
                continue;
            RateSummary summary = spreadOf(node.node, metric, measure->steps);
            summary.mean = measure->total / measure->seconds;
            summaries.append(summary);
            measures.append(measure);
        }
        if (measures.size() > 1)
            summaries.append(allTogether(metric, measures));
    }
    return summaries;
}

QList<ThresholdVerdict> judge(const BenchmarkConfiguration &configuration, const QString &metric,
                              const QList<RateSummary> &summary)
{
    QList<ThresholdVerdict> verdicts;
    const auto threshold = configuration.thresholds.constFind(metric);
    if (threshold == configuration.thresholds.constEnd())
        return verdicts;
    for (const QString &node : configuration.nodes) {
        ThresholdVerdict verdict{.node = node, .metric = metric, .threshold = *threshold};
        const auto found = std::ranges::find_if(
            summary, [&](const RateSummary &entry) { return entry.node == node && entry.metric == metric; });
        if (found != summary.end()) {
            verdict.measured = found->mean;
            verdict.outcome = found->mean >= threshold->value ? ThresholdOutcome::Pass
                                                              : ThresholdOutcome::Fail;
        }
        verdicts.append(verdict);
    }
    return verdicts;
}

std::optional<LinearityFit> fitLinearity(QList<ScalingPoint> points)
{
    points.removeIf([](const ScalingPoint &point) { return point.nodes <= 0 || !(point.rate > 0); });
    if (points.isEmpty())
        return {};
    const auto [fewest, most] = std::ranges::minmax(points, {}, &ScalingPoint::nodes);
    if (fewest.nodes == most.nodes)
        return {};
    double products = 0, squares = 0, sum = 0;
    for (const ScalingPoint &point : points) {
        products += double(point.nodes) * point.rate;
        squares += double(point.nodes) * double(point.nodes);
        sum += point.rate;
    }
    LinearityFit fit{.perNode = products / squares, .fewest = fewest.nodes, .most = most.nodes};
    const double mean = sum / double(points.size());
    double unexplained = 0, spread = 0;
    for (const ScalingPoint &point : points) {
        unexplained += std::pow(point.rate - fit.perNode * double(point.nodes), 2);
        spread += std::pow(point.rate - mean, 2);
    }
    fit.r2 = spread > 0 ? std::max(0.0, 1 - unexplained / spread) : 0;
    fit.efficiency = (most.rate / double(most.nodes)) / (fewest.rate / double(fewest.nodes));
    return fit;
}

} // namespace Vermagic
