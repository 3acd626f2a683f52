// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A report that can be given away: node and host names, addresses (IPv4, IPv6, MAC, InfiniBand), user names, paths of the
/// console and of homes, machine and cloud ids, fingerprints and keys are replaced by pseudonyms (node-001, addr-3, user-1)
/// that are the same wherever the same thing is meant, within one report. What a format shows is rendered from the result,
/// so that every format has it. Names that nobody could know to be names (of a project, in a log line) stay. Pure.
#pragma once

#include "models/report/healthreport.h"

namespace Vermagic {

/// What is known to be a name beside what the report itself says.
struct RedactionHints
{
    QStringList users;
    QStringList hosts;
    QStringList paths;
};

HealthReport redacted(HealthReport report, const RedactionHints &hints = {});

} // namespace Vermagic
