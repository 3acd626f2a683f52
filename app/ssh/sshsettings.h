// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// How the transport behaves: where its files are, what it may ask, and the deadline of each phase.
///
/// Plain values, copied into every shell. The defaults are for a console with a person before it;
/// a program without one sets unknownHostKeys to Refuse (or AcceptNew) and askCredentials to false.
#pragma once

#include <QString>

#include <chrono>

namespace Vermagic {

enum class UnknownHostKeys {
    Ask,
    Refuse,
    AcceptNew, ///< stored without a question; a changed key is refused all the same
};

struct SshSettings
{
    QString configFile; ///< ssh_config to use instead of the user's and the system's; "none": no file at all
    QString knownHostsFile; ///< instead of UserKnownHostsFile; NodeSpec::knownHosts goes first
    QString agentSocket;    ///< instead of IdentityAgent and $SSH_AUTH_SOCK; "none": no agent
    UnknownHostKeys unknownHostKeys = UnknownHostKeys::Ask;
    bool askCredentials = true;

    std::chrono::milliseconds configurationTimeout = std::chrono::seconds(12);
    std::chrono::milliseconds resolveTimeout = std::chrono::seconds(5);
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(5);
    std::chrono::milliseconds keyExchangeTimeout = std::chrono::seconds(10);
    std::chrono::milliseconds authenticateTimeout = std::chrono::seconds(15);
    std::chrono::milliseconds questionTimeout = std::chrono::seconds(120);
    std::chrono::milliseconds channelOpenTimeout = std::chrono::seconds(10);
    std::chrono::milliseconds sudoTimeout = std::chrono::seconds(15); ///< for sudo's prompt or start, each
    /// A session silent for this long is asked for a sign of life; after two unanswered ones it is lost.
    std::chrono::milliseconds keepaliveAfter = std::chrono::seconds(30);
    std::chrono::milliseconds firstBackOff = std::chrono::seconds(1);
    std::chrono::milliseconds longestBackOff = std::chrono::seconds(120);
    int channelsPerNode = 4;
};

} // namespace Vermagic
