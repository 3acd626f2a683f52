// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/shown.h"

#include "models/core/command.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestText = 2000;
constexpr qsizetype longestOutput = 8000;
constexpr QLatin1StringView cutMark(" characters left out]\n");

/// Nobody needs them to mend a node, and a report goes to many.
QString withoutSecrets(QString text)
{
    static const auto pattern = [](const QString &regex) {
        return QRegularExpression(regex, QRegularExpression::CaseInsensitiveOption
                                             | QRegularExpression::DotMatchesEverythingOption);
    };
    static const QRegularExpression hint = pattern(u"pass|secret|token|key|credential|://|authorization"_s);
    if (!text.contains(hint))
        return text;
    static const QString words = u"(?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|credentials?)"_s;
    static const QList<std::pair<QRegularExpression, QString>> secrets{
        {pattern(u"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"_s),
         u"[a private key]"_s},
        {pattern(u"("_s + words + u"[\"']?\\s?=\\s?[\"']?)[^\\s\"',;&]+"_s), u"\\1***"_s},
        {pattern(u"(\""_s + words + u"\"\\s?:\\s?\")[^\"]*"_s), u"\\1***"_s},
        {pattern(u"(--"_s + words + u"\\s)\\S+"_s), u"\\1***"_s},
        {pattern(u"(://[^/\\s:@]+:)[^/\\s@]+@"_s), u"\\1***@"_s},
        {pattern(u"(authorization:\\s?\\w+\\s)\\S+"_s), u"\\1***"_s}};
    for (const auto &[secret, instead] : secrets)
        text.replace(secret, instead);
    return text;
}

} // namespace

QString shown(const QString &text)
{
    QString result = withoutSecrets(printable(text.toUtf8()));
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
    const QString result = withoutSecrets(printable(text.toUtf8()));
    if (result.size() <= longestOutput)
        return result;
    return u'[' + QString::number(result.size() - longestOutput) + cutMark + result.last(longestOutput);
}

bool isCut(const QString &output)
{
    return output.startsWith(u'[') && output.size() > longestOutput && output.first(60).contains(cutMark);
}

Fact<QString> shown(const Fact<QString> &fact)
{
    if (fact.isKnown())
        return Fact<QString>::known(shown(fact.value()));
    return fact.isAbsent() ? fact : Fact<QString>::unknown(shown(fact.reason()));
}

} // namespace Vermagic
