// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a person is told about a public key: type, size, fingerprint and picture, all from its base64 blob.
///
/// Source of the format: RFC 4253 6.6 (blob = string type, then numbers), RFC 8709, RFC 5656; the texts are those of ssh-keygen -l.
#pragma once

#include <QByteArray>
#include <QString>

namespace Vermagic {

struct PublicKeyInfo
{
    QByteArray type;   ///< "ssh-ed25519"; empty when the blob is malformed
    QString shortType; ///< "ED25519"
    int bits = 0;
};

PublicKeyInfo publicKeyInfo(const QByteArray &keyBase64);
/// "SHA256:…"
QString keyFingerprint(const QByteArray &keyBase64);
QString keyRandomArt(const QByteArray &keyBase64);

} // namespace Vermagic
