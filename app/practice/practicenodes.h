// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The nodes of a practice cluster: which there are, how one comes to be, and the inventory that names them.
///
/// Each kind of node (controller, compute, login, server) is provisioned once, by practice/lib/provision inside a
/// sandbox, as the folder STATE/templates/KIND; a node is a copy of its template with a name, a host key and
/// a boot time of its own. The templates stay, for repairing a node.
#pragma once

#include "models/core/result.h"

#include <QList>
#include <QStringList>

namespace Vermagic {

struct PracticeNodeSpec
{
    QString name;
    QString address; ///< 127.0.x.y
    QString kind;    ///< controller, compute, login or server
};

/// In inventory order. `count` ≥ 4; from ten on one of them is a Lustre server.
QList<PracticeNodeSpec> practiceNodes(int count);
/// Of these nodes, each once.
QStringList practiceKinds(const QList<PracticeNodeSpec> &nodes);

QByteArray practiceNodeList(const QList<PracticeNodeSpec> &nodes);
QList<PracticeNodeSpec> readPracticeNodeList(const QString &state);

QByteArray practiceInventory(const QList<PracticeNodeSpec> &nodes, const QString &state, int port);
/// known_hosts lines with the keys that the nodes are made with.
QByteArray practiceKnownHosts(const QList<PracticeNodeSpec> &nodes, const QString &state, int port);

/// Whether nodes of that kind use RPM.
bool isRpmKind(const QString &kind);
/// An empty node folder with the mount points that the sandbox needs.
Result<void> makeSkeleton(const QString &folder, const QString &kind);
/// Gives a copy of a template what is its own. `uptime` in seconds.
Result<void> personalise(const QString &folder, const PracticeNodeSpec &node, const QString &state, int speed,
                         qint64 uptime);

} // namespace Vermagic
