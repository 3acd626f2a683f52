// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One conversation with an ssh-agent on a socket of our own, so that a deadline can end it.
///
/// libssh waits for an agent without any limit (a PIN or touch prompt would hold its thread for ever): the socket is
/// registered with the login's guard. offersKeys() asks for the list of identities first (draft-ietf-sshm-ssh-agent,
/// REQUEST_IDENTITIES), so an empty or foreign socket costs no round trip to the server. For pool threads only.
#pragma once

#include "app/ssh/handles.h"

#include <QByteArray>
#include <QString>

namespace Vermagic {

class LoginGuard;

class AgentClient
{
public:
    AgentClient(const QString &socketPath, LoginGuard &guard);

    bool offersKeys();
    /// Hands the socket to the session.
    bool attach(ssh_session session);
    /// An SSH_AUTH_ code. At most a few logins use an agent at the same time.
    int authenticate(ssh_session session);

private:
    FileHandle m_socket;
};

} // namespace Vermagic
