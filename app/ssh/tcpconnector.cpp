// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/tcpconnector.h"

#include <algorithm>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace Vermagic {

namespace {

constexpr std::chrono::milliseconds Stagger{250};
constexpr unsigned int UserTimeoutMs = 60'000; ///< unacknowledged data for this long ends the connection

void setOptions(int fd)
{
    const int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &UserTimeoutMs, sizeof UserTimeoutMs);
}

} // namespace

TcpConnector::TcpConnector(IoLoop &loop, std::vector<SocketAddress> addresses,
                           std::chrono::milliseconds timeout, Done done)
    : m_loop(loop)
    , m_addresses(std::move(addresses))
    , m_done(std::move(done))
{
    m_deadline = m_loop.after(timeout, [this] { finish({}, ETIMEDOUT); });
    m_stagger = m_loop.after(std::chrono::milliseconds(0), [this] { startNext(); });
}

TcpConnector::~TcpConnector()
{
    m_loop.cancel(m_deadline);
    m_loop.cancel(m_stagger);
    for (const auto &attempt : m_attempts)
        m_loop.unwatch(attempt->socket.get());
}

void TcpConnector::startNext()
{
    m_loop.cancel(m_stagger);
    while (m_next < m_addresses.size()) {
        const SocketAddress &address = m_addresses[m_next++];
        auto attempt = std::make_unique<Attempt>();
        attempt->owner = this;
        attempt->socket = FileHandle(
            ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        const int fd = attempt->socket.get();
        const int result = fd < 0 ? -1
                                  : ::connect(fd, reinterpret_cast<const sockaddr *>(&address.storage),
                                              address.length);
        if (result != 0 && errno != EINPROGRESS) {
            m_lastFailure = errno;
            continue;
        }
        m_loop.watch(fd, EPOLLOUT, attempt.get());
        m_attempts.push_back(std::move(attempt));
        if (m_next < m_addresses.size())
            m_stagger = m_loop.after(Stagger, [this] { startNext(); });
        return;
    }
    if (m_attempts.empty())
        finish({}, m_lastFailure ? m_lastFailure : EHOSTUNREACH);
}

void TcpConnector::attemptReady(Attempt *attempt)
{
    int failure = 0;
    socklen_t size = sizeof failure;
    getsockopt(attempt->socket.get(), SOL_SOCKET, SO_ERROR, &failure, &size);
    m_loop.unwatch(attempt->socket.get());
    if (failure == 0) {
        setOptions(attempt->socket.get());
        return finish(std::move(attempt->socket), 0);
    }
    m_lastFailure = failure;
    drop(attempt);
    startNext();
}

void TcpConnector::drop(Attempt *attempt)
{
    const auto it = std::ranges::find(m_attempts, attempt, &std::unique_ptr<Attempt>::get);
    m_loop.later([dropped = std::move(*it)] {}); // it is still in its ready()
    m_attempts.erase(it);
}

void TcpConnector::finish(FileHandle socket, int failure)
{
    m_loop.cancel(m_deadline);
    m_loop.cancel(m_stagger);
    if (m_done)
        std::exchange(m_done, nullptr)(std::move(socket), failure);
}

} // namespace Vermagic
