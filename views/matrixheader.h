// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The matrix' header: flat, its titles in line with the cells below, the order shown by a chevron.
#pragma once

#include <QHeaderView>

namespace Vermagic {

class MatrixHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit MatrixHeader(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    /// The width at which the title can be read.
    int titleWidth(int column, bool brief) const;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
};

} // namespace Vermagic
