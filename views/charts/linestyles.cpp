// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/linestyles.h"

#include "views/theme.h"

#include <QPainter>

#include <array>

namespace Vermagic {

namespace {

constexpr std::array<QRgb, 7> hues{0xff0072b2, 0xff009e73, 0xffd55e00, 0xffcc79a7,
                                   0xffe69f00, 0xff56b4e9, 0xff000000};
constexpr int hueCount = int(hues.size());
constexpr std::array patterns{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};

QPolygonF shape(int style, double r)
{
    switch (style % hueCount) {
    case 1:
        return {{-r, -r}, {r, -r}, {r, r}, {-r, r}};
    case 2:
        return {{0, -r * 1.2}, {r * 1.1, r * 0.8}, {-r * 1.1, r * 0.8}};
    case 3:
        return {{0, -r * 1.3}, {r * 1.3, 0}, {0, r * 1.3}, {-r * 1.3, 0}};
    case 4:
        return {{0, r * 1.2}, {r * 1.1, -r * 0.8}, {-r * 1.1, -r * 0.8}};
    case 5:
        return {{-r * 1.4, -r * 0.7}, {r * 1.4, -r * 0.7}, {r * 1.4, r * 0.7}, {-r * 1.4, r * 0.7}};
    case 6:
        return {{-r * 0.6, -r * 1.4}, {r * 0.6, -r * 1.4}, {r * 0.6, r * 1.4}, {-r * 0.6, r * 1.4}};
    default:
        return {};
    }
}

} // namespace

int LineStyles::indexOf(const QString &name)
{
    const auto known = m_indexes.constFind(name);
    return known != m_indexes.cend() ? *known : *m_indexes.insert(name, int(m_indexes.size()));
}

QColor lineStyleColor(int style, const QPalette &palette)
{
    const QColor hue = QColor::fromRgb(hues[std::size_t(style % hueCount)]);
    if (!isDark(palette))
        return hue;
    return style % hueCount == hueCount - 1 ? QColor(Qt::white) : blend(hue, Qt::white, 0.8);
}

QColor lineTextColor(int style, const QPalette &palette)
{
    return blend(lineStyleColor(style, palette), palette.color(QPalette::Text), 0.55);
}

Qt::PenStyle linePattern(int style)
{
    return patterns[std::size_t(style / hueCount) % patterns.size()];
}

void drawMarker(QPainter &painter, QPointF at, int style, const QPalette &palette, double radius)
{
    const QColor color = lineStyleColor(style, palette);
    painter.setPen(QPen(color, 1));
    painter.setBrush((style / hueCount) % 2 == 0 ? color : palette.color(QPalette::Base));
    if (const QPolygonF polygon = shape(style, radius); !polygon.isEmpty())
        painter.drawPolygon(polygon.translated(at));
    else
        painter.drawEllipse(at, radius, radius);
}

void drawSwatch(QPainter &painter, const QRectF &rect, int style, const QPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(lineStyleColor(style, palette), 1.6, linePattern(style)));
    const double y = rect.center().y();
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
    drawMarker(painter, rect.center(), style, palette);
    painter.restore();
}

} // namespace Vermagic
