// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The product's ProbeProtocol: the shipped sweep script and the parsers behind it.
#pragma once

#include "app/proberunner.h"

namespace Vermagic {

ProbeProtocol nodeProbeProtocol();

} // namespace Vermagic
