// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The chart of a throughput panel. Qt Charts supplies axes and grid; PlotItem draws what is between them. Reads a
/// ThroughputStore, which must outlive it, when refresh() is called and never else: its owner gathers the points that come
/// and calls it at most four times a second.
///
/// The wheel zooms at the pointer, dragging shows what was dragged over, Shift or the middle button moves, a double click
/// shows the whole run; by keyboard + and -, the arrow keys, Home, and Space to pause.
#pragma once

#include "views/charts/plotdata.h"

#include <QChartView>

class QRubberBand;
class QValueAxis;

namespace Vermagic {

class CursorItem;
class PlotItem;

class ThroughputChart : public QChartView
{
    Q_OBJECT
public:
    explicit ThroughputChart(std::shared_ptr<LineStyles> styles, QWidget *parent = nullptr);

    void setStore(const ThroughputStore *store);
    void setLines(const ThroughputQuery &query, const QList<ThroughputLine> &lines);
    const QList<ThroughputLine> &lines() const { return m_request.lines; }
    void setHidden(const QSet<QString> &names);
    /// Drawn wider, whether or not they are among the fastest or slowest.
    void setSelected(const QStringList &names);
    void setHovered(const QString &name);
    void refresh();
    /// The store was started anew.
    void restart();

    const TimeWindow &timeWindow() const { return m_window; }
    void setFollows(bool follows);
    void reset();
    void zoom(double factor, double atSecond);
    void pan(double seconds);
    void showRange(double from, double to, std::optional<std::pair<double, double>> rates = {});
    /// A moment to read the values of; empty: none.
    void setCursorSeconds(std::optional<double> seconds);

    const PlotItem *plot() const { return m_plot; }
    QByteArray toPng();
    QByteArray toSvg();

    QSize minimumSizeHint() const override { return {320, 180}; }

Q_SIGNALS:
    void windowChanged();
    /// Empty: none.
    void lineHovered(const QString &name);
    void lineClicked(const QString &name);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void applyLook();
    void applyAxes(const PlotData &picture);
    void place(const PlotData &picture);
    void changed();
    QPointF inChart(QPointF viewport) const;
    void renderTo(QPaintDevice &device);

    const ThroughputStore *m_store = nullptr;
    PlotBuilder m_builder;
    PlotRequest m_request;
    TimeWindow m_window;
    QStringList m_selected;
    QString m_hovered;
    PlotItem *m_plot;
    CursorItem *m_cursor;
    QValueAxis *m_time;
    QValueAxis *m_rate;
    QRubberBand *m_rubber;
    std::optional<QPointF> m_pressed;
    std::optional<double> m_grabbed; ///< the second that moves with the pointer
    double m_gutter = 0;             ///< beside the plot, for the names
};

} // namespace Vermagic
