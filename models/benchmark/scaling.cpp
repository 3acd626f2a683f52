// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/scaling.h"

#include "models/benchmark/comparison.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/runjson.h"
#include "models/benchmark/runtext.h"
#include "models/inventory/threshold.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString percentText(double fraction)
{
    return QString::number(fraction * 100, 'f', 0) + u" %"_s;
}

} // namespace

QList<qsizetype> scalingSteps(qsizetype nodes)
{
    QList<qsizetype> steps;
    for (qsizetype step = 1; step < nodes; step *= 2)
        steps.append(step);
    if (nodes > 0)
        steps.append(nodes);
    return steps;
}

Scaling scalingOf(const QList<BenchmarkRun> &runs)
{
    Scaling scaling;
    for (const BenchmarkRun &run : runs) {
        scaling.sequence = run.sequence;
        if (const auto threshold = run.configuration.thresholds.constFind(u"scaling"_s);
            threshold != run.configuration.thresholds.constEnd())
            scaling.threshold = *threshold;
        if (run.end != RunEnd::Completed || run.summary.isEmpty())
            continue;
        scaling.metric = run.summary.first().metric;
        scaling.points.append({run.configuration.nodes.size(), wholeOf(run, scaling.metric)->mean});
    }
    std::ranges::sort(scaling.points, {}, &ScalingPoint::nodes);
    scaling.fit = fitLinearity(scaling.points);
    if (scaling.fit && scaling.threshold)
        scaling.outcome = scaling.fit->efficiency * 100 >= scaling.threshold->value ? ThresholdOutcome::Pass
                                                                                    : ThresholdOutcome::Fail;
    return scaling;
}

QString scalingText(const Scaling &scaling)
{
    QList<QStringList> rows{{u"nodes"_s, scaling.metric, u"of linear"_s}};
    for (const ScalingPoint &point : scaling.points) {
        const ScalingPoint &first = scaling.points.first();
        rows.append({QString::number(point.nodes), rateText(scaling.metric, point.rate),
                     percentText(point.rate * double(first.nodes) / first.rate / double(point.nodes))});
    }
    QString text = rowsText(rows);
    if (scaling.fit)
        text += u"\nfrom %1 to %2 nodes: efficiency %3, %4 a node, R² %5\n"_s.arg(scaling.fit->fewest)
                    .arg(scaling.fit->most)
                    .arg(percentText(scaling.fit->efficiency), rateText(scaling.metric, scaling.fit->perNode))
                    .arg(scaling.fit->r2, 0, 'f', 2);
    if (scaling.threshold)
        text += u"%1  scaling (at least %2)\n"_s.arg(outcomeText(scaling.outcome),
                                                     thresholdText(*scaling.threshold));
    return text;
}

QByteArray scalingJson(const Scaling &scaling, const QList<BenchmarkRun> &runs)
{
    QJsonArray points, all;
    for (const ScalingPoint &point : scaling.points)
        points.append(QJsonObject{{u"nodes"_s, point.nodes}, {u"rate"_s, point.rate}});
    for (const BenchmarkRun &run : runs)
        all.append(benchmarkRunObject(run));
    QJsonObject object{{u"schema"_s, u"vermagic.scaling/1"_s},
                       {u"sequence"_s, scaling.sequence},
                       {u"metric"_s, scaling.metric},
                       {u"points"_s, points},
                       {u"runs"_s, all}};
    if (scaling.fit) {
        object.insert(u"efficiency"_s, scaling.fit->efficiency * 100);
        object.insert(u"per_node"_s, scaling.fit->perNode);
        object.insert(u"r2"_s, scaling.fit->r2);
    }
    if (scaling.threshold) {
        object.insert(u"threshold"_s, scaling.threshold->value);
        object.insert(u"outcome"_s, thresholdOutcomeName(scaling.outcome));
    }
    return QJsonDocument(object).toJson();
}

} // namespace Vermagic
