// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One RemoteShell per node of the inventory, made when first asked for by the factory that the owner gives:
/// the real transport in the product, FakeShell in tests. Owned by Console or by a headless command; outlives
/// every runner that borrows shells from it. Turns each phase change into a ConnectionChanged event and passes
/// host-key and credential questions on, answering none. Another inventory drops all shells.
#pragma once

#include "app/ssh/remoteshell.h"
#include "models/clusterstate.h"

#include <functional>
#include <map>
#include <memory>

namespace Vermagic {

using ShellFactory = std::function<std::unique_ptr<RemoteShell>(const NodeSpec &spec)>;

class NodePool : public QObject
{
    Q_OBJECT
public:
    NodePool(ShellFactory factory, ClusterState *state, QObject *parent = nullptr);
    ~NodePool() override;

    /// The node's shell, or null when the inventory has no such node. Valid until the next inventoryChanged().
    RemoteShell *shell(const QString &node);
    /// The user wants these nodes (all when empty) now: what was refused or declined before is tried and asked anew.
    void reconsider(const QStringList &nodes);
    /// Gives up every session; commands under way finish with Cancelled.
    void closeAll();

    /// To the node whose way to its connection raised the question: a jump host's own name is nobody's here.
    void answerHostKey(const HostKeyQuestion &question, bool accept);
    void answerCredential(const CredentialQuestion &question, std::optional<QByteArray> secret);

Q_SIGNALS:
    /// Another inventory came: whoever waits for a command of these shells is to forget it now.
    void aboutToDropShells();
    void hostKeyQuestion(const Vermagic::HostKeyQuestion &question);
    void credentialQuestion(const Vermagic::CredentialQuestion &question);

private:
    void watch(const QString &node, RemoteShell *shell);
    RemoteShell *asker(const QString &askedFor) const;

    ShellFactory m_factory;
    ClusterState *m_state;
    std::map<QString, std::unique_ptr<RemoteShell>> m_shells;
};

/// Lets this process open as many files as its hard limit allows: every session is one or more of them.
void raiseOpenFileLimit();

} // namespace Vermagic
