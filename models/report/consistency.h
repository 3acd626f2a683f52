// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The kernel consistency block of a report: every node's kernel beside the one that modules are built for, and
/// how far builds, modules and mounts have come on all nodes together. Pure.
/// The reference is the build environment's kernel for nodes whose module is built by DKMS, else what most nodes of the
/// same group run; nothing where no release is more frequent there than any other.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

/// Reads report.nodes and report.buildEnvironment only.
Consistency consistencyOf(const HealthReport &report, const Inventory &inventory);

QString kernelMatchName(KernelMatch match); ///< matches, same_series, differs, unknown
QString lineStatusName(LineStatus status);  ///< ok, failed, unchecked

} // namespace Vermagic
