// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandline.h"

#include "app/cli/terminal.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

CommandLine::CommandLine(const QString &command, const QString &summary)
    : CommandLine(summary)
{
    m_command = command;
    m_table.name = command;
    m_parser.addPositionalArgument(command, {}, command);
}

CommandLine::CommandLine(const QString &summary)
{
    m_parser.setApplicationDescription(summary);
    m_table.summary = summary;
    addOption({u"h"_s, u"help"_s}, u"Show this help and stop."_s);
}

Error CommandLine::mistake(const QString &message) const
{
    const QString program = m_command.isEmpty() ? u"vermagic"_s : u"vermagic "_s + m_command;
    return {ErrorCode::InvalidInput, message, m_command, u"see %1 --help"_s.arg(program)};
}

void CommandLine::addOption(const QStringList &names, const QString &description, const QString &valueName)
{
    m_names.append(names);
    m_table.options.append({names, valueName, description});
    m_parser.addOption(QCommandLineOption(names, description, valueName));
}

void CommandLine::addArguments(const QString &syntax, const QString &description)
{
    m_takesArguments = true;
    m_table.arguments = syntax;
    m_table.argumentsDescription = description;
    m_parser.addPositionalArgument(syntax, description, syntax);
}

Result<bool> CommandLine::parse(const QStringList &arguments)
{
    QStringList all{u"vermagic"_s};
    if (!m_command.isEmpty())
        all.append(m_command);
    if (arguments == QStringList{u"--help-table"_s}) {
        printOut(toJson(m_table));
        return false;
    }
    const bool understood = m_parser.parse(all + arguments);
    if (m_parser.isSet(u"help"_s)) {
        printOut(m_parser.helpText());
        return false;
    }
    if (!understood)
        return std::unexpected(mistake(m_parser.errorText()));
    if (!m_takesArguments && !this->arguments().isEmpty())
        return std::unexpected(mistake(u"Unexpected argument '%1'."_s.arg(this->arguments().constFirst())));
    return true;
}

QString CommandLine::display(const QString &name) const
{
    return (name.size() == 1 ? u"-"_s : u"--"_s) + name;
}

QString CommandLine::value(const QString &name, const QString &fallback) const
{
    return m_parser.isSet(name) ? m_parser.value(name) : fallback;
}

Result<QString> CommandLine::required(const QString &name) const
{
    if (const QString text = m_parser.value(name); !text.isEmpty())
        return text;
    return std::unexpected(mistake(u"%1 is needed."_s.arg(display(name))));
}

Result<int> CommandLine::number(const QString &name, int fallback, int minimum, int maximum) const
{
    if (!m_parser.isSet(name))
        return fallback;
    bool whole = false;
    const int number = m_parser.value(name).toInt(&whole);
    if (whole && number >= minimum && number <= maximum)
        return number;
    return std::unexpected(mistake(u"%1 takes a whole number from %2 to %3, not '%4'."_s.arg(display(name))
                                       .arg(minimum)
                                       .arg(maximum)
                                       .arg(m_parser.value(name))));
}

Result<QString> CommandLine::word(const QString &name, const QStringList &words) const
{
    const QString word = value(name, words.constFirst());
    if (words.contains(word))
        return word;
    return std::unexpected(
        mistake(u"%1 is one of %2, not '%3'."_s.arg(display(name), words.join(u", "_s), word)));
}

} // namespace Vermagic
