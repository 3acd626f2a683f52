// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan would change on its node, gathered before anybody approves it: packages, modules, services, who uses
/// the mounts, whose jobs run there, and the diagnosis that the plan promises beside the one of now. Plain values made
/// by impactOf() from the answers to impactQuestions(); kept beside the plan, replaced as a whole. What could not be
/// simulated or seen is named with the reason, never left out. Texts of a node are printable().
#pragma once

#include "models/core/fact.h"
#include "models/diagnosis/finding.h"

namespace Vermagic {

enum class PackageAction { Install, Upgrade, Remove };

struct PackageChange
{
    PackageAction action = PackageAction::Install;
    QString name;
    QString from; ///< installed version; empty when it is new or not told
    QString to;   ///< empty when it is removed
    bool operator==(const PackageChange &) const = default;
};

struct ModuleChange
{
    QString name;
    bool loads = true; ///< false: it is unloaded
    bool operator==(const ModuleChange &) const = default;
};

/// One process that works below a mount point: its folder, its program or an open or mapped file is there.
struct MountUser
{
    QString mountpoint;
    qint64 pid = 0;
    QString program;
    QString user;
    bool operator==(const MountUser &) const = default;
};

struct MountUsers
{
    QList<MountUser> processes; ///< each once a mount point
    int unseen = 0;             ///< processes of others, into which an ordinary user may not look
    bool operator==(const MountUsers &) const = default;
};

/// One job of the node's queue, as squeue names it.
struct Job
{
    QString id;
    QString user;
    QString state;
    QString timeLeft;
    QString name;
    bool operator==(const Job &) const = default;
};

struct UnseenStep
{
    QString title;
    QString reason; ///< empty: no way is known to simulate it
    bool operator==(const UnseenStep &) const = default;
};

struct Impact
{
    QString plan; ///< Plan::id
    QString node;
    QList<PackageChange> packages;
    QList<ModuleChange> modules;
    QStringList services;    ///< units that the steps, or the scripts of changed packages, start anew
    QStringList dependants;  ///< units that need one of those
    QStringList mountpoints; ///< which the plan touches
    Fact<MountUsers> users;
    Fact<QList<Job>> jobs; ///< Absent: the node has no Slurm
    QList<UnseenStep> unseen;
    bool reboots = false;
    QString newKernel; ///< that boots once the packages are installed; empty: the plan brings none
    Diagnosis before;
    Diagnosis after; ///< a prediction

    bool operator==(const Impact &) const = default;
};

} // namespace Vermagic
