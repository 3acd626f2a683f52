// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic install-timer`: writes a timer and a service for the user's own systemd that run `vermagic check` at the
/// given times, and starts the timer; prints the line of a crontab that does the same. Run again it writes the same
/// units anew; a unit that it did not write is never touched. --uninstall takes both away, the reports stay.
#pragma once

#include "app/cli/clicommand.h"
#include "app/cli/commandline.h"
#include "app/localcommand.h"
#include "models/schedule/timerunits.h"

#include <memory>

namespace Vermagic {

class InstallTimerCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;

private:
    struct Command
    {
        QStringList argv;
        std::function<bool(const CommandResult &)> then; ///< false: nothing more is run
    };

    Loaded<Schedule> scheduleOf(const CommandLine &line) const;
    void install();
    void uninstall();
    void print() const;
    bool tellNextTime(const CommandResult &result);
    bool writeUnits();
    /// True: one that fails is told, and those behind it may still work.
    bool noteResult(const CommandResult &result, const QStringList &argv);
    void runNext();
    void fail(const Error &error);

    Schedule m_schedule;
    bool m_dryRun = false;
    bool m_failed = false; ///< some command of systemd
    QList<Command> m_commands;
    std::unique_ptr<LocalCommand> m_command;
};

} // namespace Vermagic
