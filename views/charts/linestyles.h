// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// How lines look: a colour that colour-blind people can tell from the others (Okabe and Ito), a marker and a pattern that
/// can be told apart on a grey print. Bound to a name when it is first seen and kept as long as the window is open, never
/// to a rank. Shared by the charts of a window.
#pragma once

#include <QColor>
#include <QHash>
#include <QPalette>
#include <QPointF>
#include <QString>

class QPainter;

namespace Vermagic {

class LineStyles
{
public:
    int indexOf(const QString &name);

private:
    QHash<QString, int> m_indexes;
};

QColor lineStyleColor(int style, const QPalette &palette);
/// For text in the colour of a line; readable on Base.
QColor lineTextColor(int style, const QPalette &palette);
Qt::PenStyle linePattern(int style);
void drawMarker(QPainter &painter, QPointF at, int style, const QPalette &palette, double radius = 3);
/// A short piece of the line with its marker.
void drawSwatch(QPainter &painter, const QRectF &rect, int style, const QPalette &palette);

} // namespace Vermagic
