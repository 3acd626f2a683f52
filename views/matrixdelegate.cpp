// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/matrixdelegate.h"

#include "views/charts/sparkline.h"
#include "views/icons.h"

#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int padding = 8;
constexpr int markSize = 13;
constexpr int markGap = 6;

bool holdsVersions(int column)
{
    const auto c = MatrixColumn(column);
    return c == MatrixColumn::RunningKernel || c == MatrixColumn::NextBoot || c == MatrixColumn::Headers
           || c == MatrixColumn::Build || c == MatrixColumn::LoadedModule || c == MatrixColumn::Throughput;
}

QFont cellFont(const QStyleOptionViewItem &option, int column)
{
    if (holdsVersions(column))
        return smallFont(fixedFont(option.font));
    return column == int(MatrixColumn::Node) && (option.state & QStyle::State_Selected)
               ? boldFont(option.font)
               : option.font;
}

QString markOf(const QModelIndex &index, CellStatus status)
{
    if (MatrixRowKind(index.data(NodeMatrixModel::RowKindRole).toInt()) == MatrixRowKind::Reference)
        return index.column() == 0 ? u"reference"_s : QString();
    const auto state = NodeState(index.data(NodeMatrixModel::StateRole).toInt());
    if (index.column() == int(MatrixColumn::Health) && status != CellStatus::Busy)
        return markName(state);
    return markName(status);
}

bool isTinted(const QModelIndex &index, CellStatus status)
{
    return index.column() != int(MatrixColumn::Node)
           && (status == CellStatus::Warning || status == CellStatus::Broken);
}

/// The width of the bars and, where there is room, of the rate beside them; alike for every rate, or the column would move.
int throughputWidth(const QFont &font, bool brief)
{
    constexpr int bars = NodeRates::bars;
    return brief ? bars * leastSparklinePitch
                 : bars * sparklinePitch + markGap + QFontMetrics(font).horizontalAdvance(u"88.8 MB/s"_s);
}

void paintThroughput(QPainter &painter, const QRect &rect, const QModelIndex &index, const QPalette &palette)
{
    constexpr int bars = NodeRates::bars;
    const bool brief = rect.width() < throughputWidth(painter.font(), false);
    const int pitch = brief ? std::clamp(rect.width() / bars, leastSparklinePitch, sparklinePitch)
                            : sparklinePitch;
    paintSparkline(painter, rect.adjusted(0, 6, 0, -6), pitch,
                   index.data(NodeMatrixModel::SparklineRole).value<QList<double>>(), palette);
    painter.setPen(palette.color(QPalette::Text));
    if (!brief)
        painter.drawText(rect.adjusted(bars * sparklinePitch + markGap, 0, 0, 0),
                         Qt::AlignVCenter | Qt::AlignLeft, index.data().toString());
}

/// What a cell says, in full or in brief.
struct Wording
{
    QString text;
    TextRange emphasis;
};

Wording wording(const QModelIndex &index, bool brief)
{
    const QString shorter = brief ? index.data(NodeMatrixModel::BriefRole).toString() : QString();
    if (shorter.isEmpty())
        return {index.data().toString(), index.data(NodeMatrixModel::EmphasisRole).value<TextRange>()};
    return {shorter, index.data(NodeMatrixModel::BriefEmphasisRole).value<TextRange>()};
}

QColor textColor(const QPalette &palette, int column, CellStatus status)
{
    if (status == CellStatus::Ok && column != int(MatrixColumn::Health))
        return palette.color(QPalette::Text);
    return toneColors(palette, toneOf(status)).text;
}

/// Where the line under the emphasised part goes: a static text drops underlines, so the delegate draws it.
QRectF underlineOf(const QString &text, TextRange emphasis, const QFont &font)
{
    QTextLayout layout(text, font);
    QTextLayout::FormatRange bold;
    bold.start = emphasis.start;
    bold.length = emphasis.length;
    bold.format.setFontWeight(QFont::Bold);
    layout.setFormats({bold});
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    const qreal left = line.cursorToX(emphasis.start);
    const qreal right = line.cursorToX(emphasis.start + emphasis.length);
    return {left, std::round(line.ascent() + QFontMetricsF(font).underlinePos()) + 1, right - left, 1};
}

} // namespace

