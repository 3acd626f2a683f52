// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a benchmark tool prints while it runs, as totals since it began. Formats:
///
///     fio       --output-format=json --status-interval: complete JSON documents one after the other, totals since the
///               start of the job or the end of its ramp; lines that are no JSON may precede (fio(1), fio 3)
///     dd        status=progress: "N bytes (…) copied, S s, …", separated by carriage returns (dd(1), coreutils)
///     count     run-benchmark.sh's own: "OPERATIONS MILLISECONDS" a line
///     ior       IOR 4's results, a row for each repetition: "read BW(MiB/s) IOPS latency block xfer open wr/rd close
///               total(s) iteration"
///     mdtest    mdtest 4's summary, at its end: "N tasks, M files", then "File creation max min mean deviation" and so on
///     sent      network.py's own: "BYTES MILLISECONDS" a line; "cannot …" is a complaint
///     elbencho  --livecsv: a header, then a line for each interval; the rows of Rank "Total" count
///
/// Node output is hostile: what is not understood is left out, and what is kept is bounded. Pure.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace Vermagic {

/// Totals since the tool began.
struct ToolTotals
{
    double seconds = 0;
    double readBytes = 0;
    double writtenBytes = 0;
    double reads = 0; ///< operations
    double writes = 0;
    bool operator==(const ToolTotals &) const = default;
};

class ToolReader
{
public:
    virtual ~ToolReader() = default;
    /// What became known with these bytes, in order.
    virtual QList<ToolTotals> feed(QByteArrayView bytes) = 0;
    /// What the tool complained of last; printable, empty: nothing.
    virtual QString complaint() const { return {}; }
};

/// The formats that makeToolReader() knows.
const QStringList &toolFormats();
/// Null for another format. `writes`: whether what the tool counts is written, where it does not say so itself.
std::unique_ptr<ToolReader> makeToolReader(const QString &format, bool writes);

} // namespace Vermagic
