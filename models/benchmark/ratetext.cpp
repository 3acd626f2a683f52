// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/ratetext.h"

#include "models/inventory/threshold.h"

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

Measure measureOf(const QString &metric)
{
    return metric == "read"_L1              ? Measure::Read
           : metricUnit(metric) == "B/s"_L1 ? Measure::Write
                                            : Measure::Operations;
}

QString metricOf(Measure measure)
{
    switch (measure) {
    case Measure::Read:
        return u"read"_s;
    case Measure::Write:
        return u"write"_s;
    case Measure::Operations:
        break;
    }
    return u"metadata"_s;
}

RateUnit rateUnit(Measure measure, double largest)
{
    static constexpr std::array prefixes{""_L1, "k"_L1, "M"_L1, "G"_L1, "T"_L1};
    const QLatin1StringView base = measure == Measure::Operations ? "op/s"_L1 : "B/s"_L1;
    RateUnit unit{1, base};
    // 999.6 would be written as 1000.
    for (std::size_t i = 1; i < prefixes.size() && largest >= 999.5 * unit.factor; ++i)
        unit = {unit.factor * 1000, prefixes[i] + base};
    return unit;
}

QString rateNumber(double rate, const RateUnit &unit)
{
    if (std::isnan(rate))
        return u"–"_s;
    const double value = rate / unit.factor;
    const double size = std::abs(value);
    const int decimals = size == 0 || size >= 99.95 || unit.factor == 1 ? 0 : size >= 9.995 ? 1 : 2;
    return QString::number(value, 'f', decimals);
}

QString rateText(Measure measure, double rate)
{
    if (std::isnan(rate))
        return u"–"_s;
    const RateUnit unit = rateUnit(measure, std::abs(rate));
    return rateNumber(rate, unit) + u' ' + unit.text;
}

QString rateText(const QString &metric, double rate)
{
    return rateText(measureOf(metric), rate);
}

} // namespace Vermagic
