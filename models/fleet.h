// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The nodes compared with each other: which kernel is the usual one of a group, which nodes differ from it,
/// which part of a version is the different one. Pure functions of the snapshot.
#pragma once

#include "models/snapshot.h"

#include <QHash>

namespace Vermagic {

/// A range of a text, from 0.
struct TextRange
{
    int start = 0;
    int length = 0;
    bool operator==(const TextRange &) const = default;
};

/// What kernels the fleet runs: per group the release to compare with, and a short form that stays unambiguous.
struct FleetKernels
{
    QHash<QString, QString> referenceOfGroup;
    QHash<QString, QString> shortForm;

    QString shortened(const QString &release) const { return shortForm.value(release, release); }
    bool operator==(const FleetKernels &) const = default;
};

struct FleetSummary
{
    int healthy = 0;
    int attention = 0;
    int broken = 0;
    int unreachable = 0;
    int pending = 0;
    int alike = 0;
    QStringList differInKernel; ///< node names
    QStringList differingKernels;
    QStringList differInMounts; ///< node names
    bool operator==(const FleetSummary &) const = default;
};

FleetKernels fleetKernels(const ClusterSnapshot &snapshot);
FleetSummary fleetSummary(const ClusterSnapshot &snapshot, const FleetKernels &kernels);

/// Whether a playbook helps one of the node's root causes; a changed host key comes before any of them.
bool canBeFixed(const NodeSnapshot &node);
/// The first broken node, else the first that needs attention, else the first that is silent, else the first.
QString worstNode(const ClusterSnapshot &snapshot);

/// One thing to be done: a root cause with every node that has it.
struct SharedCause
{
    Finding finding; ///< of the first node
    QStringList nodes;
    bool operator==(const SharedCause &) const = default;
};
/// The root causes of `nodes`, the same check with the same playbook as one; worst first.
QList<SharedCause> sharedCauses(const ClusterSnapshot &snapshot, const QStringList &nodes);

/// The part of `version` that differs from `reference`: whole numbers, without the common head and tail.
TextRange differingRange(const QString &version, const QString &reference);

} // namespace Vermagic
