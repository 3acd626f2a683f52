// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/toolsummary.h"

#include "models/core/command.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double mebibyte = 1024 * 1024;

Error withoutTable(const QStringList &lines, const QString &tool)
{
    for (const QString &line : lines) {
        if (line.startsWith("ERROR: "_L1))
            return {ErrorCode::Protocol, line.mid(7).trimmed(), tool, {}};
    }
    return {ErrorCode::Protocol, u"its output has no summary"_s, tool, {}};
}

/// The lines behind the one that begins with `heading`; empty when there is none.
QStringList tableBehind(const QStringList &lines, const QString &heading)
{
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).startsWith(heading))
            return lines.mid(i + 1);
    }
    return {};
}

} // namespace

Result<QMap<QString, double>> readIorSummary(const QByteArray &output)
{
    const QStringList lines = printable(output).split(u'\n');
    QMap<QString, double> means;
    for (const QString &line : tableBehind(lines, u"Summary of all tests:"_s)) {
        // Operation Max(MiB) Min(MiB) Mean(MiB) …
        const QStringList cells = line.simplified().split(u' ');
        bool isNumber = false;
        const double mean = cells.value(3).toDouble(&isNumber);
        if (isNumber && (cells.first() == "read"_L1 || cells.first() == "write"_L1))
            means.insert(cells.first(), mean * mebibyte);
    }
    if (means.isEmpty())
        return std::unexpected(withoutTable(lines, u"ior"_s));
    return means;
}

Result<QMap<QString, double>> readMdtestSummary(const QByteArray &output)
{
    static const QMap<QString, QString> metrics{
        {u"creation"_s, u"create"_s}, {u"stat"_s, u"stat"_s}, {u"removal"_s, u"unlink"_s}};
    // "   File creation               14101.345       2217.074       8159.209       8403.449": max, min, mean, deviation
    static const QRegularExpression row(
        u"\\A\\s+File (creation|stat|removal)\\s+[0-9.]+\\s+[0-9.]+\\s+([0-9.]+)\\s+[0-9.]+\\s*\\z"_s);
    const QStringList lines = printable(output).split(u'\n');
    QMap<QString, double> means;
    for (const QString &line : tableBehind(lines, u"SUMMARY rate"_s)) {
        if (const auto match = row.match(line); match.hasMatch())
            means.insert(metrics.value(match.captured(1)), match.captured(2).toDouble());
    }
    if (means.isEmpty())
        return std::unexpected(withoutTable(lines, u"mdtest"_s));
    return means;
}

} // namespace Vermagic
