// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commandtable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QStringList dashedNames(const OptionRow &option)
{
    QStringList names;
    for (const QString &name : option.names)
        names.append(dashed(name));
    return names;
}

/// In single quotes of a POSIX shell, of zsh and, after fishQuoted(), of fish.
QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString fishQuoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

QStringList commandNames(const QList<CommandTable> &tables)
{
    QStringList names;
    for (const CommandTable &table : tables) {
        if (!table.name.isEmpty())
            names.append(table.name);
    }
    return names;
}

/// What bash offers behind an option: "-f", "-d", "-W 'a b'", or nothing.
QString bashValues(const OptionRow &option)
{
    if (const QStringList words = wordsOf(option); !words.isEmpty())
        return u"-W "_s + quoted(words.join(u' '));
    if (option.value == "FILE"_L1)
        return u"-f"_s;
    return option.value == "DIR"_L1 ? u"-d"_s : QString();
}

QString zshValues(const OptionRow &option)
{
    if (const QStringList words = wordsOf(option); !words.isEmpty())
        return u"("_s + words.join(u' ') + u')';
    if (option.value == "FILE"_L1)
        return u"_files"_s;
    return option.value == "DIR"_L1 ? u"_files -/"_s : QString();
}

/// Of a description within an argument of _arguments.
QString zshText(const QString &text)
{
    static const QRegularExpression special(u"([\\[\\]:\\\\])"_s);
    return QString(text).replace(special, u"\\\\1"_s);
}

} // namespace

QByteArray toJson(const CommandTable &table)
{
    QJsonArray options;
    for (const OptionRow &option : table.options)
        options.append(QJsonObject{{u"names"_s, QJsonArray::fromStringList(option.names)},
                                   {u"value"_s, option.value},
                                   {u"description"_s, option.description}});
    return QJsonDocument(QJsonObject{{u"name"_s, table.name},
                                     {u"summary"_s, table.summary},
                                     {u"arguments"_s, table.arguments},
                                     {u"argumentsDescription"_s, table.argumentsDescription},
                                     {u"options"_s, options}})
               .toJson(QJsonDocument::Compact)
           + '\n';
}

Result<CommandTable> commandTableFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    CommandTable table{.name = object[u"name"_s].toString(),
                       .summary = object[u"summary"_s].toString(),
                       .arguments = object[u"arguments"_s].toString(),
                       .argumentsDescription = object[u"argumentsDescription"_s].toString(),
                       .options = {}};
    for (const auto &option : object[u"options"_s].toArray()) {
        OptionRow row{.names = {},
                      .value = option[u"value"_s].toString(),
                      .description = option[u"description"_s].toString()};
        for (const auto &name : option[u"names"_s].toArray())
            row.names.append(name.toString());
        table.options.append(row);
    }
    if (table.options.isEmpty())
        return std::unexpected(Error{ErrorCode::Protocol, u"this is no table of options"_s, table.name, {}});
    return table;
}

QString dashed(const QString &name)
{
    return (name.size() == 1 ? u"-"_s : u"--"_s) + name;
}

QStringList wordsOf(const OptionRow &option)
{
    static const QRegularExpression list(u"[Oo]ne of ((?:[a-z]+, )+[a-z]+)"_s);
    return option.value.isEmpty()
               ? QStringList()
               : list.match(option.description).captured(1).split(u", "_s, Qt::SkipEmptyParts);
}

QStringList argumentWordsOf(const CommandTable &table)
{
    static const QRegularExpression word(u"(?:\\A|\\|)([a-z]+)"_s);
    QStringList words;
    for (const QRegularExpressionMatch &match : word.globalMatch(table.arguments))
        words.append(match.captured(1));
    return words;
}

