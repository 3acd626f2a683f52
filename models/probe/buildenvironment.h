// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the build environment's local command says: lines of `dpkg -l` or `dpkg-query -W` with linux-headers-RELEASE,
/// or of `rpm -q` with kernel-devel-RELEASE; a BeeGFS or Lustre client version when one is shown;
/// `rustc --version`, or the shell's word that there is none. Text around them
/// (make's echo, container banners) is passed over. With several header packages the highest release counts.
#pragma once

#include "models/core/command.h"
#include "models/probe/nodefacts.h"

namespace Vermagic {

BuildEnvironmentFacts parseBuildEnvironment(const QString &name, const QStringList &command,
                                            const CommandResult &result);

} // namespace Vermagic
