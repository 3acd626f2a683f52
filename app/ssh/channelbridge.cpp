// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/channelbridge.h"

#include "models/core/command.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr size_t ChunkSize = 32 * 1024;
constexpr int ChunksPerTurn = 4;

ssize_t sendSome(int fd, const char *data, size_t size)
{
    return ::send(fd, data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace

Error forwardError(const QString &libraryText, const QString &target, const QString &bastion)
{
    static const QRegularExpression form(u"error \\((\\d+)\\)\\s*(.*)"_s);
    const QRegularExpressionMatch match = form.match(libraryText);
    const QString text = match.captured(2).trimmed();
    if (match.captured(1) == "1"_L1)
        return {ErrorCode::Unsupported,
                u"the jump host %1 does not forward connections to %2"_s.arg(bastion, target),
                {},
                u"look at AllowTcpForwarding and PermitOpen in its sshd_config"_s};
    if (text.contains("refused"_L1, Qt::CaseInsensitive))
        return {ErrorCode::ConnectionRefused,
                u"%1 refuses the connection"_s.arg(target),
                {},
                u"check that sshd runs there and that the port is right"_s};
    return {ErrorCode::HostUnreachable,
            u"%1 cannot be reached: %2"_s.arg(target, text.isEmpty() ? libraryText : text),
            {},
            u"check the node's name or address as the jump host knows it"_s};
}

ChannelBridge::ChannelBridge(SshSession &carrier, const Target &target, std::chrono::milliseconds timeout,
                             Opened opened, std::function<void(ChannelBridge *)> ended)
    : m_carrier(carrier)
    , m_target(target)
    , m_opened(std::move(opened))
    , m_onEnded(std::move(ended))
    , m_channel(ssh_channel_new(carrier.handle()))
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = onData;
    m_callbacks.channel_eof_function = [](ssh_session, ssh_channel, void *self) {
        auto *bridge = static_cast<ChannelBridge *>(self);
        bridge->m_channelEof = true;
        bridge->m_carrier.wake(bridge);
    };
    m_callbacks.channel_close_function = [](ssh_session, ssh_channel, void *self) {
        auto *bridge = static_cast<ChannelBridge *>(self);
        bridge->m_channelEof = bridge->m_channelClosed = true;
        bridge->m_carrier.wake(bridge);
    };
    m_callbacks.channel_write_wontblock_function = [](ssh_session, ssh_channel, uint32_t, void *self) {
        auto *bridge = static_cast<ChannelBridge *>(self);
        bridge->m_carrier.wake(bridge);
        return 0;
    };
    m_callbacks.channel_open_response_function = [](ssh_session session, ssh_channel, bool success,
                                                    void *self) {
        auto *bridge = static_cast<ChannelBridge *>(self);
        (success ? bridge->m_confirmed : bridge->m_refused) = true;
        if (!success)
            bridge->m_openText = printable(ssh_get_error(session));
        bridge->m_carrier.wake(bridge);
    };
    ssh_callbacks_init(&m_callbacks);
    ssh_set_channel_callbacks(m_channel, &m_callbacks);
    m_carrier.add(this);
    m_deadline = m_carrier.loop().after(timeout, [this, timeout] {
        const QString text = u"%1 does not answer within %2 s"_s.arg(m_target.described)
                                 .arg(std::chrono::duration<double>(timeout).count());
        end(text, Error{ErrorCode::Timeout,
                        text,
                        {},
                        u"check that the node is up and that the jump host may reach it"_s});
    });
    if (ssh_channel_open_forward(m_channel, target.host.toUtf8().constData(), target.port, "127.0.0.1", 0)
            == SSH_ERROR
        && !m_refused) {
        m_refused = true;
        m_openText = printable(ssh_get_error(m_carrier.handle()));
    }
    m_carrier.touch();
}

ChannelBridge::~ChannelBridge()
{
    if (m_ended)
        return; // the session may be gone by now
    m_carrier.loop().cancel(m_deadline);
    if (m_socket)
        m_carrier.loop().unwatch(m_socket.get());
    releaseChannel();
}

void ChannelBridge::releaseChannel()
{
    if (!m_channel)
        return;
    ssh_channel channel = std::exchange(m_channel, nullptr);
    m_carrier.remove(this);
    ssh_remove_channel_callbacks(channel, &m_callbacks);
    if (m_carrier.isDown())
        return; // freed with the session
    if (!m_confirmed && !m_refused)
        return m_carrier.parkOpening(channel);
    if (m_confirmed) // closing a refused channel would make the bastion drop the whole session
        ssh_channel_close(channel);
    ssh_channel_free(channel);
    m_carrier.touch();
}

/// Runs inside any libssh call: takes what the socket takes, the rest stays with libssh until step() drains it.
int ChannelBridge::onData(ssh_session, ssh_channel, void *data, uint32_t length, int isError, void *self)
{
    auto *bridge = static_cast<ChannelBridge *>(self);
    if (isError)
        return static_cast<int>(length);
    if (!bridge->m_socket || bridge->m_downBlocked)
        return 0;
    const ssize_t sent = sendSome(bridge->m_socket.get(), static_cast<const char *>(data), length);
    if (sent == static_cast<ssize_t>(length))
        return static_cast<int>(length);
    bridge->m_carrier.wake(bridge);
    if (sent < 0 && errno != EAGAIN)
        return static_cast<int>(length); // the inner side is gone; its end of file says so
    bridge->m_downBlocked = true;
    return static_cast<int>(std::max<ssize_t>(sent, 0));
}

void ChannelBridge::step()
{
    if (m_ended)
        return;
    if (m_refused) {
        const Error error = forwardError(m_openText, m_target.described, m_target.bastion);
        return end(error.message, error);
    }
    if (!m_confirmed)
        return;
    if (m_opened)
        attach();
    if (!m_ended && m_downBlocked)
        pumpDown();
    if (m_ended)
        return;
    if (!m_downBlocked && m_channelEof && !m_writeShut) {
        m_writeShut = true;
        ::shutdown(m_socket.get(), SHUT_WR);
    }
    if (m_channelClosed && !m_downBlocked)
        return end(u"%1 closed the connection"_s.arg(m_target.described));
    if (!m_ended)
        pumpUp();
    arm();
}

void ChannelBridge::attach()
{
    m_carrier.loop().cancel(m_deadline);
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0)
        return end(u"no more file descriptors"_s, Error{ErrorCode::Internal,
                                                        u"this program has no file descriptors left"_s,
                                                        {},
                                                        u"raise the limit of open files (ulimit -n)"_s});
    m_socket = FileHandle(ends[0]);
    m_downBlocked = true; // the server's greeting may have come with the confirmation
    std::exchange(m_opened, nullptr)(FileHandle(ends[1]));
}

