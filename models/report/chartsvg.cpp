// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/ratetext.h"
#include "models/core/command.h"
#include "models/inventory/threshold.h"
#include "models/report/benchmarkchart.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double width = 720, height = 260;
constexpr double left = 62, right = 14, top = 26, bottom = 34; ///< around the plot
constexpr double legendLine = 18;
constexpr int legendColumns = 4;
constexpr int marksOfALine = 6;

struct Style
{
    QLatin1StringView colour; ///< Okabe and Ito's, told apart by colour-blind people on light and dark
    QLatin1StringView mark;   ///< a path around 0,0
};
constexpr std::array styles{
    Style{"#0072b2"_L1, "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z"_L1},
    Style{"#d55e00"_L1, "M-3 -3h6v6h-6z"_L1},
    Style{"#009e73"_L1, "M0 -4l4 7h-8z"_L1},
    Style{"#cc79a7"_L1, "M0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z"_L1},
    Style{"#e69f00"_L1, "M0 4l4 -7h-8z"_L1},
    Style{"#56b4e9"_L1, "M-4 -1h3v-3h2v3h3v2h-3v3h-2v-3h-3z"_L1},
    Style{"#8a8a8a"_L1, "M-4 -1.2h8v2.4h-8z"_L1},
    Style{"#a06cd5"_L1, "M-1.2 -4h2.4v8h-2.4z"_L1},
};

QString escaped(const QString &text)
{
    return printable(text.toUtf8()).toHtmlEscaped();
}

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

/// 1, 2 or 5 times a power of ten, so that about `count` of them make `largest`.
double tickFor(double largest, int count)
{
    const double rough = largest / count;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double rest = rough / power;
    return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
}

class ChartPainter
{
public:
    ChartPainter(const BenchmarkChart &chart, const QString &title)
        : m_chart(chart)
        , m_title(title)
    {
        const bool isBytes = metricUnit(chart.metric) == "B/s"_L1;
        double largest = chart.threshold.value_or(0);
        for (const ChartLine &line : chart.lines) {
            for (const std::optional<double> &rate : line.rates)
                largest = std::max(largest, rate.value_or(0));
            m_steps = std::max(m_steps, line.rates.size());
        }
        for (const std::optional<ChartSpread> &spread : chart.spread)
            largest = std::max(largest, spread ? spread->p95 : 0);
        m_steps = std::max(m_steps, chart.spread.size());
        m_unit = rateUnit(isBytes ? Measure::Read : Measure::Operations, largest);
        m_tick = tickFor(std::max(largest, 1e-9), 4);
        m_top = m_tick * std::ceil(std::max(largest, 1e-9) * 1.02 / m_tick);
    }
    QString svg();

private:
    double x(double steps) const
    {
        return left + steps / double(std::max<qsizetype>(m_steps, 1)) * (width - left - right);
    }
    double y(double rate) const { return height - bottom - rate / m_top * (height - top - bottom); }
    void put(const QString &line) { m_svg += line + u'\n'; }
    void text(double atX, double atY, const QString &anchor, const QString &what);
    void rule(double x1, double y1, double x2, double y2, const QString &more);
    void axes();
    void threshold();
    void line(const ChartLine &line, const Style &style);
    void marks(const ChartLine &line, const Style &style);
    void spread();
    void band(double ChartSpread::*low, double ChartSpread::*high, const QString &opacity);
    void legend();
    QString legendEntry(qsizetype place, const QString &sample, const QString &name) const;
    double fullHeight() const;

    const BenchmarkChart &m_chart;
    QString m_title;
    qsizetype m_steps = 0;
    RateUnit m_unit;
    double m_tick = 1;
    double m_top = 1;
    QString m_svg;
};

void ChartPainter::text(double atX, double atY, const QString &anchor, const QString &what)
{
    put(u"<text x=\"%1\" y=\"%2\" text-anchor=\"%3\">%4</text>"_s.arg(number(atX), number(atY), anchor,
                                                                      escaped(what)));
}

void ChartPainter::rule(double x1, double y1, double x2, double y2, const QString &more)
{
    put(u"<path d=\"M%1 %2L%3 %4\" stroke=\"currentColor\" %5/>"_s.arg(number(x1), number(y1), number(x2),
                                                                       number(y2), more));
}

void ChartPainter::axes()
{
    for (double rate = 0; rate <= m_top * 1.001; rate += m_tick) {
        rule(left, y(rate), width - right, y(rate),
             rate == 0 ? u"stroke-opacity=\"0.7\""_s : u"stroke-opacity=\"0.18\""_s);
        text(left - 6, y(rate) + 4, u"end"_s, rateNumber(rate, m_unit));
    }
    text(left, top - 10, u"end"_s, m_unit.text);
    const double seconds = double(m_steps) * m_chart.step;
    const double every = std::max(tickFor(seconds, 8), m_chart.step);
    for (double at = 0; at <= seconds * 1.001; at += every)
        text(x(at / m_chart.step), height - bottom + 16, u"middle"_s, QString::number(at, 'g', 6));
    text(width - right, height - 4, u"end"_s, u"seconds"_s);
}

void ChartPainter::threshold()
{
    if (!m_chart.threshold)
        return;
    const double at = y(*m_chart.threshold);
    rule(left, at, width - right, at, u"stroke-width=\"1.5\" stroke-dasharray=\"7 4\""_s);
    text(width - right, at - 5, u"end"_s,
         u"at least %1 %2"_s.arg(rateNumber(*m_chart.threshold, m_unit), m_unit.text));
}

