// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Paints one cell of the matrix: mark, text with the emphasised part of a version, tint. Laid-out texts are
/// kept between paints; the owner calls forget() when font, palette or scale change.
/// Row backgrounds, groups and notices are MatrixView's.
#pragma once

#include "models/nodematrixmodel.h"
#include "views/theme.h"

#include <QCache>
#include <QStaticText>
#include <QStyledItemDelegate>

namespace Vermagic {

class MatrixDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void forget() { m_texts.clear(); }
    static int rowHeight(const QFontMetrics &metrics) { return std::max(26, metrics.height() + 10); }
    /// The width at which `index` shows everything, or all of its brief text.
    int neededWidth(const QStyleOptionViewItem &option, const QModelIndex &index, bool brief = false) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Text
    {
        QStaticText layout;
        QRectF underline; ///< relative to the text's place
    };
    const Text &laidOut(const QString &text, TextRange emphasis, const QFont &font) const;

    mutable QCache<QString, Text> m_texts{4000};
};

} // namespace Vermagic
