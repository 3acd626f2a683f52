// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What ssh_config says about one host, and the login target that follows from it and from the inventory.
///
/// The configuration is read by running `ssh -G` once per host (in a pool thread, with a deadline) and parsing its dump,
/// rather than by libssh or a parser of our own: it is exact for Host, Match (exec too), Include, canonicalisation and
/// every version's own rules, where libssh knows neither HostKeyAlias nor several Match forms and fails the
/// connect on a keyword it dislikes. Without an OpenSSH client on this machine the built-in defaults hold.
/// Values of the inventory go over those of the configuration. The host looked up is the node's address (its name when
/// it has none), as if a person typed `ssh ADDRESS`.
#pragma once

#include "app/ssh/knownhosts.h"
#include "app/ssh/sshsettings.h"
#include "models/core/result.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

struct HostConfig
{
    QString hostName;
    int port = 22;
    QString user;
    QStringList identityFiles; ///< absolute, in the order to try
    QStringList certificateFiles;
    QString identityAgent; ///< socket path; empty: none
    bool identitiesOnly = false;
    QString proxyJump; ///< as written; empty: direct
    QString proxyCommand;
    QString hostKeyAlias;
    QStringList userKnownHostsFiles;
    QStringList globalKnownHostsFiles;
    bool hashKnownHosts = false;
    bool publicKeyAllowed = true;
    bool passwordAllowed = true;
    bool keyboardInteractiveAllowed = true;
};

/// What is asked of `ssh -G`.
struct HostQuery
{
    QString host;
    QString user;       ///< empty: not given
    int port = 0;       ///< 0: not given
    QString configFile; ///< as in SshSettings
};

/// Parses a dump of `ssh -G`. ~, %h %n %p %r %u %d %i %k and ${NAME} in file names are filled in here: the dump has them raw.
HostConfig parseHostConfig(const QByteArray &dump, const HostQuery &query);
/// Runs `ssh -G`; blocks for at most 10 s, so never on a GUI or I/O thread.
Result<HostConfig> readHostConfig(const HostQuery &query);

/// One hop of a ProxyJump: "user@host:port" with what was not written left empty.
struct JumpHop
{
    QString user;
    QString host;
    int port = 0;
    bool operator==(const JumpHop &) const = default;
};
/// "none" and the empty text give no hops; a text that does not parse gives an error.
Result<QList<JumpHop>> parseProxyJump(const QString &text);

/// Everything a login needs to know about the other end.
struct LoginTarget
{
    QString node; ///< for messages and questions
    QString host;
    int port = 22;
    QString user;
    QString group; ///< what a password may be shared within
    HostKeyName hostKeyName;
    QStringList knownHostsFiles; ///< the first one takes new keys
    bool hashNewHostKeys = false;
    QStringList identityFiles;
    QStringList certificateFiles;
    QString agentSocket; ///< empty: no agent
    bool identitiesOnly = false;
    bool publicKeyAllowed = true;
    bool passwordAllowed = true;
    bool keyboardInteractiveAllowed = true;
    QList<JumpHop> jumps; ///< first hop first
    QString seenFrom;     ///< the last bastion, for messages; empty: direct

    /// "host" or "host:port", with " as seen from BASTION" for a jumped one.
    QString described() const;
};

HostQuery hostQuery(const NodeSpec &node, const SshSettings &settings);
Result<LoginTarget> loginTarget(const NodeSpec &node, const HostConfig &config, const SshSettings &settings);

} // namespace Vermagic
