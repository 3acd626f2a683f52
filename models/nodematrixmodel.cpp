// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/nodematrixmodel.h"

#include "models/report/nodesummary.h"

#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

struct NodeMatrixModel::Group
{
    QString key;
    int order = 0;
    QList<int> nodes; ///< ascending, that is in inventory order
};

namespace {

/// Worst first, as an operator wants to see them.
int severityOrder(NodeState state)
{
    constexpr std::array order{NodeState::Broken, NodeState::Unreachable, NodeState::Attention,
                               NodeState::Pending, NodeState::Healthy};
    return int(std::ranges::find(order, state) - order.begin());
}

} // namespace

NodeMatrixModel::NodeMatrixModel(const ClusterState *state, QObject *parent)
    : QAbstractItemModel(parent)
    , m_state(state)
{
    connect(state, &ClusterState::inventoryChanged, this, &NodeMatrixModel::rebuild);
    connect(state, &ClusterState::nodeChanged, this, [this](const QString &node) {
        m_changed.insert(node);
        schedule();
    });
    connect(state, &ClusterState::buildEnvironmentChanged, this, &NodeMatrixModel::schedule);
    rebuild();
}

NodeMatrixModel::~NodeMatrixModel() = default;

void NodeMatrixModel::setGrouping(MatrixGrouping grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    rebuild();
}

void NodeMatrixModel::rebuild()
{
    beginResetModel();
    const ClusterSnapshot &snapshot = m_state->snapshot();
    m_kernels = fleetKernels(snapshot);
    m_changed.clear();
    m_rows.clear();
    m_keys.clear();
    m_groups.clear();
    m_indexOfNode.clear();
    m_reference.reset();
    if (snapshot.buildEnvironment)
        m_reference = referenceRow(*snapshot.buildEnvironment, *snapshot.inventory, m_kernels);
    if (m_grouping == MatrixGrouping::None)
        m_groups.push_back(std::make_unique<Group>());
    for (int i = 0; i < snapshot.nodes.size(); ++i) {
        m_rows.push_back(matrixRow(snapshot.nodes[i], *snapshot.inventory, m_kernels));
        m_indexOfNode.insert(snapshot.nodes[i].spec.name, i);
        m_keys.append(groupKey(i));
        const auto known = std::ranges::find(m_groups, m_keys.last(), [](const auto &g) { return g->key; });
        if (known != m_groups.end())
            (*known)->nodes.append(i);
        else
            m_groups.insert(placeOfGroup(groupOrder(i)),
                            std::make_unique<Group>(m_keys.last(), groupOrder(i), QList{i}));
    }
    endResetModel();
    Q_EMIT updated();
}

void NodeMatrixModel::schedule()
{
    if (std::exchange(m_scheduled, true))
        return;
    QMetaObject::invokeMethod(this, &NodeMatrixModel::flush, Qt::QueuedConnection);
}

void NodeMatrixModel::flush()
{
    m_scheduled = false;
    const ClusterSnapshot &snapshot = m_state->snapshot();
    const FleetKernels kernels = fleetKernels(snapshot);
    const bool all = kernels != m_kernels;
    m_kernels = kernels;
    publishReference();
    QList<int> changed;
    for (int i = 0; i < snapshot.nodes.size(); ++i) {
        if (!all && !m_changed.contains(snapshot.nodes[i].spec.name))
            continue;
        MatrixRow row = matrixRow(snapshot.nodes[i], *snapshot.inventory, m_kernels);
        if (row == m_rows[std::size_t(i)])
            continue;
        m_rows[std::size_t(i)] = std::move(row);
        changed.append(i);
        regroup(i);
    }
    m_changed.clear();
    publishRows(changed);
    Q_EMIT updated();
}

