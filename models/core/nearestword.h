// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Guesses what somebody meant to write: the hint behind "unknown key", "unknown role" and the like.
/// Pure; compares without regard to case and takes '-' and '_' as the same. It only ever suggests,
/// nothing is corrected silently.
#pragma once

#include <QStringList>

namespace Vermagic {

/// The word that is near enough to `written` to be a slip of the same word; empty when none is.
QString nearestWord(const QString &written, const QStringList &words);

/// "did you mean 'x'?" or, when nothing is near, "allowed here: a, b, c".
QString wordHint(const QString &written, const QStringList &words);

} // namespace Vermagic
