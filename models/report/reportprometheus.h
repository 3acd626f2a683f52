// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A report in the text format of Prometheus, for node_exporter's textfile collector: gauges named vermagic_…, one
/// HELP and TYPE for each. Pure. Format: https://prometheus.io/docs/instrumenting/exposition_formats
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

QByteArray renderPrometheus(const HealthReport &report);

} // namespace Vermagic
