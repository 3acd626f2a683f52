// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/nodematrixproxymodel.h"

namespace Vermagic {

NodeMatrixProxyModel::NodeMatrixProxyModel(NodeMatrixModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
    , m_collator(QLocale(QLocale::English)) // node names sort alike everywhere; the C locale knows no numbers
{
    m_collator.setNumericMode(true);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    setDynamicSortFilter(false);
    setRecursiveFilteringEnabled(true);
    setSourceModel(model);
    connect(model, &NodeMatrixModel::updated, this, [this] {
        if (!m_filter.isEmpty())
            invalidateRowsFilter();
    });
    connect(this, &QAbstractItemModel::modelReset, this, [this] {
        if (sortColumn() >= 0)
            sort(sortColumn(), sortOrder());
    });
}

void NodeMatrixProxyModel::setFilter(const NodeFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    invalidateRowsFilter();
}

void NodeMatrixProxyModel::refresh()
{
    invalidate();
    if (sortColumn() >= 0)
        sort(sortColumn(), sortOrder());
}

QModelIndex NodeMatrixProxyModel::indexOf(const QString &node, int column) const
{
    return mapFromSource(m_model->indexOf(node, column));
}

QStringList NodeMatrixProxyModel::shownNodes() const
{
    QStringList names;
    for (int top = 0; top < rowCount(); ++top) {
        const QModelIndex parent = index(top, 0);
        names.append(parent.data(NodeMatrixModel::NodeRole).toString());
        for (int row = 0; row < rowCount(parent); ++row)
            names.append(index(row, 0, parent).data(NodeMatrixModel::NodeRole).toString());
    }
    names.removeAll(QString());
    return names;
}

bool NodeMatrixProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = m_model->index(sourceRow, 0, sourceParent);
    switch (MatrixRowKind(index.data(NodeMatrixModel::RowKindRole).toInt())) {
    case MatrixRowKind::Reference:
        return true;
    case MatrixRowKind::Group:
        return false; // shown when one of its nodes is
    case MatrixRowKind::Node:
        break;
    }
    const NodeSnapshot *node = m_model->node(index);
    return node && matches(m_filter, *node, *m_model->state()->snapshot().inventory);
}

bool NodeMatrixProxyModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int leftKind = left.data(NodeMatrixModel::RowKindRole).toInt();
    const int rightKind = right.data(NodeMatrixModel::RowKindRole).toInt();
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    if (leftKind != rightKind)
        return (leftKind < rightKind) == ascending;
    const QVariant a = left.data(NodeMatrixModel::SortRole);
    const QVariant b = right.data(NodeMatrixModel::SortRole);
    if (leftKind == int(MatrixRowKind::Group))
        return (a.toInt() < b.toInt()) == ascending;
    if (a.typeId() == QMetaType::Int && a != b)
        return a.toInt() < b.toInt();
    if (a.typeId() == QMetaType::Double && a != b)
        return a.toDouble() < b.toDouble();
    const int order = m_collator.compare(a.toString(), b.toString());
    if (order != 0)
        return order < 0;
    const int byName = m_collator.compare(left.data(NodeMatrixModel::NodeRole).toString(),
                                          right.data(NodeMatrixModel::NodeRole).toString());
    return byName != 0 && (byName < 0) == ascending;
}

} // namespace Vermagic
