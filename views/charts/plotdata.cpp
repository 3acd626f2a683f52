// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/plotdata.h"

#include "models/throughputmodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace Vermagic {

namespace {

constexpr double mostColumns = 600;
constexpr qsizetype keptColumns = 4 * qsizetype(mostColumns);
constexpr double mostUnknown = 0.05; ///< of the lines of a sum; with more, there is no sum
constexpr double recent = 10;        ///< seconds by whose mean lines are ranked

double stepFor(const PlotData &plot)
{
    return std::max(1.0, std::ceil((plot.to - plot.from) / mostColumns));
}

/// Between 3 and 6 lines of the grid up to `largest`.
double tickFor(double largest)
{
    const double magnitude = std::pow(10.0, std::floor(std::log10(largest)));
    for (const double step : {0.2, 0.25, 0.5, 1.0, 2.0, 2.5}) {
        if (largest / (step * magnitude) <= 5)
            return step * magnitude;
    }
    return 5 * magnitude;
}

double largestOf(const PlotData &plot)
{
    double largest = 0;
    for (const PlotLine &line : plot.lines) {
        for (const RatePoint &point : line.points)
            largest = std::fmax(largest, point.rate);
    }
    for (const RateSpread &column : plot.spread)
        largest = std::fmax(largest, column.p95);
    for (qsizetype i = 0; i < plot.columns.size(); ++i) {
        double sum = 0;
        for (const PlotLayer &layer : plot.layers)
            sum += layer.rates[i];
        largest = std::fmax(largest, sum);
    }
    for (const double threshold : plot.thresholds)
        largest = std::max(largest, threshold * 1.05);
    return largest;
}

/// Of the thresholds of the lines each once; more than a few would be a hatching.
QList<double> thresholdsOf(const QList<ThroughputLine> &lines)
{
    QList<double> thresholds;
    for (const ThroughputLine &line : lines) {
        if (line.threshold && !thresholds.contains(*line.threshold) && thresholds.size() < 3)
            thresholds.append(*line.threshold);
    }
    return thresholds;
}

} // namespace

PlotBuilder::PlotBuilder(std::shared_ptr<LineStyles> styles)
    : m_styles(std::move(styles))
{
}

void PlotBuilder::forget()
{
    m_columns.clear();
    m_extremes = {};
    m_key = {};
    m_top = 0;
}

PlotData PlotBuilder::build(const ThroughputStore &store, const PlotRequest &request)
{
    PlotData plot{.measure = request.query.measure, .from = request.window.from(), .to = request.window.to()};
    QList<ThroughputLine> shown = request.lines;
    for (const ThroughputLine &line : request.lines)
        m_styles->indexOf(line.name); // in the order of names, whatever is drawn first
    shown.removeIf([&](const ThroughputLine &line) { return request.hidden.contains(line.name); });
    const Key key{request.query, request.hidden, request.lines.size(), stepFor(plot)};
    if (key != m_key) {
        const bool sameMeasure = key.query == m_key.query;
        m_columns.clear();
        m_key = key;
        m_top = sameMeasure ? m_top : 0;
    }
    plot.lineCount = shown.size();
    if (request.query.by == LinesBy::Stack)
        addLayers(plot, store, request, shown);
    else
        addLines(plot, store, request, shown);
    scale(plot, request);
    return plot;
}

const QStringList &PlotBuilder::extremes(const ThroughputStore &store, const QList<ThroughputLine> &shown)
{
    const double latest = store.latestSecond();
    QList<Extremes::Ranked> ranked;
    ranked.reserve(shown.size());
    for (const ThroughputLine &line : shown) {
        const auto rate = sumIn(historiesOf(store, line), latest - recent, latest);
        ranked.append({line.name, rate.value_or(std::numeric_limits<double>::quiet_NaN())});
    }
    return m_extremes.update(latest, std::move(ranked));
}

PlotLine PlotBuilder::lineFor(const ThroughputStore &store, const ThroughputLine &line, const PlotData &plot,
                              double step)
{
    PlotLine drawn{.name = line.name,
                   .title = ThroughputModel::titleOf(line),
                   .style = m_styles->indexOf(line.name),
                   .points = pointsOf(store, line, plot.from, plot.to, step)};
    const QList<const RatePoints *> histories = historiesOf(store, line);
    if (histories.size() == 1)
        drawn.verdict = verdictOf(*histories.first(), line.threshold, store.latestSecond());
    return drawn;
}

