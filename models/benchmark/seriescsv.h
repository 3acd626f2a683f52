// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Series as CSV (RFC 4180, UTF-8): one line for each point, oldest first, series by series:
///   node,filesystem,measure,time,seconds,rate,low,high
/// `time` is UTC in ISO 8601 with milliseconds, rates are B/s or op/s in full precision, a gap has empty fields. Names that
/// a spreadsheet would take for a formula get an apostrophe before them. Pure.
#pragma once

#include "models/benchmark/ratefigures.h"

#include <QDateTime>

namespace Vermagic {

struct CsvSeries
{
    SeriesId id;
    RatePoints points;
};

QByteArray seriesCsv(const QDateTime &origin, const QList<CsvSeries> &series);

} // namespace Vermagic