void NodeMatrixModel::publishReference()
{
    const ClusterSnapshot &snapshot = m_state->snapshot();
    if (!snapshot.buildEnvironment)
        return;
    const MatrixRow row = referenceRow(*snapshot.buildEnvironment, *snapshot.inventory, m_kernels);
    if (!m_reference) {
        beginInsertRows({}, 0, 0);
        m_reference = row;
        endInsertRows();
    } else if (*m_reference != row) {
        m_reference = row;
        Q_EMIT dataChanged(index(0, 0), index(0, matrixColumnCount - 1));
    }
}

/// Moves a node whose group key has changed under its new group.
void NodeMatrixModel::regroup(int node)
{
    const QString key = groupKey(node);
    if (key == m_keys[node])
        return;
    const Position from = positionOf(node);
    Group *to = groupFor(node, key);
    const int row = int(std::ranges::lower_bound(to->nodes, node) - to->nodes.begin());
    beginMoveRows(groupIndex(from.group), from.row, from.row, groupIndex(to), row);
    from.group->nodes.removeAt(from.row);
    to->nodes.insert(row, node);
    m_keys[node] = key;
    endMoveRows();
    if (!from.group->nodes.isEmpty()) {
        Q_EMIT dataChanged(groupIndex(from.group), groupIndex(from.group));
    } else {
        const int old = rowOfGroup(from.group);
        beginRemoveRows({}, old, old);
        m_groups.erase(m_groups.begin() + (old - topLevelOffset()));
        endRemoveRows();
    }
    Q_EMIT dataChanged(groupIndex(to), groupIndex(to));
}

void NodeMatrixModel::publishRows(const QList<int> &nodes)
{
    QList<std::pair<Group *, int>> rows;
    for (int node : nodes) {
        const Position position = positionOf(node);
        rows.append({position.group, position.row});
    }
    std::ranges::sort(rows);
    for (qsizetype first = 0; first < rows.size();) {
        qsizetype last = first;
        while (last + 1 < rows.size() && rows[last + 1].first == rows[first].first
               && rows[last + 1].second == rows[last].second + 1)
            ++last;
        const int offset = m_grouping == MatrixGrouping::None ? topLevelOffset() : 0;
        const QModelIndex group = groupIndex(rows[first].first);
        Q_EMIT dataChanged(index(rows[first].second + offset, 0, group),
                           index(rows[last].second + offset, matrixColumnCount - 1, group));
        first = last + 1;
    }
}

QString NodeMatrixModel::groupKey(int node) const
{
    const NodeSnapshot &snapshot = m_state->snapshot().nodes[node];
    switch (m_grouping) {
    case MatrixGrouping::None:
        return {};
    case MatrixGrouping::Group:
        return snapshot.spec.group;
    case MatrixGrouping::Role:
        return snapshot.spec.roles.join(u", "_s);
    case MatrixGrouping::State:
        return stateTitle(snapshot.diagnosis.state);
    case MatrixGrouping::Kernel:
        break;
    }
    return snapshot.facts ? snapshot.facts->runningKernel.value() : QString();
}

int NodeMatrixModel::groupOrder(int node) const
{
    return m_grouping == MatrixGrouping::State
               ? severityOrder(m_state->snapshot().nodes[node].diagnosis.state)
               : 0;
}

/// Behind all groups of the same order: groups come in the inventory's order, states by their weight.
std::vector<std::unique_ptr<NodeMatrixModel::Group>>::iterator NodeMatrixModel::placeOfGroup(int order)
{
    return std::ranges::upper_bound(m_groups, order, {}, [](const auto &g) { return g->order; });
}

NodeMatrixModel::Group *NodeMatrixModel::groupFor(int node, const QString &key)
{
    const auto known = std::ranges::find(m_groups, key, [](const auto &g) { return g->key; });
    if (known != m_groups.end())
        return known->get();
    const auto place = placeOfGroup(groupOrder(node));
    const int row = int(place - m_groups.begin()) + topLevelOffset();
    beginInsertRows({}, row, row);
    Group *group = m_groups.insert(place, std::make_unique<Group>(key, groupOrder(node)))->get();
    endInsertRows();
    return group;
}

