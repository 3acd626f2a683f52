// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The Remediation tab: what needs doing, a plan to approve, or the runs of this window with their steps. With
/// several nodes a list names each with its state, the canary first and marked. planApproved() carries the very
/// plans given to preview() and how many nodes they may take down at once; while one of them trusts a host key that nothing explains, that key is to be reviewed instead. Keeps the step under way, and at the end the outcome, in sight until somebody
/// scrolls. Follows ClusterState's runs, repainting at most 15 times a second; `clock` tells the time.
#pragma once

#include "models/clusterstate.h"
#include "views/theme.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;

namespace Vermagic {

class Highlighting;
class PlanHeader;
class PlanView;
class RolloutBox;
class ToneLabel;
class WorkList;

class RemediationPanel : public QWidget
{
    Q_OBJECT
public:
    using Clock = std::function<QDateTime()>;
    RemediationPanel(const ClusterState *state, const Highlighting *highlighting, Clock clock,
                     QWidget *parent = nullptr);

    void preview(const QList<Plan> &plans);
    /// Says why there is no plan for a node.
    void showRefusal(const QString &node, const Error &error);
    /// What the tab is about: "compute02", "3 nodes", empty.
    QString subject() const;
    bool isPreviewing() const { return !m_plans.isEmpty(); }

Q_SIGNALS:
    void planApproved(const QList<Vermagic::Plan> &plans, int maxUnavailable);
    void planDeclined();
    void stopAfterStepRequested(const QString &runId);
    void cancelRunRequested(const QString &runId);
    /// A plan wanted that takes back what this run has done.
    void undoRequested(const QString &runId);
    void subjectChanged();
    /// From the list of what needs doing, shown while there is neither plan nor run.
    void remediationRequested(const QStringList &nodes, const QString &playbook);
    void reviewKeyRequested(const QString &node);
    void nodesRequested(const QStringList &nodes);

private:
    void buildButtons(QHBoxLayout *layout);
    void connectWork();
    void connectFollowing();
    void approve();
    void decline();
    void leaveRuns();
    void refill();
    void refresh();
    void showChosen();
    void showNote(const RunRecord *run);
    void reveal();
    void updateButtons(const RunRecord *run);
    const Plan *blockedPlan() const;
    const RunRecord *chosenRun() const;
    bool anyRunning() const;

    const ClusterState *m_state;
    Clock m_clock;
    QList<Plan> m_plans;     ///< to be approved
    QStringList m_runIds;    ///< newest batch
    QStringList m_stopping;  ///< runs asked to stop after their step
    QString m_refusals;      ///< why there is no plan for some node
    QString m_followed;      ///< run and outcome last shown
    bool m_following = true; ///< until somebody scrolls
    QTimer m_refresh;        ///< gathers run events
    QTimer m_elapsed;        ///< while something runs
    PlanHeader *m_header;
    ToneLabel *m_note;
    RolloutBox *m_rollout;
    QListWidget *m_list;
    PlanView *m_view;
    QScrollArea *m_area;
    WorkList *m_work;
    QPushButton *m_approve;
    QPushButton *m_decline;
    QPushButton *m_stop;
    QPushButton *m_cancel;
    QPushButton *m_undo;
    QPushButton *m_leave;
};

} // namespace Vermagic
