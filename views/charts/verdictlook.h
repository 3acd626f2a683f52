// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Mark and tone of a live verdict, alike at the ends of lines and in the legend. Pure.
#pragma once

#include "models/benchmark/ratefigures.h"
#include "views/theme.h"

namespace Vermagic {

/// The name of an icon; empty for LiveVerdict::None.
QString markOf(LiveVerdict verdict);
Tone toneOf(LiveVerdict verdict);

} // namespace Vermagic