NodeMatrixModel::Position NodeMatrixModel::positionOf(int node) const
{
    const auto group = std::ranges::find(m_groups, m_keys[node], [](const auto &g) { return g->key; });
    const QList<int> &nodes = (*group)->nodes;
    return {group->get(), int(std::ranges::lower_bound(nodes, node) - nodes.begin())};
}

int NodeMatrixModel::rowOfGroup(const Group *group) const
{
    const auto it = std::ranges::find(m_groups, group, [](const auto &g) { return g.get(); });
    return int(it - m_groups.begin()) + topLevelOffset();
}

QModelIndex NodeMatrixModel::groupIndex(const Group *group) const
{
    return m_grouping == MatrixGrouping::None ? QModelIndex() : createIndex(rowOfGroup(group), 0);
}

const NodeSnapshot *NodeMatrixModel::node(const QModelIndex &index) const
{
    const int i = m_indexOfNode.value(index.data(NodeRole).toString(), -1);
    return i < 0 ? nullptr : &m_state->snapshot().nodes[i];
}

Qt::ItemFlags NodeMatrixModel::flags(const QModelIndex &index) const
{
    return QAbstractItemModel::flags(index) | (node(index) ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList NodeMatrixModel::mimeTypes() const
{
    return {u"text/plain"_s};
}

QMimeData *NodeMatrixModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList named;
    QString text;
    for (const QModelIndex &index : indexes) {
        const NodeSnapshot *dragged = node(index);
        if (!dragged || named.contains(dragged->spec.name))
            continue;
        named.append(dragged->spec.name);
        text += nodeSummary(*dragged);
    }
    if (named.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setText(text);
    return data;
}

QModelIndex NodeMatrixModel::indexOf(const QString &node, int column) const
{
    const int i = m_indexOfNode.value(node, -1);
    if (i < 0)
        return {};
    const Position position = positionOf(i);
    const int offset = m_grouping == MatrixGrouping::None ? topLevelOffset() : 0;
    return index(position.row + offset, column, groupIndex(position.group));
}

QModelIndex NodeMatrixModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid()
               ? createIndex(row, column, m_groups[std::size_t(parent.row() - topLevelOffset())].get())
               : createIndex(row, column);
}

QModelIndex NodeMatrixModel::parent(const QModelIndex &child) const
{
    const auto *group = static_cast<const Group *>(child.constInternalPointer());
    return group ? groupIndex(group) : QModelIndex();
}

int NodeMatrixModel::rowCount(const QModelIndex &parent) const
{
    const bool grouped = m_grouping != MatrixGrouping::None;
    if (!parent.isValid())
        return topLevelOffset() + int(grouped ? std::ssize(m_groups) : m_groups.front()->nodes.size());
    if (!grouped || parent.column() != 0 || parent.internalPointer() || parent.row() < topLevelOffset())
        return 0;
    return int(m_groups[std::size_t(parent.row() - topLevelOffset())]->nodes.size());
}

int NodeMatrixModel::columnCount(const QModelIndex &) const
{
    return matrixColumnCount;
}

const MatrixRow *NodeMatrixModel::rowAt(const QModelIndex &index) const
{
    if (const auto *group = static_cast<const Group *>(index.constInternalPointer()))
        return &m_rows[std::size_t(group->nodes[index.row()])];
    if (m_reference && index.row() == 0)
        return &*m_reference;
    if (m_grouping == MatrixGrouping::None)
        return &m_rows[std::size_t(m_groups.front()->nodes[index.row() - topLevelOffset()])];
    return nullptr;
}

QVariant NodeMatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const MatrixRow *row = rowAt(index))
        return cellData(*row, index, role);
    return groupData(*m_groups[std::size_t(index.row() - topLevelOffset())], index.column(), role);
}

