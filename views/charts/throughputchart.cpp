// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/throughputchart.h"

#include "views/charts/cursoritem.h"
#include "views/charts/endnames.h"
#include "views/theme.h"

#include <QBuffer>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QRubberBand>
#include <QSvgGenerator>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double wheelStep = 1.25;
constexpr int leastDrag = 8; ///< pixels; less is a click
constexpr double widestGutter = 220;

/// Ticks of the time axis: about one for each 90 pixels.
double timeTick(double span, double width)
{
    for (const double tick : {0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0}) {
        if (span / tick * 90 <= std::max(width, 180.0))
            return tick;
    }
    return 3600;
}

/// As few decimals as tell two ticks apart.
int decimalsOf(double tick)
{
    int decimals = 0;
    while (decimals < 4 && std::abs(tick - std::round(tick)) > 1e-6 * std::max(1.0, tick)) {
        tick *= 10;
        ++decimals;
    }
    return decimals;
}

} // namespace

ThroughputChart::ThroughputChart(std::shared_ptr<LineStyles> styles, QWidget *parent)
    : QChartView(new QChart, parent)
    , m_builder(std::move(styles))
    , m_plot(new PlotItem(chart()))
    , m_cursor(new CursorItem(m_plot, chart()))
    , m_time(new QValueAxis(this))
    , m_rate(new QValueAxis(this))
    , m_rubber(new QRubberBand(QRubberBand::Rectangle, viewport()))
{
    setAccessibleName(tr("Throughput chart"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(180);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins(QMargins(4, 8, 8, 2));
    for (QValueAxis *axis : {m_time, m_rate}) {
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
    }
    chart()->addAxis(m_time, Qt::AlignBottom);
    chart()->addAxis(m_rate, Qt::AlignLeft);
    connect(chart(), &QChart::plotAreaChanged, this, [this] { place(m_plot->data()); });
    applyLook();
    refresh();
}

void ThroughputChart::setStore(const ThroughputStore *store)
{
    m_store = store;
    restart();
}

void ThroughputChart::restart()
{
    m_builder.forget();
    m_window = {};
    m_cursor->setSeconds({});
    refresh();
    Q_EMIT windowChanged();
}

void ThroughputChart::setLines(const ThroughputQuery &query, const QList<ThroughputLine> &lines)
{
    m_request.query = query;
    m_request.lines = lines;
}

void ThroughputChart::setHidden(const QSet<QString> &names)
{
    m_request.hidden = names;
    refresh();
}

void ThroughputChart::setSelected(const QStringList &names)
{
    if (names == m_selected)
        return;
    m_selected = names;
    refresh();
}

void ThroughputChart::setHovered(const QString &name)
{
    if (name == m_hovered)
        return;
    m_hovered = name;
    refresh();
}

void ThroughputChart::refresh()
{
    PlotData picture;
    if (m_store) {
        m_window.advance(m_store->latestSecond());
        m_request.window = m_window;
        m_request.emphasised = m_selected;
        if (!m_hovered.isEmpty())
            m_request.emphasised.append(m_hovered);
        picture = m_builder.build(*m_store, m_request);
    }
    applyAxes(picture);
    place(picture);
    m_plot->setData(picture);
    m_cursor->refresh();
}

void ThroughputChart::applyAxes(const PlotData &picture)
{
    const double span = picture.to - picture.from;
    const double tick = timeTick(span, chart()->plotArea().width());
    // The axis can print Latin-1 only; these symbols are the same in every language.
    const bool minutes = tick >= 30 && picture.to > 120;
    const double scale = minutes ? 60 : 1;
    m_time->setTickInterval(tick / scale);
    m_time->setLabelFormat(u"%.%1f "_s.arg(decimalsOf(tick / scale)) + (minutes ? u"min"_s : u"s"_s));
    m_time->setRange(picture.from / scale, picture.to / scale);
    const double factor = picture.unit.factor;
    m_rate->setTickInterval(picture.tick / factor);
    m_rate->setLabelFormat(u"%.%1f "_s.arg(decimalsOf(picture.tick / factor)) + picture.unit.text);
    m_rate->setRange(picture.bottom / factor, picture.top / factor);
}

/// The gutter for the names grows in steps and never shrinks while lines are shown: the plot must not jump.
void ThroughputChart::place(const PlotData &picture)
{
    const double needed = endNameWidth(picture, smallFont(font()));
    const double wanted = width() < 480 ? 0 : std::min(widestGutter, needed);
    if (wanted == 0 || wanted > m_gutter) {
        const double gutter = std::ceil(wanted / 16) * 16;
        if (gutter != m_gutter) {
            m_gutter = gutter;
            chart()->setMargins(QMargins(4, 8, int(8 + m_gutter), 2));
        }
    }
    m_plot->setPlace(chart()->plotArea(), QRectF(QPointF(), chart()->size()));
}

void ThroughputChart::changed()
{
    refresh();
    Q_EMIT windowChanged();
}

void ThroughputChart::setFollows(bool follows)
{
    m_window.setFollows(follows);
    changed();
}

void ThroughputChart::reset()
{
    m_window.reset();
    changed();
}

void ThroughputChart::zoom(double factor, double atSecond)
{
    m_window.zoom(factor, atSecond);
    changed();
}

void ThroughputChart::pan(double seconds)
{
    m_window.pan(seconds);
    changed();
}

void ThroughputChart::showRange(double from, double to, std::optional<std::pair<double, double>> rates)
{
    m_window.show(from, to, rates);
    changed();
}

void ThroughputChart::setCursorSeconds(std::optional<double> seconds)
{
    m_cursor->setSeconds(seconds);
}

void ThroughputChart::applyLook()
{
    const QPalette &colors = palette();
    setBackgroundBrush(colors.color(QPalette::Base));
    const QFont small = smallFont(font());
    const QPen grid(blend(colors.color(QPalette::Text), colors.color(QPalette::Base), 0.10), 1);
    for (QValueAxis *axis : {m_time, m_rate}) {
        axis->setLabelsFont(small);
        axis->setLabelsColor(mutedText(colors));
        axis->setGridLinePen(grid);
        axis->setLinePen(QPen(lineColor(colors), 1));
    }
    m_time->setGridLineVisible(false);
    m_plot->setLook(colors, small);
    m_cursor->setLook(colors, small);
}

void ThroughputChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyLook();
}

void ThroughputChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    m_gutter = 0;
    refresh();
}

