// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The matrix of a report as CSV (RFC 4180, UTF-8, CRLF): a header and a row for each node. Pure.
/// A value that a spreadsheet would take for a formula begins with an apostrophe.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

QByteArray renderCsv(const HealthReport &report);

} // namespace Vermagic
