// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A report as a monitoring plugin answers: one line, "VERMAGIC CRITICAL - …|performance data". Pure.
/// Format: Monitoring Plugins Development Guidelines, "Plugin Output for Nagios".
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

QByteArray renderPlugin(const HealthReport &report);
/// The plugin's own exit codes: 0 OK, 1 WARNING (attention), 2 CRITICAL (broken), 3 UNKNOWN (not everything was checked).
int pluginExitCode(const HealthReport &report);

} // namespace Vermagic
