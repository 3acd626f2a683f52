// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One `exec` channel in the I/O thread: a command line, its standard input, both output streams and the exit status.
///
/// Owned by a CommandTask. The listener's calls come from the loop, in this order: execStarted() at most once, execOutput() any
/// number of times, execEnded() exactly once, unless the channel is destroyed first, which closes it without a word.
/// The owner may destroy it from within a listener's call. Bytes are taken off the wire as they come: the listener caps what it keeps.
#pragma once

#include "app/ssh/remoteshell.h"
#include "app/ssh/sshsession.h"

#include <QByteArray>

#include <optional>

namespace Vermagic {

struct ExecEnd
{
    std::optional<int> exitCode; ///< 128+n for signal n
    enum class Cause { Exited, Refused, SessionDown, NoStatus } cause = Cause::Exited;
    QString text; ///< why, unless it exited
};

class ExecListener
{
public:
    virtual ~ExecListener() = default;
    virtual void execStarted() = 0;
    virtual void execOutput(QByteArrayView bytes, OutputStream stream) = 0;
    virtual void execEnded(const ExecEnd &end) = 0;
};

class ExecChannel : public SshSession::Client
{
public:
    ExecChannel(SshSession &session, const QByteArray &commandLine, ExecListener &listener);
    ~ExecChannel() override;

    bool isOpening() const { return m_state == State::Opening; }
    /// Queues bytes for standard input; they are wiped when sent.
    void write(QByteArrayView bytes);
    void closeInput();
    /// Asks the node to end the command (SIGTERM), as far as its sshd passes signals on.
    void terminate();
    /// What is known of the exit when the channel is given up before its end.
    std::optional<int> exitCode() const { return m_exitCode; }

    void step() override;
    void sessionDown(const QString &reason) override;

private:
    enum class State { Opening, Requesting, Running, Ended, Refused };
    struct Chunk
    {
        OutputStream stream;
        QByteArray bytes;
    };

    static int onData(ssh_session, ssh_channel, void *data, uint32_t length, int isError, void *self);
    static void onClosed(ssh_session, ssh_channel, void *self);
    static void onExit(ssh_session, ssh_channel, int status, void *self);
    static void onSignal(ssh_session, ssh_channel, const char *signal, int, const char *, const char *,
                         void *self);

    bool isEnded() const { return m_state == State::Ended || m_state == State::Refused; }
    bool advance();
    void deliver();
    void flushInput();
    void end(const ExecEnd &end);
    void release();

    SshSession &m_session;
    ExecListener &m_listener;
    QByteArray m_commandLine;
    ssh_channel m_channel = nullptr;
    ssh_channel_callbacks_struct m_callbacks{};
    State m_state = State::Opening;
    std::vector<Chunk> m_received;
    QByteArray m_input;
    qsizetype m_inputSent = 0;
    bool m_closeInput = false;
    bool m_inputClosed = false;
    bool m_closed = false;
    std::optional<int> m_exitCode;
    IoLoop::TimerId m_lingering = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Vermagic
