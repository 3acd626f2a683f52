// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/matrixdelegate.h"

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
           || c == MatrixColumn::Build || c == MatrixColumn::LoadedModule;
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

int MatrixDelegate::neededWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto status = CellStatus(index.data(NodeMatrixModel::StatusRole).toInt());
    const Text &text = laidOut(
        index.data().toString(), index.data(NodeMatrixModel::EmphasisRole).value<TextRange>(),
        index.column() == 0 ? boldFont(option.font) : cellFont(option, index.column()));
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
        const QColor tint = toneColors(option.palette, toneOf(status)).fill;
        painter->fillRect(option.rect.adjusted(0, 0, 0, -1),
                          QColor(tint.red(), tint.green(), tint.blue(),
                                 selected ? 44 : (isDark(option.palette) ? 52 : 28)));
    }
    QRect rect = option.rect.adjusted(padding, 0, -padding, 0);
    if (const QString mark = markOf(index, status); !mark.isEmpty()) {
        const QRect place(rect.left(), rect.center().y() - markSize / 2, markSize, markSize);
        const Tone tone = index.column() == 0 ? Tone::Muted : toneOf(status);
        paintIcon(*painter, place, mark, option.palette, tone);
        rect.setLeft(place.right() + 1 + markGap);
    }
    const QString text = index.data().toString();
    const QFont font = cellFont(option, index.column());
    painter->setFont(font);
    painter->setPen(textColor(option.palette, index.column(), status));
    const auto emphasis = index.data(NodeMatrixModel::EmphasisRole).value<TextRange>();
    const Text &entry = laidOut(text, emphasis, font);
    const QSizeF size = entry.layout.size();
    const QPointF place(rect.left(), rect.top() + (rect.height() - size.height()) / 2);
    if (size.width() <= rect.width() + 1) {
        painter->drawStaticText(place, entry.layout);
        if (entry.underline.width() > 0)
            painter->fillRect(entry.underline.translated(place), painter->pen().color());
    } else {
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    }
    painter->restore();
}

QSize MatrixDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {neededWidth(option, index), rowHeight(option.fontMetrics)};
}

} // namespace Vermagic
