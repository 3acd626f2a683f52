// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes SSH keys for the practice cluster: its identity and the nodes' host keys. Ed25519, in OpenSSH's file
/// format, without a passphrase: they guard nothing but simulated nodes on loopback.
#pragma once

#include "models/core/result.h"

namespace Vermagic {

/// Writes `file` (mode 0600) and `file`.pub; the public key as "ssh-ed25519 BASE64".
Result<QString> makeKeyPair(const QString &file, const QString &comment);

} // namespace Vermagic
