// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Private key files, read and unlocked once and then handed out as copies.
///
/// May be used from several threads (pool threads only: unlocking takes 0.2 s of key derivation by design). A file that
/// changed on disk is read again. Certificates are found beside the key (KEY-cert.pub) or by their own path.
#pragma once

#include "app/ssh/handles.h"
#include "app/ssh/secret.h"

#include <QHash>
#include <QMutex>
#include <QString>
#include <QStringList>

namespace Vermagic {

class KeyStore
{
public:
    enum class State { Ready, Locked, Missing, Unreadable };
    struct Offer
    {
        State state = State::Missing;
        KeyHandle key;       ///< private key, when Ready
        KeyHandle publicKey; ///< when Locked and the public part could be had
    };

    Offer offer(const QString &file);
    /// False when the passphrase is wrong.
    bool unlock(const QString &file, const Secret &passphrase);
    /// A copy of `key` that carries its certificate: the first of `certificateFiles` and FILE-cert.pub made for it.
    static KeyHandle withCertificate(ssh_key key, const QString &file, const QStringList &certificateFiles);

private:
    struct Entry
    {
        QByteArray stamp;
        State state = State::Missing;
        std::shared_ptr<ssh_key_struct> key;
    };
    QMutex m_mutex;
    QHash<QString, Entry> m_entries;
};

} // namespace Vermagic
