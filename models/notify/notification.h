// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is told after a check: pure values and their texts. The JSON is "vermagic.notification/1": schema, cluster, at,
/// verdict, complete, the counts of nodes by state, changes (as in vermagic.watch/1) and nodes (all that are not
/// healthy, with headline and findings). Within version 1 keys are added, never removed or changed.
#pragma once

#include "models/notify/nodechange.h"
#include "models/notify/notifyhook.h"
#include "models/report/healthreport.h"

namespace Vermagic {

struct Notification
{
    HealthReport report;
    QList<NodeChange> changes; ///< since what was told last
    QMap<QString, bool>
        lustre; ///< node → whether all its Lustre mounts answer; without those that nobody saw
};

/// A first look at a healthy node is no change.
Notification notificationOf(const HealthReport &report, const ClusterSnapshot &snapshot,
                            const QList<NodeChange> &changes);
bool isDue(const NotifyHook &hook, const Notification &notification);

/// One line: "[vermagic] hpc-lab: 2 nodes broken, 1 unreachable".
QString subjectOf(const Notification &notification);
QByteArray notificationJson(const Notification &notification);
/// A whole message with headers, for sendmail.
QByteArray notificationMail(const NotifyHook &hook, const Notification &notification);
/// The commands that publish the metric: for each node its own, and the lowest of all without a dimension, which the
/// alarm of the FSx guide watches. Nothing where no node has Lustre.
QList<QStringList> cloudWatchCommands(const NotifyHook &hook, const Notification &notification);

} // namespace Vermagic
