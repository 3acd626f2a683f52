// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Connects a TCP socket to the first of several addresses that answers: I/O thread, non-blocking.
///
/// Addresses are tried in order, the next one 250 ms after the last or as soon as that fails (RFC 8305's idea), all within one
/// deadline. done() is called once, from the loop; destroying the connector cancels. The socket has TCP_NODELAY,
/// TCP_USER_TIMEOUT and close-on-exec.
#pragma once

#include "app/ssh/handles.h"
#include "app/ssh/ioloop.h"

#include <memory>
#include <netinet/in.h>
#include <vector>

namespace Vermagic {

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;
};

class TcpConnector
{
public:
    /// `failure` is an errno value; ETIMEDOUT for the deadline.
    using Done = std::move_only_function<void(FileHandle socket, int failure)>;

    TcpConnector(IoLoop &loop, std::vector<SocketAddress> addresses, std::chrono::milliseconds timeout,
                 Done done);
    ~TcpConnector();

private:
    struct Attempt : IoLoop::Handler
    {
        TcpConnector *owner = nullptr;
        FileHandle socket;
        void ready(std::uint32_t) override { owner->attemptReady(this); }
    };

    void startNext();
    void attemptReady(Attempt *attempt);
    void drop(Attempt *attempt);
    void finish(FileHandle socket, int failure);

    IoLoop &m_loop;
    std::vector<SocketAddress> m_addresses;
    size_t m_next = 0;
    std::vector<std::unique_ptr<Attempt>> m_attempts;
    int m_lastFailure = 0;
    IoLoop::TimerId m_deadline = 0;
    IoLoop::TimerId m_stagger = 0;
    Done m_done;
};

} // namespace Vermagic
