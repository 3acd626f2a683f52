// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan would change, as plain text for a terminal: a pure function. Node output in it is printable() already.
#pragma once

#include "models/remediation/impact.h"

namespace Vermagic {

/// Stands below planText(), indented alike.
QString impactText(const Impact &impact);

} // namespace Vermagic
