// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/matrixheader.h"

#include "models/nodematrixmodel.h"
#include "views/icons.h"
#include "views/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int padding = 8;
constexpr int chevronSize = 9;

} // namespace

MatrixHeader::MatrixHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setFont(boldFont(smallFont(font())));
    setSectionsClickable(true);
    setSectionsMovable(true);
    setFirstSectionMovable(false);
    setHighlightSections(false);
    setStretchLastSection(false); // MatrixColumns shares out the room
    setMinimumSectionSize(40);
    setSortIndicatorClearable(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

QSize MatrixHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 14};
}

int MatrixHeader::titleWidth(int column, bool brief) const
{
    const int role = brief ? int(NodeMatrixModel::BriefRole) : int(Qt::DisplayRole);
    return fontMetrics().horizontalAdvance(model()->headerData(column, Qt::Horizontal, role).toString())
           + padding + (brief ? padding : chevronSize + 13);
}

void MatrixHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->save();
    painter->fillRect(rect, palette().color(QPalette::Window));
    painter->setPen(lineColor(palette()));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.right(), rect.top() + 6, rect.right(), rect.bottom() - 6);
    QRect place = rect.adjusted(padding, 0, -4, 0);
    if (isSortIndicatorShown() && sortIndicatorSection() == logicalIndex) {
        const QRect chevron(rect.right() - chevronSize - 6, rect.center().y() - chevronSize / 2, chevronSize,
                            chevronSize);
        paintIcon(*painter, chevron,
                  sortIndicatorOrder() == Qt::AscendingOrder ? u"chevron-down"_s : u"chevron-up"_s, palette(),
                  Tone::Accent);
        place.setRight(chevron.left() - 3);
    }
    painter->setFont(font());
    painter->setPen(palette().color(QPalette::WindowText));
    QString title = model()->headerData(logicalIndex, Qt::Horizontal).toString();
    if (fontMetrics().horizontalAdvance(title) > place.width())
        title = model()->headerData(logicalIndex, Qt::Horizontal, NodeMatrixModel::BriefRole).toString();
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                      fontMetrics().elidedText(title, Qt::ElideRight, place.width()));
    painter->restore();
}

} // namespace Vermagic
