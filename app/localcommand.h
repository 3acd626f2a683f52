// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One command on the console's own machine, such as the build environment's probe. argv only, never a shell.
/// Owned by its caller. start() once; finished() exactly once and never from within start(), also after
/// cancel(), a deadline or a program that does not exist; any number of outputReceived() before it. The command leads
/// a session of its own and is killed with all its children, also when the console is killed. Destroying the object
/// kills it without finished().
#pragma once

#include "app/processguard.h"
#include "models/core/command.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>

namespace Vermagic {

class LocalCommand : public QObject
{
    Q_OBJECT
public:
    explicit LocalCommand(QObject *parent = nullptr);
    ~LocalCommand() override;

    /// Runs spec.argv in `folder` (empty: the current one); privilege and detached are not served here.
    void start(const CommandSpec &spec, const QString &folder);
    void cancel();

Q_SIGNALS:
    /// Raw bytes of both streams, in order per stream.
    void outputReceived(const QByteArray &bytes);
    void finished(const Vermagic::CommandResult &result);

private:
    void collect();
    void end(std::optional<Error> error);
    void killGroup();

    ProcessGuard m_guard;
    QProcess *m_process;
    QTimer m_deadline;
    QElapsedTimer m_clock;
    CommandSpec m_spec;
    CommandResult m_result;
    bool m_finished = false;
};

} // namespace Vermagic
