// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Benchmark runs in words for a terminal. English. Pure.
#pragma once

#include "models/benchmark/comparison.h"

namespace Vermagic {

/// "PASS", "FAIL" or "not measured".
QString outcomeText(ThresholdOutcome outcome);

/// A table: each column as wide as its widest cell.
QString rowsText(const QList<QStringList> &rows);

/// What was measured, node by node and together, the verdicts, who was done when, and problems.
QString benchmarkRunText(const BenchmarkRun &run);
/// One line: id, when, profile, nodes, result.
QString benchmarkRunLine(const BenchmarkRun &run);
QString comparisonText(const BenchmarkRun &before, const BenchmarkRun &after);

} // namespace Vermagic
