// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// How many nodes are in which state, as chips. A press on one asks to see just those nodes. Shows values.
#pragma once

#include "models/fleet.h"

#include <QAbstractButton>
#include <QMap>
#include <QWidget>

namespace Vermagic {

class SummaryChips : public QWidget
{
    Q_OBJECT
public:
    explicit SummaryChips(QWidget *parent = nullptr);
    void setSummary(const FleetSummary &summary);
    /// "7 healthy, 2 broken", as the chips say.
    QString text() const;

Q_SIGNALS:
    void stateRequested(Vermagic::NodeState state);

private:
    QMap<NodeState, QAbstractButton *> m_chips;
};

/// One square a node, coloured by state: the fleet at a glance. A click asks for the node.
class FleetStrip : public QWidget
{
    Q_OBJECT
public:
    explicit FleetStrip(QWidget *parent = nullptr);
    void setNodes(const QList<NodeSnapshot> &nodes);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {60, 18}; }

Q_SIGNALS:
    void nodeRequested(const QString &node);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Square
    {
        QString name;
        QString text;
        NodeState state = NodeState::Pending;
    };
    void paintShares(QPainter &painter) const;
    QRectF squareRect(qsizetype index) const;
    qsizetype squareAt(QPoint position) const;

    QList<Square> m_squares;
};

} // namespace Vermagic
