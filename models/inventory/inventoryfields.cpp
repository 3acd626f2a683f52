// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventoryfields.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

bool isNodeName(const QString &text)
{
    static const QRegularExpression syntax(u"\\A[A-Za-z0-9_][A-Za-z0-9._-]{0,252}\\z"_s);
    return syntax.match(text).hasMatch();
}

bool isWord(const QString &text)
{
    static const QRegularExpression syntax(u"\\A[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}\\z"_s);
    return syntax.match(text).hasMatch();
}

bool isAddress(const QString &text)
{
    static const QRegularExpression syntax(u"\\A[0-9A-Fa-f]*:[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]{1,32})?\\z"_s);
    return isNodeName(text) || syntax.match(text).hasMatch();
}

bool isUserName(const QString &text)
{
    // '@' and '\' as in the account names of directory services.
    static const QRegularExpression syntax(u"\\A[A-Za-z0-9_][A-Za-z0-9._@\\\\+-]{0,127}\\z"_s);
    return syntax.match(text).hasMatch();
}

bool isProxyJump(const QString &text)
{
    static const QRegularExpression hop(
        u"\\A(?:ssh://)?(?:[A-Za-z0-9_][A-Za-z0-9._@\\\\+-]*@)?(?:[A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?\\])(?::([0-9]{1,5}))?\\z"_s);
    if (text == "none"_L1)
        return true;
    const QStringList hops = text.split(u',');
    return std::ranges::all_of(hops, [](const QString &written) {
        const auto match = hop.match(written.trimmed());
        const int port = match.hasCaptured(1) ? match.captured(1).toInt() : 22;
        return match.hasMatch() && port >= 1 && port <= 65535;
    });
}

bool isMountpoint(const QString &text)
{
    const bool control = std::ranges::any_of(text,
                                             [](QChar c) { return c.category() == QChar::Other_Control; });
    return text.startsWith(u'/') && text.size() > 1 && text.size() < 4096 && !control
           && QDir::cleanPath(text) == text;
}

bool isVersion(const QString &text)
{
    static const QRegularExpression syntax(u"\\A[0-9][A-Za-z0-9.~+:_-]{0,63}\\z"_s);
    return syntax.match(text).hasMatch();
}

QString resolvedPath(const QString &path, const QString &folder, const QString &home)
{
    if (path == "~"_L1 || path.startsWith("~/"_L1))
        return home.isEmpty() ? path : QDir::cleanPath(home + u'/' + path.mid(2));
    if (path.startsWith(u'/'))
        return QDir::cleanPath(path);
    return QDir::cleanPath(folder + u'/' + path);
}

QString filledTemplate(const QString &text, const QString &node)
{
    QString filled;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (text[i] == u'%' && (next == u'h' || next == u'%')) {
            filled += next == u'h' ? node : u"%"_s;
            ++i;
        } else {
            filled += text[i];
        }
    }
    return filled;
}

QString folderOf(const QString &file)
{
    const qsizetype slash = file.lastIndexOf(u'/');
    if (slash < 0)
        return u"."_s;
    return slash == 0 ? u"/"_s : file.left(slash);
}

} // namespace Vermagic
