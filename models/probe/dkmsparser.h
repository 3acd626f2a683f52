// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `dkms status` of dkms 2.x and 3.x, and of weak-modules distributions, which mix both grammars.
/// What lies: the command exits 0 whatever happened, a failed build shows only as "added", and "installed" does
/// not prove that the file is still there (parseModinfo does).
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

/// Known with an empty list when the tree is empty; Unknown when a line is not understood or dkms failed.
Fact<QList<DkmsEntry>> parseDkmsStatus(const ProbeSection &section);

/// The entry that speaks for `kernel`: installed before built, highest version first. Without one for this kernel
/// an "added" or "broken" entry of the module, which an entry for other kernels implies. Absent: not in the tree.
Fact<DkmsEntry> dkmsEntryFor(const Fact<QList<DkmsEntry>> &entries, const QStringList &names,
                             const QString &kernel);

} // namespace Vermagic
