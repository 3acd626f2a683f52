// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Facts by path ("kernel.release", "dkms.beegfs", "mount./mnt/beegfs"): the one vocabulary of checks, playbooks,
/// reports, filters and views. The catalog says for each path what it is called, its unit and which section of the
/// probe is its evidence. Variable parts are written as <module>, <mountpoint> and <unit> in `pattern`.
#pragma once

#include "models/inventory/inventory.h"
#include "models/probe/nodefacts.h"

#include <optional>

namespace Vermagic {

struct FactInfo
{
    QString pattern; ///< "dkms.<module>.version"
    QString title;   ///< English, with the variable part filled in: "DKMS state of beegfs"
    QString unit;    ///< "s" or empty
    QString section; ///< key into NodeFacts::evidence
    bool operator==(const FactInfo &) const = default;
};

/// Everything that is known of a node, by path. Paths that make no sense for it (the DKMS state of a module that
/// comes as a package) are left out; what could not be looked at is Unknown.
QMap<QString, Fact<QString>> factValues(const NodeFacts &facts, const NodeSpec &node,
                                        const Inventory &inventory);

/// Nothing for a path that is not in the catalog.
std::optional<FactInfo> factInfo(const QString &path);
/// Empty for a path that is not in the catalog.
QString evidenceSectionOf(const QString &path);
/// What was asked and answered for the fact `path`, whether the program knows it or a playbook asks for it.
ProbeEvidence evidenceFor(const QString &path, const NodeFacts &facts);
/// All patterns in catalog order, for documentation and for checking knowledge files.
QStringList factPatterns();

} // namespace Vermagic
