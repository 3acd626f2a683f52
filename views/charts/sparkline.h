// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The newest rates of one node as small bars in a cell of the matrix. Pure painting.
#pragma once

#include <QList>
#include <QRect>

class QPainter;
class QPalette;

namespace Vermagic {

/// From bar to bar where there is room, and where there is little.
inline constexpr int sparklinePitch = 3;
inline constexpr int leastSparklinePitch = 1;

/// `shares` are between 0 and 1; of NaN there is no bar, of 0 a line at the bottom.
void paintSparkline(QPainter &painter, const QRect &rect, int pitch, const QList<double> &shares,
                    const QPalette &palette);

} // namespace Vermagic
