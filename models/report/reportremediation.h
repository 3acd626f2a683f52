// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What was done to the nodes of a report, from the lines of the audit log. A log holds what was done to every cluster,
/// real or simulated: a run belongs to a node when name and address are the node's. Pure; the lines come from whoever
/// reads the file. Lines that are none of ours, or cut off, are passed over.
#pragma once

#include "models/inventory/inventory.h"

#include <QByteArray>
#include <QDateTime>

namespace Vermagic {

struct ReportRemediation
{
    QString run;
    QString node;
    QString user; ///< who started it, on the console's machine
    QDateTime startedAt;
    QDateTime finishedAt; ///< invalid: nobody has written down its end
    QString playbook;
    QString remedy;
    QString title;
    QString outcome; ///< runOutcomeName(); "running" without an end
    QString reason;
    QStringList cured; ///< findings that were gone after it
    QStringList left;  ///< findings that were there before and after it
    bool operator==(const ReportRemediation &) const = default;
};

/// At most this many, the newest.
inline constexpr qsizetype mostRemediations = 50;

/// Oldest first, from `since` on; an invalid time: all.
QList<ReportRemediation> reportedRemediations(const QByteArray &auditLines, const QList<NodeSpec> &nodes,
                                              const QDateTime &since);

} // namespace Vermagic
