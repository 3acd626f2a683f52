// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/execchannel.h"

#include "models/core/command.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <string.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype WriteChunk = 32 * 1024;
/// A command that left a daemon behind keeps its output open; its exit status is then the end, after this.
constexpr std::chrono::seconds LingerAfterExit{2};

/// RFC 4254 6.10 names signals without "SIG".
int signalNumber(QByteArrayView name)
{
    static constexpr std::array<std::pair<const char *, int>, 13> signals{{{"ABRT", SIGABRT},
                                                                           {"ALRM", SIGALRM},
                                                                           {"FPE", SIGFPE},
                                                                           {"HUP", SIGHUP},
                                                                           {"ILL", SIGILL},
                                                                           {"INT", SIGINT},
                                                                           {"KILL", SIGKILL},
                                                                           {"PIPE", SIGPIPE},
                                                                           {"QUIT", SIGQUIT},
                                                                           {"SEGV", SIGSEGV},
                                                                           {"TERM", SIGTERM},
                                                                           {"USR1", SIGUSR1},
                                                                           {"USR2", SIGUSR2}}};
    const auto it = std::ranges::find_if(signals, [&](const auto &entry) { return name == entry.first; });
    return it == signals.end() ? 0 : it->second;
}

} // namespace

ExecChannel::ExecChannel(SshSession &session, const QByteArray &commandLine, ExecListener &listener)
    : m_session(session)
    , m_listener(listener)
    , m_commandLine(commandLine)
    , m_channel(ssh_channel_new(session.handle()))
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = onData;
    m_callbacks.channel_close_function = onClosed;
    m_callbacks.channel_exit_status_function = onExit;
    m_callbacks.channel_exit_signal_function = onSignal;
    m_callbacks.channel_open_response_function = [](ssh_session, ssh_channel, bool, void *self) {
        auto *channel = static_cast<ExecChannel *>(self);
        channel->m_session.wake(channel);
    };
    m_callbacks.channel_request_response_function = [](ssh_session, ssh_channel, void *self) {
        auto *channel = static_cast<ExecChannel *>(self);
        channel->m_session.wake(channel);
    };
    m_callbacks.channel_write_wontblock_function = [](ssh_session, ssh_channel, uint32_t, void *self) {
        auto *channel = static_cast<ExecChannel *>(self);
        channel->m_session.wake(channel);
        return 0;
    };
    ssh_callbacks_init(&m_callbacks);
    ssh_set_channel_callbacks(m_channel, &m_callbacks);
    m_session.add(this);
}

ExecChannel::~ExecChannel()
{
    *m_alive = false;
    m_session.loop().cancel(m_lingering);
    explicit_bzero(m_input.data(), static_cast<size_t>(m_input.size()));
    release();
}

void ExecChannel::release()
{
    if (!m_channel)
        return;
    ssh_channel channel = std::exchange(m_channel, nullptr);
    m_session.remove(this);
    ssh_remove_channel_callbacks(channel, &m_callbacks);
    if (m_session.isDown())
        return; // freed with the session
    if (m_state == State::Opening)
        return m_session.parkOpening(channel);
    // Never ssh_channel_close() a refused channel: the server knows no such channel and would drop the session.
    if (m_state != State::Refused && ssh_channel_is_open(channel))
        ssh_channel_close(channel);
    ssh_channel_free(channel);
    m_session.touch();
}

int ExecChannel::onData(ssh_session, ssh_channel, void *data, uint32_t length, int isError, void *self)
{
    auto *channel = static_cast<ExecChannel *>(self);
    const OutputStream stream = isError ? OutputStream::StandardError : OutputStream::StandardOutput;
    const auto size = static_cast<qsizetype>(length);
    if (!channel->m_received.empty() && channel->m_received.back().stream == stream)
        channel->m_received.back().bytes.append(static_cast<const char *>(data), size);
    else
        channel->m_received.push_back({stream, QByteArray(static_cast<const char *>(data), size)});
    channel->m_session.wake(channel);
    return static_cast<int>(length);
}

void ExecChannel::onClosed(ssh_session, ssh_channel, void *self)
{
    auto *channel = static_cast<ExecChannel *>(self);
    channel->m_closed = true;
    channel->m_session.wake(channel);
}

void ExecChannel::onExit(ssh_session, ssh_channel, int status, void *self)
{
    auto *channel = static_cast<ExecChannel *>(self);
    channel->m_exitCode = status & 0xff;
    channel->m_session.wake(channel);
}

