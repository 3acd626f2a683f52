// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/plotitem.h"

#include "models/inventory/threshold.h"
#include "views/charts/endnames.h"
#include "views/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Vermagic {

namespace {

constexpr double markerDistance = 70;
constexpr double near = 10; ///< pixels

/// The stretches between gaps of something that is known column by column.
template<typename Columns, typename IsGap>
QList<std::pair<qsizetype, qsizetype>> stretches(const Columns &columns, IsGap isGap)
{
    QList<std::pair<qsizetype, qsizetype>> found;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (isGap(columns[i]))
            continue;
        if (i == 0 || isGap(columns[i - 1]))
            found.append({i, i});
        found.last().second = i;
    }
    return found;
}

double distance(QPointF place, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double share = length > 0 ? std::clamp(QPointF::dotProduct(place - a, along) / length, 0.0, 1.0)
                                    : 0;
    const QPointF off = place - a - share * along;
    return std::hypot(off.x(), off.y());
}

void paintMarkers(QPainter &painter, const QList<QPolygonF> &pieces, int style, const QPalette &palette)
{
    double next = -1;
    for (const QPolygonF &piece : pieces) {
        for (const QPointF &point : piece) {
            // At the same places for every picture, or they would dance while the window moves.
            if (point.x() < next)
                continue;
            drawMarker(painter, point, style, palette);
            next = point.x() + markerDistance;
        }
    }
}

} // namespace

PlotItem::PlotItem(QGraphicsItem *parent)
    : QGraphicsItem(parent)
{
    setZValue(10);
    setCacheMode(DeviceCoordinateCache);
}

void PlotItem::setData(const PlotData &data)
{
    m_data = data;
    update();
}

void PlotItem::setPlace(const QRectF &area, const QRectF &whole)
{
    if (area == m_area && whole == m_whole)
        return;
    prepareGeometryChange();
    m_area = area;
    m_whole = whole;
    update();
}

void PlotItem::setLook(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
    update();
}

PlotScale PlotItem::scale() const
{
    return {m_area, m_data.from, m_data.to, m_data.bottom, m_data.top};
}

QList<QPolygonF> PlotItem::piecesOf(const PlotLine &line) const
{
    const PlotScale place = scale();
    QList<QPolygonF> pieces;
    for (const auto &[first, last] : stretches(line.points, [](const RatePoint &p) { return p.isGap(); })) {
        QPolygonF piece;
        piece.reserve(last - first + 1);
        for (qsizetype i = first; i <= last; ++i)
            piece.append(place.at(line.points[i].seconds, line.points[i].rate));
        pieces.append(piece);
    }
    return pieces;
}

QString PlotItem::lineAt(QPointF where) const
{
    QString nearest;
    double least = near;
    for (const PlotLine &line : m_data.lines) {
        for (const QPolygonF &piece : piecesOf(line)) {
            for (qsizetype i = 0; i + 1 < piece.size(); ++i) {
                if (piece[i + 1].x() < where.x() - near || piece[i].x() > where.x() + near)
                    continue;
                if (const double d = distance(where, piece[i], piece[i + 1]); d < least) {
                    least = d;
                    nearest = line.name;
                }
            }
        }
    }
    return nearest;
}

void PlotItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    ++m_paints;
    if (m_area.width() < 1 || m_area.height() < 1)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(m_area.adjusted(-1, -1, 1, 1));
    paintSpread(*painter);
    paintLayers(*painter);
    const bool anyEmphasised = std::ranges::any_of(m_data.lines, &PlotLine::emphasised);
    for (const PlotLine &line : std::as_const(m_data.lines)) {
        if (!line.emphasised)
            paintLine(*painter, line, anyEmphasised);
    }
    for (const PlotLine &line : std::as_const(m_data.lines)) {
        if (line.emphasised)
            paintLine(*painter, line, false);
    }
    paintThresholds(*painter);
    painter->setClipping(false);
    paintNames(*painter);
    painter->restore();
}

void PlotItem::paintLine(QPainter &painter, const PlotLine &line, bool faded) const
{
    const QList<QPolygonF> pieces = piecesOf(line);
    QColor color = lineStyleColor(line.style, m_palette);
    // Faint, but still its own: who looks at one line wants to see where it lies among the others.
    painter.setOpacity(faded ? 0.6 : 1);
    // A few lines on a band are told apart by their markers; dashes of a noisy line are only a haze.
    const bool solid = line.emphasised || !m_data.spread.isEmpty();
    QPen pen(color, line.emphasised ? 2 : 1, solid ? Qt::SolidLine : linePattern(line.style));
    pen.setCosmetic(true);
    for (const QPolygonF &piece : pieces) {
        painter.setPen(pen);
        if (piece.size() == 1) {
            painter.setPen(QPen(color, 3, Qt::SolidLine, Qt::RoundCap));
            painter.drawPoint(piece.first());
        } else if (line.emphasised) {
            QList<QLineF> segments;
            segments.reserve(piece.size() - 1);
            for (qsizetype i = 0; i + 1 < piece.size(); ++i)
                segments.append(QLineF(piece[i], piece[i + 1]));
            painter.drawLines(segments);
        } else {
            painter.drawPolyline(piece);
        }
    }
    paintMarkers(painter, pieces, line.style, m_palette);
    painter.setOpacity(1);
}

