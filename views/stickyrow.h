// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A row that stays on top of a view's viewport while the real one has scrolled away. Owned by the viewport,
/// placed and shown by the view, painted by the function it is given. Takes no mouse events.
#pragma once

#include <QWidget>

#include <functional>

namespace Vermagic {

class StickyRow : public QWidget
{
    Q_OBJECT
public:
    using Paint = std::function<void(QPainter &painter, const QRect &row)>;
    StickyRow(QWidget *viewport, Paint paint);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Paint m_paint;
};

} // namespace Vermagic
