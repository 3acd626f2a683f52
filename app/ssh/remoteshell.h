// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The seam between the program and its transport: one RemoteShell per node, one RemoteCommand per command.
///
/// All objects here live in the GUI (main) thread; the implementation keeps libssh on its own I/O side and
/// hands over values in queued batches. Owned by NodePool, alive as long as the node is in the inventory.
/// A shell connects by itself when a command needs it and reconnects with back-off as long as open() holds.
/// Does not parse output, retry commands or log: callers decide.
#pragma once

#include "models/core/command.h"
#include "models/questions.h"
#include "models/snapshot.h"

#include <QObject>

namespace Vermagic {

enum class OutputStream { StandardOutput, StandardError };

/// One command. started() at most once, then any number of outputReceived(), then finished() exactly once,
/// also after cancel(), when the session is lost and when the shell is destroyed; nothing after it.
/// finished() never fires from within run(). The object deletes itself after finished().
class RemoteCommand : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Ends the command (closes its channel; a detached step runs on). finished() follows with Cancelled.
    virtual void cancel() = 0;
    /// To the standard input of a command with CommandSpec::keepInput that has started and not finished.
    virtual void send(const QByteArray &bytes) = 0;

Q_SIGNALS:
    void started();
    /// Raw bytes, in order per stream. With a detached command both streams arrive as StandardOutput.
    void outputReceived(const QByteArray &bytes, Vermagic::OutputStream stream);
    /// A detached command was found running after the session had been lost.
    void reattached();
    void finished(const Vermagic::CommandResult &result);
};

class RemoteShell : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual ConnectionPhase phase() const = 0;
    /// Why phase() is Failed or BackingOff.
    virtual std::optional<Error> error() const = 0;

    /// Connects now, also when a back-off is running or the last login was refused, and stays connected from then on. Asks
    /// for nothing that was declined. Without effect when connected or connecting.
    virtual void open() = 0;
    /// An act of the user: forgets for all shells what was declined and which logins were shut off, and connects now when the
    /// last attempt failed. Without it a login that was refused is tried again only after the longest back-off.
    virtual void reconsider() = 0;
    /// Drops the session; running commands finish with Cancelled.
    virtual void close() = 0;
    /// Starts a command, connecting first when needed. Never null; owned by the shell.
    virtual RemoteCommand *run(const CommandSpec &spec) = 0;

    virtual void answerHostKey(quint64 question, bool accept) = 0;
    /// An empty optional declines. The secret is wiped after use.
    virtual void answerCredential(quint64 question, std::optional<QByteArray> secret) = 0;

Q_SIGNALS:
    /// After every change of phase; error() and hostKeyChange belong to it.
    void phaseChanged(Vermagic::ConnectionPhase phase, const std::optional<Vermagic::Error> &error,
                      const std::optional<Vermagic::HostKeyChange> &hostKeyChange);
    void hostKeyQuestion(const Vermagic::HostKeyQuestion &question);
    void credentialQuestion(const Vermagic::CredentialQuestion &question);
};

} // namespace Vermagic
