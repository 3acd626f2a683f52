// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Collects what an import left out, one sentence for each reason with the first place and the number of
/// places, so that a variable set for 500 hosts is one line. Also small text helpers of the importers. Pure.
#pragma once

#include "models/core/yamlreader.h"

#include <QHash>

namespace Vermagic {

class ImportNotes
{
public:
    void add(const QString &reason, const SourcePosition &at);
    /// In order of their first occurrence.
    QStringList sentences() const;

private:
    struct Note
    {
        QString reason;
        SourcePosition first;
        int count = 0;
    };
    QList<Note> m_notes;
    QHash<QString, qsizetype> m_places;
};

/// Splits as a POSIX shell does: blanks, both kinds of quotes, backslashes; '#' at the start of a word begins a comment.
QStringList splitWords(const QString &text);

/// The text in lines, as UTF-8 with bad bytes replaced, without byte order mark and carriage returns.
QStringList splitLines(const QByteArray &text);

/// The jump host in arguments for ssh: -J x, -oProxyJump=x, or a ProxyCommand that is "ssh … -W %h:%p … x".
QString proxyJumpIn(const QStringList &sshArguments);
/// The jump host behind such a ProxyCommand; empty when it is another command.
QString proxyJumpOfCommand(const QString &proxyCommand);

} // namespace Vermagic
