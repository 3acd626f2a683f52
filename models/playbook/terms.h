// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that playbooks, findings and plans share: how bad, which link, how risky, what kind of step, what
/// it must yield. Plain values without behaviour.
#pragma once

#include "models/core/severity.h"

#include <QString>

#include <optional>

namespace Vermagic {

/// The links of the chain in their order; the first broken one is the root cause.
enum class ChainLink {
    Connection,
    Kernel,
    Packages,
    Headers,
    Build,
    ModuleFile,
    LoadedModule,
    Mount,
    Services
};

enum class Risk { Low, Medium, High };

enum class StepKind {
    Command,        ///< runs command.argv on the node
    Reboot,         ///< runs command.argv, then waits until the node answers with another boot id
    ReplaceHostKey, ///< on the console: drops the stale known_hosts entries after both keys were shown
};

/// Where a step runs: on its node, or on the console's own machine in the folder of the build environment.
enum class Place { Node, Console };

/// What a step must yield to count as done. An empty field does not constrain.
struct Expectation
{
    std::optional<int> exitCode = 0;
    QString outputContains; ///< in standard output or standard error
    QString outputLacks;

    bool operator==(const Expectation &) const = default;
};

} // namespace Vermagic