QVariant NodeMatrixModel::groupData(const Group &group, int column, int role) const
{
    switch (role) {
    case RowKindRole:
        return int(MatrixRowKind::Group);
    case GroupKeyRole:
        return group.key;
    case GroupNoteRole:
        if (m_grouping == MatrixGrouping::Group && !group.nodes.isEmpty())
            return m_state->snapshot().nodes[group.nodes.first()].spec.roles.join(u", "_s);
        return {};
    case SortRole:
        return int(std::ranges::find(m_groups, &group, [](const auto &g) { return g.get(); })
                   - m_groups.begin());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (column == 0)
            return tr("%1 · %n node(s)", nullptr, int(group.nodes.size()))
                .arg(group.key.isEmpty() ? tr("unknown") : group.key);
        return {};
    default:
        return {};
    }
}

void NodeMatrixModel::setThroughput(const ThroughputStore *store)
{
    m_throughput = store;
    refreshRates();
}

void NodeMatrixModel::refreshRates()
{
    const bool before = hasRates();
    m_rates.refresh(m_throughput);
    if (!before && !hasRates())
        return;
    const int column = int(MatrixColumn::Throughput);
    const auto publish = [&](const QModelIndex &parent) {
        if (const int rows = rowCount(parent); rows > 0)
            Q_EMIT dataChanged(index(0, column, parent), index(rows - 1, column, parent));
    };
    if (m_grouping == MatrixGrouping::None)
        return publish({});
    for (const auto &group : m_groups)
        publish(groupIndex(group.get()));
}

QVariant NodeMatrixModel::rateData(const QString &node, int role) const
{
    const QString text = m_rates.text(node);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text;
    case Qt::AccessibleTextRole:
        return QString(matrixColumnTitle(MatrixColumn::Throughput) + u": "_s
                       + (text.isEmpty() ? tr("no rates") : text));
    case SortRole:
        return text.isEmpty() ? -1 : m_rates.newest(node);
    case SparklineRole:
        return QVariant::fromValue(m_rates.shares(node));
    default:
        return {};
    }
}

QVariant NodeMatrixModel::cellData(const MatrixRow &row, const QModelIndex &index, int role) const
{
    if (index.column() == int(MatrixColumn::Throughput)) {
        if (const QVariant rate = rateData(row.cells[0].text, role); rate.isValid())
            return rate;
    }
    const MatrixCell &cell = row.cells[std::size_t(index.column())];
    const bool reference = m_reference && &row == &*m_reference;
    const auto node = [&] { return reference ? QString() : row.cells[0].text; };
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        // The text as well: a narrow column shows less of it.
        return cell.evidence.isEmpty() || cell.text.isEmpty() ? cell.evidence
                                                              : QString(cell.text + u'\n' + cell.evidence);
    case Qt::AccessibleTextRole:
        return spokenCell(row, MatrixColumn(index.column()));
    case StatusRole:
        return int(cell.status);
    case EmphasisRole:
        return QVariant::fromValue(cell.emphasis);
    case BriefRole:
        return cell.brief;
    case BriefEmphasisRole:
        return QVariant::fromValue(cell.briefEmphasis);
    case SortRole:
        return index.column() == int(MatrixColumn::Health) ? QVariant(severityOrder(row.state))
                                                           : QVariant(cell.text);
    case NodeRole:
        return node();
    case RowKindRole:
        return int(reference ? MatrixRowKind::Reference : MatrixRowKind::Node);
    case StateRole:
        return int(row.state);
    case FindingIdsRole:
        return cell.findings;
    case NoticeRole:
        return row.notice;
    case KeyChangedRole: {
        const int i = m_indexOfNode.value(node(), -1);
        return i >= 0 && m_state->snapshot().nodes[i].hostKeyChange.has_value();
    }
    default:
        return {};
    }
}

QVariant NodeMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= matrixColumnCount)
        return {};
    if (role == BriefRole)
        return matrixColumnBriefTitle(MatrixColumn(section));
    return role == Qt::DisplayRole || role == Qt::ToolTipRole ? matrixColumnTitle(MatrixColumn(section))
                                                              : QVariant();
}

} // namespace Vermagic