void PlotBuilder::addLines(PlotData &plot, const ThroughputStore &store, const PlotRequest &request,
                           const QList<ThroughputLine> &shown)
{
    const bool many = shown.size() > mostLines;
    const QStringList few = many ? extremes(store, shown) : QStringList();
    if (many)
        addSpread(plot, store, shown);
    for (const ThroughputLine &line : shown) {
        const bool emphasised = request.emphasised.contains(line.name);
        if (many && !emphasised && !few.contains(line.name))
            continue;
        plot.lines.append(lineFor(store, line, plot, stepFor(plot)));
        plot.lines.last().emphasised = emphasised;
    }
    plot.thresholds = thresholdsOf(shown);
}

void PlotBuilder::addSpread(PlotData &plot, const ThroughputStore &store, const QList<ThroughputLine> &shown)
{
    QList<QList<const RatePoints *>> histories;
    histories.reserve(shown.size());
    for (const ThroughputLine &line : shown)
        histories.append(historiesOf(store, line));
    const double step = stepFor(plot);
    const double last = std::min(plot.to + step, completeUntil(store, step));
    for (qint64 number = std::max<qint64>(1, qint64(plot.from / step)); double(number) * step <= last;
         ++number) {
        auto column = m_columns.find(number);
        if (column == m_columns.end()) {
            const double end = double(number) * step;
            QList<double> rates;
            for (const QList<const RatePoints *> &series : std::as_const(histories)) {
                if (const auto rate = sumIn(series, end - step, end); rate && !std::isnan(*rate))
                    rates.append(*rate);
            }
            column = m_columns.insert(number, spreadOf(end, std::move(rates)));
        }
        plot.spread.append(*column);
    }
    while (m_columns.size() > keptColumns)
        m_columns.erase(m_columns.begin());
}

void PlotBuilder::addLayers(PlotData &plot, const ThroughputStore &store, const PlotRequest &request,
                            const QList<ThroughputLine> &shown)
{
    const bool many = shown.size() > mostLayers;
    // The extremes hold their place for some seconds; of a stack only the fastest can be seen.
    const QStringList named = many ? extremes(store, shown) : QStringList();
    const double step = stepFor(plot);
    const double last = std::min(plot.to + step, completeUntil(store, step));
    for (double end = std::max(1.0, std::floor(plot.from / step)) * step; end <= last; end += step)
        plot.columns.append(end);
    PlotLayer others{.style = -1, .rates = QList<double>(plot.columns.size())};
    QList<qsizetype> unknown(plot.columns.size());
    int otherCount = 0;
    for (const ThroughputLine &line : shown) {
        const bool emphasised = request.emphasised.contains(line.name);
        const bool own = !many || emphasised || named.contains(line.name);
        PlotLayer layer{.name = line.name,
                        .title = ThroughputModel::titleOf(line),
                        .style = m_styles->indexOf(line.name),
                        .rates = QList<double>(plot.columns.size()),
                        .emphasised = emphasised};
        QList<double> &rates = own ? layer.rates : others.rates;
        const QList<const RatePoints *> histories = historiesOf(store, line);
        for (qsizetype i = 0; i < plot.columns.size(); ++i) {
            const double rate = sumIn(histories, plot.columns[i] - step, plot.columns[i]).value_or(0);
            rates[i] += std::isnan(rate) ? 0 : rate;
            unknown[i] += std::isnan(rate) ? 1 : 0;
        }
        if (own)
            plot.layers.append(layer);
        else
            ++otherCount;
    }
    if (otherCount > 0) {
        others.title = QCoreApplication::translate("Vermagic::ThroughputChart", "%n other(s)", nullptr,
                                                   otherCount);
        plot.layers.prepend(others);
    }
    for (qsizetype i = 0; i < plot.columns.size(); ++i) {
        if (double(unknown[i]) <= mostUnknown * double(shown.size()))
            continue;
        for (PlotLayer &layer : plot.layers)
            layer.rates[i] = std::numeric_limits<double>::quiet_NaN();
    }
}

/// The scale grows at once and shrinks late, or it would breathe.
void PlotBuilder::scale(PlotData &plot, const PlotRequest &request)
{
    const double largest = largestOf(plot);
    const bool moves = request.window.follows() || m_top == 0;
    if (moves && (largest > m_top || largest < 0.5 * m_top))
        m_top = largest;
    const double wanted = m_top > 0 ? m_top : 1;
    plot.tick = tickFor(wanted);
    plot.top = std::ceil(wanted / plot.tick * 1.02) * plot.tick;
    if (const auto &rates = request.window.rates()) {
        plot.bottom = rates->first;
        plot.top = rates->second;
        plot.tick = tickFor(plot.top - plot.bottom);
    }
    plot.unit = rateUnit(plot.measure, plot.top);
}

} // namespace Vermagic