QString bashCompletion(const QList<CommandTable> &tables)
{
    QString text =
        u"# bash completion for vermagic, made by: vermagic completion bash\n"
        "_vermagic() {\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=''\n"
        "    COMPREPLY=()\n"
        "    case ${COMP_WORDS[1]} in -*) ;; *) [ \"$COMP_CWORD\" -lt 2 ] || command=${COMP_WORDS[1]} ;; esac\n"
        "    case $command/$before in\n"_s;
    for (const CommandTable &table : tables) {
        for (const OptionRow &option : table.options) {
            if (option.value.isEmpty())
                continue;
            QStringList patterns;
            for (const QString &name : dashedNames(option))
                patterns.append(quoted(table.name + u'/' + name));
            const QString values = bashValues(option);
            text += u"        %1) %2return ;;\n"_s.arg(
                patterns.join(u'|'),
                values.isEmpty() ? QString()
                                 : u"mapfile -t COMPREPLY < <(compgen %1 -- \"$current\"); "_s.arg(values));
        }
    }
    text += u"    esac\n    case $command/$current in\n"_s;
    for (const CommandTable &table : tables) {
        QStringList names;
        for (const OptionRow &option : table.options)
            names += dashedNames(option);
        text += u"        %1/-*) mapfile -t COMPREPLY < <(compgen -W %2 -- \"$current\") ;;\n"_s.arg(
            table.name.isEmpty() ? QString() : quoted(table.name), quoted(names.join(u' ')));
        const QStringList words = table.name.isEmpty() ? commandNames(tables) : argumentWordsOf(table);
        if (!words.isEmpty() || !table.arguments.isEmpty())
            text += u"        %1/*) mapfile -t COMPREPLY < <(compgen %2 -- \"$current\") ;;\n"_s.arg(
                table.name.isEmpty() ? QString() : quoted(table.name),
                words.isEmpty() ? u"-f"_s : u"-W "_s + quoted(words.join(u' ')));
    }
    text += u"    esac\n}\ncomplete -o filenames -F _vermagic vermagic\n"_s;
    return text;
}

QString zshCompletion(const QList<CommandTable> &tables)
{
    QString text = u"#compdef vermagic\n# Made by: vermagic completion zsh\n"
                   "_vermagic() {\n    local -a commands options\n    commands=(\n"_s;
    for (const CommandTable &table : tables) {
        if (!table.name.isEmpty())
            text += u"        %1\n"_s.arg(quoted(table.name + u':' + zshText(table.summary)));
    }
    text += u"    )\n    local command=''\n    [[ $CURRENT -gt 2 && $words[2] != -* ]] && command=$words[2]\n"
            "    case $command in\n"_s;
    for (const CommandTable &table : tables) {
        text += u"        %1)\n            options=(\n"_s.arg(quoted(table.name));
        for (const OptionRow &option : table.options) {
            for (const QString &name : dashedNames(option)) {
                QString spec = name + u'[' + zshText(option.description) + u']';
                if (!option.value.isEmpty())
                    spec += u':' + option.value + u':' + zshValues(option);
                text += u"                %1\n"_s.arg(quoted(u"*"_s + spec));
            }
        }
        const QStringList words = argumentWordsOf(table);
        if (!words.isEmpty())
            text += u"                %1\n"_s.arg(quoted(u"*:argument:(%1)"_s.arg(words.join(u' '))));
        else if (!table.arguments.isEmpty())
            text += u"                '*:file:_files'\n"_s;
        text += u"            )\n            ;;\n"_s;
    }
    return text
           + u"    esac\n    if [[ -z $command ]]; then\n"
             "        _arguments -s : $options '1: :{_describe command commands}'\n"
             "    else\n        shift words\n        (( CURRENT-- ))\n"
             "        _arguments -s : $options\n    fi\n}\n"
             "if [ \"$funcstack[1]\" = _vermagic ]; then\n    _vermagic \"$@\"\nelse\n    compdef _vermagic vermagic\nfi\n"_s;
}

QString fishCompletion(const QList<CommandTable> &tables)
{
    QString text = u"# fish completion for vermagic, made by: vermagic completion fish\n"_s;
    const QString all = commandNames(tables).join(u' ');
    for (const CommandTable &table : tables) {
        const QString condition = table.name.isEmpty() ? u"not __fish_seen_subcommand_from "_s + all
                                                       : u"__fish_seen_subcommand_from "_s + table.name;
        if (!table.name.isEmpty())
            text += u"complete -c vermagic -n %1 -f -a %2 -d %3\n"_s.arg(
                fishQuoted(u"not __fish_seen_subcommand_from "_s + all), table.name,
                fishQuoted(table.summary));
        const QStringList words = argumentWordsOf(table);
        if (!table.name.isEmpty() && (table.arguments.isEmpty() || !words.isEmpty()))
            text += u"complete -c vermagic -n %1 -f -a %2\n"_s.arg(fishQuoted(condition),
                                                                   fishQuoted(words.join(u' ')));
        for (const OptionRow &option : table.options) {
            text += u"complete -c vermagic -n %1"_s.arg(fishQuoted(condition));
            for (const QString &name : option.names)
                text += (name.size() == 1 ? u" -s "_s : u" -l "_s) + name;
            if (const QStringList values = wordsOf(option); !values.isEmpty())
                text += u" -x -a "_s + fishQuoted(values.join(u' '));
            else if (option.value == "FILE"_L1 || option.value == "DIR"_L1)
                text += u" -r -F"_s;
            else if (!option.value.isEmpty())
                text += u" -x"_s;
            text += u" -d %1\n"_s.arg(fishQuoted(option.description));
        }
    }
    return text;
}

} // namespace Vermagic
