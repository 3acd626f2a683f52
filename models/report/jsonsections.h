// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the JSON form of a report says beyond its nodes: benchmarks and whatever else the other formats tell in sections.
/// The contract is renderJson()'s. Pure.
#pragma once

#include "models/report/healthreport.h"
#include "models/report/jsonwriter.h"

namespace Vermagic {

/// Members of the object that is open.
void writeSections(JsonWriter &json, const HealthReport &report);
void writeForecast(JsonWriter &json, const Forecast &forecast);

/// "2025-11-02T14:03:20Z"; empty for a time that is not valid.
QString rfc3339(const QDateTime &time);

} // namespace Vermagic
