// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/clicommands.h"
#include "app/cli/terminal.h"
#include "app/nodepool.h"
#include "app/signalpipe.h"

#include <QCoreApplication>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

void setUpApplication()
{
    QCoreApplication::setApplicationName(u"vermagic"_s);
    QCoreApplication::setApplicationVersion(u"" VERMAGIC_VERSION ""_s);
    QCoreApplication::setOrganizationName(u"vermagic"_s);
    raiseOpenFileLimit();
    // A reader that goes away (`| head`) must not kill the program between two nodes' changes.
    std::signal(SIGPIPE, SIG_IGN);
}

int runCommand(QCoreApplication &application, const CliCommandEntry &entry, const QStringList &arguments)
{
    const std::unique_ptr<CliCommand> command = entry.make();
    SignalPipe signalPipe;
    QObject::connect(&signalPipe, &SignalPipe::interrupted, command.get(), &CliCommand::interrupt);
    QObject::connect(command.get(), &CliCommand::finished, &application, &QCoreApplication::exit, Qt::QueuedConnection);
    QMetaObject::invokeMethod(command.get(), [&] { command->start(arguments); }, Qt::QueuedConnection);
    return application.exec();
}

} // namespace

int main(int argc, char *argv[])
{
    setUpApplication();
    const QString word = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    if (word == u"--version"_s) {
        printOut(u"vermagic " VERMAGIC_VERSION "\n"_s);
        return ExitHealthy;
    }
    if (word == u"--help"_s || word == u"-h"_s || word == u"help"_s) {
        printOut(cliHelp());
        return ExitHealthy;
    }
    if (const CliCommandEntry *entry = cliCommand(word)) {
        QCoreApplication application(argc, argv);
        return runCommand(application, *entry, application.arguments().mid(2));
    }
    printError({ErrorCode::InvalidInput, u"There is no such command."_s, word, u"see vermagic --help"_s});
    return ExitUsage;
}
