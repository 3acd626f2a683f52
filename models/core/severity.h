// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// How bad something is, in findings and in log lines. The order is used: a later one is worse.
#pragma once

namespace Vermagic {

enum class Severity { Info, Warning, Error };

} // namespace Vermagic
