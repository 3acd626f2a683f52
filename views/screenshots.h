// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Pictures of the window for documents and for looking at it without a display. The caller brings the window
/// into the state to be shown (an inventory, a plan, a run) and calls this once for each; the worst node is
/// selected when none is. The window's theme is as before afterwards.
#pragma once

#include "models/core/result.h"

#include <QSize>
#include <QStringList>

namespace Vermagic {

class MainWindow;

/// Saves FOLDER/NAME-light.png and FOLDER/NAME-dark.png at `size` (logical pixels); returns their paths.
Result<QStringList> saveScreenshots(MainWindow &window, const QString &folder, const QString &name,
                                    QSize size = {1440, 900});

} // namespace Vermagic
