// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/importnotes.h"

#include "models/inventory/inventoryfields.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// ssh(1) options that take an argument.
constexpr QStringView optionsWithArgument = u"BbcDEeFIiJLlmOoPpQRSWw";

} // namespace

void ImportNotes::add(const QString &reason, const SourcePosition &at)
{
    const auto place = m_places.constFind(reason);
    if (place != m_places.constEnd()) {
        ++m_notes[*place].count;
        return;
    }
    m_places.insert(reason, m_notes.size());
    m_notes.append({reason, at, 1});
}

QStringList ImportNotes::sentences() const
{
    QStringList result;
    for (const Note &note : m_notes) {
        const QString more = note.count > 1 ? u" (and %1 more)"_s.arg(note.count - 1) : QString();
        result.append(u"%1: %2%3"_s.arg(note.first.toString(), note.reason, more));
    }
    return result;
}

QStringList splitWords(const QString &text)
{
    QStringList words;
    QString word;
    bool inWord = false;
    QChar quote;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\\' && quote != u'\'' && i + 1 < text.size()) {
            word += text[++i];
            inWord = true;
        } else if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else
                word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            inWord = true;
        } else if (c.isSpace()) {
            if (inWord)
                words.append(std::exchange(word, {}));
            inWord = false;
        } else if (c == u'#' && !inWord) {
            return words;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (inWord)
        words.append(word);
    return words;
}

QStringList splitLines(const QByteArray &text)
{
    QString unified = QString::fromUtf8(text.startsWith("\xef\xbb\xbf") ? text.mid(3) : text);
    return unified.remove(u'\r').split(u'\n');
}

QString proxyJumpIn(const QStringList &sshArguments)
{
    for (qsizetype i = 0; i < sshArguments.size(); ++i) {
        const QString &option = sshArguments[i];
        QString value;
        if (option == "-J"_L1 || option == "-o"_L1)
            value = sshArguments.value(++i);
        else if (option.startsWith("-J"_L1) || option.startsWith("-o"_L1))
            value = option.mid(2);
        if (option.startsWith("-J"_L1))
            return value;
        if (!option.startsWith("-o"_L1))
            continue;
        const qsizetype equals = value.indexOf(u'=');
        const QString key = equals < 0 ? value.section(u' ', 0, 0) : value.left(equals).trimmed();
        const QString rest = equals < 0 ? value.section(u' ', 1) : value.mid(equals + 1).trimmed();
        if (key.compare("ProxyJump"_L1, Qt::CaseInsensitive) == 0)
            return rest;
        if (key.compare("ProxyCommand"_L1, Qt::CaseInsensitive) == 0)
            return proxyJumpOfCommand(rest);
    }
    return {};
}

QString proxyJumpOfCommand(const QString &proxyCommand)
{
    const QStringList words = splitWords(proxyCommand);
    if (words.isEmpty() || (words.first() != "ssh"_L1 && !words.first().endsWith("/ssh"_L1)))
        return {};
    QString host;
    QString user;
    QString port;
    bool forwards = false;
    for (qsizetype i = 1; i < words.size(); ++i) {
        const QString &word = words[i];
        if (!word.startsWith(u'-')) {
            if (host.isEmpty())
                host = word;
            continue;
        }
        const QChar letter = word.size() > 1 ? word[1] : QChar();
        QString value;
        if (optionsWithArgument.contains(letter))
            value = word.size() > 2 ? word.mid(2) : words.value(++i);
        if (letter == u'W')
            forwards = value == "%h:%p"_L1 || value == "[%h]:%p"_L1;
        else if (letter == u'l')
            user = value;
        else if (letter == u'p')
            port = value;
    }
    if (!forwards || host.isEmpty())
        return {};
    const QString jump = (user.isEmpty() ? QString() : user + u'@') + host
                         + (port.isEmpty() ? QString() : u':' + port);
    return isProxyJump(jump) ? jump : QString();
}

} // namespace Vermagic
