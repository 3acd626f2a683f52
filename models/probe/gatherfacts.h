// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The probe's sections to facts: a pure function. A section that is missing, cut off or not understood makes its
/// facts Unknown with the reason, never Absent. Evidence is kept by section id, printable and capped; beside the
/// script's own sections there are "mount:MOUNTPOINT", "service:UNIT", "modinfo:MODULE" (running kernel) and
/// "modinfo:MODULE:next", so that each fact path has one place to look (evidenceSectionOf() in factcatalog.h).
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

NodeFacts gatherFacts(const QList<ProbeSection> &sections, const ProbeRequest &request);

} // namespace Vermagic
