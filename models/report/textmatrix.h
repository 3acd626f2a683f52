// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The matrix of a text report: a line for each node in aligned columns that fit the terminal. Columns are narrowed, then
/// given up, as the terminal is narrow; which are not shown is said below. Pure.
#pragma once

#include "models/report/textwriter.h"

namespace Vermagic {

void writeMatrix(const HealthReport &report, TextWriter &writer);

} // namespace Vermagic
