// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The matrix as a tree: the build environment's reference row, then groups, and under each its nodes (or the
/// nodes at once when not grouped). Follows a ClusterState that must outlive it.
///
/// Changes are gathered and published once per turn of the event loop: one dataChanged() per run of
/// neighbouring rows, moves when a node's group key changes, a reset only for another inventory or grouping.
/// flush() publishes at once. Does not sort or filter: that is NodeMatrixProxyModel.
#pragma once

#include "models/clusterstate.h"
#include "models/matrixrow.h"
#include "models/noderates.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>
#include <vector>

namespace Vermagic {

enum class MatrixGrouping { None, Group, Role, State, Kernel };
enum class MatrixRowKind { Reference, Group, Node };

class NodeMatrixModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        StatusRole = Qt::UserRole + 1, ///< int of CellStatus
        EmphasisRole,                  ///< TextRange
        BriefRole,         ///< what to show where DisplayRole does not fit; empty: nothing shorter
        BriefEmphasisRole, ///< TextRange
        SortRole,
        NodeRole,       ///< node name; empty for other rows
        RowKindRole,    ///< int of MatrixRowKind
        StateRole,      ///< int of NodeState
        FindingIdsRole, ///< QStringList
        NoticeRole,     ///< text across the chain's cells, else empty
        KeyChangedRole, ///< bool: the node's host key is not the one on record
        GroupKeyRole,
        SparklineRole, ///< QList<double>: the newest rates as shares of the fastest node's, NaN for gaps
        GroupNoteRole, ///< what the nodes of a group have in common, such as their roles
    };

    explicit NodeMatrixModel(const ClusterState *state, QObject *parent = nullptr);
    ~NodeMatrixModel() override;

    MatrixGrouping grouping() const { return m_grouping; }
    void setGrouping(MatrixGrouping grouping);
    const NodeSnapshot *node(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &node, int column = 0) const;
    const FleetKernels &kernels() const { return m_kernels; }
    const ClusterState *state() const { return m_state; }
    /// The rates of the column Throughput; may be null. Read when refreshRates() is called, not before.
    void setThroughput(const ThroughputStore *store);
    void refreshRates();
    bool hasRates() const { return !m_rates.isEmpty(); }
    /// Publishes gathered changes now instead of at the next turn of the event loop.
    void flush();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Nodes can be dragged (and copied) as text: their summaries, each once, in the order of `indexes`.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

Q_SIGNALS:
    /// After a batch of changes has been published.
    void updated();

private:
    struct Group;
    struct Position
    {
        Group *group = nullptr;
        int row = -1;
    };

    void rebuild();
    void schedule();
    void publishReference();
    void regroup(int node);
    void publishRows(const QList<int> &nodes);
    QString groupKey(int node) const;
    int groupOrder(int node) const;
    std::vector<std::unique_ptr<Group>>::iterator placeOfGroup(int order);
    Group *groupFor(int node, const QString &key);
    Position positionOf(int node) const;
    int topLevelOffset() const { return m_reference ? 1 : 0; }
    int rowOfGroup(const Group *group) const;
    QModelIndex groupIndex(const Group *group) const;
    const MatrixRow *rowAt(const QModelIndex &index) const;
    QVariant groupData(const Group &group, int column, int role) const;
    QVariant cellData(const MatrixRow &row, const QModelIndex &index, int role) const;
    /// Invalid: the same as in every other column.
    QVariant rateData(const QString &node, int role) const;

    const ClusterState *m_state;
    MatrixGrouping m_grouping = MatrixGrouping::Group;
    FleetKernels m_kernels;
    std::optional<MatrixRow> m_reference;
    std::vector<MatrixRow> m_rows; ///< parallel to the snapshot's nodes
    QStringList m_keys;            ///< group key of each node
    QHash<QString, int> m_indexOfNode;
    std::vector<std::unique_ptr<Group>> m_groups; ///< sorted; a single one without a row when not grouped
    const ThroughputStore *m_throughput = nullptr;
    NodeRates m_rates;
    QSet<QString> m_changed;
    bool m_scheduled = false;
};

} // namespace Vermagic

Q_DECLARE_METATYPE(Vermagic::TextRange)
