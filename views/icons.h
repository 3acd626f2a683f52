// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The program's own icons (resources/icons/NAME.svg), coloured at paint time from the palette in force: an
/// icon made once is right after a change of theme and sharp at any scale. `currentColor` in the file is the
/// tone's fill, `paperColor` what lies under it.
#pragma once

#include "views/theme.h"

#include <QIcon>

class QPainter;

namespace Vermagic {

QIcon icon(const QString &name, Tone tone = Tone::Neutral);
/// One icon drawn at once, for delegates and marks.
void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QPalette &palette, Tone tone);

/// Bare marks for cells: shape alone tells the status.
QString markName(CellStatus status);
QString markName(NodeState state);
QString markName(Severity severity);
/// Discs for chains, steps and runs.
QString discName(LinkStatus status);
QString discName(RunOutcome outcome);

} // namespace Vermagic
