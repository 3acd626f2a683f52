// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which kernel boots next, from the boot loader's own files: GRUB's grub.cfg, grubenv and /etc/default/grub
/// (GRUB manual, "Configuration"), Boot Loader Specification entries with GRUB (uapi-group.org), `grubby
/// --default-kernel`, `bootctl list --json`. Never from the /vmlinuz link, which names what was installed last.
/// Where the files do not decide, the answer is Unknown with the reason.
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

/// The parts that there are; a null section was not in the answer.
struct BootSections
{
    const ProbeSection *grubDefault = nullptr;
    const ProbeSection *grubConfig = nullptr;
    const ProbeSection *grubEnvironment = nullptr;
    const ProbeSection *blsEntries = nullptr;
    const ProbeSection *grubby = nullptr;
    const ProbeSection *bootctl = nullptr;
    Fact<QString> kernelCommandLine;
    Fact<bool> kexecLoaded;
    Fact<QStringList> installedKernels;
};

struct NextBootKernel
{
    Fact<QString> release;
    QString source;  ///< what decided, such as "grub.cfg, default 0"
    QString section; ///< id of the section that decided
};

NextBootKernel nextBootKernel(const BootSections &sections);

/// The kernel release that a boot image's path names ("/boot/vmlinuz-6.1.0-9-amd64"); empty when it names none.
QString releaseOfImage(const QString &path);

} // namespace Vermagic
