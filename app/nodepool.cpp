// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/nodepool.h"

#include <sys/resource.h>
#include <utility>

namespace Vermagic {

NodePool::NodePool(ShellFactory factory, ClusterState *state, QObject *parent)
    : QObject(parent)
    , m_factory(std::move(factory))
    , m_state(state)
{
    connect(state, &ClusterState::inventoryChanged, this, [this] {
        Q_EMIT aboutToDropShells();
        // A command that ends with its shell may make somebody ask for a shell again.
        std::exchange(m_shells, {}).clear();
    });
}

NodePool::~NodePool() = default;

RemoteShell *NodePool::shell(const QString &node)
{
    if (const auto known = m_shells.find(node); known != m_shells.end())
        return known->second.get();
    const NodeSnapshot *snapshot = m_state->snapshot().node(node);
    if (!snapshot)
        return nullptr;
    std::unique_ptr<RemoteShell> made = m_factory(snapshot->spec);
    RemoteShell *shell = made.get();
    watch(node, shell);
    m_shells.emplace(node, std::move(made));
    return shell;
}

void NodePool::watch(const QString &node, RemoteShell *shell)
{
    connect(shell, &RemoteShell::phaseChanged, this,
            [this, node](ConnectionPhase phase, const std::optional<Error> &error,
                         const std::optional<HostKeyChange> &change) {
                m_state->apply(ConnectionChanged{node, phase, error, change});
            });
    connect(shell, &RemoteShell::hostKeyQuestion, this, [this, node](HostKeyQuestion question) {
        question.askedFor = node;
        Q_EMIT hostKeyQuestion(question);
    });
    connect(shell, &RemoteShell::credentialQuestion, this, [this, node](CredentialQuestion question) {
        question.askedFor = node;
        Q_EMIT credentialQuestion(question);
    });
}

void NodePool::reconsider(const QStringList &nodes)
{
    for (const auto &[node, shell] : m_shells) {
        if (nodes.isEmpty() || nodes.contains(node))
            shell->reconsider();
    }
}

void NodePool::closeAll()
{
    for (const auto &[node, shell] : m_shells)
        shell->close();
}

void NodePool::answerHostKey(const HostKeyQuestion &question, bool accept)
{
    if (RemoteShell *shell = asker(question.askedFor))
        shell->answerHostKey(question.id, accept);
}

void NodePool::answerCredential(const CredentialQuestion &question, std::optional<QByteArray> secret)
{
    if (RemoteShell *shell = asker(question.askedFor))
        shell->answerCredential(question.id, std::move(secret));
}

RemoteShell *NodePool::asker(const QString &askedFor) const
{
    const auto known = m_shells.find(askedFor);
    return known == m_shells.end() ? nullptr : known->second.get();
}

void raiseOpenFileLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace Vermagic
