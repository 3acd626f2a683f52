// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic lint FILE…`: reads inventories, playbooks and compatibility files as the program would and prints every mistake with its
/// place. A folder stands for the YAML files in it. Exit code 0 when there is none, else 3. Talks to no node.
#pragma once

#include "app/cli/clicommand.h"

namespace Vermagic {

class LintCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
};

} // namespace Vermagic
