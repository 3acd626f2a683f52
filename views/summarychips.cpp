// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/summarychips.h"

#include "views/icons.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int markSize = 12;

class Chip : public QAbstractButton
{
public:
    Chip(NodeState state, QWidget *parent)
        : QAbstractButton(parent)
        , m_state(state)
    {
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(boldFont(font()));
        return {metrics.horizontalAdvance(text()) + markSize + 27, metrics.height() + 8};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ToneColors colors = toneColors(palette(), toneOf(m_state));
        painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 1.5)
                                  : QPen(underMouse() ? colors.border : colors.tint));
        painter.setBrush(colors.tint);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), height() / 2.0,
                                height() / 2.0);
        const QRect mark(10, (height() - markSize) / 2, markSize, markSize);
        paintIcon(painter, mark, markName(m_state), palette(), toneOf(m_state));
        painter.setFont(boldFont(font()));
        painter.setPen(colors.text);
        painter.drawText(rect().adjusted(mark.right() + 6, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         text());
    }

    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    NodeState m_state;
};

QString chipText(NodeState state, int count)
{
    switch (state) {
    case NodeState::Healthy:
        return SummaryChips::tr("%n healthy", nullptr, count);
    case NodeState::Attention:
        return SummaryChips::tr("%n need(s) attention", nullptr, count);
    case NodeState::Broken:
        return SummaryChips::tr("%n broken", nullptr, count);
    case NodeState::Unreachable:
        return SummaryChips::tr("%n unreachable", nullptr, count);
    case NodeState::Pending:
        break;
    }
    return SummaryChips::tr("%n unchecked", nullptr, count);
}

constexpr std::array chipOrder{NodeState::Healthy, NodeState::Attention, NodeState::Broken,
                               NodeState::Unreachable, NodeState::Pending};

} // namespace

SummaryChips::SummaryChips(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 4, 0);
    layout->setSpacing(6);
    for (NodeState state : chipOrder) {
        auto *chip = new Chip(state, this);
        chip->setToolTip(tr("Show only these nodes"));
        chip->hide();
        layout->addWidget(chip);
        m_chips.insert(state, chip);
        connect(chip, &QAbstractButton::clicked, this, [this, state] { Q_EMIT stateRequested(state); });
    }
}

void SummaryChips::setSummary(const FleetSummary &summary)
{
    const QMap<NodeState, int> counts{{NodeState::Healthy, summary.healthy},
                                      {NodeState::Attention, summary.attention},
                                      {NodeState::Broken, summary.broken},
                                      {NodeState::Unreachable, summary.unreachable},
                                      {NodeState::Pending, summary.pending}};
    for (const auto &[state, count] : counts.asKeyValueRange()) {
        QAbstractButton *chip = m_chips.value(state);
        chip->setText(chipText(state, count));
        chip->setAccessibleName(chip->text());
        chip->setVisible(count > 0);
        chip->updateGeometry();
    }
}

QString SummaryChips::text() const
{
    QStringList texts;
    for (NodeState state : chipOrder) {
        if (const QAbstractButton *chip = m_chips.value(state); !chip->isHidden())
            texts.append(chip->text());
    }
    return texts.join(u", "_s);
}

FleetStrip::FleetStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(tr("State of every node"));
}

void FleetStrip::setNodes(const QList<NodeSnapshot> &nodes)
{
    m_squares.clear();
    for (const NodeSnapshot &node : nodes)
        m_squares.append({node.spec.name, node.diagnosis.headline, node.diagnosis.state});
    updateGeometry();
    update();
}

QSize FleetStrip::sizeHint() const
{
    return {int(std::min<qsizetype>(m_squares.size() * 18, 360)), 18};
}

QRectF FleetStrip::squareRect(qsizetype index) const
{
    const double step = std::min(18.0, double(width()) / double(std::max<qsizetype>(1, m_squares.size())));
    const double gap = step >= 8 ? 4 : step >= 3 ? 1 : 0;
    return {double(index) * step, (height() - 12) / 2.0, std::max(1.0, step - gap), 12};
}

void FleetStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (m_squares.size() * 4 > width()) {
        paintShares(painter);
        return;
    }
    for (qsizetype i = 0; i < m_squares.size(); ++i) {
        const QRectF rect = squareRect(i);
        painter.setBrush(toneColors(palette(), toneOf(m_squares[i].state)).fill);
        if (rect.width() < 4) {
            painter.drawRect(rect);
            continue;
        }
        painter.drawRoundedRect(rect, 2.5, 2.5);
        if (rect.width() < 12 || m_squares[i].state == NodeState::Healthy
            || m_squares[i].state == NodeState::Pending)
            continue;
        // A mark inside, so that the colour is not the only thing that tells.
        painter.save();
        painter.setPen(QPen(palette().color(QPalette::Base), 1.6));
        const QPointF c = rect.center();
        if (m_squares[i].state == NodeState::Broken) {
            painter.drawLine(c + QPointF(-2.5, -2.5), c + QPointF(2.5, 2.5));
            painter.drawLine(c + QPointF(2.5, -2.5), c + QPointF(-2.5, 2.5));
        } else if (m_squares[i].state == NodeState::Attention) {
            painter.drawLine(c + QPointF(0, -3), c + QPointF(0, 0.6));
            painter.drawPoint(c + QPointF(0, 3));
        } else {
            painter.drawLine(c + QPointF(-2.8, 2.8), c + QPointF(2.8, -2.8));
        }
        painter.restore();
    }
}

/// Too many nodes for a square each: what share of the fleet is in which state, none of them too thin to see.
void FleetStrip::paintShares(QPainter &painter) const
{
    double left = 0;
    for (NodeState state : {NodeState::Broken, NodeState::Attention, NodeState::Unreachable,
                            NodeState::Pending, NodeState::Healthy}) {
        const auto count = std::ranges::count(m_squares, state, &Square::state);
        if (count == 0)
            continue;
        const double share = std::max(4.0, width() * double(count) / double(m_squares.size()));
        painter.setBrush(toneColors(palette(), toneOf(state)).fill);
        painter.drawRoundedRect(QRectF(left, (height() - 12) / 2.0, std::min(share, width() - left) - 1, 12),
                                2, 2);
        left += share;
    }
}

qsizetype FleetStrip::squareAt(QPoint position) const
{
    for (qsizetype i = 0; m_squares.size() * 4 <= width() && i < m_squares.size(); ++i) {
        if (squareRect(i).adjusted(-1, -3, 1, 3).contains(position))
            return i;
    }
    return -1;
}

void FleetStrip::mousePressEvent(QMouseEvent *event)
{
    if (const qsizetype i = squareAt(event->position().toPoint()); i >= 0)
        Q_EMIT nodeRequested(m_squares[i].name);
}

bool FleetStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const qsizetype i = squareAt(help->pos());
        if (i >= 0)
            QToolTip::showText(help->globalPos(), m_squares[i].name + u": "_s + m_squares[i].text, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace Vermagic
