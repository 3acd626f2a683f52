// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/completioncommand.h"

#include "app/cli/clicommands.h"
#include "app/cli/commandline.h"
#include "app/cli/terminal.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Vermagic {

void CompletionCommand::start(const QStringList &arguments)
{
    CommandLine line(u"completion"_s, u"Prints the completion for a shell, or the manual page."_s);
    line.addArguments(u"bash|zsh|fish|man"_s, u"What is wanted."_s);
    const Result<bool> parsed = line.parse(arguments);
    const bool known = parsed
                       && QStringList{u"bash"_s, u"zsh"_s, u"fish"_s, u"man"_s}.contains(
                           line.arguments().join(u' '));
    if (!parsed)
        printError(parsed.error());
    else if (*parsed && !known)
        printError(
            {ErrorCode::InvalidInput, u"One of bash, zsh, fish, man is needed."_s, u"completion"_s, {}});
    if (!parsed || !*parsed || !known) {
        Q_EMIT finished(parsed && !*parsed ? ExitHealthy : ExitUsage);
        return;
    }
    m_kind = line.arguments().constFirst();
    // What is printed is for every user, so the defaults that options name are those of nobody's own folders.
    qputenv("HOME", "~");
    for (const char *folder : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qunsetenv(folder);
    m_left.append(QString()); // the program itself
    for (const CliCommandEntry &entry : cliCommands())
        m_left.append(entry.name);
    askNext();
}

void CompletionCommand::askNext()
{
    if (m_left.isEmpty()) {
        print();
        Q_EMIT finished(ExitHealthy);
        return;
    }
    const QString name = m_left.takeFirst();
    auto *command = new LocalCommand(this);
    connect(command, &LocalCommand::finished, this, [this, command, name](const CommandResult &result) {
        command->deleteLater();
        const Result<CommandTable> table = commandTableFromJson(result.standardOutput);
        if (!table) {
            printError({ErrorCode::Internal, table.error().message, name, {}});
            Q_EMIT finished(ExitUsage);
            return;
        }
        m_tables.append(*table);
        askNext();
    });
    QStringList argv{QCoreApplication::applicationFilePath(), name, u"--help-table"_s};
    argv.removeAll(QString());
    command->start({.argv = argv}, {});
}

void CompletionCommand::print() const
{
    if (m_kind == "bash"_L1)
        printOut(bashCompletion(m_tables));
    else if (m_kind == "zsh"_L1)
        printOut(zshCompletion(m_tables));
    else if (m_kind == "fish"_L1)
        printOut(fishCompletion(m_tables));
    else
        printOut(manPage(m_tables, QCoreApplication::applicationVersion()));
}

} // namespace Vermagic
