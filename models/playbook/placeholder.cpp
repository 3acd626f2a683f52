// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/placeholder.h"

#include "models/core/command.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestShown = 200;

QString replaced(const QString &text, const std::function<QString(const QString &)> &valueOf)
{
    QString result;
    qsizetype from = 0;
    for (const PlaceholderUse &use : placeholdersIn(text)) {
        if (!use.closed)
            break;
        result += QStringView(text).sliced(from, use.offset - from);
        result += valueOf(use.path);
        from = text.indexOf(u"}}"_s, use.offset) + 2;
    }
    return result + text.mid(from);
}

} // namespace

QList<PlaceholderUse> placeholdersIn(const QString &text)
{
    QList<PlaceholderUse> uses;
    qsizetype at = text.indexOf(u"{{"_s);
    while (at >= 0) {
        const qsizetype end = text.indexOf(u"}}"_s, at);
        uses.append({end < 0 ? text.mid(at + 2) : text.mid(at + 2, end - at - 2).trimmed(), at, end >= 0});
        at = end < 0 ? -1 : text.indexOf(u"{{"_s, end + 2);
    }
    return uses;
}

QString renderedText(const QString &text, const FactMap &facts)
{
    return replaced(text, [&](const QString &path) {
        const Fact<QString> fact = factAt(path, facts).value_or(Fact<QString>::absent());
        if (fact.isAbsent())
            return u"none"_s;
        const QString shown = printable((fact.isKnown() ? fact.value() : fact.reason()).toUtf8());
        const QString cut = shown.size() > longestShown ? shown.left(longestShown) + u'…' : shown;
        if (fact.isKnown())
            return cut;
        return cut.isEmpty() ? u"unknown"_s : u"unknown (%1)"_s.arg(cut);
    });
}

Result<QString> renderedArgument(const QString &text, const FactMap &facts, const FactVocabulary &vocabulary)
{
    std::optional<Error> error;
    const QString result = replaced(text, [&](const QString &path) {
        const Fact<QString> fact = factAt(path, facts).value_or(Fact<QString>::absent());
        const ValueType type = vocabulary.find(path).value_or(FactPath{}).type;
        if (fact.isKnown() && isOfType(fact.value(), type))
            return fact.value();
        const QString shown = renderedText(u"{{%1}}"_s.arg(path), facts);
        if (!error)
            error = Error{ErrorCode::InvalidInput,
                          fact.isKnown()
                              ? u"%1 “%2” is not %3"_s.arg(path, shown, valueTypeName(type))
                              : u"%1 is %2"_s.arg(path, fact.isAbsent() ? u"not there"_s : u"not known"_s),
                          {},
                          u"nothing is run with a value that has not been verified"_s};
        return QString();
    });
    if (error)
        return std::unexpected(*error);
    return result;
}

QString filledFromInventory(const QString &text, const FactMap &facts)
{
    return replaced(
        text, [&](const QString &path) { return factAt(path, facts).value_or(Fact<QString>()).value(); });
}

} // namespace Vermagic