void ChartPainter::line(const ChartLine &line, const Style &style)
{
    QString path;
    bool down = false; ///< the pen
    for (qsizetype i = 0; i < line.rates.size(); ++i) {
        if (line.rates[i])
            path += (down ? u'L' : u'M') + number(x(double(i) + 0.5)) + u' ' + number(y(*line.rates[i]));
        // A step between two gaps is a stroke of its own, or it could not be seen.
        if (line.rates[i] && !down && (i + 1 == line.rates.size() || !line.rates[i + 1]))
            path += u"h1"_s;
        down = line.rates[i].has_value();
    }
    if (!path.isEmpty())
        put(u"<path d=\"%1\" fill=\"none\" stroke=\"%2\" stroke-width=\"1.8\"/>"_s.arg(path, style.colour));
    marks(line, style);
}

void ChartPainter::marks(const ChartLine &line, const Style &style)
{
    const qsizetype every = std::max<qsizetype>(1, line.rates.size() / marksOfALine);
    for (qsizetype i = every / 2; i < line.rates.size(); i += every) {
        if (line.rates[i])
            put(u"<path d=\"%1\" fill=\"%2\" transform=\"translate(%3 %4)\"/>"_s.arg(
                style.mark, style.colour, number(x(double(i) + 0.5)), number(y(*line.rates[i]))));
    }
}

void ChartPainter::band(double ChartSpread::*low, double ChartSpread::*high, const QString &opacity)
{
    QString up, back, path;
    for (qsizetype i = 0; i <= m_chart.spread.size(); ++i) {
        if (i < m_chart.spread.size() && m_chart.spread[i]) {
            const QString at = number(x(double(i) + 0.5));
            const ChartSpread &spread = *m_chart.spread[i];
            up += (up.isEmpty() ? u'M' : u'L') + at + u' ' + number(y(spread.*high));
            back.prepend(u'L' + at + u' ' + number(y(spread.*low)));
        } else if (!up.isEmpty()) {
            path += up + back + u'Z';
            up.clear();
            back.clear();
        }
    }
    put(u"<path d=\"%1\" fill=\"#0072b2\" fill-opacity=\"%2\"/>"_s.arg(path, opacity));
}

void ChartPainter::spread()
{
    band(&ChartSpread::p5, &ChartSpread::p95, u"0.22"_s);
    band(&ChartSpread::p25, &ChartSpread::p75, u"0.4"_s);
    ChartLine median;
    for (const std::optional<ChartSpread> &spread : m_chart.spread)
        median.rates.append(spread ? std::optional(spread->median) : std::nullopt);
    line(median, styles.front());
}

QString ChartPainter::legendEntry(qsizetype place, const QString &sample, const QString &name) const
{
    const double column = (width - left - right) / legendColumns;
    const qsizetype row = place / legendColumns;
    const double atX = left + column * double(place % legendColumns);
    const double atY = height + 10 + legendLine * double(row);
    return u"<g transform=\"translate(%1 %2)\">%3<text x=\"28\" y=\"4\">%4</text></g>"_s.arg(
        number(atX), number(atY), sample, escaped(name));
}

void ChartPainter::legend()
{
    qsizetype place = 0;
    for (const ChartLine &line : m_chart.lines) {
        const Style &style = styles[std::size_t(place) % styles.size()];
        const QString sample =
            u"<path d=\"M0 0h22\" stroke=\"%1\" stroke-width=\"1.8\"/><path d=\"%2\" fill=\"%1\" transform=\"translate(11 0)\"/>"_s
                .arg(style.colour, style.mark);
        put(legendEntry(place++, sample, line.name));
    }
    if (m_chart.spread.isEmpty())
        return;
    const auto area = [](const QString &opacity) {
        return u"<path d=\"M0 -5h22v10h-22z\" fill=\"#0072b2\" fill-opacity=\"%1\"/>"_s.arg(opacity);
    };
    put(legendEntry(place++, u"<path d=\"M0 0h22\" stroke=\"#0072b2\" stroke-width=\"1.8\"/>"_s,
                    u"median of %1 nodes"_s.arg(m_chart.nodes)));
    put(legendEntry(place++, area(u"0.5"_s), u"25th to 75th percentile"_s));
    put(legendEntry(place, area(u"0.22"_s), u"5th to 95th percentile"_s));
}

double ChartPainter::fullHeight() const
{
    const qsizetype entries = m_chart.spread.isEmpty() ? m_chart.lines.size() : 3;
    const qsizetype rows = (entries + legendColumns - 1) / legendColumns;
    return height + legendLine * double(rows) + 4;
}

QString ChartPainter::svg()
{
    put(u"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" width=\"%1\" height=\"%2\" role=\"img\" aria-label=\"%3\">\n<g font-size=\"11\" font-family=\"sans-serif\" fill=\"currentColor\">"_s
            .arg(QString::number(width), QString::number(fullHeight()), escaped(m_title)));
    axes();
    if (m_chart.spread.isEmpty()) {
        for (qsizetype i = 0; i < m_chart.lines.size(); ++i)
            line(m_chart.lines[i], styles[std::size_t(i) % styles.size()]);
    } else {
        spread();
    }
    threshold();
    legend();
    put(u"</g>\n</svg>"_s);
    return m_svg;
}

} // namespace

QString chartSvg(const BenchmarkChart &chart, const QString &title)
{
    return chart.isEmpty() ? QString() : ChartPainter(chart, title).svg();
}

} // namespace Vermagic
