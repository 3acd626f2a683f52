// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Kernel releases as uname -r prints them. Pure.
#pragma once

#include <QString>

namespace Vermagic {

/// "6.12" of "6.12.43+deb13-cloud-amd64": within a series modules build from the same sources. The whole text where there
/// is no major.minor.
QString majorMinor(const QString &release);

} // namespace Vermagic
