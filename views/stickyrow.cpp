// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/stickyrow.h"

#include <QPainter>

namespace Vermagic {

StickyRow::StickyRow(QWidget *viewport, Paint paint)
    : QWidget(viewport)
    , m_paint(std::move(paint))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_OpaquePaintEvent);
    hide();
}

void StickyRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    m_paint(painter, rect());
}

} // namespace Vermagic
