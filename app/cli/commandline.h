// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The options of one sub-command: QCommandLineParser plus typed reads whose errors name the argument, and
/// --help and --help-table (commandtable.h). Owned by the sub-command. parse() before any read. Prints nothing but those.
#pragma once

#include "app/cli/commandtable.h"

#include <QCommandLineParser>

#include <optional>

namespace Vermagic {

class CommandLine
{
public:
    CommandLine(const QString &command, const QString &summary);
    /// The program itself, without a sub-command.
    explicit CommandLine(const QString &summary);

    /// `names` such as {"i", "inventory"}; without a value name the option is a switch.
    void addOption(const QStringList &names, const QString &description, const QString &valueName = {});
    /// `syntax` as the usage line shows it: "FILE..."; without one, arguments behind the options are refused.
    void addArguments(const QString &syntax, const QString &description);

    /// False: the help was asked for and printed, there is nothing to do.
    Result<bool> parse(const QStringList &arguments);

    bool isSet(const QString &name) const { return m_parser.isSet(name); }
    /// Of an option that only some sub-commands have.
    bool hasSet(const QString &name) const { return m_names.contains(name) && isSet(name); }
    QString value(const QString &name, const QString &fallback = {}) const;
    /// Of an option that may be given several times.
    QStringList values(const QString &name) const { return m_parser.values(name); }
    Result<QString> required(const QString &name) const;
    Result<int> number(const QString &name, int fallback, int minimum, int maximum) const;
    /// One of `words`; the first is the fallback.
    Result<QString> word(const QString &name, const QStringList &words) const;
    QStringList arguments() const { return m_parser.positionalArguments().mid(m_command.isEmpty() ? 0 : 1); }

private:
    QString display(const QString &name) const;
    Error mistake(const QString &message) const;

    QString m_command;
    QStringList m_names; ///< of all options
    CommandTable m_table;
    bool m_takesArguments = false;
    QCommandLineParser m_parser;
};

} // namespace Vermagic
