// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One `systemctl show -p …` for all units of a node: blocks of NAME=value in the order of the arguments, an empty
/// line between them (systemctl(1)). A unit that does not exist still has a block, with LoadState=not-found.
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

using UnitProperties = QMap<QString, QString>;

/// The blocks by the name under which the unit was asked for (an alias answers with another Id).
Fact<QMap<QString, UnitProperties>> parseUnits(const ProbeSection &section, const QStringList &requested);

/// Absent: no such unit.
Fact<ServiceFacts> serviceOf(const Fact<QMap<QString, UnitProperties>> &units, const QString &unit);

} // namespace Vermagic
