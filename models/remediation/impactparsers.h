// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Readers of what simulating and asking commands print: pure, text to values. Node output is hostile: a line that is
/// not understood yields nothing, everything kept is printable(). Where a whole answer is not understood, an error
/// says so; an empty list means that nothing would change.
#pragma once

#include "models/core/command.h"
#include "models/remediation/impact.h"

namespace Vermagic {

/// apt-get -s: "Inst NAME [OLD] (NEW ARCHIVE…)", "Remv NAME [OLD]", "Purg NAME [OLD]"; Conf lines repeat the others.
Result<QList<PackageChange>> parseAptSimulation(const CommandResult &answer);
/// The table of dnf 4 and 5 above "Transaction Summary", long names on a line of their own. Declined by --assumeno it
/// ends with exit code 1; "Nothing to do." is an empty table.
Result<QList<PackageChange>> parseDnfSimulation(const CommandResult &answer);
/// modprobe -n -v: "insmod PATH OPTION…", "rmmod NAME"; "builtin NAME" changes nothing.
Result<QList<ModuleChange>> parseModprobeSimulation(const CommandResult &answer);
/// systemctl list-dependencies --reverse --plain UNIT: the units behind the first line, without targets and slices.
Result<QStringList> parseDependants(const CommandResult &answer);
/// resources/probe/holders.sh: "use MOUNTPOINT PID USER PROGRAM" lines, tab-separated, then "unseen NUMBER".
Fact<MountUsers> parseMountUsers(const CommandResult &answer);
/// squeue -h -o '%i|%u|%T|%L|%j'. Absent when the node has no squeue.
Fact<QList<Job>> parseJobs(const CommandResult &answer);

} // namespace Vermagic
