// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/mpireaders.h"

#include "models/core/command.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double mebibyte = 1024 * 1024;
constexpr qsizetype iorColumns = 11;
constexpr double mostCounted = 1e12;

/// Zero when it is no number that can be counted with.
double positive(const QString &cell)
{
    bool isNumber = false;
    const double number = cell.toDouble(&isNumber);
    return isNumber && std::isfinite(number) && number > 0 ? number : 0;
}

} // namespace

void MpiReader::readLine(const QByteArray &line, QList<ToolTotals> &totals)
{
    if (line.startsWith("ERROR: "))
        m_complaint = printable(QByteArrayView(line).sliced(7)).trimmed();
    else if (line.startsWith("mpiexec") || line.startsWith("mpirun"))
        m_complaint = printable(line);
    else
        readCells(QString::fromLatin1(line).simplified().split(u' '), totals);
}

void IorReader::readCells(const QStringList &cells, QList<ToolTotals> &totals)
{
    if (cells.size() != iorColumns)
        return;
    const double rate = positive(cells[1]), operations = positive(cells[2]), seconds = positive(cells[9]);
    const double bytes = rate * mebibyte * seconds;
    if (rate == 0 || seconds == 0 || !std::isfinite(bytes))
        return;
    if (cells[0] == "read"_L1) {
        m_totals.readBytes += bytes;
        m_totals.reads += operations * seconds;
    } else if (cells[0] == "write"_L1) {
        m_totals.writtenBytes += bytes;
        m_totals.writes += operations * seconds;
    } else {
        return;
    }
    m_totals.seconds += seconds;
    totals.append(m_totals);
}

void MdtestReader::readCells(const QStringList &cells, QList<ToolTotals> &totals)
{
    if (cells.size() == 4 && cells[1] == "tasks,"_L1 && cells[3].startsWith("files"_L1)) {
        m_files = positive(cells[2]);
        return;
    }
    // "File creation max min mean deviation"; what the phase does not do has rates of zero
    if (cells.size() != 6 || cells[0] != "File"_L1
        || !QStringList{u"creation"_s, u"stat"_s, u"removal"_s}.contains(cells[1]))
        return;
    const double rate = positive(cells[4]);
    if (rate > 0 && m_files > 0 && m_files < mostCounted)
        totals.append({.seconds = m_files / rate, .reads = m_files});
}

} // namespace Vermagic
