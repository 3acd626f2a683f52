// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/seriescsv.h"

namespace Vermagic {

namespace {

QByteArray field(const QString &text)
{
    QByteArray value = text.toUtf8();
    if (!value.isEmpty() && QByteArrayView("=+-@\t\r").contains(value.front()))
        value.prepend('\'');
    if (!value.contains(',') && !value.contains('"') && !value.contains('\n') && !value.contains('\r'))
        return value;
    return '"' + value.replace('"', "\"\"") + '"';
}

QByteArray wordOf(Measure measure)
{
    switch (measure) {
    case Measure::Read:
        return "read";
    case Measure::Write:
        return "write";
    case Measure::Operations:
        break;
    }
    return "operations";
}

QByteArray number(double value)
{
    return value != value ? QByteArray() : QByteArray::number(value, 'g', 15);
}

} // namespace

QByteArray seriesCsv(const QDateTime &origin, const QList<CsvSeries> &series)
{
    QByteArray text = "node,filesystem,measure,time,seconds,rate,low,high\r\n";
    for (const CsvSeries &one : series) {
        const QByteArray name = field(one.id.node) + ',' + field(one.id.filesystem) + ','
                                + wordOf(one.id.measure) + ',';
        for (const RatePoint &point : one.points) {
            const QDateTime time = origin.addMSecs(qRound64(point.seconds * 1000)).toUTC();
            text += name + time.toString(Qt::ISODateWithMs).toLatin1() + ',' + number(point.seconds) + ','
                    + number(point.rate) + ',' + number(point.low) + ',' + number(point.high) + "\r\n";
        }
    }
    return text;
}

} // namespace Vermagic
