// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic completion bash|zsh|fish|man`: prints the completion for a shell, or the manual page. Asks the program
/// itself for the options of each command (--help-table), so that none is written down twice.
#pragma once

#include "app/cli/clicommand.h"
#include "app/cli/commandtable.h"
#include "app/localcommand.h"

namespace Vermagic {

class CompletionCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;

private:
    void askNext();
    void print() const;

    QString m_kind;
    QStringList m_left; ///< commands that have not been asked
    QList<CommandTable> m_tables;
};

} // namespace Vermagic
