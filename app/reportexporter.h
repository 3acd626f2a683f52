// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reports from what is known now, and reports into files. A file is replaced as a whole or not at all.
#pragma once

#include "models/playbook/knowledge.h"
#include "models/recording/recording.h"
#include "models/report/reportformats.h"

namespace Vermagic {

Result<void> writeReport(const QString &path, const QByteArray &text);

/// The report over `snapshot` as of now. `earlier`: to compare with; empty: the last one that was healthy, where one is
/// kept.
HealthReport reportOf(const ClusterSnapshot &snapshot, const Knowledge &knowledge, bool complete,
                      const std::optional<EarlierReport> &earlier = {});
/// How the nodes are, as of now, without what is kept of them: reads no file.
HealthReport outcomeOf(const ClusterSnapshot &snapshot, bool complete);
/// The report over a moment of a recorded session, of which this machine has kept nothing.
HealthReport recordedReportOf(const ClusterSnapshot &snapshot, const Knowledge &knowledge,
                              const RecordedMoment &moment, const std::optional<EarlierReport> &earlier = {});
/// Without what names this user, this machine and their folders, besides the cluster.
HealthReport redactedHere(HealthReport report);

} // namespace Vermagic
