// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that the text and the HTML form of a report share: icons, counts, sentences about the next boot and
/// about kernels. Pure; plain text without markup. State is always icon and word, never colour alone.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

/// "journal, 2025-11-20T15:11:11+0000, 3 times".
QString logPlace(const KnownLine &line);

QString stateIcon(NodeState state);
QString severityIcon(Severity severity);
QString lineIcon(LineStatus status);
/// Icon and blank before a cell's text; empty for cells that need no remark.
QString cellIcon(const ReportCell &cell);

/// "2 broken · 7 healthy": what there is, worst first.
QString countsText(const HealthReport &report);
/// "2025-11-02 14:03:20 UTC"
QString timeText(const QDateTime &time);
/// " · beegfs-meta, beegfs-mgmtd"; empty without roles.
QString rolesText(const QStringList &roles);
/// The value, "none" or "unknown: reason".
QString factText(const Fact<QString> &fact);
QString kernelText(const KernelLine &line);
/// The heading that it belongs under: what only informs is no root cause of anything.
QString rootCauseTitle(const RootCause &cause);
/// "✔ MATCHES", "✔ SAME SERIES as …", "✖ DIFFERS from …", "⊘ NOT CHECKED"
QString matchText(const KernelLine &line);
/// "Overall status: PASSED" and why not.
QString overallText(const HealthReport &report);

struct NextBootLine
{
    bool breaks = false;
    QString text;
};
/// Nodes whose kernel will change or break at the next reboot, or for which nobody can tell; nothing for the rest.
QList<NextBootLine> nextBootLines(const HealthReport &report);

} // namespace Vermagic
