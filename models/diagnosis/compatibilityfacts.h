// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the compatibility matrix says of a node, as facts for checks: compat.<module> is works, fails, contradicted
/// or unknown for the client's version on the running kernel, compat.<module>.next on the kernel that boots next;
/// .source names the deciding claim in `language`. What the node itself proves now counts as well.
/// .suggested is a version that works there: the one that the inventory asks for, else the oldest newer one, of the
/// same major version where there is one, since client and servers must share it. Never an older version, never
/// another kernel. .kernel is the newest other installed kernel on which the present version works. Pure.
#pragma once

#include "models/compatibility/compatibilitytable.h"
#include "models/playbook/factpath.h"
#include "models/probe/nodefacts.h"

namespace Vermagic {

/// Every fact is Known or Absent: what the matrix does not tell is known to be "unknown".
FactMap compatibilityFacts(const NodeFacts &facts, const NodeSpec &node, const Inventory &inventory,
                           const Compatibility &compatibility, const QString &language);

/// The version of the file system's client that is, or is to be, on the node; empty when nothing tells it.
QString clientVersionOn(const NodeFacts &facts, const FilesystemSpec &spec);

/// Where the node stands in the matrix, one for each of its file systems. Nothing while its kernel is not known.
QList<NodeStanding> standingsOf(const NodeFacts &facts, const NodeSpec &node, const Inventory &inventory);

} // namespace Vermagic
