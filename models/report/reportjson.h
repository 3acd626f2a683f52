// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A health report as JSON, "vermagic.report/1": a contract with scripts, documented by
/// resources/report/vermagic.report-1.schema.json. Every key is always there, a text that does not apply is empty;
/// only error, hostKeyChange and buildEnvironment appear when there is something to say.
/// Within version 1 keys are added, never removed or changed. Times are RFC 3339 in UTC.
#pragma once

#include "models/report/healthreport.h"

#include <QByteArray>

namespace Vermagic {

QByteArray renderJson(const HealthReport &report);

} // namespace Vermagic
