// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a sub-command says and asks: results on standard output, errors, progress and questions on standard
/// error; progress and questions only when that is a terminal, so that a pipe stays silent.
#pragma once

#include "models/core/result.h"

#include <QByteArray>

#include <atomic>
#include <optional>

namespace Vermagic {

/// Whether secrets can be asked for.
bool hasTerminal();
/// Cells of the terminal that standard output is; 0 when it is none.
int terminalWidth();
/// The same of standard error, where progress is shown.
int progressWidth();
/// From now on neither notes nor progress, only errors.
void beQuiet();
/// When to colour standard output, as `--color` takes it; the first is the default.
QStringList colourWords();
/// "auto": when standard output is a terminal that can, and the user has not set NO_COLOR (https://no-color.org).
bool wantsColour(const QString &word);
void printOut(const QString &text);
void printOut(const QByteArray &bytes);
void printError(const Error &error);
void printErrors(const QList<Error> &errors);
/// A remark for a person, also when standard error is not a terminal; none when quiet.
void printNote(const QString &text);
/// Replaces the line that is being shown; without effect when standard error is not a terminal, and while a secret is
/// asked for there.
void showProgress(const QString &text);
void clearProgress();
/// Reads a secret from the controlling terminal with echo off; for a thread of its own. Empty when there is no terminal,
/// at end of file and soon after `givenUp` became true.
std::optional<QByteArray> askSecret(const QString &prompt, const std::atomic<bool> &givenUp);

} // namespace Vermagic
