// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What an upgrade that runs by itself would do to a node's kernel: which changes of the simulation it may carry out,
/// and which kernel comes with which module package and headers. Pure; the next step towards forecastOf().
#pragma once

#include "models/forecast/forecastanswers.h"

namespace Vermagic {

/// How sure an answer is.
enum class Certainty { Sure, Likely };

struct UpgradePlan
{
    QList<UpgradedPackage> changes; ///< that the upgrade carries out
    QString kernel;                 ///< the newest kernel among them; empty: none
    QStringList withheld;           ///< what the simulation would install, but the configuration excludes
    Certainty certainty = Certainty::Sure;
    bool installs(const QString &package) const;
    bool operator==(const UpgradePlan &) const = default;
};

/// `codename`, `distribution`: of the node, for the placeholders of unattended-upgrades.
UpgradePlan upgradePlanOf(const QList<UpgradedPackage> &changes, const AutomaticUpgrades &automatic,
                          const OsFacts &os);

/// The release that a kernel's package installs ("linux-image-6.8.0-1042-aws", "kernel-core"); else empty.
QString kernelOfPackage(const UpgradedPackage &change);

} // namespace Vermagic
