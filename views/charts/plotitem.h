// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything between the axes as one item of a QChart: band or layers, thresholds, lines with their markers, and the names
/// at their ends. Painted anew only when it is given other data; the cursor moves over a picture that is kept. Lines are
/// one pixel wide (a wide line of many points costs a hundred times as much), those that are emphasised two, drawn in
/// segments. Belongs to a ThroughputChart.
#pragma once

#include "views/charts/plotdata.h"

#include <QFont>
#include <QGraphicsItem>

namespace Vermagic {

/// Seconds and rates to places within the chart.
struct PlotScale
{
    QRectF area;
    double from = 0;
    double to = 1;
    double bottom = 0;
    double top = 1;

    QPointF at(double seconds, double rate) const
    {
        return {area.left() + (seconds - from) / (to - from) * area.width(),
                area.bottom() - (rate - bottom) / (top - bottom) * area.height()};
    }
    double secondsAt(double x) const { return from + (x - area.left()) / area.width() * (to - from); }
    double rateAt(double y) const { return bottom + (area.bottom() - y) / area.height() * (top - bottom); }
};

class PlotItem : public QGraphicsItem
{
public:
    explicit PlotItem(QGraphicsItem *parent);

    void setData(const PlotData &data);
    const PlotData &data() const { return m_data; }
    /// `area` is between the axes; the names may go beyond it to the right, up to `whole`.
    void setPlace(const QRectF &area, const QRectF &whole);
    void setLook(const QPalette &palette, const QFont &font);
    PlotScale scale() const;
    /// The line as it is drawn: one piece for each stretch without a gap.
    QList<QPolygonF> piecesOf(const PlotLine &line) const;
    /// The name of the line nearest to a place, empty when none is near.
    QString lineAt(QPointF where) const;
    int paintCount() const { return m_paints; }

    QRectF boundingRect() const override { return m_whole; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintSpread(QPainter &painter) const;
    void paintLayers(QPainter &painter) const;
    void paintLine(QPainter &painter, const PlotLine &line, bool faded) const;
    void paintThresholds(QPainter &painter) const;
    void paintNames(QPainter &painter) const;

    PlotData m_data;
    QRectF m_area;
    QRectF m_whole;
    QPalette m_palette;
    QFont m_font;
    int m_paints = 0;
};

} // namespace Vermagic
