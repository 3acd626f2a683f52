// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A sub-command of the program. Made by main() from the table in clicommands.cpp, started once from within
/// the event loop with the arguments behind the sub-command's name; finished() exactly once, possibly from
/// within start(), with the exit code of the process. Prints results on standard output, all else on standard error.
#pragma once

#include <QObject>
#include <QStringList>

namespace Vermagic {

/// A contract with scripts: see `vermagic --help`.
enum ExitCode : int {
    ExitHealthy = 0,
    ExitFindings = 1,
    ExitUnchecked = 2, ///< some node could not be checked
    ExitUsage = 3,     ///< a wrong argument or input file
    ExitNotFixed = 4,  ///< a fix did not take
};

class CliCommand : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start(const QStringList &arguments) = 0;
    /// SIGINT or SIGTERM: finish soon with what there is. By default the process ends with code 2.
    virtual void interrupt() { Q_EMIT finished(ExitUnchecked); }

Q_SIGNALS:
    void finished(int exitCode);
};

} // namespace Vermagic
