// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Kernel modules on disk and loaded, and what Secure Boot makes of them.
/// Formats: modinfo(8) of kmod, /proc/modules, /proc/filesystems, mokutil(1) --sb-state or the SecureBoot EFI
/// variable as od(1) prints it. Absent needs the tool's own words for "no such module".
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

/// One answer of `modinfo -k KERNEL MODULE`.
Fact<ModuleFile> parseModinfo(const ProbeSection &section, const QString &module);

/// `modules`: the module's lines of /proc/modules (exit 1: none, 127: no such file). `filesystems` tells a
/// file system that is part of the kernel from one that is not there.
Fact<LoadedModule> parseLoadedModule(const ProbeSection &modules, const ProbeSection &filesystems,
                                     const ProbeSection &versions, const QString &module);

/// enabled, disabled or unsupported.
Fact<QString> parseSecureBoot(const ProbeSection &section);

} // namespace Vermagic
