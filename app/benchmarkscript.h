// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The command that a benchmark is on a node: the scripts of resources/benchmarks with their arguments and limits.
#pragma once

#include "models/benchmark/request.h"
#include "models/core/command.h"

namespace Vermagic {

/// Answers as BenchmarkStream reads; waits for "go" on standard input, of a network benchmark "go HOST PORT".
CommandSpec benchmarkCommand(const BenchmarkRequest &request, const QByteArray &mark, bool simulated);

} // namespace Vermagic
