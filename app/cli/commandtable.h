// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a sub-command takes, as data: made by CommandLine, which is the one place where it is written down, printed as
/// JSON by `vermagic COMMAND --help-table`, and turned into completions for shells and the manual page. Pure.
#pragma once

#include "models/core/result.h"

#include <QStringList>

namespace Vermagic {

struct OptionRow
{
    QStringList names; ///< without dashes; one letter: a short one
    QString value;     ///< "FILE", "DIR", "FORMAT" …; empty: a switch
    QString description;
    bool operator==(const OptionRow &) const = default;
};

struct CommandTable
{
    QString name; ///< empty: the program itself
    QString summary;
    QString arguments; ///< "FILE..."; empty: none
    QString argumentsDescription;
    QList<OptionRow> options;
    bool operator==(const CommandTable &) const = default;
};

QByteArray toJson(const CommandTable &table);
Result<CommandTable> commandTableFromJson(const QByteArray &json);

/// "-f" or "--format".
QString dashed(const QString &name);
/// The words that an option takes, where its description says "One of a, b, c."; else none.
QStringList wordsOf(const OptionRow &option);
/// The words that a command's first argument is one of, where its syntax is like "start|stop|break ID"; else none.
QStringList argumentWordsOf(const CommandTable &table);

QString bashCompletion(const QList<CommandTable> &tables);
QString zshCompletion(const QList<CommandTable> &tables);
QString fishCompletion(const QList<CommandTable> &tables);
/// roff with the man macros, section 1.
QString manPage(const QList<CommandTable> &tables, const QString &version);

} // namespace Vermagic
