// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs approved plans: of each remedy the first node alone as the canary, then the others, as many at once as the
/// limits say (rollout.h); the first that does not end as Fixed stops what has not begun of the same remedy. Owned by
/// Console or by a headless command. Several starts may be under way side by side as long as they share no node. Emits
/// its results into ClusterState only; the signals tell an owner when to stop waiting. Approves nothing: what it is
/// given runs.
#pragma once

#include "app/planrun.h"
#include "models/remediation/rollout.h"

#include <list>

namespace Vermagic {

struct RunOptions
{
    QString user; ///< who approved, for records and the audit log
    RolloutLimits limits;
};

class PlaybookRunner : public QObject
{
    Q_OBJECT
public:
    explicit PlaybookRunner(RunServices services, QObject *parent = nullptr);
    ~PlaybookRunner() override;

    /// At most one plan a node; plans of different remedies do not wait for each other. An error when a node is already being changed or the audit log cannot be written;
    /// then nothing has begun.
    Result<void> start(const QList<Plan> &plans, const RunOptions &options);
    bool isRunning() const { return !m_runs.empty(); }
    bool isRunning(const QString &node) const;

    /// Both also keep the rest of the run's own start() from beginning.
    void stopAfterStep(const QString &runId);
    void cancel(const QString &runId);
    void cancelAll();

Q_SIGNALS:
    void runFinished(const QString &runId, Vermagic::RunOutcome outcome);
    /// Nothing is running any more.
    void allFinished();

private:
    /// What one start() still has to do.
    struct Group
    {
        QList<Plan> waiting;
        RunOptions options;
        qsizetype running = 0;
        bool canaryDone = false;
        QString stopped; ///< why nothing more begins; empty: go on
    };

    qsizetype mayBegin(const Group &group) const;
    Result<void> launch(Group &group);
    void advance();
    void advance(Group &group);
    void skipWaiting(Group &group);
    void runEnded(PlanRun *run, Group &group, RunOutcome outcome);
    void watch(PlanRun *run, Group &group);

    struct Run
    {
        PlanRun *run = nullptr;
        Group *group = nullptr;
    };

    RunServices m_services;
    std::list<Group> m_groups;
    std::map<QString, Run> m_runs; ///< by run id
};

} // namespace Vermagic
