// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic practice start|stop|break ID|repair|list|status`: the practice cluster from the command line.
/// Standard output is for scripts: start prints the inventory's path alone, list and status one line an item.
/// Everything happens within start(); the cluster runs on after this process.
#pragma once

#include "app/cli/clicommand.h"
#include "models/core/result.h"

namespace Vermagic {

class CommandLine;

class PracticeCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;

private:
    Result<void> run(const QStringList &arguments);
};

} // namespace Vermagic
