// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reports from what is known now, and reports into files. A file is replaced as a whole or not at all.
#pragma once

#include "models/playbook/knowledge.h"
#include "models/report/reportformats.h"

namespace Vermagic {

Result<void> writeReport(const QString &path, const QByteArray &text);

struct ReportOptions
{
    std::optional<EarlierReport>
        earlier; ///< to compare with; empty: the last one that was healthy, where one is kept
    bool redact = false;
};

/// The report over `snapshot` as of now.
HealthReport reportOf(const ClusterSnapshot &snapshot, const Knowledge &knowledge, bool complete,
                      const ReportOptions &options = {});

} // namespace Vermagic
