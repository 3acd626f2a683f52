// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The benchmark runs that are kept as a table, newest first: when, which benchmark, where, on which nodes, how fast, verdict.
/// Holds their heads, without series; shows what it is given. Times are local. Owned by whoever shows it.
#pragma once

#include "models/benchmark/profile.h"
#include "models/benchmark/run.h"

#include <QAbstractTableModel>

namespace Vermagic {

class BenchmarkRunsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        ProfileColumn,
        FilesystemColumn,
        NodesColumn,
        RateColumn,
        VerdictColumn,
        ColumnCount
    };
    enum Role {
        IdRole = Qt::UserRole, ///< BenchmarkRun::id
        OutcomeRole,           ///< ThresholdOutcome as int; invalid: none
        SortRole,
    };

    /// Titles of benchmarks are shown in `language`.
    BenchmarkRunsModel(const QList<BenchmarkProfile> &profiles, const QString &language,
                       QObject *parent = nullptr);

    void setRuns(QList<BenchmarkRun> runs);
    /// In the place of the one that has its id, else as one more.
    void add(const BenchmarkRun &run);
    const QList<BenchmarkRun> &runs() const { return m_runs; }
    int rowOf(const QString &id) const;
    /// The benchmark by its title, else by its id.
    QString titleOf(const BenchmarkRun &run) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const BenchmarkRun &run, int column) const;
    QVariant sortKeyOf(const BenchmarkRun &run, int column) const;

    QMap<QString, QString> m_titles;
    QList<BenchmarkRun> m_runs;
};

/// "26 Nov 14:03:20", in local time.
QString runTimeText(const BenchmarkRun &run);

} // namespace Vermagic
