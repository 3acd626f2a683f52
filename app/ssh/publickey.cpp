// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/publickey.h"

#include "app/ssh/randomart.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <bit>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Takes one length-prefixed string off the blob; empty when the blob is too short.
QByteArray takeString(QByteArrayView &blob)
{
    if (blob.size() < 4)
        return {};
    const quint32 length = qFromBigEndian<quint32>(blob.data());
    if (length > static_cast<quint64>(blob.size() - 4))
        return {};
    const QByteArray text = blob.sliced(4, static_cast<qsizetype>(length)).toByteArray();
    blob = blob.sliced(4 + static_cast<qsizetype>(length));
    return text;
}

int bitsOfNumber(const QByteArray &number)
{
    qsizetype first = 0;
    while (first < number.size() && number.at(first) == 0)
        ++first;
    if (first == number.size())
        return 0;
    return static_cast<int>(number.size() - first - 1) * 8
           + std::bit_width(static_cast<unsigned char>(number.at(first)));
}

QByteArray digestOf(const QByteArray &keyBase64)
{
    return QCryptographicHash::hash(QByteArray::fromBase64(keyBase64), QCryptographicHash::Sha256);
}

} // namespace

PublicKeyInfo publicKeyInfo(const QByteArray &keyBase64)
{
    const QByteArray decoded = QByteArray::fromBase64(keyBase64);
    QByteArrayView blob = decoded;
    PublicKeyInfo info;
    info.type = takeString(blob);
    info.shortType = QString::fromLatin1(info.type);
    if (info.type == "ssh-rsa") {
        takeString(blob); // exponent
        info.shortType = u"RSA"_s;
        info.bits = bitsOfNumber(takeString(blob));
    } else if (info.type.startsWith("ecdsa-sha2-nistp")) {
        info.shortType = u"ECDSA"_s;
        info.bits = info.type.mid(16).toInt();
    } else if (info.type == "ssh-ed25519") {
        info.shortType = u"ED25519"_s;
        info.bits = 256;
    }
    return info;
}

QString keyFingerprint(const QByteArray &keyBase64)
{
    return u"SHA256:"_s + QString::fromLatin1(digestOf(keyBase64).toBase64(QByteArray::OmitTrailingEquals));
}

QString keyRandomArt(const QByteArray &keyBase64)
{
    const PublicKeyInfo info = publicKeyInfo(keyBase64);
    return randomArt(digestOf(keyBase64), u"%1 %2"_s.arg(info.shortType).arg(info.bits), u"SHA256"_s);
}

} // namespace Vermagic
