// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Sorting and filtering for NodeMatrixModel. The reference row always stays first and visible, groups keep
/// their order, nodes sort within their group with numbers compared as numbers.
/// The filter follows the values at once; the order does not, so that rows stay where they are while a person
/// looks at them. refresh() sorts anew.
#pragma once

#include "models/nodefilter.h"
#include "models/nodematrixmodel.h"

#include <QCollator>
#include <QSortFilterProxyModel>

namespace Vermagic {

class NodeMatrixProxyModel : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit NodeMatrixProxyModel(NodeMatrixModel *model, QObject *parent = nullptr);

    void setFilter(const NodeFilter &filter);
    const NodeFilter &filter() const { return m_filter; }
    void refresh();
    QModelIndex indexOf(const QString &node, int column = 0) const;
    /// Names of the nodes that pass the filter, in the order shown.
    QStringList shownNodes() const;
    NodeMatrixModel *matrix() const { return m_model; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    NodeMatrixModel *m_model;
    NodeFilter m_filter;
    QCollator m_collator;
};

} // namespace Vermagic
