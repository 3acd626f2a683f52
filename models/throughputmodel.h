// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of a throughput chart as a table: who, file system, now, mean, lowest, highest, verdict; the check mark of
/// the first column says whether a line is drawn. Shows the rows that it is given and asks nobody for others. Owned by the
/// panel of a chart. ThroughputProxyModel sorts it and keeps the few that matter.
#pragma once

#include "models/throughputlines.h"

#include <QAbstractTableModel>
#include <QCollator>
#include <QSet>
#include <QSortFilterProxyModel>

namespace Vermagic {

struct ThroughputRow
{
    ThroughputLine line;
    LineFigures figures;
    LiveVerdict verdict = LiveVerdict::None;
};

class ThroughputModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        FilesystemColumn,
        NowColumn,
        MeanColumn,
        LowColumn,
        HighColumn,
        VerdictColumn,
        ColumnCount
    };
    enum Role {
        NameRole = Qt::UserRole, ///< ThroughputLine::name
        SortRole,
        VerdictRole, ///< LiveVerdict as int
    };

    explicit ThroughputModel(QObject *parent = nullptr);

    /// The selection of a view stays when the names are those of before.
    void setRows(Measure measure, const QList<ThroughputRow> &rows);
    const QList<ThroughputRow> &rows() const { return m_rows; }
    int rowOf(const QString &name) const;
    /// Names of lines that are not drawn; they stay hidden when their line goes and comes back.
    const QSet<QString> &hidden() const { return m_hidden; }
    void setHidden(const QSet<QString> &names);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// A line for people: a file system's line without a name is that of whole nodes.
    static QString titleOf(const ThroughputLine &line);
    static QString verdictText(LiveVerdict verdict);

Q_SIGNALS:
    void hiddenChanged();

private:
    QString textOf(const ThroughputRow &row, int column) const;
    double rateOf(const ThroughputRow &row, int column) const;
    QString toolTipOf(const ThroughputRow &row) const;

    Measure m_measure = Measure::Read;
    QList<ThroughputRow> m_rows;
    QSet<QString> m_hidden;
};

/// Sorts names as people count (node2 before node10) and keeps all rows, the fastest, the slowest or those that miss
/// their threshold. Follows its source when refresh() is called, not before: rows must not jump under the pointer.
class ThroughputProxyModel : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    enum class Keep { All, Fastest, Slowest, Missed };
    static constexpr int few = 10;

    explicit ThroughputProxyModel(ThroughputModel *model, QObject *parent = nullptr);
    void setKeep(Keep keep);
    void refresh();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ThroughputModel *m_model;
    QCollator m_collator;
    Keep m_keep = Keep::All;
    Keep m_keptBy = Keep::All; ///< the rule by which the rows were last filtered
    QSet<QString> m_kept;
};

} // namespace Vermagic
