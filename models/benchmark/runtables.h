// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Benchmark runs and what is different between two of them as tables and words, in the window's language. What a node told
/// is shown as it told it. Pure.
#pragma once

#include "models/benchmark/comparison.h"

namespace Vermagic {

struct TextRow
{
    QStringList cells;
    std::optional<ThresholdOutcome> outcome; ///< of the row as a whole
};

struct TextTable
{
    QStringList headers;
    QList<TextRow> rows;
};

/// Each metric: node by node, then all together; with the threshold where one is expected.
TextTable resultTable(const BenchmarkRun &run);
/// When each node began and ended, and what went wrong.
TextTable courseTable(const BenchmarkRun &run);
TextTable environmentTable(const BenchmarkRun &run);
/// A rate that fell is a Fail, one that rose a Pass; within `alike` it is neither.
TextTable changesTable(const RunComparison &comparison);
TextTable differencesTable(const RunComparison &comparison);
constexpr double alike = 0.05;

QString metricTitle(const QString &metric);
QString outcomeTitle(ThresholdOutcome outcome);
/// The worst of its verdicts; empty: nothing was expected.
std::optional<ThresholdOutcome> outcomeOf(const BenchmarkRun &run);
/// "PASS", "FAIL", "cancelled", "incomplete", "no threshold".
QString verdictTitle(const BenchmarkRun &run);
/// "2 of 3 nodes meet 2 GB/s", "nothing was expected".
QString verdictSentence(const BenchmarkRun &run);
/// "First done after 4.1 s, last after 4.6 s"; empty when none was.
QString doneSentence(const BenchmarkRun &run);
/// "Block size 1 MiB, Jobs 4, …"
QString parametersText(const BenchmarkRun &run);
/// "From 1 to 3 nodes: 93 % efficiency."; empty without two numbers of nodes.
QString linearitySentence(const std::optional<LinearityFit> &fit);

} // namespace Vermagic
