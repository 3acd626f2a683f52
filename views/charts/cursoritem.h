// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The cursor of a chart: a line through one moment and a box with the rates of the lines there, the fastest first. Lies
/// over the plot and is all that is drawn when the mouse moves. Belongs to a ThroughputChart.
#pragma once

#include "views/charts/plotitem.h"

namespace Vermagic {

/// What the box says.
struct CursorRow
{
    QString name;
    QString rate;
    int style = -1;
};
/// At most `most` rows; what is left out is counted in the last one.
QList<CursorRow> cursorRows(const PlotData &plot, double seconds, qsizetype most);
/// "0:41" after the start.
QString elapsedText(double seconds);

class CursorItem : public QGraphicsItem
{
public:
    CursorItem(const PlotItem *plot, QGraphicsItem *parent);
    void setLook(const QPalette &palette, const QFont &font);
    /// Empty: there is no cursor.
    void setSeconds(std::optional<double> seconds);
    std::optional<double> seconds() const { return m_seconds; }
    /// After the data or the place of the plot changed.
    void refresh();

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const PlotItem *m_plot;
    QPalette m_palette;
    QFont m_font;
    std::optional<double> m_seconds;
    QList<CursorRow> m_rows;
    QRectF m_bounds;
    QRectF m_box;
};

} // namespace Vermagic
