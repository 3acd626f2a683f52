// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of `vermagic watch`, "vermagic.watch/1": a contract with scripts, documented by
/// resources/report/vermagic.watch-1.schema.json. Each is one JSON object that needs no other line to be understood,
/// with its line's end. Times are RFC 3339 in UTC. Within version 1 keys are added, never removed or changed.
#pragma once

#include "models/notify/nodechange.h"
#include "models/report/healthreport.h"

namespace Vermagic {

/// The state of a node, or what is wrong with it, is another than before.
QByteArray stateLine(const QString &cluster, const NodeChange &change, const QDateTime &at);
/// The watcher is alive: how the nodes are, all in all. `report` was made when it is written.
QByteArray heartbeatLine(const HealthReport &report);
/// The last line: the watcher was asked to end.
QByteArray endLine(const HealthReport &report);

} // namespace Vermagic
