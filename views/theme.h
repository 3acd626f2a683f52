// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The one place where a meaning becomes a colour. Everything is derived from the palette in force, whether it
/// is dark being decided by the lightness of its Window colour, so that a change of palette needs no more than
/// a repaint. Light and Dark are own palettes on the Fusion style; System leaves both to the platform.
#pragma once

#include "models/diagnosis/finding.h"
#include "models/matrixrow.h"
#include "models/remediation/runrecord.h"

#include <QFont>
#include <QPalette>

class QApplication;

namespace Vermagic {

enum class Theme { System, Light, Dark };

enum class Tone { Neutral, Ok, Warning, Error, Muted, Accent };

struct ToneColors
{
    QColor text;   ///< readable on Base and on the tint
    QColor fill;   ///< for icons and marks
    QColor tint;   ///< background of a cell or chip
    QColor border; ///< of a card
};

void applyTheme(QApplication &application, Theme theme);
bool isDark(const QPalette &palette);
ToneColors toneColors(const QPalette &palette, Tone tone);
/// `share` of `over` laid over `under`, both opaque.
QColor blend(const QColor &over, const QColor &under, double share);
/// The hair lines between rows, columns and panels.
QColor lineColor(const QPalette &palette);
/// Secondary text; still readable (4.5:1 on Base).
QColor mutedText(const QPalette &palette);

Tone toneOf(CellStatus status);
Tone toneOf(LinkStatus status);
Tone toneOf(NodeState state);
Tone toneOf(Severity severity);
Tone toneOf(RunOutcome outcome);

/// The platform's fixed font at the size of `like`.
QFont fixedFont(const QFont &like);
QFont smallFont(const QFont &like);
QFont boldFont(const QFont &like);

} // namespace Vermagic
