// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Asks nodes what plans would change there, and puts what they answer into ClusterState as ImpactGathered, one event
/// a plan. Owned by Engine. Several plans may be under way; a new plan of a node takes the place of its old one. Changes
/// nothing: every question is an unprivileged, bounded command of impactQuestions(). A node that cannot be reached
/// yields an impact whose parts are unknown.
#pragma once

#include "app/nodepool.h"
#include "models/remediation/impactquestions.h"

#include <QPointer>

namespace Vermagic {

class ImpactRunner : public QObject
{
    Q_OBJECT
public:
    ImpactRunner(NodePool *pool, ClusterState *state, QObject *parent = nullptr);

    void gather(const QList<Plan> &plans);
    bool isRunning() const { return !m_inquiries.empty(); }
    /// Ends what is under way; what has been answered by then is kept.
    void cancel();

Q_SIGNALS:
    /// Nothing is being asked any more. Comes after gather() also when there was nothing to ask.
    void finished();

private:
    struct Inquiry
    {
        Plan plan;
        ImpactAnswers answers;
        QList<QPointer<RemoteCommand>> commands;
        qsizetype open = 0;
    };

    void ask(const Plan &plan);
    void answered(const QString &node, const QString &plan, const QString &question,
                  const CommandResult &result);
    void conclude(const QString &node);

    NodePool *m_pool;
    ClusterState *m_state;
    QString m_holdersScript;
    std::map<QString, Inquiry> m_inquiries; ///< by node
};

} // namespace Vermagic
