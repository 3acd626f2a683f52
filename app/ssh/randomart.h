// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The picture of a host key that `ssh-keygen -lv` prints, so that a person can compare two keys at a glance.
///
/// The "drunken bishop" walk over a 17 x 9 board, driven by the bytes of the key's digest.
/// Source of the format: OpenSSH's sshkey.c (fingerprint_randomart) and "The drunken bishop" (Loss, Limmer, von Gernler).
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Vermagic {

/// `title` and `hashName` are framed into the top and bottom edges, as in "[ED25519 256]" and "[SHA256]".
QString randomArt(QByteArrayView digest, const QString &title, const QString &hashName);

} // namespace Vermagic
