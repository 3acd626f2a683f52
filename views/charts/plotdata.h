// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What one picture of a chart consists of, and how it is made from a store. A PlotBuilder belongs to one chart: it keeps
/// the spread of the columns that are complete, so that a picture of 1,000 nodes costs one new column, and the few lines
/// that are drawn by name beside it.
#pragma once

#include "models/benchmark/extremes.h"
#include "models/benchmark/ratetext.h"
#include "models/throughputlines.h"
#include "views/charts/linestyles.h"
#include "views/charts/timewindow.h"

#include <QSet>

#include <memory>

namespace Vermagic {

struct PlotLine
{
    QString name;
    QString title;
    int style = 0;
    RatePoints points;
    LiveVerdict verdict = LiveVerdict::None;
    bool emphasised = false;
};

/// One layer of a stack: the rates of each column; NaN in all layers where too much of the sum is not known.
struct PlotLayer
{
    QString name;
    QString title;
    int style = 0;
    QList<double> rates;
    bool emphasised = false;
};

struct PlotData
{
    Measure measure = Measure::Read;
    double from = 0;
    double to = 60;
    double bottom = 0;
    double top = 1;  ///< the rate at the upper edge
    double tick = 1; ///< between two lines of the grid
    RateUnit unit;
    QList<PlotLine> lines;
    QList<RateSpread> spread; ///< not empty: there are too many lines to draw each
    QList<double> columns;    ///< the ends of the columns of the layers
    QList<PlotLayer> layers;
    QList<double> thresholds;
    qsizetype lineCount = 0; ///< drawn or in the spread
};

struct PlotRequest
{
    ThroughputQuery query;
    QList<ThroughputLine> lines;
    QSet<QString> hidden;
    QStringList emphasised; ///< names
    TimeWindow window;
};

class PlotBuilder
{
public:
    /// More lines than this are drawn as a band.
    static constexpr qsizetype mostLines = 20;
    static constexpr qsizetype mostLayers = 8;

    explicit PlotBuilder(std::shared_ptr<LineStyles> styles);
    PlotData build(const ThroughputStore &store, const PlotRequest &request);
    /// Nothing of before holds any more: the store was started anew.
    void forget();

private:
    void addLines(PlotData &plot, const ThroughputStore &store, const PlotRequest &request,
                  const QList<ThroughputLine> &shown);
    void addSpread(PlotData &plot, const ThroughputStore &store, const QList<ThroughputLine> &shown);
    void addLayers(PlotData &plot, const ThroughputStore &store, const PlotRequest &request,
                   const QList<ThroughputLine> &shown);
    const QStringList &extremes(const ThroughputStore &store, const QList<ThroughputLine> &shown);
    PlotLine lineFor(const ThroughputStore &store, const ThroughputLine &line, const PlotData &plot,
                     double step);
    void scale(PlotData &plot, const PlotRequest &request);

    struct Key
    {
        ThroughputQuery query;
        QSet<QString> hidden;
        qsizetype lines = 0;
        double step = 0;
        bool operator==(const Key &) const = default;
    };

    std::shared_ptr<LineStyles> m_styles;
    Extremes m_extremes;
    Key m_key;
    QMap<qint64, RateSpread> m_columns; ///< complete ones, by their number
    double m_top = 0;
};

} // namespace Vermagic
