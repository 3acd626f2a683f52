// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// How what all nodes do together grows with their number: one benchmark, run on the first node, on the first two, four,
/// eight … and at last on all of them. Its runs are ordinary ones that share BenchmarkRun::sequence. Whether it grows as
/// it should is judged by the threshold `scaling`, an efficiency in percent. Pure.
#pragma once

#include "models/benchmark/runsummary.h"

namespace Vermagic {

/// The numbers of nodes: 1, 2, 4, … `nodes`.
QList<qsizetype> scalingSteps(qsizetype nodes);

struct Scaling
{
    QString sequence;
    QString metric;
    QList<ScalingPoint> points;      ///< fewest nodes first; of runs that came to their end
    std::optional<LinearityFit> fit; ///< empty with fewer than two of them
    std::optional<Threshold> threshold;
    ThresholdOutcome outcome = ThresholdOutcome::NotMeasured;
    bool operator==(const Scaling &) const = default;
};

/// Of the runs of one sequence, in any order. `metric` is the first that they measured.
Scaling scalingOf(const QList<BenchmarkRun> &runs);

/// For a terminal, in English.
QString scalingText(const Scaling &scaling);
/// One object: schema "vermagic.scaling/1", sequence, metric, points of {nodes, rate}; efficiency and threshold in percent,
/// per_node, r2 and outcome where they are known; and `runs`, each as in runjson.h.
QByteArray scalingJson(const Scaling &scaling, const QList<BenchmarkRun> &runs);

} // namespace Vermagic
