// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A RemoteShell in memory: commands are answered by a function of the test, or held until the test ends them,
/// so that faults happen at an exact moment. It keeps RemoteShell's contract: finished() exactly once and never
/// from within run(). FakeCluster makes one per node and owns none; the NodePool does.
#pragma once

#include "app/nodepool.h"

#include <QPointer>

namespace Vermagic {

struct FakeReply
{
    int exitCode = 0;
    QByteArray standardOutput;
    QByteArray standardError;
    std::optional<Error> error;
    bool hold = false; ///< output is sent, but the command runs on until FakeCommand::end()
};

using FakeResponder = std::function<FakeReply(const QString &node, const CommandSpec &spec)>;

class FakeCommand : public RemoteCommand
{
    Q_OBJECT
public:
    FakeCommand(CommandSpec spec, FakeReply reply, QObject *parent);
    ~FakeCommand() override;

    const CommandSpec &spec() const { return m_spec; }
    void play();
    void say(const QByteArray &output);
    void end(std::optional<int> exitCode, std::optional<Error> error = {});
    void cancel() override;
    void send(const QByteArray &bytes) override { sent += bytes; }

    QByteArray sent; ///< after it had started

private:
    CommandSpec m_spec;
    FakeReply m_reply;
    CommandResult m_result;
    bool m_finished = false;
};

class FakeShell : public RemoteShell
{
    Q_OBJECT
public:
    FakeShell(NodeSpec node, FakeResponder responder);

    ConnectionPhase phase() const override { return m_phase; }
    std::optional<Error> error() const override { return m_error; }
    void open() override;
    void reconsider() override;
    void close() override;
    RemoteCommand *run(const CommandSpec &spec) override;
    void answerHostKey(quint64 question, bool accept) override;
    void answerCredential(quint64 question, std::optional<QByteArray> secret) override;

    /// The session dies: plain commands finish with ConnectionLost, detached ones wait for reconnect().
    void loseSession();
    /// The session is back: detached commands are found again.
    void reconnect();
    /// Every further command fails so, until open() after an empty error.
    void refuse(std::optional<Error> error);

    QList<CommandSpec> ran;
    QList<QPointer<FakeCommand>> commands;
    int opened = 0;
    int reconsidered = 0;

private:
    void setPhase(ConnectionPhase phase, std::optional<Error> error = {});

    NodeSpec m_node;
    FakeResponder m_responder;
    ConnectionPhase m_phase = ConnectionPhase::Idle;
    std::optional<Error> m_error;
    std::optional<Error> m_refusal;
};

class FakeCluster
{
public:
    FakeResponder responder;
    std::map<QString, QPointer<FakeShell>> shells;

    ShellFactory factory();
    FakeShell *operator[](const QString &node) const;
};

} // namespace Vermagic
