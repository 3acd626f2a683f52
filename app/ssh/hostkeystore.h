// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The known_hosts files on disk: read with a cache, appended to under a lock, edited for a rebuilt node.
///
/// HostKeyStore may be used from several threads; it reads a file again when its time, size or inode changed.
/// Writers take FILE.lock; replaceHostKey() writes a new file beside the old one and renames it into place.
#pragma once

#include "app/ssh/knownhosts.h"
#include "models/snapshot.h"

#include <QHash>
#include <QMutex>

#include <memory>

namespace Vermagic {

class HostKeyStore
{
public:
    /// The index over `files`; a file that is not there counts as empty.
    std::shared_ptr<const KnownHosts> load(const QStringList &files);

private:
    struct Entry
    {
        QByteArray stamp;
        std::shared_ptr<const KnownHosts> index;
    };
    QMutex m_mutex;
    QHash<QString, Entry> m_entries;
};

/// Adds "name type key" to `file`; under a hashed name when `hashed` or when the file holds hashed names already.
Result<void> appendHostKey(const QString &file, const HostKeyName &name, const QByteArray &keyType,
                           const QByteArray &keyBase64, bool hashed);

/// The guided way out for a rebuilt node: takes the stale key of exactly this host out of known_hosts and puts the new
/// one in, after a backup (known_hosts.old-DATE). Refuses when the file no longer holds exactly the old keys on those lines, when
/// the new key is not the one whose fingerprint was shown, or when a line stands for other hosts by a pattern.
Result<void> replaceHostKey(const HostKeyChange &change);

} // namespace Vermagic
