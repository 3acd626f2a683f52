// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic playbooks`: every playbook with its ways, which checks lead to them or that they are on demand, their
/// parameters, and what is obsolete and why. Connects to no node. With an inventory it says where steps on the console
/// run. The JSON carries "schema": "vermagic.playbooks/1".
#pragma once

#include "app/cli/clicommand.h"

namespace Vermagic {

class PlaybooksCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
};

} // namespace Vermagic