void PlotItem::paintSpread(QPainter &painter) const
{
    const PlotScale place = scale();
    const QColor color = m_palette.color(QPalette::Highlight);
    const auto band = [&](double RateSpread::*low, double RateSpread::*high, qsizetype first, qsizetype last,
                          int alpha) {
        QPolygonF outline;
        for (qsizetype i = first; i <= last; ++i)
            outline.append(place.at(m_data.spread[i].seconds, m_data.spread[i].*high));
        for (qsizetype i = last; i >= first; --i)
            outline.append(place.at(m_data.spread[i].seconds, m_data.spread[i].*low));
        QColor fill = color;
        fill.setAlpha(alpha);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(outline);
    };
    for (const auto &[first, last] :
         stretches(m_data.spread, [](const RateSpread &s) { return s.isGap(); })) {
        band(&RateSpread::p5, &RateSpread::p95, first, last, 50);
        band(&RateSpread::p25, &RateSpread::p75, first, last, 80);
        QList<QLineF> median;
        for (qsizetype i = first; i < last; ++i)
            median.append(QLineF(place.at(m_data.spread[i].seconds, m_data.spread[i].median),
                                 place.at(m_data.spread[i + 1].seconds, m_data.spread[i + 1].median)));
        painter.setPen(QPen(blend(color, m_palette.color(QPalette::Text), 0.5), 2));
        painter.drawLines(median);
    }
}

void PlotItem::paintLayers(QPainter &painter) const
{
    const PlotScale place = scale();
    QList<double> below(m_data.columns.size(), 0);
    for (const PlotLayer &layer : m_data.layers) {
        const QColor color = layer.style < 0 ? toneColors(m_palette, Tone::Muted).fill
                                             : lineStyleColor(layer.style, m_palette);
        for (const auto &[first, last] :
             stretches(layer.rates, [](double rate) { return std::isnan(rate); })) {
            QPolygonF upper;
            QPolygonF outline;
            for (qsizetype i = first; i <= last; ++i)
                upper.append(place.at(m_data.columns[i], below[i] + layer.rates[i]));
            outline = upper;
            for (qsizetype i = last; i >= first; --i)
                outline.append(place.at(m_data.columns[i], below[i]));
            QColor fill = color;
            fill.setAlpha(layer.emphasised ? 190 : 90);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawPolygon(outline);
            painter.setPen(QPen(color, 1));
            painter.drawPolyline(upper);
            if (layer.style >= 0)
                paintMarkers(painter, {upper}, layer.style, m_palette);
        }
        for (qsizetype i = 0; i < below.size(); ++i)
            below[i] += layer.rates[i];
    }
}

void PlotItem::paintThresholds(QPainter &painter) const
{
    const PlotScale place = scale();
    const ToneColors colors = toneColors(m_palette, Tone::Error);
    const QFontMetricsF metrics(m_font);
    painter.setFont(m_font);
    for (const double threshold : m_data.thresholds) {
        const QPointF left = place.at(m_data.from, threshold);
        const QPointF right = place.at(m_data.to, threshold);
        painter.setPen(QPen(colors.fill, 1, Qt::DashLine));
        painter.drawLine(left, right);
        const QString text = QCoreApplication::translate("Vermagic::ThroughputChart", "threshold %1")
                                 .arg(thresholdText(
                                     {.value = threshold, .unit = rateUnit(m_data.measure, 0).text}));
        const QRectF box(left.x() + 6, left.y() - metrics.height() - 1, metrics.horizontalAdvance(text) + 8,
                         metrics.height());
        QColor paper = m_palette.color(QPalette::Base);
        paper.setAlpha(200);
        painter.fillRect(box, paper);
        painter.setPen(colors.text);
        painter.drawText(box, Qt::AlignCenter, text);
    }
}

void PlotItem::paintNames(QPainter &painter) const
{
    drawEndNames(painter, endNames(m_data, scale(), m_whole.right(), m_font), m_palette, m_font);
}

} // namespace Vermagic
