// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The last reports of a cluster, in the state folder's "reports": CLUSTER-TIME.SUFFIX, the time as UTC. A report is
/// written as a whole; only then are older ones of the same cluster and suffix removed. Other files are left alone.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

/// Writes `content`, keeps the newest `keep` and gives the path of the new one.
Result<QString> archiveReport(const HealthReport &report, const QString &suffix, const QByteArray &content,
                              int keep);

} // namespace Vermagic
