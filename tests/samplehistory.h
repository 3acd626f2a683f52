// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is kept from before about the sample cluster: lines of the audit log and an earlier report.
#pragma once

#include "models/report/reportchanges.h"

namespace Vermagic::Sample {

/// A run that cured one of two findings of `node`, on the day `date` ("2025-11-01").
QByteArray auditLines(const QString &node, const QString &address, const QString &date);
/// Of three days before, when compute02 was healthy, compute01 had another kernel, compute04 was not there and
/// storage77 was.
EarlierReport earlierReport();

} // namespace Vermagic::Sample
