// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The shortest description of a node's state, for a matrix cell. Pure; reads state and findings of a diagnosis.
#pragma once

#include "models/diagnosis/finding.h"

namespace Vermagic {

/// The headline of the first finding that matters now; "Healthy" or "Not looked at yet" when there is none,
/// "Breaks at reboot" when only the next boot is in danger.
QString headlineOf(const Diagnosis &diagnosis);

} // namespace Vermagic
