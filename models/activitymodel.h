// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What happened, newest last: state changes of nodes, runs and their steps as they are found in
/// ClusterState, plus whatever append() adds (exports, answers, errors). A list for reading, not the audit
/// log: that one is a file of the engine. Keeps the newest 5,000 entries. Does no I/O and has no clock:
/// times are those of the events.
#pragma once

#include "models/clusterstate.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <deque>

namespace Vermagic {

struct ActivityEntry
{
    QDateTime at;
    Severity severity = Severity::Info;
    QString node; ///< empty: the whole cluster
    QString text; ///< one line
    QString detail;
    bool operator==(const ActivityEntry &) const = default;
};

class ActivityModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, NodeColumn, TextColumn, ColumnCount };
    enum Role { SeverityRole = Qt::UserRole + 1 };

    explicit ActivityModel(const ClusterState *state, QObject *parent = nullptr);

    void append(const ActivityEntry &entry);
    const ActivityEntry &entry(int row) const { return m_entries[std::size_t(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// How much of a run has been told.
    struct Told
    {
        bool finished = false;
        QList<StepState> preflight;
        QList<StepState> steps;
    };

    void forget();
    void noteNode(const QString &name);
    void noteRun(const QString &runId);
    void noteSteps(const RunRecord &run, const QList<PlanStep> &steps, const QList<StepRecord> &records,
                   QList<StepState> &told);

    const ClusterState *m_state;
    std::deque<ActivityEntry> m_entries;
    QHash<QString, NodeState> m_stateOfNode;
    QHash<QString, Told> m_toldOfRun;
};

} // namespace Vermagic
