// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a report needs beyond the snapshot, read from where the program keeps it: benchmark runs of this kind of
/// nodes, what was done to them and the last healthy report; and what is claimed and proven of versions and kernels.
/// A file that cannot be read is one that says nothing: a report is made whatever else is broken.
#pragma once

#include "models/playbook/knowledge.h"
#include "models/report/healthreport.h"

namespace Vermagic {

/// What does not depend on files: claims and proofs, and this console's time zone.
ReportSources consoleSources(const Knowledge &knowledge);
ReportSources readReportSources(const ClusterSnapshot &snapshot, const Knowledge &knowledge);

} // namespace Vermagic
