// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// vermagic explain [FILE|-]: reads any log from a file or from standard input and prints each known line with what it
/// means and what to do. Needs no inventory and no node. Exit code 0: nothing known to be bad; 1: something.
#pragma once

#include "app/cli/clicommand.h"

namespace Vermagic {

class ExplainCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
};

} // namespace Vermagic
