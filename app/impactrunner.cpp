// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/impactrunner.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

ImpactRunner::ImpactRunner(NodePool *pool, ClusterState *state, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_state(state)
{
    QFile script(u":/vermagic/probe/holders.sh"_s);
    if (script.open(QIODevice::ReadOnly))
        m_holdersScript = QString::fromUtf8(script.readAll());
    connect(pool, &NodePool::aboutToDropShells, this, [this] { m_inquiries.clear(); });
}

void ImpactRunner::gather(const QList<Plan> &plans)
{
    for (const Plan &plan : plans)
        ask(plan);
    if (m_inquiries.empty())
        QMetaObject::invokeMethod(this, &ImpactRunner::finished, Qt::QueuedConnection);
}

void ImpactRunner::ask(const Plan &plan)
{
    const NodeSnapshot *node = m_state->snapshot().node(plan.node);
    RemoteShell *shell = m_pool->shell(plan.node);
    if (!node || !shell || plan.onConsole)
        return;
    Inquiry &inquiry = m_inquiries[plan.node];
    inquiry = {.plan = plan};
    const ClusterSnapshot &cluster = m_state->snapshot();
    const QList<ImpactQuestion> questions = node->error ? QList<ImpactQuestion>()
                                                        : impactQuestions(plan, *node, *cluster.inventory,
                                                                          m_state->knowledge().programs,
                                                                          m_holdersScript);
    inquiry.open = questions.size();
    for (const ImpactQuestion &question : questions) {
        RemoteCommand *command = shell->run(question.command);
        inquiry.commands.append(command);
        connect(command, &RemoteCommand::finished, this,
                [this, name = plan.node, id = plan.id, asked = question.id](const CommandResult &result) {
                    answered(name, id, asked, result);
                });
    }
    if (questions.isEmpty())
        conclude(plan.node);
}

void ImpactRunner::answered(const QString &node, const QString &plan, const QString &question,
                            const CommandResult &result)
{
    const auto it = m_inquiries.find(node);
    if (it == m_inquiries.end() || it->second.plan.id != plan)
        return; // of a plan that another took the place of
    it->second.answers.insert(question, result);
    if (--it->second.open > 0)
        return;
    conclude(node);
    if (m_inquiries.empty())
        Q_EMIT finished();
}

void ImpactRunner::conclude(const QString &node)
{
    const Inquiry inquiry = m_inquiries.extract(node).mapped();
    const ClusterSnapshot &cluster = m_state->snapshot();
    if (const NodeSnapshot *snapshot = cluster.node(node))
        m_state->apply(ImpactGathered{impactOf(inquiry.plan, *snapshot, *cluster.inventory,
                                               m_state->knowledge().programs, inquiry.answers)});
}

void ImpactRunner::cancel()
{
    QList<QPointer<RemoteCommand>> commands;
    for (const auto &[node, inquiry] : m_inquiries)
        commands += inquiry.commands;
    for (const QPointer<RemoteCommand> &command : std::as_const(commands)) {
        if (command)
            command->cancel();
    }
}

} // namespace Vermagic
