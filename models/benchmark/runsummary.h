// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// From what was measured to what it says: means, percentiles, thresholds, linearity. A rate is known in steps, from one
/// sample to the next, and every figure weighs a step with its length. Times are those of BenchmarkRun. Pure.
#pragma once

#include "models/benchmark/run.h"

namespace Vermagic {

struct RateStep
{
    double from = 0;
    double to = 0;
    double rate = 0;
    bool operator==(const RateStep &) const = default;
};

/// What one node did of one metric.
struct MetricMeasure
{
    QString metric;
    double total = 0;   ///< bytes or operations, as the tool counts them
    double seconds = 0; ///< as the tool measured them
    QList<RateStep> steps;
};

struct NodeMeasures
{
    QString node;
    QList<MetricMeasure> metrics;
};

/// The rates of several nodes as one: what they did together at each moment. A time in which none is known is left out.
QList<RateStep> addedUp(const QList<QList<RateStep>> &rates);

/// The moment from which the rate stayed within a fifth of the median of its second half; empty when that is only in its
/// last tenth, or with fewer than four steps.
std::optional<double> steadyAfter(const QList<RateStep> &steps);

/// Each metric that any node measured: by node, then all together (when there is more than one node). Together the mean is
/// what all did in the time in which any of them did it: a node that is slow to come to its end lowers it.
QList<RateSummary> summarise(const QList<NodeMeasures> &nodes);

/// Each threshold of the configuration that `metric` is about, on each node.
QList<ThresholdVerdict> judge(const BenchmarkConfiguration &configuration, const QString &metric,
                              const QList<RateSummary> &summary);

struct ScalingPoint
{
    qsizetype nodes = 0;
    double rate = 0; ///< of all together
    bool operator==(const ScalingPoint &) const = default;
};

struct LinearityFit
{
    double perNode = 0;    ///< least squares through the origin
    double efficiency = 0; ///< at the most nodes, of what the fewest nodes promise; 1: it scales linearly
    double r2 = 0;         ///< how much of the spread the line explains
    qsizetype fewest = 0;  ///< nodes
    qsizetype most = 0;
    bool operator==(const LinearityFit &) const = default;
};

/// Empty without two different numbers of nodes.
std::optional<LinearityFit> fitLinearity(QList<ScalingPoint> points);

} // namespace Vermagic
