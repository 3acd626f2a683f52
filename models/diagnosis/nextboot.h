// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the next reboot will do to a node, from the next-boot kernel and the verdicts of the next-boot checks.
#pragma once

#include "models/diagnosis/checkrun.h"

namespace Vermagic {

/// WillBreak when a next-boot finding is more than information; Unknown, with the reason, when the kernel or what
/// there is for it could not be found out; WillChange when another kernel boots and everything is ready for it.
NextBoot nextBootOf(const FactMap &facts, const QList<CheckResult> &results, const QList<Finding> &findings);

} // namespace Vermagic
