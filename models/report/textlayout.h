// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Lays text out in the cells of a terminal: how wide it is there (East Asian wide characters take two cells,
/// combining and format characters none; Unicode UAX #11), cutting, padding, wrapping and aligned tables. Pure.
/// Knows nothing of colours: callers add escape sequences after the layout.
#pragma once

#include <QString>
#include <QStringList>

namespace Vermagic {

int displayWidth(QStringView text);
/// The text cut to `width` cells, with '…' for what is left out.
QString elided(const QString &text, int width);
/// The text filled up with blanks to `width` cells; longer text stays.
QString padded(const QString &text, int width);
/// Lines of at most `width` cells, broken at blanks where possible; newlines stay. Width 0 wraps nothing.
QStringList wrapped(const QString &text, int width);
/// Newlines and tabs as blanks: what may stand in a cell of a table.
QString oneLine(const QString &text);

/// Narrows columns, widest first, until their sum is at most `available`; none below `least`.
QList<int> fittedColumns(QList<int> widths, int available, int least);

} // namespace Vermagic
