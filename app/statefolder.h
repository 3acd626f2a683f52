// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the program keeps what must outlive it: ${XDG_STATE_HOME:-~/.local/state}/vermagic, private to the user.
#pragma once

#include "models/core/result.h"

namespace Vermagic {

QString stateFolderPath();
/// The same path, made with mode 0700 when it does not exist yet.
Result<QString> makeStateFolder(const QString &subfolder = {});

} // namespace Vermagic