QByteArray ThroughputChart::toPng()
{
    constexpr double scale = 2;
    QImage image(size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(palette().color(QPalette::Base));
    renderTo(image);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray ThroughputChart::toSvg()
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(size());
    svg.setViewBox(QRect(QPoint(), size()));
    svg.setTitle(accessibleName());
    svg.setDescription(accessibleDescription());
    renderTo(svg);
    return bytes;
}

/// Lines as lines, not as the picture of them that is kept for the screen; without the cursor.
void ThroughputChart::renderTo(QPaintDevice &device)
{
    const std::optional<double> cursor = m_cursor->seconds();
    m_cursor->setSeconds({});
    m_plot->setCacheMode(QGraphicsItem::NoCache);
    QPainter painter(&device);
    render(&painter, QRectF(QPointF(), QSizeF(size())), rect());
    painter.end();
    m_plot->setCacheMode(QGraphicsItem::DeviceCoordinateCache);
    m_cursor->setSeconds(cursor);
}

QPointF ThroughputChart::inChart(QPointF viewport) const
{
    return chart()->mapFromScene(mapToScene(viewport.toPoint()));
}

void ThroughputChart::wheelEvent(QWheelEvent *event)
{
    const double turns = event->angleDelta().y() / 120.0;
    zoom(std::pow(wheelStep, turns), m_plot->scale().secondsAt(inChart(event->position()).x()));
    event->accept();
}

void ThroughputChart::mousePressEvent(QMouseEvent *event)
{
    const QPointF place = inChart(event->position());
    const bool grabs = event->button() == Qt::MiddleButton || (event->modifiers() & Qt::ShiftModifier);
    if (grabs)
        m_grabbed = m_plot->scale().secondsAt(place.x());
    else if (event->button() == Qt::LeftButton)
        m_pressed = event->position();
    event->accept();
}

void ThroughputChart::mouseMoveEvent(QMouseEvent *event)
{
    const PlotScale scale = m_plot->scale();
    const QPointF place = inChart(event->position());
    if (m_grabbed) {
        pan(*m_grabbed - scale.secondsAt(place.x()));
        return;
    }
    if (m_pressed) {
        m_rubber->setGeometry(QRectF(*m_pressed, event->position()).normalized().toRect());
        m_rubber->setVisible(m_rubber->width() >= leastDrag);
        return;
    }
    const bool inside = scale.area.contains(place);
    m_cursor->setSeconds(inside ? std::optional(scale.secondsAt(place.x())) : std::nullopt);
    const QString line = inside ? m_plot->lineAt(place) : QString();
    if (line != m_hovered) {
        setHovered(line);
        Q_EMIT lineHovered(line);
    }
}

void ThroughputChart::mouseReleaseEvent(QMouseEvent *event)
{
    m_grabbed.reset();
    m_rubber->hide();
    const std::optional<QPointF> pressed = std::exchange(m_pressed, {});
    if (!pressed || event->button() != Qt::LeftButton)
        return;
    const PlotScale scale = m_plot->scale();
    const QPointF a = inChart(*pressed);
    const QPointF b = inChart(event->position());
    if (std::abs(a.x() - b.x()) < leastDrag) {
        if (const QString line = m_plot->lineAt(b); !line.isEmpty())
            Q_EMIT lineClicked(line);
        return;
    }
    std::optional<std::pair<double, double>> rates;
    if (std::abs(a.y() - b.y()) >= 3 * leastDrag)
        rates = std::minmax({std::max(0.0, scale.rateAt(a.y())), std::max(0.0, scale.rateAt(b.y()))});
    showRange(scale.secondsAt(a.x()), scale.secondsAt(b.x()), rates);
}

void ThroughputChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    reset();
    event->accept();
}

void ThroughputChart::keyPressEvent(QKeyEvent *event)
{
    const double middle = (m_window.from() + m_window.to()) / 2;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(wheelStep, middle);
    case Qt::Key_Minus:
        return zoom(1 / wheelStep, middle);
    case Qt::Key_Left:
        return pan(-m_window.span() / 10);
    case Qt::Key_Right:
        return pan(m_window.span() / 10);
    case Qt::Key_Home:
        return reset();
    case Qt::Key_Space:
        return setFollows(!m_window.follows());
    default:
        QChartView::keyPressEvent(event);
    }
}

void ThroughputChart::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    m_cursor->setSeconds({});
    if (!m_hovered.isEmpty()) {
        setHovered({});
        Q_EMIT lineHovered({});
    }
}

} // namespace Vermagic
