// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandline.h"

#include "app/cli/terminal.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

CommandLine::CommandLine(const QString &command, const QString &summary)
    : m_command(command)
{
    m_parser.setApplicationDescription(summary);
    m_parser.addOption({{u"h"_s, u"help"_s}, u"Show this help and stop."_s});
    m_parser.addPositionalArgument(command, {}, command);
}

void CommandLine::addOption(const QStringList &names, const QString &description, const QString &valueName)
{
    m_parser.addOption(QCommandLineOption(names, description, valueName));
}

void CommandLine::addArguments(const QString &syntax, const QString &description)
{
    m_takesArguments = true;
    m_parser.addPositionalArgument(syntax, description, syntax);
}

Result<bool> CommandLine::parse(const QStringList &arguments)
{
    const Error wrong{ErrorCode::InvalidInput, {}, m_command, u"see vermagic %1 --help"_s.arg(m_command)};
    const bool understood = m_parser.parse(QStringList{u"vermagic"_s, m_command} + arguments);
    if (m_parser.isSet(u"help"_s)) {
        printOut(m_parser.helpText());
        return false;
    }
    Error error = wrong;
    if (!understood)
        error.message = m_parser.errorText();
    else if (!m_takesArguments && !this->arguments().isEmpty())
        error.message = u"Unexpected argument '%1'."_s.arg(this->arguments().constFirst());
    else
        return true;
    return std::unexpected(error);
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
    return std::unexpected(Error{ErrorCode::InvalidInput, u"%1 is needed."_s.arg(display(name)), m_command,
                                 u"see vermagic %1 --help"_s.arg(m_command)});
}

Result<int> CommandLine::number(const QString &name, int fallback, int minimum, int maximum) const
{
    if (!m_parser.isSet(name))
        return fallback;
    bool whole = false;
    const int number = m_parser.value(name).toInt(&whole);
    if (whole && number >= minimum && number <= maximum)
        return number;
    return std::unexpected(Error{ErrorCode::InvalidInput,
                                 u"%1 takes a whole number from %2 to %3, not '%4'."_s.arg(display(name))
                                     .arg(minimum).arg(maximum).arg(m_parser.value(name)),
                                 m_command, {}});
}

Result<QString> CommandLine::word(const QString &name, const QStringList &words) const
{
    const QString word = value(name, words.constFirst());
    if (words.contains(word))
        return word;
    return std::unexpected(Error{ErrorCode::InvalidInput,
                                 u"%1 is one of %2, not '%3'."_s.arg(display(name), words.join(u", "_s), word), m_command, {}});
}

} // namespace Vermagic