void ExecChannel::onSignal(ssh_session, ssh_channel, const char *signal, int, const char *, const char *,
                           void *self)
{
    auto *channel = static_cast<ExecChannel *>(self);
    channel->m_exitCode = 128 + signalNumber(signal);
    channel->m_session.wake(channel);
}

void ExecChannel::write(QByteArrayView bytes)
{
    m_input.append(bytes);
    m_session.wake(this);
}

void ExecChannel::closeInput()
{
    m_closeInput = true;
    m_session.wake(this);
}

void ExecChannel::terminate()
{
    if (m_channel && m_state == State::Running && !m_session.isDown() && !m_closed)
        ssh_channel_request_send_signal(m_channel, "TERM");
}

/// True when the command runs.
bool ExecChannel::advance()
{
    if (m_state == State::Opening) {
        const int result = ssh_channel_open_session(m_channel);
        if (result == SSH_AGAIN)
            return false;
        if (result != SSH_OK) {
            end({std::nullopt, ExecEnd::Cause::Refused, printable(ssh_get_error(m_session.handle()))});
            return false;
        }
        m_state = State::Requesting;
    }
    if (m_state == State::Requesting) {
        const int result = ssh_channel_request_exec(m_channel, m_commandLine.constData());
        if (result == SSH_AGAIN)
            return false;
        if (result != SSH_OK) {
            end({std::nullopt, ExecEnd::Cause::NoStatus,
                 u"the server does not run commands: "_s + printable(ssh_get_error(m_session.handle()))});
            return false;
        }
        m_state = State::Running;
        const std::shared_ptr<bool> alive = m_alive;
        m_listener.execStarted();
        return *alive && m_state == State::Running;
    }
    return m_state == State::Running;
}

void ExecChannel::step()
{
    const std::shared_ptr<bool> alive = m_alive; // the listener may destroy this
    if (isEnded() || !advance() || !*alive)
        return;
    deliver();
    if (!*alive || isEnded())
        return;
    if (m_closed) {
        if (m_exitCode)
            return end({m_exitCode, ExecEnd::Cause::Exited, {}});
        return end({std::nullopt, ExecEnd::Cause::NoStatus, u"the command ended without an exit status"_s});
    }
    if (m_exitCode && m_lingering == 0)
        m_lingering = m_session.loop().after(LingerAfterExit,
                                             [this] { end({m_exitCode, ExecEnd::Cause::Exited, {}}); });
    flushInput();
}

void ExecChannel::deliver()
{
    const std::shared_ptr<bool> alive = m_alive;
    const std::vector<Chunk> received = std::exchange(m_received, {});
    for (const Chunk &chunk : received) {
        m_listener.execOutput(chunk.bytes, chunk.stream);
        if (!*alive || isEnded())
            return;
    }
}

void ExecChannel::flushInput()
{
    while (m_inputSent < m_input.size() && !m_closed) {
        const uint32_t window = ssh_channel_window_size(m_channel);
        if (window == 0)
            return; // resumed by channel_write_wontblock_function
        if (m_session.isWritePending())
            return m_session.wakeWhenWritable(this);
        const qsizetype size = std::min(
            {m_input.size() - m_inputSent, WriteChunk, static_cast<qsizetype>(window)});
        const int written = ssh_channel_write(m_channel, m_input.constData() + m_inputSent,
                                              static_cast<uint32_t>(size));
        m_session.touch();
        if (written < 0)
            return; // the close that follows says why
        m_inputSent += written;
        if (written < size)
            return m_session.wakeWhenWritable(this);
    }
    if (m_inputSent > 0) {
        explicit_bzero(m_input.data(), static_cast<size_t>(m_input.size()));
        m_input.clear();
        m_inputSent = 0;
    }
    if (m_closeInput && !m_inputClosed && !m_closed) {
        m_inputClosed = true;
        ssh_channel_send_eof(m_channel);
        m_session.touch();
    }
}

void ExecChannel::sessionDown(const QString &reason)
{
    const std::shared_ptr<bool> alive = m_alive;
    deliver();
    if (*alive && !isEnded())
        end({m_exitCode, m_exitCode ? ExecEnd::Cause::Exited : ExecEnd::Cause::SessionDown, reason});
}

void ExecChannel::end(const ExecEnd &end)
{
    if (isEnded())
        return;
    m_session.loop().cancel(m_lingering);
    m_state = end.cause == ExecEnd::Cause::Refused ? State::Refused : State::Ended;
    release(); // at once: the server counts the channel until it hears of the close
    m_listener.execEnded(end);
}

} // namespace Vermagic
