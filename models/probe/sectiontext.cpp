// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/probe/sectiontext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

QList<QByteArray> linesOf(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    return lines;
}

QString cleanText(QByteArrayView bytes, qsizetype limit)
{
    QString text = printable(bytes.first(std::min(bytes.size(), 4 * limit)));
    text.replace(u'\n', u' ').replace(u'\t', u' ');
    text = text.trimmed();
    return text.size() > limit ? text.first(limit - 1) + u'…' : text;
}

QString cleanWord(QByteArrayView bytes)
{
    const QByteArrayView word = bytes.trimmed();
    if (word.size() > 256 || !std::ranges::all_of(word, [](char c) { return c > ' ' && c < 0x7f; }))
        return {};
    return QString::fromLatin1(word);
}

QString complaintOf(const ProbeSection &section)
{
    const QByteArrayView output = section.output;
    const qsizetype newline = output.indexOf('\n');
    const QString first = cleanText(newline < 0 ? output : output.first(newline), 200);
    const QString program = section.command.section(u' ', 0, 0);
    if (first.isEmpty())
        return u"%1 ended with status %2"_s.arg(program).arg(section.exitCode);
    return first.startsWith(program) ? first : program + u": "_s + first;
}

} // namespace Vermagic
