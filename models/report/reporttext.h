// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A health report for a terminal or a mail: the matrix in aligned columns, the root causes with what was
/// expected, what was found and what to run, what the next reboot will break, and the kernel consistency block.
/// Plain UTF-8; colours are the only escape sequences and only when asked for. Pure.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

struct TextOptions
{
    int width = 0; ///< cells of the terminal; 0: as wide as needed
    bool colour = false;
};

QString renderText(const HealthReport &report, const TextOptions &options = {});

} // namespace Vermagic
