// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a node's facts prove about its file systems: that DKMS built this version for that kernel, that the running
/// kernel loaded it, that a mount of it answers. Pure; the caller gives the time. Only what was seen is a proof: a
/// module that is missing proves nothing, for why it is missing is not known.
#pragma once

#include "models/compatibility/claim.h"
#include "models/probe/nodefacts.h"

namespace Vermagic {

QList<Claim> proofsOf(const NodeFacts &facts, const NodeSpec &node, const Inventory &inventory,
                      const QDateTime &at);

/// One build that was tried on a node without installing it.
struct TrialBuild
{
    FilesystemKind kind = FilesystemKind::BeeGfs;
    QString version;
    QString kernel;
    bool succeeded = false;
    QString firstError; ///< of make.log; empty when it succeeded
    QString node;
    QDateTime at;
};

/// Nothing when version or kernel are none.
std::optional<Claim> proofOf(const TrialBuild &build);

} // namespace Vermagic
