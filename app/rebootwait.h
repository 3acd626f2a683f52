// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A reboot step: reads the node's boot id, runs the command that reboots it and asks for the boot id again
/// and again until it is another one, reconnecting in between. Owned by the run. start() once; finished()
/// exactly once, never from within start(): exit code 0 when the node is back, else the command's own exit
/// code or the error. Losing the session on the way is what a reboot looks like, not a failure.
#pragma once

#include "app/ssh/remoteshell.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace Vermagic {

class RebootWait : public QObject
{
    Q_OBJECT
public:
    explicit RebootWait(RemoteShell *shell, QObject *parent = nullptr);

    /// `command.timeout` is the deadline for the whole step.
    void start(const CommandSpec &command);
    void cancel();
    void setPollInterval(std::chrono::milliseconds interval) { m_pollInterval = interval; }

Q_SIGNALS:
    void outputReceived(const QByteArray &bytes);
    void finished(const Vermagic::CommandResult &result);

private:
    using Handler = void (RebootWait::*)(const CommandResult &);
    void run(const CommandSpec &spec, Handler handler);
    void bootIdRead(const CommandResult &result);
    void rebootRan(const CommandResult &result);
    void poll();
    void polled(const CommandResult &result);
    void end(std::optional<int> exitCode, std::optional<Error> error);

    QPointer<RemoteShell> m_shell;
    QPointer<RemoteCommand> m_running;
    CommandSpec m_command;
    QByteArray m_bootId;
    QByteArray m_output;
    QTimer m_deadline;
    QTimer m_pause;
    QElapsedTimer m_clock;
    std::chrono::milliseconds m_pollInterval = std::chrono::seconds(2);
    bool m_finished = false;
};

} // namespace Vermagic
