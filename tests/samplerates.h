// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Rates as a sequential read gives them: a ramp of five seconds, then a level for each node with noise, always the same
/// for the same arguments. One node in ten is slow, every seventh loses its session for three seconds.
#pragma once

#include "models/benchmark/run.h"
#include "models/throughputstore.h"

namespace Vermagic::Sample {

QStringList computeNodes(int count);
/// One point a second for each node, read and write of `filesystem`, from `from` + 1 until `until`.
void appendRates(ThroughputStore &store, const QStringList &nodes, const QString &filesystem, int from,
                 int until);
double rateOf(int node, int second);
/// A sequential read of `seconds` seconds with these rates times `factor`, each node expected to read 2 GB/s.
BenchmarkRun run(const QString &id, const QDateTime &origin, const QStringList &nodes, int seconds,
                 double factor = 1);

} // namespace Vermagic::Sample
