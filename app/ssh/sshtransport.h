// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The SSH transport of the program: makes a RemoteShell for each node and owns the I/O thread and the connect pool behind them.
///
/// Owned by the program (one is enough for a process, more do no harm); lives in the main thread. Shells belong to the caller and may be
/// destroyed before or after the transport; after it they are dead: their commands have finished with Cancelled. libssh is
/// never called in the main thread; results come in queued batches of values.
///
///     SshTransport transport;
///     std::unique_ptr<RemoteShell> shell(transport.shellFor(node, SshSettings{}));
///     connect(shell.get(), &RemoteShell::phaseChanged, ...);
///     RemoteCommand *command = shell->run({.argv = {u"uname"_s, u"-r"_s}, .timeout = 10s});
///     connect(command, &RemoteCommand::finished, this, [](const CommandResult &result) { ... });
///
/// A question (hostKeyQuestion, credentialQuestion) that nobody is connected to is declined at once.
#pragma once

#include "app/ssh/ioevents.h"
#include "app/ssh/remoteshell.h"
#include "app/ssh/sshsettings.h"
#include "models/inventory/inventory.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace Vermagic {

class IoSide;
class SshCommand;
class SshShell;

class SshTransport : public QObject
{
    Q_OBJECT
public:
    explicit SshTransport(QObject *parent = nullptr);
    ~SshTransport() override;

    /// The caller owns the shell. It connects when open() or run() is called.
    RemoteShell *shellFor(const NodeSpec &node, const SshSettings &settings);

    /// For the shells: their way to the I/O thread.
    IoSide &ioSide() { return *m_io; }
    quint64 addCommand(SshCommand *command);
    void removeCommand(quint64 id) { m_commands.remove(id); }
    void removeShell(quint64 id);

private:
    void deliver();

    EventSink m_events;
    std::unique_ptr<IoSide> m_io;
    QHash<quint64, SshShell *> m_shells;
    QHash<quint64, SshCommand *> m_commands;
    quint64 m_lastId = 0;
};

} // namespace Vermagic
