// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/endnames.h"

#include "models/throughputmodel.h"
#include "views/charts/verdictlook.h"
#include "views/icons.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double markSize = 11;
constexpr double offset = 8; ///< from the end of the line

double widthOf(const EndName &name, const QFont &font)
{
    const double mark = name.verdict == LiveVerdict::None ? 0 : markSize + 4;
    return QFontMetricsF(name.emphasised ? boldFont(font) : font).horizontalAdvance(name.text) + mark;
}

QString textOf(const PlotLine &line, const RatePoint &point, const RateUnit &unit)
{
    const QString text = line.title + u' ' + rateNumber(point.rate, unit);
    // Not by a mark and a colour alone.
    return line.verdict == LiveVerdict::Missed
               ? QString(text + u' ' + ThroughputModel::verdictText(line.verdict))
               : text;
}

QList<EndName> wanted(const PlotData &plot, const PlotScale &scale)
{
    QList<EndName> names;
    for (const PlotLine &line : plot.lines) {
        auto last = line.points.crbegin();
        while (last != line.points.crend() && (last->isGap() || last->seconds > plot.to))
            ++last;
        if (last == line.points.crend() || last->seconds < plot.from)
            continue;
        names.append({.text = textOf(line, *last, plot.unit),
                      .end = scale.at(last->seconds, last->rate),
                      .style = line.style,
                      .verdict = line.verdict,
                      .emphasised = line.emphasised});
    }
    double below = 0;
    for (const PlotLayer &layer : plot.layers) {
        if (plot.columns.isEmpty() || std::isnan(layer.rates.last()))
            continue;
        const double rate = layer.rates.last();
        names.append({.text = layer.title + u' ' + rateNumber(rate, plot.unit),
                      .end = scale.at(std::min(plot.to, plot.columns.last()), below + rate / 2),
                      .style = layer.style,
                      .emphasised = layer.emphasised});
        below += rate;
    }
    if (!plot.spread.isEmpty() && !plot.spread.last().isGap()) {
        const RateSpread &last = plot.spread.last();
        names.append({.text = QCoreApplication::translate("Vermagic::ThroughputChart", "median %1")
                                  .arg(rateNumber(last.median, plot.unit)),
                      .end = scale.at(std::min(plot.to, last.seconds), last.median),
                      .emphasised = true});
    }
    return names;
}

/// Those that there is room for, from top to bottom.
void chooseFitting(QList<EndName> &names, double height, double line)
{
    const auto room = std::max<qsizetype>(1, qsizetype(height / line));
    std::ranges::stable_sort(names, [](const EndName &a, const EndName &b) {
        const auto weight = [](const EndName &name) {
            return (name.emphasised ? 2 : 0) + (name.verdict == LiveVerdict::Missed ? 1 : 0);
        };
        return weight(a) > weight(b);
    });
    names.resize(std::min(names.size(), room));
    std::ranges::sort(names, {}, [](const EndName &name) { return name.end.y(); });
}

} // namespace

double endNameWidth(const PlotData &plot, const QFont &font)
{
    double width = 0;
    for (const EndName &name : wanted(plot, {}))
        width = std::max(width, widthOf(name, font));
    return width > 0 ? width + offset + 4 : 0;
}

QList<EndName> endNames(const PlotData &plot, const PlotScale &scale, double right, const QFont &font)
{
    QList<EndName> names = wanted(plot, scale);
    const double line = QFontMetricsF(font).height();
    chooseFitting(names, scale.area.height(), line);
    double free = scale.area.top() - line / 2;
    for (EndName &name : names) {
        const double width = widthOf(name, font);
        const double x = std::min(name.end.x() + offset, right - width - 2);
        const double y = std::clamp(name.end.y(), scale.area.top(), scale.area.bottom()) - line / 2;
        name.place = QRectF(x, std::max(y, free), width, line);
        free = name.place.bottom();
    }
    double limit = scale.area.bottom() + line / 2;
    for (EndName &name : names | std::views::reverse) {
        name.place.moveBottom(std::min(name.place.bottom(), limit));
        limit = name.place.top();
    }
    return names;
}

void drawEndNames(QPainter &painter, const QList<EndName> &names, const QPalette &palette, const QFont &font)
{
    for (const EndName &name : names) {
        QColor paper = palette.color(QPalette::Base);
        paper.setAlpha(190);
        painter.fillRect(name.place, paper);
        painter.setPen(name.style < 0 ? palette.color(QPalette::Text) : lineTextColor(name.style, palette));
        painter.setFont(name.emphasised ? boldFont(font) : font);
        painter.drawText(name.place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, name.text);
        if (name.verdict == LiveVerdict::None)
            continue;
        const QRect mark(int(name.place.right() - markSize), int(name.place.center().y() - markSize / 2),
                         int(markSize), int(markSize));
        paintIcon(painter, mark, markOf(name.verdict), palette, toneOf(name.verdict));
    }
}

} // namespace Vermagic
