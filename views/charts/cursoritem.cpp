// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/cursoritem.h"

#include "views/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double mostRows = 12;
constexpr double margin = 7;
constexpr double swatch = 18;

/// The point that holds at a moment: the first one not before it.
double rateAt(const RatePoints &points, double seconds)
{
    const auto point = std::ranges::lower_bound(points, seconds, {}, &RatePoint::seconds);
    const bool outside = point == points.end() || (point == points.begin() && point->seconds > seconds);
    return outside ? std::numeric_limits<double>::quiet_NaN() : point->rate;
}

void addSpread(QList<CursorRow> &rows, const PlotData &plot, double seconds)
{
    const auto column = std::ranges::lower_bound(plot.spread, seconds, {}, &RateSpread::seconds);
    if (column == plot.spread.end())
        return;
    const auto row = [&](const char *title, double rate) {
        rows.append(
            {QCoreApplication::translate("Vermagic::ThroughputChart", title), rateText(plot.measure, rate)});
    };
    row(QT_TRANSLATE_NOOP("Vermagic::ThroughputChart", "95th percentile"), column->p95);
    row(QT_TRANSLATE_NOOP("Vermagic::ThroughputChart", "75th percentile"), column->p75);
    row(QT_TRANSLATE_NOOP("Vermagic::ThroughputChart", "median"), column->median);
    row(QT_TRANSLATE_NOOP("Vermagic::ThroughputChart", "25th percentile"), column->p25);
    row(QT_TRANSLATE_NOOP("Vermagic::ThroughputChart", "5th percentile"), column->p5);
}

void addLayers(QList<CursorRow> &rows, const PlotData &plot, double seconds)
{
    const auto column = std::ranges::lower_bound(plot.columns, seconds);
    if (column == plot.columns.end())
        return;
    const qsizetype i = column - plot.columns.begin();
    double sum = 0;
    for (const PlotLayer &layer : plot.layers | std::views::reverse) {
        rows.append({layer.title, rateText(plot.measure, layer.rates[i]), layer.style});
        sum += layer.rates[i];
    }
    rows.prepend(
        {QCoreApplication::translate("Vermagic::ThroughputChart", "together"), rateText(plot.measure, sum)});
}

} // namespace

QString elapsedText(double seconds)
{
    const auto whole = qint64(std::max(0.0, seconds));
    const QString tail = u"%1"_s.arg(whole % 60, 2, 10, QChar(u'0'));
    if (whole < 3600)
        return u"%1:%2"_s.arg(whole / 60).arg(tail);
    return u"%1:%2:%3"_s.arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar(u'0')).arg(tail);
}

QList<CursorRow> cursorRows(const PlotData &plot, double seconds, qsizetype most)
{
    QList<CursorRow> rows;
    QList<std::pair<double, const PlotLine *>> lines;
    for (const PlotLine &line : plot.lines) {
        if (const double rate = rateAt(line.points, seconds); !std::isnan(rate))
            lines.append({rate, &line});
    }
    std::ranges::sort(lines, std::greater());
    for (const auto &[rate, line] : std::as_const(lines))
        rows.append({line->title, rateText(plot.measure, rate), line->style});
    addSpread(rows, plot, seconds);
    if (!plot.layers.isEmpty())
        addLayers(rows, plot, seconds);
    if (rows.size() > most) {
        const auto more = int(rows.size() - most + 1);
        rows.resize(most - 1);
        rows.append(
            {QCoreApplication::translate("Vermagic::ThroughputChart", "and %n more", nullptr, more), {}});
    }
    return rows;
}

CursorItem::CursorItem(const PlotItem *plot, QGraphicsItem *parent)
    : QGraphicsItem(parent)
    , m_plot(plot)
{
    setZValue(20);
}

void CursorItem::setLook(const QPalette &palette, const QFont &font)
{
    m_palette = palette;
    m_font = font;
    refresh();
}

void CursorItem::setSeconds(std::optional<double> seconds)
{
    m_seconds = seconds;
    refresh();
}

void CursorItem::refresh()
{
    prepareGeometryChange();
    const PlotScale place = m_plot->scale();
    m_bounds = {};
    if (!m_seconds || *m_seconds < place.from || *m_seconds > place.to)
        return;
    const QFontMetricsF metrics(m_font);
    const double room = (place.area.height() - 2 * margin) / metrics.height() - 1;
    m_rows = cursorRows(m_plot->data(), *m_seconds, qsizetype(std::clamp(room, 2.0, mostRows)));
    double name = metrics.horizontalAdvance(elapsedText(*m_seconds)) - swatch;
    double rate = 0;
    for (const CursorRow &row : std::as_const(m_rows)) {
        name = std::max(name, metrics.horizontalAdvance(row.name));
        rate = std::max(rate, metrics.horizontalAdvance(row.rate));
    }
    const QSizeF size(swatch + 6 + name + (rate > 0 ? rate + 14 : 0) + 2 * margin,
                      double(m_rows.size() + 1) * metrics.height() + 2 * margin);
    const double x = place.at(*m_seconds, 0).x();
    const bool rightSide = x + 12 + size.width() <= place.area.right();
    m_box = QRectF(QPointF(rightSide ? x + 12 : x - 12 - size.width(), place.area.top() + 4), size);
    m_bounds = m_box.united(QRectF(x, place.area.top(), 1, place.area.height())).adjusted(-2, -2, 2, 2);
    update();
}

void CursorItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_bounds.isEmpty())
        return;
    const PlotScale place = m_plot->scale();
    const QFontMetricsF metrics(m_font);
    const double x = std::round(place.at(*m_seconds, 0).x());
    painter->save();
    painter->setPen(QPen(mutedText(m_palette), 1));
    painter->drawLine(QPointF(x, place.area.top()), QPointF(x, place.area.bottom()));
    QColor paper = m_palette.color(QPalette::ToolTipBase);
    paper.setAlpha(238);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(lineColor(m_palette));
    painter->setBrush(paper);
    painter->drawRoundedRect(m_box, 4, 4);
    QRectF line(m_box.left() + margin, m_box.top() + margin, m_box.width() - 2 * margin, metrics.height());
    painter->setFont(boldFont(m_font));
    painter->setPen(m_palette.color(QPalette::ToolTipText));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, elapsedText(*m_seconds));
    painter->setFont(m_font);
    for (const CursorRow &row : std::as_const(m_rows)) {
        line.translate(0, metrics.height());
        if (row.style >= 0)
            drawSwatch(*painter, QRectF(line.left(), line.top(), swatch, line.height()), row.style,
                       m_palette);
        painter->setPen(m_palette.color(QPalette::ToolTipText));
        painter->drawText(line.adjusted(swatch + 6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.rate);
    }
    painter->restore();
}

} // namespace Vermagic
