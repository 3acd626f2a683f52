// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/comparison.h"

#include "models/benchmark/runjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString nodesText(const BenchmarkRun &run)
{
    return run.configuration.nodes.join(u',');
}

const NodeEnvironment *environmentOf(const BenchmarkRun &run, const QString &node)
{
    const auto found = std::ranges::find(run.environment, node, &NodeEnvironment::node);
    return found == run.environment.end() ? nullptr : &*found;
}

class Conditions
{
public:
    void compare(const QString &node, const QString &what, const QString &before, const QString &after)
    {
        if (before != after)
            m_changes.append({node, what, before, after});
    }
    QList<ConditionChange> changes() const { return m_changes; }

private:
    QList<ConditionChange> m_changes;
};

QList<ConditionChange> changedConditions(const BenchmarkRun &before, const BenchmarkRun &after)
{
    const BenchmarkConfiguration &was = before.configuration, &is = after.configuration;
    Conditions conditions;
    conditions.compare({}, u"profile"_s, was.profile, is.profile);
    conditions.compare({}, u"nodes"_s, nodesText(before), nodesText(after));
    conditions.compare({}, u"filesystem"_s, was.filesystem, is.filesystem);
    conditions.compare({}, u"mountpoint"_s, was.mountpoint, is.mountpoint);
    conditions.compare({}, u"tool"_s, was.tool, is.tool);
    auto both = was.parameters;
    both.insert(is.parameters);
    for (auto it = both.cbegin(); it != both.cend(); ++it)
        conditions.compare({}, it.key(), was.parameters.value(it.key()), is.parameters.value(it.key()));
    for (const NodeEnvironment &now : after.environment) {
        const NodeEnvironment *then = environmentOf(before, now.node);
        if (!then)
            continue;
        for (const auto &[key, member] : nodeEnvironmentMembers())
            conditions.compare(now.node, key, then->*member, now.*member);
    }
    return conditions.changes();
}

qsizetype nodesThatMeasured(const BenchmarkRun &run, const QString &metric)
{
    return std::ranges::count_if(run.summary, [&](const RateSummary &entry) {
        return entry.metric == metric && !entry.node.isEmpty();
    });
}

} // namespace

const RateSummary *wholeOf(const BenchmarkRun &run, const QString &metric)
{
    if (const RateSummary *together = run.summaryOf({}, metric))
        return together;
    const auto found = std::ranges::find(run.summary, metric, &RateSummary::metric);
    return found == run.summary.end() ? nullptr : &*found;
}

RunComparison compareRuns(const BenchmarkRun &before, const BenchmarkRun &after)
{
    RunComparison comparison;
    for (const RateSummary &now : after.summary) {
        const RateSummary *then = before.summaryOf(now.node, now.metric);
        if (then && then->mean > 0)
            comparison.metrics.append({now.node, now.metric, then->mean, now.mean});
    }
    comparison.conditions = changedConditions(before, after);
    if (!after.summary.isEmpty()) {
        const QString metric = after.summary.first().metric;
        QList<ScalingPoint> points;
        for (const BenchmarkRun *run : {&before, &after}) {
            if (const RateSummary *whole = wholeOf(*run, metric))
                points.append({nodesThatMeasured(*run, metric), whole->mean});
        }
        if (points.size() == 2 && before.configuration.profile == after.configuration.profile)
            comparison.linearity = fitLinearity(points);
    }
    return comparison;
}

} // namespace Vermagic
