// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The matrix as a tree view: one row a node, group rows across all columns, a notice across the chain's columns
/// of a node without facts, and the reference row that stays in sight while scrolling. Keeps selection and
/// expansion over filtering. Shows a NodeMatrixProxyModel that must outlive it; emits intents only.
#pragma once

#include "models/nodematrixproxymodel.h"

#include <QSet>
#include <QTreeView>

namespace Vermagic {

class MatrixColumns;
class MatrixDelegate;
class StickyRow;

class MatrixView : public QTreeView
{
    Q_OBJECT
public:
    explicit MatrixView(NodeMatrixProxyModel *model, QWidget *parent = nullptr);

    QStringList selectedNodes() const;
    void selectNodes(const QStringList &nodes);
    MatrixColumns *columns() const { return m_columns; }
    /// Measures the contents anew for columns that nobody has dragged. Called once there is something to measure.
    void fitColumns();
    /// Where the link of a changed host key is drawn, in viewport coordinates; empty when there is none.
    QRect noticeLinkRect(const QModelIndex &index) const;

Q_SIGNALS:
    void selectedNodesChanged(const QStringList &nodes);
    void reviewKeyRequested(const QString &node);
    /// Enter or a double click.
    void nodeActivated(const QString &node);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                 const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void restoreView();
    QColor referenceColor() const;
    void drawCells(QPainter &painter, const QStyleOptionViewItem &row, const QRect &rect,
                   const QModelIndex &index) const;
    void drawGroup(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row,
                   const QModelIndex &index) const;
    void drawNotice(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row,
                    const QModelIndex &index) const;
    void drawLines(QPainter &painter, const QRect &row, bool columns) const;
    void placeStickyRow();
    /// The columns over which a notice runs, as a rectangle in the row.
    QRect noticeRect(const QRect &row) const;
    QString linkText() const;

    NodeMatrixProxyModel *m_model;
    MatrixDelegate *m_delegate;
    MatrixColumns *m_columns = nullptr;
    StickyRow *m_sticky;
    QSet<QString> m_collapsed; ///< keys of groups
    QStringList m_kept;        ///< selection to restore after a reset
    bool m_restoring = false;
};

} // namespace Vermagic
