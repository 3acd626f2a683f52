// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The line that a terminal shows while nodes are asked: how many have answered, since when, and who has not. Pure.
/// At most `width` cells, less one for the cursor; 0: of any length.
#pragma once

#include <QStringList>

#include <chrono>

namespace Vermagic {

QString sweepProgress(qsizetype nodes, const QStringList &waiting, std::chrono::seconds elapsed, int width);

} // namespace Vermagic
