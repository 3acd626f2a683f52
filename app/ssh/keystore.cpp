// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/keystore.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QByteArray stampOf(const QString &file)
{
    const QFileInfo info(file);
    return info.exists() ? QByteArray::number(info.lastModified().toMSecsSinceEpoch()) + ':'
                               + QByteArray::number(info.size())
                         : QByteArray();
}

/// Called by libssh only for an encrypted key: notes that, and gives no passphrase.
int noteThatItIsLocked(const char *, char *, size_t, int, int, void *locked)
{
    *static_cast<bool *>(locked) = true;
    return -1;
}

KeyHandle imported(const QString &file, const char *passphrase, bool *locked)
{
    ssh_key key = nullptr;
    ssh_pki_import_privkey_file(QFile::encodeName(file).constData(), passphrase,
                                locked ? noteThatItIsLocked : nullptr, locked, &key);
    return KeyHandle(key);
}

} // namespace

KeyStore::Offer KeyStore::offer(const QString &file)
{
    const QByteArray stamp = stampOf(file);
    if (stamp.isEmpty())
        return {};
    const QMutexLocker lock(&m_mutex);
    Entry &entry = m_entries[file];
    if (entry.stamp != stamp) {
        bool locked = false;
        KeyHandle key = imported(file, nullptr, &locked);
        entry = {stamp, key ? State::Ready : locked ? State::Locked : State::Unreadable, {}};
        entry.key = std::shared_ptr<ssh_key_struct>(key.release(), KeyDeleter());
    }
    Offer offer{entry.state, {}, {}};
    if (entry.state == State::Ready)
        offer.key.reset(ssh_key_dup(entry.key.get()));
    if (entry.state == State::Locked) {
        ssh_key publicKey = nullptr;
        if (ssh_pki_import_pubkey_file(QFile::encodeName(file + u".pub"_s).constData(), &publicKey) != SSH_OK)
            ssh_pki_import_pubkey_file(QFile::encodeName(file).constData(), &publicKey);
        offer.publicKey.reset(publicKey);
    }
    return offer;
}

bool KeyStore::unlock(const QString &file, const Secret &passphrase)
{
    const QByteArray stamp = stampOf(file);
    KeyHandle key = imported(file, passphrase.c_str(), nullptr);
    if (!key)
        return false;
    const QMutexLocker lock(&m_mutex);
    m_entries[file] = {stamp, State::Ready, std::shared_ptr<ssh_key_struct>(key.release(), KeyDeleter())};
    return true;
}

KeyHandle KeyStore::withCertificate(ssh_key key, const QString &file, const QStringList &certificateFiles)
{
    for (const QString &path : certificateFiles + QStringList{file + u"-cert.pub"_s}) {
        ssh_key raw = nullptr;
        if (!QFileInfo::exists(path)
            || ssh_pki_import_cert_file(QFile::encodeName(path).constData(), &raw) != SSH_OK)
            continue;
        const KeyHandle certificate(raw);
        KeyHandle copy(ssh_key_dup(key));
        if (ssh_key_cmp(certificate.get(), key, SSH_KEY_CMP_PUBLIC) == 0
            && ssh_pki_copy_cert_to_privkey(certificate.get(), copy.get()) == SSH_OK)
            return copy;
    }
    return {};
}

} // namespace Vermagic
