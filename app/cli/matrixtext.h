// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The compatibility matrix as a person reads it in a terminal, and as JSON. Pure. A cell has a symbol and a word; a
/// number in brackets stands for where it is from, said below the table. A table that is wider than the terminal
/// comes in several parts.
#pragma once

#include "models/compatibility/compatibilitytable.h"

namespace Vermagic {

/// `width` in cells; 0: as wide as it is.
QString matrixText(const CompatibilityTable &table, int width);
/// One cell with everything that is said of it.
QString cellText(const CompatibilityTable &table);
/// {"schema": "vermagic.matrix/1", "matrices": […]}; cells of which nothing is known are left out.
QByteArray matrixJson(const QList<CompatibilityTable> &tables);

} // namespace Vermagic
