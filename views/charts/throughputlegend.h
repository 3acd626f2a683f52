// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The list of lines beside a chart, for three nodes or a thousand: the swatch of each, its newest and mean rate and its
/// verdict; a check mark that hides it; all of them, the fastest, the slowest or those that miss their threshold. Shows
/// models that it does not own. What is under the pointer and what is selected it says by signals.
#pragma once

#include "models/throughputmodel.h"
#include "views/charts/linestyles.h"

#include <QWidget>

#include <memory>

class QAbstractItemDelegate;
class QComboBox;
class QTreeView;

namespace Vermagic {

/// The swatch before a line's name and the mark of its verdict, for any view of a ThroughputModel.
QAbstractItemDelegate *newLineDelegate(std::shared_ptr<LineStyles> styles, QObject *parent);

class ThroughputLegend : public QWidget
{
    Q_OBJECT
public:
    ThroughputLegend(ThroughputModel *model, ThroughputProxyModel *proxy,
                     const std::shared_ptr<LineStyles> &styles, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    /// Selects the lines of these names, without a signal.
    void select(const QStringList &names);
    /// A column of nothing takes room that names need.
    void showVerdicts(bool shown);

Q_SIGNALS:
    void lineHovered(const QString &name);
    void selectionChanged(const QStringList &names);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildView(const std::shared_ptr<LineStyles> &styles);
    void showContextMenu(const QPoint &place);
    QStringList selected() const;

    ThroughputModel *m_model;
    ThroughputProxyModel *m_proxy;
    QComboBox *m_keep;
    QTreeView *m_view;
    QStringList m_wanted; ///< selection to restore after a reset
    bool m_selecting = false;
};

} // namespace Vermagic
