// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One connection through a bastion: a direct-tcpip channel of the bastion's session, bridged to a socketpair whose other end the
/// inner login gets. I/O thread only; owned by a Carrier, which outlives it.
///
/// Down (bastion to us): bytes go straight into the socketpair; what it does not take stays in libssh, so the window holds the bastion
/// back. Up: the socketpair is read only while the session has nothing queued and the window is open. opened() comes once with our error or the
/// inner end; ended() once after that, from the loop. Whatever the inner side sees, the true reason is reason().
#pragma once

#include "app/ssh/sshsession.h"
#include "models/core/result.h"

#include <QByteArray>
#include <QString>

#include <expected>

namespace Vermagic {

/// Why a channel to a target could not be opened, from libssh's text "... error (N) TEXT": N=1 is the bastion's policy.
Error forwardError(const QString &libraryText, const QString &target, const QString &bastion);

class ChannelBridge : public SshSession::Client, private IoLoop::Handler
{
public:
    struct Target
    {
        QString host;
        int port = 22;
        QString described; ///< "host port N as seen from BASTION"
        QString bastion;
    };
    using Opened = std::move_only_function<void(Result<FileHandle>)>;

    ChannelBridge(SshSession &carrier, const Target &target, std::chrono::milliseconds timeout, Opened opened,
                  std::function<void(ChannelBridge *)> ended);
    ~ChannelBridge() override;

    /// Why the way ended; empty while it is open and when our own side closed it.
    QString reason() const { return m_reason; }

    void step() override;
    void sessionDown(const QString &reason) override;

private:
    static int onData(ssh_session, ssh_channel, void *data, uint32_t length, int isError, void *self);

    void ready(std::uint32_t events) override;
    void attach();
    void pumpDown();
    void pumpUp();
    bool writeUp();
    void arm();
    void end(const QString &reason, const std::optional<Error> &openError = {});
    void releaseChannel();

    SshSession &m_carrier;
    Target m_target;
    Opened m_opened;
    std::function<void(ChannelBridge *)> m_onEnded;
    ssh_channel m_channel = nullptr;
    ssh_channel_callbacks_struct m_callbacks{};
    FileHandle m_socket; ///< our end
    QByteArray m_up;     ///< read from the socket, not yet taken by the channel
    QByteArray m_down;   ///< read from the channel, not yet taken by the socket
    bool m_confirmed = false;
    bool m_refused = false;
    bool m_downBlocked = false; ///< the data callback must not run ahead of what waits
    bool m_channelEof = false;
    bool m_channelClosed = false;
    bool m_socketEof = false;
    bool m_socketPaused = false;
    bool m_writeShut = false;
    QString m_openText;
    bool m_ended = false;
    QString m_reason;
    IoLoop::TimerId m_deadline = 0;
};

} // namespace Vermagic
