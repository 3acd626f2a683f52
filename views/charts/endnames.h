// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The names at the ends of lines: "compute01 2.31 ✔". They are moved apart where lines end close together, and where
/// there is no room for all, the emphasised ones stay, then those that miss their threshold.
#pragma once

#include "views/charts/plotitem.h"

namespace Vermagic {

struct EndName
{
    QString text;
    QRectF place;
    QPointF end; ///< of the line
    int style = -1;
    LiveVerdict verdict = LiveVerdict::None;
    bool emphasised = false;
};

/// The widest name that a gutter beside the plot must take, 0 without lines.
double endNameWidth(const PlotData &plot, const QFont &font);
QList<EndName> endNames(const PlotData &plot, const PlotScale &scale, double right, const QFont &font);
void drawEndNames(QPainter &painter, const QList<EndName> &names, const QPalette &palette, const QFont &font);

} // namespace Vermagic
