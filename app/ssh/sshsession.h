// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A logged-in session in the I/O thread: pumps its packets, steps its clients, watches for a silent peer.
///
/// Owned by a Link or a Carrier and used from the I/O thread only. libssh's callbacks may run inside any call on any channel of
/// the session, so they only set flags and call wake(); the work is done in step(), between the calls. down() comes once, from
/// the loop and never from within a call of the owner; the clients have been told before. The owner frees the session
/// with IoLoop::later(). `explain` may replace the reason before anybody hears it: a bridge knows better than the inner end. Clients must not outlive it.
#pragma once

#include "app/ssh/handles.h"
#include "app/ssh/ioloop.h"

#include <QString>

#include <libssh/callbacks.h>

#include <memory>
#include <set>
#include <vector>

namespace Vermagic {

class SshSession : public IoLoop::Handler
{
public:
    /// Something that lives on the session: a command's channel or a bridge to a node behind it.
    class Client
    {
    public:
        virtual ~Client() = default;
        virtual void step() = 0;
        virtual void sessionDown(const QString &reason) = 0;
    };

    SshSession(IoLoop &loop, SessionHandle session, std::chrono::milliseconds keepaliveAfter,
               std::function<void(const QString &)> down,
               std::function<QString(const QString &)> explain = {});
    ~SshSession() override;

    ssh_session handle() const { return m_session.get(); }
    IoLoop &loop() const { return m_loop; }
    bool isDown() const { return m_down; }
    /// Ends the session as if the peer had; down() follows from the loop.
    void fail(const QString &reason);
    /// It tells nobody anything any more; for an owner that lets go of it and may itself be gone before it is freed.
    void retire();

    void add(Client *client);
    void remove(Client *client);
    /// Steps `client` soon.
    void wake(Client *client);
    /// Steps `client` when everything queued for the socket has been sent.
    void wakeWhenWritable(Client *client);
    /// Services the session soon; after any call that may have queued packets.
    void touch();
    bool isWritePending() const;

    /// Takes a channel whose opening was not answered yet: closing or freeing it now would make the server drop the whole
    /// session (CLOSE for a channel that does not exist) or leave a channel open there.
    void parkOpening(ssh_channel channel);

    void ready(std::uint32_t events) override;

private:
    struct Parked
    {
        ssh_channel channel = nullptr;
        ssh_channel_callbacks_struct callbacks{};
        bool answered = false;
        bool open = false;
    };

    void service();
    void stepClients();
    void releaseParked();
    void arm();
    void goDown(const QString &libraryReason);
    void checkAlive();

    IoLoop &m_loop;
    SessionHandle m_session;
    ssh_event m_event = nullptr;
    int m_fd = -1;
    std::function<void(const QString &)> m_onDown;
    std::function<QString(const QString &)> m_explain;
    std::set<Client *> m_clients;
    std::vector<Client *> m_awake;
    std::vector<Client *> m_waitingForWrite;
    std::vector<std::unique_ptr<Parked>> m_parked;
    bool m_serviceDue = false;
    bool m_down = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< false once destroyed, for queued work

    ssh_counter_struct m_received{};
    std::uint64_t m_lastReceived = 0;
    int m_silentRounds = 0;
    std::chrono::milliseconds m_keepaliveAfter;
    IoLoop::TimerId m_keepalive = 0;
};

} // namespace Vermagic
