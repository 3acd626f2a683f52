// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether a kernel will take a module: what modprobe(8) would insert for it, and whether its signer is one of those
/// whom the kernel trusts. Formats: `modprobe --show-depends`, proc_keys(5) with the kernel's own names of X.509
/// keys ("NAME: KEY-ID"), `mokutil --list-enrolled` (OpenSSL's text form). Pure; hostile input yields Unknown.
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

/// The modules in the order of insertion ("libcfs lnet lustre"), or "builtin". Absent when modprobe finds no such
/// module, when a file that it would insert is not there, and when modprobe.d puts another command in its place.
Fact<QString> parseDepends(const ProbeSection &section, const QString &module);

/// The names of the asymmetric keys in /proc/keys. Unknown when it shows none of the kernel's keyrings.
Fact<QStringList> parseKernelKeys(const ProbeSection &section);

/// The subjects of the machine owner's keys; an empty list when there are none.
Fact<QStringList> parseEnrolledKeys(const ProbeSection &section);

/// yes, no (unsigned, or signed by a key that the kernel does not know); Absent without a module. A name is no proof:
/// keys that were made anew carry the old name, see the fact secureboot.dkms.key.
Fact<QString> moduleTrust(const Fact<ModuleFile> &file, const SigningKeys &keys);

} // namespace Vermagic
