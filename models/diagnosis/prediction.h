// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a node's diagnosis would read if a change kept its promise: which findings would be gone, which links of the
/// chain would turn green, what would boot next. Pure. A prediction is no probe: only a fresh look says what is so.
#pragma once

#include "models/diagnosis/finding.h"

namespace Vermagic {

/// What a change is meant to do to a node.
struct Promise
{
    QStringList gone;      ///< ids of findings
    QString runningKernel; ///< before the change; empty: not known
    QString newKernel;     ///< the kernel that it installs and that then boots by default; empty: none
    bool reboots = false;
};

/// `now` without the promised findings and without what follows only from them. A link that lost its last failure is
/// Ok and shows what was expected of it. Nothing is said of links that nobody could look at.
Diagnosis predictedDiagnosis(const Diagnosis &now, const Promise &promise);

} // namespace Vermagic
