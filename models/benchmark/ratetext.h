// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Rates for people: "2.31 GB/s", "640 MB/s", "10.2 kop/s". Powers of 1000, as thresholds are written. A rate is that of a
/// line of a chart, by its measure, or of a benchmark, by its metric (see run.h). Pure; numbers are those of the C locale.
#pragma once

#include "models/benchmark/series.h"

namespace Vermagic {

struct RateUnit
{
    double factor = 1;
    QString text; ///< "GB/s"
};

/// Read or write for bytes, else operations: the lines of a chart that answer a metric.
Measure measureOf(const QString &metric);
/// The metric whose threshold such a line is judged by.
QString metricOf(Measure measure);
/// The unit in which `largest` reads best: one for all ticks of an axis.
RateUnit rateUnit(Measure measure, double largest);
/// Three figures; a dash for a rate that is not known (NaN).
QString rateText(Measure measure, double rate);
QString rateText(const QString &metric, double rate);
/// The same number without its unit.
QString rateNumber(double rate, const RateUnit &unit);

} // namespace Vermagic
