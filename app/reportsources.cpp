// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportsources.h"

#include "app/runstore.h"

namespace Vermagic {

namespace {

/// Enough for the newest of each kind and the one before it; a folder of years is not read as a whole.
constexpr qsizetype mostRuns = 60;

} // namespace

ReportSources readReportSources(const ClusterSnapshot &snapshot)
{
    ReportSources sources;
    if (snapshot.inventory)
        sources.runs = RunStore(RunStore::folderFor(*snapshot.inventory)).newest(mostRuns);
    return sources;
}

} // namespace Vermagic
