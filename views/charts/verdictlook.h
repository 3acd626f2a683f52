// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Mark and tone of a verdict, live or of a run: alike at the ends of lines, in the legend and in tables. Pure.
#pragma once

#include "models/benchmark/ratefigures.h"
#include "models/benchmark/run.h"
#include "views/theme.h"

namespace Vermagic {

/// The name of an icon; empty for LiveVerdict::None.
QString markOf(LiveVerdict verdict);
Tone toneOf(LiveVerdict verdict);
/// Of a run, which may have had no threshold.
QString markOf(std::optional<ThresholdOutcome> outcome);
Tone toneOf(std::optional<ThresholdOutcome> outcome);

} // namespace Vermagic
