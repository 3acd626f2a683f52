// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a report needs beyond the snapshot, read from where the program keeps it: benchmark runs of this kind of nodes.
/// A file that cannot be read is one that says nothing: a report is made whatever else is broken.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

ReportSources readReportSources(const ClusterSnapshot &snapshot);

} // namespace Vermagic
