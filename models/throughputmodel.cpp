// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/throughputmodel.h"

#include "models/benchmark/ratetext.h"
#include "models/inventory/threshold.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

ThroughputModel::ThroughputModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ThroughputModel::setRows(Measure measure, const QList<ThroughputRow> &rows)
{
    m_measure = measure;
    const bool same = std::ranges::equal(
        rows, m_rows, {}, [](const ThroughputRow &row) { return row.line.name; },
        [](const ThroughputRow &row) { return row.line.name; });
    if (!same) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    m_rows = rows;
    if (!rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ThroughputModel::rowOf(const QString &name) const
{
    const auto row = std::ranges::find(m_rows, name, [](const ThroughputRow &r) { return r.line.name; });
    return row == m_rows.end() ? -1 : int(row - m_rows.begin());
}

void ThroughputModel::setHidden(const QSet<QString> &names)
{
    if (names == m_hidden)
        return;
    m_hidden = names;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, NameColumn), index(rowCount() - 1, NameColumn), {Qt::CheckStateRole});
    Q_EMIT hiddenChanged();
}

int ThroughputModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ThroughputModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ThroughputModel::titleOf(const ThroughputLine &line)
{
    return line.name.isEmpty() ? tr("whole nodes") : line.name;
}

QString ThroughputModel::verdictText(LiveVerdict verdict)
{
    switch (verdict) {
    case LiveVerdict::None:
        return {};
    case LiveVerdict::Unknown:
        return tr("no data");
    case LiveVerdict::Met:
        return tr("met");
    case LiveVerdict::Missed:
        break;
    }
    return tr("missed");
}

double ThroughputModel::rateOf(const ThroughputRow &row, int column) const
{
    switch (column) {
    case NowColumn:
        return row.figures.now;
    case MeanColumn:
        return row.figures.mean;
    case LowColumn:
        return row.figures.low;
    default:
        return row.figures.high;
    }
}

QString ThroughputModel::textOf(const ThroughputRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return titleOf(row.line);
    case FilesystemColumn:
        if (!row.line.filesystem.isEmpty())
            return row.line.filesystem;
        return row.line.series.size() == 1 || row.line.node.isEmpty() ? tr("whole node") : tr("all");
    case VerdictColumn:
        return verdictText(row.verdict);
    default:
        return rateText(m_measure, rateOf(row, column));
    }
}

QString ThroughputModel::toolTipOf(const ThroughputRow &row) const
{
    if (!row.line.threshold)
        return titleOf(row.line);
    return tr("%1: at least %2 expected, by the mean of the last %3 s")
        .arg(titleOf(row.line),
             thresholdText({.value = *row.line.threshold, .unit = rateUnit(m_measure, 0).text}))
        .arg(verdictSeconds);
}

QVariant ThroughputModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ThroughputRow &row = m_rows[index.row()];
    const int column = index.column();
    const bool isRate = column >= NowColumn && column <= HighColumn;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal).toString() + u": "_s + textOf(row, column));
    case Qt::ToolTipRole:
        return toolTipOf(row);
    case Qt::TextAlignmentRole:
        return int((isRate ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::CheckStateRole:
        return column == NameColumn ? QVariant(m_hidden.contains(row.line.name) ? Qt::Unchecked : Qt::Checked)
                                    : QVariant();
    case NameRole:
        return row.line.name;
    case VerdictRole:
        return int(row.verdict);
    case SortRole:
        if (isRate)
            return rateOf(row, column);
        return column == VerdictColumn ? QVariant(double(row.verdict)) : QVariant(textOf(row, column));
    default:
        return {};
    }
}

bool ThroughputModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != NameColumn
        || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    QSet<QString> hidden = m_hidden;
    const QString &name = m_rows[index.row()].line.name;
    if (value.toInt() == Qt::Checked)
        hidden.remove(name);
    else
        hidden.insert(name);
    setHidden(hidden);
    return true;
}

Qt::ItemFlags ThroughputModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == NameColumn ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant ThroughputModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isRate = section >= NowColumn && section <= HighColumn;
        return int((isRate ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Line"), tr("File system"), tr("Now"),    tr("Mean"),
                             tr("Min"),  tr("Max"),         tr("Verdict")};
    return titles.value(section);
}

ThroughputProxyModel::ThroughputProxyModel(ThroughputModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
    , m_collator(QLocale(QLocale::English)) // names sort alike everywhere; the C locale knows no numbers
{
    m_collator.setNumericMode(true);
    setDynamicSortFilter(false);
    setSourceModel(model);
    connect(this, &QAbstractItemModel::modelReset, this, &ThroughputProxyModel::refresh);
}

void ThroughputProxyModel::setKeep(Keep keep)
{
    m_keep = keep;
    refresh();
}

void ThroughputProxyModel::refresh()
{
    QList<std::pair<double, QString>> ranked;
    for (const ThroughputRow &row : m_model->rows()) {
        const bool wanted = m_keep == Keep::Missed ? row.verdict == LiveVerdict::Missed
                                                   : row.figures.mean == row.figures.mean;
        if (wanted)
            ranked.append({m_keep == Keep::Fastest ? -row.figures.mean : row.figures.mean, row.line.name});
    }
    std::ranges::sort(ranked);
    if (m_keep == Keep::Fastest || m_keep == Keep::Slowest)
        ranked.resize(std::min<qsizetype>(ranked.size(), few));
    QSet<QString> kept;
    for (const auto &[rate, name] : std::as_const(ranked))
        kept.insert(name);
    const bool sameRule = std::exchange(m_keptBy, m_keep) == m_keep;
    if (!sameRule || (m_keep != Keep::All && kept != m_kept)) {
        m_kept = kept;
        invalidateRowsFilter();
    }
    if (sortColumn() >= 0)
        sort(sortColumn(), sortOrder());
}

bool ThroughputProxyModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_keep == Keep::All || m_kept.contains(m_model->rows()[row].line.name);
}

bool ThroughputProxyModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(ThroughputModel::SortRole);
    const QVariant b = right.data(ThroughputModel::SortRole);
    if (a.typeId() != QMetaType::Double)
        return m_collator.compare(a.toString(), b.toString()) < 0;
    // What is not known comes after everything else, or the order would have no sense.
    const bool known = a.toDouble() == a.toDouble();
    return known && (b.toDouble() != b.toDouble() || a.toDouble() < b.toDouble());
}

} // namespace Vermagic
