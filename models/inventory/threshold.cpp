// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/threshold.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Unit
{
    QString written;
    double factor;
    QString base;
};

/// Larger units first: thresholdText() takes the first that fits.
const QList<Unit> &units()
{
    static const QList<Unit> list{
        {u"TB/s"_s, 1e12, u"B/s"_s},
        {u"GB/s"_s, 1e9, u"B/s"_s},
        {u"MB/s"_s, 1e6, u"B/s"_s},
        {u"kB/s"_s, 1e3, u"B/s"_s},
        {u"B/s"_s, 1, u"B/s"_s},
        {u"TiB/s"_s, std::exp2(40), u"B/s"_s},
        {u"GiB/s"_s, std::exp2(30), u"B/s"_s},
        {u"MiB/s"_s, std::exp2(20), u"B/s"_s},
        {u"KiB/s"_s, std::exp2(10), u"B/s"_s},
        {u"op/s"_s, 1, u"op/s"_s},
        {u"kop/s"_s, 1e3, u"op/s"_s},
        {u"Mop/s"_s, 1e6, u"op/s"_s},
        {u"%"_s, 1, u"%"_s},
    };
    return list;
}

QString example(const QString &metric)
{
    if (metricUnit(metric) == "%"_L1)
        return u"write it as '80 %'"_s;
    return metricUnit(metric) == "B/s"_L1 ? u"write it as '2 GB/s' or '800 MiB/s'"_s
                                          : u"write it as '10000 op/s'"_s;
}

} // namespace

const QStringList &thresholdMetrics()
{
    static const QStringList metrics{u"read"_s,       u"write"_s,   u"metadata"_s, u"read_iops"_s,
                                     u"write_iops"_s, u"network"_s, u"scaling"_s};
    return metrics;
}

QString metricUnit(const QString &metric)
{
    if (metric == "scaling"_L1)
        return u"%"_s;
    return metric == "read"_L1 || metric == "write"_L1 || metric == "network"_L1 ? u"B/s"_s : u"op/s"_s;
}

Result<Threshold> parseThreshold(const QString &metric, const QString &text)
{
    static const QRegularExpression syntax(u"\\A([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([A-Za-z]{1,5}/s|%)\\z"_s);
    const auto match = syntax.match(text.trimmed());
    if (!match.hasMatch())
        return std::unexpected(
            Error{ErrorCode::InvalidInput, u"'%1' is not a rate"_s.arg(text), {}, example(metric)});
    const auto unit = std::ranges::find(units(), match.captured(2), &Unit::written);
    if (unit == units().end() || unit->base != metricUnit(metric)) {
        return std::unexpected(Error{ErrorCode::InvalidInput,
                                     u"'%1' is no unit for '%2'"_s.arg(match.captured(2), metric),
                                     {},
                                     example(metric)});
    }
    const double value = match.captured(1).toDouble() * unit->factor;
    if (value <= 0)
        return std::unexpected(
            Error{ErrorCode::InvalidInput, u"a threshold must be more than 0"_s, {}, example(metric)});
    return Threshold{value, unit->base};
}

QString thresholdText(const Threshold &threshold)
{
    const auto plain = [](double value) { return QString::number(value, 'g', 15); };
    for (const Unit &unit : units()) {
        if (unit.base != threshold.unit || unit.factor > threshold.value)
            continue;
        const QString number = plain(threshold.value / unit.factor);
        if (!number.contains(u'e') && number.size() <= 6)
            return number + u' ' + unit.written;
    }
    return QString::number(threshold.value, 'f', 0) + u' ' + threshold.unit;
}

} // namespace Vermagic
