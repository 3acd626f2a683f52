// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The options with which `plan` and `fix` ask for a way of a playbook: --playbook, --remedy, --set NAME=VALUE and
/// --restart. Pure but for reading the command line.
#pragma once

#include "app/cli/commandline.h"
#include "app/planner.h"

namespace Vermagic {

void addRemedyOptions(CommandLine &line);
/// InvalidInput for a --set that is no NAME=VALUE or is given twice, and for options that need another one.
Result<PlanRequest> readRemedyOptions(const CommandLine &line);

} // namespace Vermagic
