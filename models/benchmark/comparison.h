// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Two runs side by side: what became faster or slower, and what was different about them. The first one may be the run of
/// an NFS mount, or with fewer nodes. Pure.
#pragma once

#include "models/benchmark/runsummary.h"

namespace Vermagic {

struct MetricChange
{
    QString node; ///< empty: all together
    QString metric;
    double before = 0;
    double after = 0;
    double ratio() const { return after / before; }
    bool operator==(const MetricChange &) const = default;
};

/// A condition that was not the same, such as the kernel of a node.
struct ConditionChange
{
    QString node; ///< empty: of the run
    QString what; ///< the key in the run's file
    QString before;
    QString after;
    bool operator==(const ConditionChange &) const = default;
};

struct RunComparison
{
    QList<MetricChange> metrics; ///< what both measured
    QList<ConditionChange> conditions;
    /// Of the first metric, when the runs have different numbers of nodes.
    std::optional<LinearityFit> linearity;
    bool operator==(const RunComparison &) const = default;
};

RunComparison compareRuns(const BenchmarkRun &before, const BenchmarkRun &after);
/// All nodes together; a single node's own figure when there is but one. Null when it was not measured.
const RateSummary *wholeOf(const BenchmarkRun &run, const QString &metric);

} // namespace Vermagic
