// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The results of tools that only tell them at their end: the summary tables of IOR 4 ("Summary of all tests:", MiB a
/// second) and mdtest 4 ("SUMMARY rate (in ops/sec):"). Means over the iterations, in bytes or operations per second, by
/// metric (run.h). An error when there is no such table, with what the tool complained of. Pure.
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QMap>

namespace Vermagic {

Result<QMap<QString, double>> readIorSummary(const QByteArray &output);
Result<QMap<QString, double>> readMdtestSummary(const QByteArray &output);

} // namespace Vermagic
