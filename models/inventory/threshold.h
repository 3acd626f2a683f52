// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Thresholds as people write them ("2 GB/s", "10000 op/s", "80 %") and as values in base units. Pure.
/// GB is 10^9 bytes and GiB 2^30; op/s also takes k and M. Which metric is measured in which unit is known here.
#pragma once

#include "models/core/result.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

/// Metrics a threshold may be given for: read, write, network (B/s) and metadata, read_iops, write_iops (op/s),
/// scaling (%), see LinearityFit::efficiency.
const QStringList &thresholdMetrics();

/// "B/s", "op/s" or "%"; op/s of a metric that has no threshold.
QString metricUnit(const QString &metric);

/// Parses "2 GB/s" for `metric`; refuses other units than the metric's, zero and negative values.
Result<Threshold> parseThreshold(const QString &metric, const QString &text);

/// "2 GB/s": parseThreshold() gives the same value again.
QString thresholdText(const Threshold &threshold);

} // namespace Vermagic
