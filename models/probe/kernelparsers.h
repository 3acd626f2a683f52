// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The machine, its system and its kernels: sections "system", "os", "arch", "kernel", "kernels" and "headers".
/// Formats: os-release(5), uname(1), /proc/cmdline and friends as name=value lines, and the script's own words for
/// kernels ("image|modules RELEASE PATH") and headers ("RELEASE ok|missing|dangling|incomplete|elsewhere PATH").
/// A kernel release that is not isKernelRelease() never gets past these functions.
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

/// The single-line facts of one section; a file that could not be read leaves its member Unknown.
struct SystemSection
{
    Fact<QString> hostname;
    Fact<qint64> uptimeSeconds;
    Fact<QString> bootId;
    Fact<QString> machineId;
    Fact<QString> kernelCommandLine;
    Fact<bool> signatureEnforced; ///< by sig_enforce, or by a lockdown that takes no unsigned module either
    Fact<bool> kexecLoaded;
    bool efi = false;
    QStringList tools; ///< commands found on the node
};

SystemSection parseSystem(const ProbeSection &section);
Fact<OsFacts> parseOs(const ProbeSection &osRelease, const ProbeSection *architecture,
                      const QStringList &tools);
Fact<QString> parseKernelRelease(const ProbeSection &section);
/// Kernels with a boot image (with a module folder where no image can be seen), lowest version first.
Fact<QStringList> parseInstalledKernels(const ProbeSection &section);
/// Releases that have a folder below /lib/modules.
QStringList parseModuleFolders(const ProbeSection &section);
/// By release, for all releases that the script looked at. Packages are filled in by the caller.
QMap<QString, Fact<HeaderFacts>> parseHeaders(const ProbeSection &section);

/// Version order as dpkg(1) and GRUB's menu have it: numbers by value, '~' before the end of the word.
bool versionLess(const QString &left, const QString &right);

} // namespace Vermagic
