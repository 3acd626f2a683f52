// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/textwriter.h"

#include "models/report/reportwords.h"
#include "models/report/textlayout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int labelWidth = 10;
constexpr int narrowest = 20;

} // namespace

Colour colourOf(const std::optional<LinkStatus> &status)
{
    switch (status.value_or(LinkStatus::Ok)) {
    case LinkStatus::Broken:
    case LinkStatus::Consequence:
        return Colour::Red;
    case LinkStatus::Warning:
        return Colour::Yellow;
    case LinkStatus::NotNeeded:
    case LinkStatus::Unknown:
        return Colour::Dim;
    case LinkStatus::Ok:
        break;
    }
    return Colour::None;
}

Colour colourOf(Severity severity)
{
    return severity == Severity::Error     ? Colour::Red
           : severity == Severity::Warning ? Colour::Yellow
                                           : Colour::None;
}

QString TextWriter::painted(const QString &text, Colour colour) const
{
    if (!m_options.colour || colour == Colour::None || text.isEmpty())
        return text;
    static const QHash<Colour, QString> codes{{Colour::Bold, u"1"_s},
                                              {Colour::Dim, u"2"_s},
                                              {Colour::Green, u"32"_s},
                                              {Colour::Yellow, u"33"_s},
                                              {Colour::Red, u"31"_s}};
    return u"\x1b["_s + codes.value(colour) + u'm' + text + u"\x1b[0m"_s;
}

void TextWriter::heading(const QString &title)
{
    put();
    put(painted(title, Colour::Bold));
}

void TextWriter::field(const QString &label, const QString &value, Colour colour)
{
    if (value.isEmpty())
        return;
    const QString indent(4 + labelWidth, u' ');
    const int available = width() > 0 ? std::max(narrowest, width() - int(indent.size())) : 0;
    const QStringList lines = wrapped(QString(value).replace(u'\t', u"    "_s), available);
    for (qsizetype i = 0; i < lines.size(); ++i)
        put((i == 0 ? u"    "_s + painted(padded(label, labelWidth), Colour::Dim) : indent)
            + painted(lines[i], colour));
}

void TextWriter::lines(const QList<ReportCell> &cells)
{
    const int available = width() > 0 ? std::max(narrowest, width() - 6) : 0;
    for (const ReportCell &cell : cells) {
        const QStringList texts = wrapped(cellIcon(cell) + oneLine(cell.text), available);
        for (qsizetype i = 0; i < texts.size(); ++i)
            put((i == 0 ? u"    "_s : u"      "_s) + painted(texts[i], colourOf(cell.status)));
    }
}

void TextWriter::table(const SectionTable &table)
{
    QList<QList<ReportCell>> rows = table.rows;
    QList<ReportCell> titles;
    for (const QString &title : table.titles)
        titles.append({title, LinkStatus::NotNeeded});
    rows.prepend(titles);
    QList<int> widths(table.titles.size(), 0);
    const auto textOf = [](const ReportCell &cell) { return cellIcon(cell) + oneLine(cell.text); };
    for (const QList<ReportCell> &row : std::as_const(rows)) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(textOf(row[i])));
    }
    if (width() > 0)
        widths = fittedColumns(widths, std::max(narrowest, width() - 4 - gap * int(widths.size() - 1)), 6);
    for (const QList<ReportCell> &row : std::as_const(rows)) {
        QString line;
        int blanks = 4; // none at the end of a line
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString text = elided(textOf(row[i]), widths[i]);
            if (!text.isEmpty())
                line += QString(std::exchange(blanks, 0), u' ') + painted(text, colourOf(row[i].status));
            blanks += std::max(0, widths[i] - displayWidth(text)) + gap;
        }
        put(line);
    }
}

void TextWriter::section(const ReportSection &section)
{
    heading(section.title);
    for (const SectionPart &part : section.parts) {
        if (!part.title.text.isEmpty()) {
            put();
            put(u"  "_s
                + painted(cellIcon(part.title) + oneLine(part.title.text), colourOf(part.title.status)));
        }
        lines(part.lines);
        if (!part.table.rows.isEmpty()) {
            if (!part.lines.isEmpty())
                put();
            table(part.table);
        }
    }
}

} // namespace Vermagic
