// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/shown.h"

#include "models/core/command.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestText = 2000;
constexpr qsizetype longestOutput = 8000;

} // namespace

QString shown(const QString &text)
{
    QString result = printable(text.toUtf8());
    if (result.size() > longestText)
        result = result.first(longestText) + u'…';
    return result;
}

QStringList shown(const QStringList &texts)
{
    QStringList result;
    for (const QString &text : texts)
        result.append(shown(text));
    return result;
}

QString shownOutput(const QString &text)
{
    const QString result = printable(text.toUtf8());
    if (result.size() <= longestOutput)
        return result;
    return u"[%1 characters left out]\n"_s.arg(result.size() - longestOutput) + result.last(longestOutput);
}

Fact<QString> shown(const Fact<QString> &fact)
{
    if (fact.isKnown())
        return Fact<QString>::known(shown(fact.value()));
    return fact.isAbsent() ? fact : Fact<QString>::unknown(shown(fact.reason()));
}

} // namespace Vermagic
