// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Mounts: /proc/self/mountinfo (proc(5); octal escapes), fstab(5), and the script's liveness checks, whose first
/// line is "done STATUS", "hung SECONDS STATE [WCHAN]", "hung again", "checking" or "skipped REASON".
/// The mount table never shows health, an unmounted mount point answers stat with the file system below it, and a
/// Lustre server target has the type of a client mount: all three are told apart here.
#pragma once

#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

#include <optional>

namespace Vermagic {

struct MountEntry
{
    QString mountpoint;
    QString type;
    QString source;
    QString options;      ///< of this mount
    QString superOptions; ///< of the file system
};

Fact<QList<MountEntry>> parseMountinfo(const ProbeSection &section);

struct FstabEntry
{
    QString source;
    QString mountpoint;
    QString type;
    QString options;
};

QList<FstabEntry> parseFstab(const ProbeSection &section);

struct Liveness
{
    MountHealth health = MountHealth::Unknown;
    QString detail;
};

Liveness parseLiveness(const ProbeSection &section);

/// All that is known of one mount point. `live` is null when the script checked nothing, as for one that is not
/// mounted. The unit's own words come from serviceOf().
MountFacts mountFactsOf(const ProbeMount &mount, const QList<MountEntry> &entries,
                        const QList<FstabEntry> &fstab, const ProbeSection *live);

} // namespace Vermagic
