// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// RemoteShell and RemoteCommand over an SshTransport: the main thread's end of a Link.
///
/// Made by SshTransport::shellFor(). Holds no connection state but the last phase it was told.
#pragma once

#include "app/ssh/ioevents.h"
#include "app/ssh/remoteshell.h"

#include <QPointer>

namespace Vermagic {

class SshTransport;

class SshCommand : public RemoteCommand
{
    Q_OBJECT
public:
    /// A null transport makes a command that only finishes.
    SshCommand(SshTransport *transport, quint64 shell, QObject *parent);
    ~SshCommand() override;

    quint64 id() const { return m_id; }
    void cancel() override;
    void send(const QByteArray &bytes) override;
    /// Emits finished() and lets the object go; later calls do nothing.
    void finish(const CommandResult &result);

private:
    QPointer<SshTransport> m_transport;
    quint64 m_shell = 0;
    quint64 m_id = 0;
    bool m_finished = false;
};

class SshShell : public RemoteShell
{
    Q_OBJECT
public:
    SshShell(SshTransport &transport, quint64 id);
    ~SshShell() override;

    ConnectionPhase phase() const override { return m_phase; }
    std::optional<Error> error() const override { return m_error; }
    void open() override;
    void reconsider() override;
    void close() override;
    RemoteCommand *run(const CommandSpec &spec) override;
    void answerHostKey(quint64 question, bool accept) override;
    void answerCredential(quint64 question, std::optional<QByteArray> secret) override;

    void showPhase(const PhaseEvent &event);
    void ask(const HostKeyQuestion &question);
    void ask(const CredentialQuestion &question);
    /// The transport ends: all commands finish.
    void detach();

private:
    void finishCommands();

    QPointer<SshTransport> m_transport;
    quint64 m_id = 0;
    ConnectionPhase m_phase = ConnectionPhase::Idle;
    std::optional<Error> m_error;
};

} // namespace Vermagic
