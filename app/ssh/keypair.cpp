// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/keypair.h"

#include <QFile>

#include <libssh/libssh.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct FreeKey
{
    void operator()(ssh_key key) const { ssh_key_free(key); }
};

std::unexpected<Error> failed(const QString &file)
{
    return std::unexpected(Error{ErrorCode::Io, u"the key could not be made"_s, file, {}});
}

} // namespace

Result<QString> makeKeyPair(const QString &file, const QString &comment)
{
    ssh_key made = nullptr;
    if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &made) != SSH_OK)
        return failed(file);
    const std::unique_ptr<ssh_key_struct, FreeKey> key(made);
    if (ssh_pki_export_privkey_file(key.get(), nullptr, nullptr, nullptr, QFile::encodeName(file).constData())
        != SSH_OK)
        return failed(file);
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    char *base64 = nullptr;
    if (ssh_pki_export_pubkey_base64(key.get(), &base64) != SSH_OK)
        return failed(file);
    const QString text = u"ssh-ed25519 "_s + QString::fromLatin1(base64);
    ssh_string_free_char(base64);
    const QByteArray line = (text + u' ' + comment + u'\n').toUtf8();
    QFile publicKey(file + u".pub"_s);
    if (!publicKey.open(QIODevice::WriteOnly) || publicKey.write(line) != line.size() || !publicKey.flush())
        return failed(publicKey.fileName());
    return text;
}

} // namespace Vermagic
