// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The cells of the compatibility matrix in which the nodes of a report stand, or will after their next reboot, and how
/// each is known. What the nodes prove with their present facts counts as well and outranks what others claim. Pure.
#pragma once

#include "models/compatibility/compatibility.h"
#include "models/snapshot.h"

namespace Vermagic {

struct ReportClaim
{
    Provenance provenance = Provenance::SeedDocument;
    Outcome outcome = Outcome::Untried;
    QString source; ///< with its note
    bool operator==(const ReportClaim &) const = default;
};

struct ReportCompatibility
{
    FilesystemKind kind = FilesystemKind::BeeGfs;
    QString version; ///< empty for what comes with the kernel, and when nothing tells it
    QString kernel;
    QString architecture;
    QStringList nodes;     ///< that run it
    QStringList nextNodes; ///< that will run it after their next reboot, and do not yet
    CellVerdict verdict = CellVerdict::Unknown;
    QList<ReportClaim> claims; ///< the deciding one first, then those that say the opposite
    bool operator==(const ReportCompatibility &) const = default;
};

/// In the order of the nodes; what runs comes before what will.
QList<ReportCompatibility> reportedCompatibility(const ClusterSnapshot &snapshot,
                                                 const Compatibility &compatibility);

/// "mounted on our node", "claimed by the vendor".
QString provenanceText(Provenance provenance);

} // namespace Vermagic