const MatrixDelegate::Text &MatrixDelegate::laidOut(const QString &text, TextRange emphasis,
                                                    const QFont &font) const
{
    const QString key = u"%1\n%2,%3\n%4"_s.arg(text).arg(emphasis.start).arg(emphasis.length).arg(font.key());
    if (const Text *known = m_texts.object(key))
        return *known;
    auto *entry = new Text;
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    entry->layout.setTextOption(option);
    entry->layout.setTextFormat(Qt::PlainText);
    entry->layout.setText(text);
    if (emphasis.length > 0) {
        const auto part = [&](int from, int length) { return text.mid(from, length).toHtmlEscaped(); };
        entry->layout.setTextFormat(Qt::RichText);
        entry->layout.setText(u"<span style='white-space:pre'>%1<b>%2</b>%3</span>"_s.arg(
            part(0, emphasis.start), part(emphasis.start, emphasis.length),
            part(emphasis.start + emphasis.length, -1)));
        entry->underline = underlineOf(text, emphasis, font);
    }
    entry->layout.prepare({}, font);
    m_texts.insert(key, entry);
    return *entry;
}

int MatrixDelegate::neededWidth(const QStyleOptionViewItem &option, const QModelIndex &index,
                                bool brief) const
{
    if (index.column() == int(MatrixColumn::Throughput))
        return throughputWidth(cellFont(option, index.column()), brief) + 2 * padding;
    const auto status = CellStatus(index.data(NodeMatrixModel::StatusRole).toInt());
    const Wording words = wording(index, brief);
    const Text &text = laidOut(words.text, words.emphasis,
                               index.column() == 0 && markOf(index, status).isEmpty()
                                   ? boldFont(option.font)
                                   : cellFont(option, index.column()));
    const int mark = markOf(index, status).isEmpty() ? 0 : markSize + markGap;
    return int(std::ceil(text.layout.size().width())) + mark + 2 * padding + 1;
}

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto status = CellStatus(index.data(NodeMatrixModel::StatusRole).toInt());
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setClipRect(option.rect);
    if (isTinted(index, status)) {
        // On the base, not on the colour of the selection: the two would mix to mud.
        const double share = (isDark(option.palette) ? 0.20 : 0.11) + (selected ? 0.07 : 0);
        painter->fillRect(option.rect.adjusted(0, 0, 0, -1),
                          blend(toneColors(option.palette, toneOf(status)).fill,
                                option.palette.color(QPalette::Base), share));
    }
    QRect rect = option.rect.adjusted(padding, 0, -padding, 0);
    if (const QString mark = markOf(index, status); !mark.isEmpty()) {
        const QRect place(rect.left(), rect.center().y() - markSize / 2, markSize, markSize);
        const Tone tone = index.column() == 0 ? Tone::Muted : toneOf(status);
        paintIcon(*painter, place, mark, option.palette, tone);
        rect.setLeft(place.right() + 1 + markGap);
    }
    const QFont font = cellFont(option, index.column());
    painter->setFont(font);
    if (index.column() == int(MatrixColumn::Throughput)) {
        paintThroughput(*painter, rect, index, option.palette);
        painter->restore();
        return;
    }
    painter->setPen(textColor(option.palette, index.column(), status));
    const auto fits = [&](const Wording &words) {
        return laidOut(words.text, words.emphasis, font).layout.size().width() <= rect.width() + 1;
    };
    Wording words = wording(index, false);
    if (!fits(words))
        words = wording(index, true);
    const Text &entry = laidOut(words.text, words.emphasis, font);
    const QSizeF size = entry.layout.size();
    const QPointF place(rect.left(), rect.top() + (rect.height() - size.height()) / 2);
    if (size.width() <= rect.width() + 1) {
        painter->drawStaticText(place, entry.layout);
        if (entry.underline.width() > 0)
            painter->fillRect(entry.underline.translated(place), painter->pen().color());
    } else {
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetrics(font).elidedText(words.text, Qt::ElideRight, rect.width()));
    }
    painter->restore();
}

QSize MatrixDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {neededWidth(option, index), rowHeight(option.fontMetrics)};
}

} // namespace Vermagic
