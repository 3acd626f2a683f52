// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a session must ask a person before it can go on: plain values, made by the transport, shown by the
/// views. `id` is unique while the program runs; each question is answered once or withdrawn.
#pragma once

#include <QString>

namespace Vermagic {

/// An unknown host key. Answer with RemoteShell::answerHostKey(); until then the session waits (bounded).
struct HostKeyQuestion
{
    quint64 id = 0;
    QString node;     ///< the node, or the jump host on the way to it, whose key it is
    QString askedFor; ///< the node of the inventory that is being connected; filled in by the pool of shells
    QString host;     ///< the name the key would be stored under
    QString keyType;
    QString fingerprint; ///< "SHA256:…"
    QString randomArt;   ///< several lines, as ssh-keygen -lv prints it
    QString knownHostsFile;
    bool operator==(const HostKeyQuestion &) const = default;
};

enum class CredentialKind { Password, KeyPassphrase, KeyboardInteractive, SudoPassword };

/// A secret is needed. `scope` is equal for questions that one answer may serve (sudo: the node's group).
struct CredentialQuestion
{
    quint64 id = 0;
    CredentialKind kind = CredentialKind::Password;
    QString node;     ///< the node, or the jump host on the way to it, that wants it
    QString askedFor; ///< as in HostKeyQuestion
    QString scope;
    QString prompt;     ///< printable; from the server for keyboard-interactive
    bool echo = false;  ///< the answer may be shown while typed
    bool retry = false; ///< the previous answer was wrong
    bool operator==(const CredentialQuestion &) const = default;
};

} // namespace Vermagic
