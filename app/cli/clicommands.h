// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The table of sub-commands: name, one-line summary and maker. A new sub-command is one file in this folder
/// and one row in clicommands.cpp.
#pragma once

#include "app/cli/clicommand.h"

#include <memory>

namespace Vermagic {

struct CliCommandEntry
{
    QString name;
    QString summary;
    std::unique_ptr<CliCommand> (*make)();
};

const QList<CliCommandEntry> &cliCommands();
/// Null when there is no such sub-command.
const CliCommandEntry *cliCommand(const QString &name);
/// The text of `vermagic --help`.
QString cliHelp();

} // namespace Vermagic
