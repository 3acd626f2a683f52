// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a check or a plan sees of a node: its facts, what the inventory expects and what the connection told,
/// all under the names of factpath.h. One map per thing that a check can be about. Pure.
#pragma once

#include "models/inventory/inventory.h"
#include "models/playbook/factpath.h"
#include "models/snapshot.h"

namespace Vermagic {

struct ScopedFacts
{
    FactMap facts;
    QString filesystem; ///< FilesystemSpec::name; empty when it is about none
    QString service;    ///< unit; empty when it is about none
};

/// The node alone. Without facts, only what inventory and connection tell. What the logs say is there for the
/// signatures that are given.
ScopedFacts nodeScope(const NodeSnapshot &node, const Inventory &inventory,
                      const SignatureBook &signatures = {});
/// The node; each file system it must have mounted; or each service it must run, with its file system if it is
/// the unit that mounts one.
QList<ScopedFacts> scopesOf(Scope kind, const NodeSnapshot &node, const Inventory &inventory,
                            const SignatureBook &signatures = {});

/// "cloud-amd64" of "6.12.43+deb13-cloud-amd64", "aws" of "6.8.0-1039-aws": what the names of Debian's and
/// Ubuntu's meta packages end in. Absent for releases that have no such suffix.
Fact<QString> kernelFlavour(const Fact<QString> &release);

} // namespace Vermagic
