// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/ioside.h"

#include <csignal>
#include <pthread.h>

namespace Vermagic {

IoSide::IoSide(EventSink &events)
    : m_credentials(*m_loop,
                    [&events](quint64 shell, const CredentialQuestion &question) {
                        events.push(CredentialEvent{shell, question});
                    })
    , m_services{m_loop, m_login,       m_files,    m_resolvers, m_logins,
                 events, m_credentials, m_hostKeys, m_carriers}
    , m_thread([loop = m_loop] {
        // libssh writes to sockets with MSG_NOSIGNAL, but not to the agent's.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        loop->run();
    })
{
}

IoSide::~IoSide()
{
    m_loop->post([this] {
        m_links.clear();
        m_carriers.clear();
    });
    m_loop->stop();
    m_thread.join();
}

void IoSide::addShell(quint64 shell, const NodeSpec &node, const SshSettings &settings)
{
    m_links.emplace(shell, std::make_unique<Link>(m_services, shell, node, settings));
}

void IoSide::dropShell(quint64 shell)
{
    m_links.erase(shell);
}

Link *IoSide::link(quint64 shell)
{
    const auto it = m_links.find(shell);
    return it == m_links.end() ? nullptr : it->second.get();
}

} // namespace Vermagic
