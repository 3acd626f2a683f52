// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A benchmark run over the sample cluster as a value: a sequential read of beegfs with a series for each node, always the
/// same for the same arguments. Every tenth node is too slow for the threshold of 2 GB/s; the second has a gap.
#pragma once

#include "models/benchmark/run.h"

namespace Vermagic::Sample {

/// `level` scales the rates; `origin` names the run.
BenchmarkRun benchmarkRun(const QStringList &nodes, const QDateTime &origin, double level = 1);

} // namespace Vermagic::Sample