void ChannelBridge::pumpDown()
{
    static thread_local std::array<char, ChunkSize> buffer;
    for (;;) {
        if (!m_down.isEmpty()) {
            const ssize_t sent = sendSome(m_socket.get(), m_down.constData(),
                                          static_cast<size_t>(m_down.size()));
            if (sent < 0 && errno == EAGAIN)
                return;
            m_down.remove(0, sent < 0 ? m_down.size() : static_cast<qsizetype>(sent));
            if (!m_down.isEmpty())
                return;
        }
        const int got = ssh_channel_read_nonblocking(m_channel, buffer.data(), buffer.size(), 0);
        m_carrier.touch();
        if (got <= 0)
            break;
        m_down = QByteArray(buffer.data(), got);
    }
    m_downBlocked = false;
}

/// True when nothing is left over.
bool ChannelBridge::writeUp()
{
    const int written = ssh_channel_write(m_channel, m_up.constData(), static_cast<uint32_t>(m_up.size()));
    m_carrier.touch();
    if (written < 0) {
        m_up.clear(); // the close that follows says why
        return false;
    }
    m_up.remove(0, written);
    if (!m_up.isEmpty()) {
        m_socketPaused = true;
        m_carrier.wakeWhenWritable(this);
    }
    return m_up.isEmpty();
}

void ChannelBridge::pumpUp()
{
    static thread_local std::array<char, ChunkSize> buffer;
    m_socketPaused = false;
    for (int i = 0; i < ChunksPerTurn; ++i) {
        const uint32_t window = ssh_channel_window_size(m_channel);
        if (window == 0 || m_carrier.isWritePending()) {
            m_socketPaused = true;
            if (window > 0) // else resumed by channel_write_wontblock_function
                m_carrier.wakeWhenWritable(this);
            return;
        }
        if (!m_up.isEmpty() && !writeUp())
            return;
        if (m_socketEof)
            return end({});
        const ssize_t got = ::recv(m_socket.get(), buffer.data(), std::min<size_t>(buffer.size(), window),
                                   MSG_DONTWAIT);
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0)
            m_socketEof = true;
        else
            m_up = QByteArray(buffer.data(), static_cast<qsizetype>(got));
    }
    if (!m_up.isEmpty() || m_socketEof)
        m_carrier.wake(this);
}

void ChannelBridge::ready(std::uint32_t events)
{
    if ((events & (EPOLLHUP | EPOLLERR)) && !(events & EPOLLIN))
        m_socketEof = true;
    step();
}

void ChannelBridge::arm()
{
    if (!m_socket || m_ended)
        return;
    const std::uint32_t events = (m_socketPaused || m_socketEof || !m_up.isEmpty() ? 0u : EPOLLIN)
                                 | (m_downBlocked ? EPOLLOUT : 0u);
    if (events == 0)
        m_carrier.loop().unwatch(m_socket.get()); // a hung-up socket would be reported for ever
    else
        m_carrier.loop().watch(m_socket.get(), events, this);
}

void ChannelBridge::sessionDown(const QString &reason)
{
    const QString text = u"the jump host %1 is gone: %2"_s.arg(m_target.bastion, reason);
    end(text, Error{ErrorCode::ConnectionLost, text, {}, {}});
}

void ChannelBridge::end(const QString &reason, const std::optional<Error> &openError)
{
    if (m_ended)
        return;
    m_ended = true;
    m_reason = reason;
    m_carrier.loop().cancel(m_deadline);
    if (m_socket)
        m_carrier.loop().unwatch(m_socket.get());
    m_socket = {};
    releaseChannel();
    if (m_opened)
        std::exchange(m_opened, nullptr)(
            std::unexpected(openError.value_or(Error{ErrorCode::ConnectionLost, reason, {}, {}})));
    m_onEnded(this);
}

} // namespace Vermagic
