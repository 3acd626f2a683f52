// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/sshsession.h"

#include "models/core/command.h"

#include <algorithm>
#include <fcntl.h>
#include <libssh/server.h>
#include <sys/epoll.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int RoundsPerService = 32; ///< then the other sessions get their turn
constexpr int SilentRoundsAllowed = 2;

void eraseFrom(std::vector<SshSession::Client *> &list, SshSession::Client *client)
{
    std::erase(list, client);
}

} // namespace

SshSession::SshSession(IoLoop &loop, SessionHandle session, std::chrono::milliseconds keepaliveAfter,
                       std::function<void(const QString &)> down,
                       std::function<QString(const QString &)> explain)
    : m_loop(loop)
    , m_session(std::move(session))
    , m_event(ssh_event_new())
    , m_fd(ssh_get_fd(m_session.get()))
    , m_onDown(std::move(down))
    , m_explain(std::move(explain))
    , m_keepaliveAfter(keepaliveAfter)
{
    Q_ASSERT(fcntl(m_fd, F_GETFL) & O_NONBLOCK);
    ssh_event_add_session(m_event, m_session.get());
    ssh_set_counters(m_session.get(), nullptr, &m_received);
    m_keepalive = m_loop.after(m_keepaliveAfter, [this] { checkAlive(); });
    touch();
}

SshSession::~SshSession()
{
    *m_alive = false;
    m_loop.cancel(m_keepalive);
    m_loop.unwatch(m_fd);
    for (const auto &parked : m_parked)
        ssh_remove_channel_callbacks(parked->channel, &parked->callbacks);
    ssh_event_remove_session(m_event, m_session.get());
    ssh_event_free(m_event);
}

void SshSession::add(Client *client)
{
    m_clients.insert(client);
    wake(client);
}

void SshSession::remove(Client *client)
{
    m_clients.erase(client);
    eraseFrom(m_awake, client);
    eraseFrom(m_waitingForWrite, client);
}

void SshSession::wake(Client *client)
{
    if (std::ranges::find(m_awake, client) == m_awake.end())
        m_awake.push_back(client);
    touch();
}

void SshSession::wakeWhenWritable(Client *client)
{
    if (std::ranges::find(m_waitingForWrite, client) == m_waitingForWrite.end())
        m_waitingForWrite.push_back(client);
}

void SshSession::touch()
{
    if (m_serviceDue || m_down)
        return;
    m_serviceDue = true;
    m_loop.later([this, alive = m_alive] {
        if (*alive)
            service();
    });
}

bool SshSession::isWritePending() const
{
    return ssh_get_poll_flags(m_session.get()) & SSH_WRITE_PENDING;
}

void SshSession::ready(std::uint32_t)
{
    service();
}

void SshSession::service()
{
    m_serviceDue = false;
    if (m_down)
        return;
    int rounds = 0;
    for (; rounds < RoundsPerService; ++rounds) {
        const int result = ssh_event_dopoll(m_event, 0);
        if (result == SSH_ERROR)
            return goDown(printable(ssh_get_error(m_session.get())));
        if (result == SSH_AGAIN)
            break;
    }
    if (ssh_get_status(m_session.get()) & (SSH_CLOSED | SSH_CLOSED_ERROR))
        return goDown(printable(ssh_get_error(m_session.get())));
    releaseParked();
    stepClients();
    if (m_down)
        return;
    if (rounds == RoundsPerService)
        touch();
    arm();
}

void SshSession::stepClients()
{
    std::vector<Client *> awake;
    awake.swap(m_awake);
    if (!isWritePending()) {
        for (Client *client : std::exchange(m_waitingForWrite, {})) {
            if (std::ranges::find(awake, client) == awake.end())
                awake.push_back(client);
        }
    }
    for (Client *client : awake) {
        if (m_down)
            return;
        if (m_clients.contains(client)) // a step may end another client
            client->step();
    }
}

void SshSession::arm()
{
    m_loop.watch(m_fd, EPOLLIN | (isWritePending() ? EPOLLOUT : 0u), this);
}

void SshSession::fail(const QString &reason)
{
    m_loop.later([this, reason, alive = m_alive] {
        if (*alive)
            goDown(reason);
    });
}

void SshSession::retire()
{
    m_down = true;
    m_loop.cancel(m_keepalive);
    m_loop.unwatch(m_fd);
}

void SshSession::goDown(const QString &libraryReason)
{
    if (m_down)
        return;
    const QString reason = m_explain ? m_explain(libraryReason) : libraryReason;
    retire();
    const std::set<Client *> clients = m_clients;
    for (Client *client : clients) {
        if (m_clients.contains(client))
            client->sessionDown(reason);
    }
    m_onDown(reason);
}

void SshSession::parkOpening(ssh_channel channel)
{
    auto parked = std::make_unique<Parked>();
    parked->channel = channel;
    parked->callbacks.userdata = parked.get();
    parked->callbacks.channel_open_response_function = [](ssh_session, ssh_channel, bool success,
                                                          void *data) {
        auto *self = static_cast<Parked *>(data);
        self->answered = true;
        self->open = success;
    };
    parked->callbacks.channel_data_function = [](ssh_session, ssh_channel, void *, uint32_t length, int,
                                                 void *) { return static_cast<int>(length); };
    ssh_callbacks_init(&parked->callbacks);
    ssh_set_channel_callbacks(channel, &parked->callbacks);
    m_parked.push_back(std::move(parked));
}

void SshSession::releaseParked()
{
    std::erase_if(m_parked, [](const std::unique_ptr<Parked> &parked) {
        if (!parked->answered)
            return false;
        ssh_remove_channel_callbacks(parked->channel, &parked->callbacks);
        if (parked->open)
            ssh_channel_close(parked->channel);
        ssh_channel_free(parked->channel);
        return true;
    });
}

void SshSession::checkAlive()
{
    if (m_received.in_bytes != m_lastReceived) {
        m_lastReceived = m_received.in_bytes;
        m_silentRounds = 0;
    } else if (++m_silentRounds > SilentRoundsAllowed) {
        return goDown(u"nothing was heard from it for %1 s"_s.arg(
            std::chrono::duration<double>(m_keepaliveAfter * m_silentRounds).count()));
    } else {
        // The first call may only collect the answer to the last one, so ask twice: one request is then on its way.
        ssh_send_keepalive(m_session.get());
        ssh_send_keepalive(m_session.get());
        touch();
    }
    m_keepalive = m_loop.after(m_keepaliveAfter, [this] { checkAlive(); });
}

} // namespace Vermagic
