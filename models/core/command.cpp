// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/core/command.h"

#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace Vermagic {

QString shellQuoted(const QString &argument)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    if (plain.match(argument).hasMatch())
        return argument;
    QString quoted = argument;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}

QString shellQuoted(const QStringList &argv)
{
    QStringList words;
    words.reserve(argv.size());
    for (const QString &argument : argv)
        words.append(shellQuoted(argument));
    return words.join(u' ');
}

QStringList inKnownEnvironment(const QStringList &argv)
{
    return QStringList{u"env"_s, u"LC_ALL=C"_s,
                       u"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s,
                       u"DEBIAN_FRONTEND=noninteractive"_s, u"NEEDRESTART_MODE=l"_s}
           + argv;
}

QString printable(QByteArrayView bytes)
{
    // CSI, OSC and two-byte escape sequences, as ECMA-48 defines them.
    static const QRegularExpression escapes(
        u"\\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?|[@-Z\\\\-_])"_s);
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(bytes);
    text.replace(u"\r\n"_s, u"\n"_s);
    text.remove(escapes);
    for (QChar &c : text) {
        const char16_t u = c.unicode();
        if (u == u'\n' || u == u'\t')
            continue;
        if (u < 0x20)
            c = QChar(0x2400 + u);
        else if (u == 0x7f)
            c = QChar(0x2421);
        else if ((u >= 0x80 && u < 0xa0) || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069))
            c = QChar(0xfffd);
    }
    return text;
}

} // namespace Vermagic
