// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A BenchmarkRun as its file: one self-contained JSON object, version "vermagic.benchmark/1". Keys are the members'
/// names in snake case, and:
///
///     schema         "vermagic.benchmark/1"; another one is refused
///     origin, finished_at   ISO 8601 in UTC with milliseconds
///     end            completed, incomplete, cancelled
///     configuration.thresholds   by metric, as the inventory writes them: "2 GB/s"
///     sequence       the same in runs that belong together
///     series         {node, filesystem, measure: read | write | operations, points}, each point [seconds, rate] or
///                    [seconds, rate, low, high]; a rate of null is a gap
///     verdicts       outcome pass, fail, not_measured
///
/// Members that are empty or not known are left out. Strict where a value is used, so that a file that was cut off or
/// edited is refused with its place; keys that are not known are ignored. Pure.
#pragma once

#include "models/benchmark/run.h"
#include "models/core/result.h"

#include <QJsonObject>

namespace Vermagic {

QByteArray benchmarkRunJson(const BenchmarkRun &run);
QJsonObject benchmarkRunObject(const BenchmarkRun &run);
/// `place` becomes the error's context.
Result<BenchmarkRun> readBenchmarkRun(const QByteArray &json, const QString &place);

/// The members of NodeEnvironment by their keys in the file.
const QList<std::pair<QString, QString NodeEnvironment::*>> &nodeEnvironmentMembers();

QString measureName(Measure measure);                   ///< read, write, operations
QString runEndName(RunEnd end);                         ///< completed, incomplete, cancelled
QString thresholdOutcomeName(ThresholdOutcome outcome); ///< pass, fail, not_measured

} // namespace Vermagic
