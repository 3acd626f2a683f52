// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/textmatrix.h"

#include "models/report/reportwords.h"
#include "models/report/textlayout.h"

#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int narrowestColumn = 11;
/// Given up in this order when the terminal is narrow; what is wrong is told again below the matrix.
constexpr std::array dispensable{ReportColumn::Services, ReportColumn::Module, ReportColumn::Mounts,
                                 ReportColumn::Headers,  ReportColumn::Build,  ReportColumn::NextBoot};

class MatrixWriter
{
public:
    MatrixWriter(const HealthReport &report, TextWriter &writer)
        : m_report(report)
        , m_out(writer)
    {
    }
    void write();

private:
    struct Cell
    {
        QString text;
        Colour colour = Colour::None;
    };
    struct Line
    {
        QList<Cell> cells;
        QString banner; ///< a group's name; stands alone
        QString notice; ///< instead of the cells behind the second
    };

    QList<Line> lines() const;
    Line nodeLine(const ReportNode &node) const;
    QList<int> columnWidths(const QList<Line> &lines) const;
    void putLine(const Line &line, const QList<int> &widths);

    const HealthReport &m_report;
    TextWriter &m_out;
};

MatrixWriter::Line MatrixWriter::nodeLine(const ReportNode &node) const
{
    Line line;
    for (qsizetype i = 0; i < node.cells.size(); ++i) {
        const ReportCell &cell = node.cells[i];
        const QString icon = i == 0 ? u"  "_s : i == 1 ? stateIcon(node.state) + u' ' : cellIcon(cell);
        line.cells.append({icon + oneLine(cell.text), colourOf(cell.status)});
    }
    line.notice = oneLine(node.notice);
    return line;
}

QList<MatrixWriter::Line> MatrixWriter::lines() const
{
    QList<Line> lines;
    Line titles;
    for (int i = 0; i < reportColumnCount; ++i)
        titles.cells.append({reportColumnTitle(static_cast<ReportColumn>(i)), Colour::Bold});
    lines.append(titles);
    Line reference;
    for (const ReportCell &cell : m_report.referenceRow)
        reference.cells.append({oneLine(cell.text), Colour::Dim});
    if (!reference.cells.isEmpty())
        lines.append(reference);
    QString group;
    for (const ReportNode &node : m_report.nodes) {
        if (node.spec.group != group || &node == &m_report.nodes.first())
            lines.append({{}, node.spec.group + rolesText(node.spec.roles), {}});
        group = node.spec.group;
        lines.append(nodeLine(node));
    }
    return lines;
}

void MatrixWriter::putLine(const Line &line, const QList<int> &widths)
{
    if (!line.banner.isEmpty()) {
        m_out.put(m_out.painted(m_out.width() > 0 ? elided(line.banner, m_out.width()) : line.banner,
                                Colour::Bold));
        return;
    }
    QString text;
    int used = 0;
    for (qsizetype i = 0; i < line.cells.size(); ++i) {
        if (widths[i] == 0)
            continue;
        const QString cell = elided(line.cells[i].text, widths[i]);
        text += m_out.painted(cell, line.cells[i].colour)
                + QString(std::max(0, widths[i] - displayWidth(cell)) + TextWriter::gap, u' ');
        used += widths[i] + TextWriter::gap;
    }
    if (!line.notice.isEmpty()) {
        const int left = m_out.width() > 0 ? std::max(narrowestColumn, m_out.width() - used)
                                           : displayWidth(line.notice);
        text += m_out.painted(elided(line.notice, left), Colour::Dim);
    }
    while (text.endsWith(u' '))
        text.chop(1);
    m_out.put(text);
}

/// Column widths that fit the terminal; 0 for a column that is given up.
QList<int> MatrixWriter::columnWidths(const QList<Line> &lines) const
{
    QList<int> widths(reportColumnCount, 0);
    for (const Line &line : lines) {
        for (qsizetype i = 0; i < line.cells.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(line.cells[i].text));
    }
    if (m_out.width() <= 0)
        return widths;
    // Names and states are what people act on: only very long ones are cut.
    for (const int kept : {0, 1})
        widths[kept] = std::min(widths[kept], std::max(narrowestColumn, m_out.width() / 3));
    const auto fitted = [this](const QList<int> &natural) {
        const qsizetype columns = natural.size() - natural.count(0);
        const int available = m_out.width() - natural[0] - natural[1] - TextWriter::gap * int(columns - 1);
        return natural.first(2) + fittedColumns(natural.mid(2), available, narrowestColumn);
    };
    const auto total = [](const QList<int> &list) {
        return std::accumulate(list.begin(), list.end(), 0)
               + TextWriter::gap * int(list.size() - list.count(0) - 1);
    };
    for (const ReportColumn column : dispensable) {
        if (total(fitted(widths)) <= m_out.width())
            break;
        widths[static_cast<int>(column)] = 0;
    }
    return fitted(widths);
}

void MatrixWriter::write()
{
    const QList<Line> all = lines();
    const QList<int> widths = columnWidths(all);
    m_out.put();
    for (const Line &line : all)
        putLine(line, widths);
    QStringList hidden;
    for (int i = 0; i < reportColumnCount; ++i) {
        if (widths[i] == 0)
            hidden.append(reportColumnTitle(static_cast<ReportColumn>(i)));
    }
    if (!hidden.isEmpty())
        m_out.put(m_out.painted(
            elided(u"Not shown for lack of width: "_s + hidden.join(u", "_s), m_out.width()), Colour::Dim));
}

} // namespace

void writeMatrix(const HealthReport &report, TextWriter &writer)
{
    MatrixWriter(report, writer).write();
}

} // namespace Vermagic
