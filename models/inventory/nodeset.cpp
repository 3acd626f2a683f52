// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/nodeset.h"

#include "models/core/nearestword.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestExpression = 64 * 1024;

std::unexpected<Error> refused(const QString &message, const QString &hint = {})
{
    return std::unexpected(Error{ErrorCode::InvalidInput, message, {}, hint});
}

std::unexpected<Error> tooMany(const QString &text)
{
    return refused(u"'%1' stands for more than %2 nodes"_s.arg(text.left(80)).arg(mostNodes),
                   u"split the inventory"_s);
}

/// One operand with the operator before it.
struct Term
{
    QChar operation; ///< ',' '!' '&' '^'
    QString text;
};

Result<QList<Term>> splitTerms(const QString &text)
{
    QList<Term> terms;
    Term term{u',', {}};
    bool operandExpected = true;
    int depth = 0;
    const auto finish = [&] {
        if (!term.text.isEmpty()) {
            terms.append(term);
            term = {u',', {}};
            operandExpected = false;
        }
    };
    for (const QChar c : text) {
        if (c == u'[' && ++depth > 1)
            return refused(u"'%1' has a '[' inside a '['"_s.arg(text));
        if (c == u']' && --depth < 0)
            return refused(u"'%1' has a ']' without a '['"_s.arg(text));
        if (depth > 0 || !(c.isSpace() || u",!&^"_s.contains(c))) {
            term.text.append(c);
            continue;
        }
        finish();
        if (c.isSpace())
            continue;
        if (operandExpected)
            return refused(u"'%1' has nothing before '%2'"_s.arg(text, c));
        term.operation = c;
        operandExpected = true;
    }
    if (depth > 0)
        return refused(u"'%1' lacks a ']'"_s.arg(text));
    finish();
    if (operandExpected)
        return refused(terms.isEmpty() ? u"there is no node name here"_s
                                       : u"'%1' ends with an operator"_s.arg(text));
    return terms;
}

/// The numbers of one part of a bracket: "7", "01-16", "1-9/2".
Result<QStringList> expandSubrange(const QString &part, const QString &whole)
{
    static const QRegularExpression syntax(u"\\A([0-9]{1,9})(?:-([0-9]{1,9})(?:/([0-9]{1,9}))?)?\\z"_s);
    const auto match = syntax.match(part);
    if (!match.hasMatch()) {
        return refused(u"bad range '[%1]' in '%2'"_s.arg(part, whole.left(80)),
                       u"write ranges as [1-16], lists as [1,4,7-9], steps as [0-8/2]"_s);
    }
    const QString first = match.captured(1);
    const QString last = match.hasCaptured(2) ? match.captured(2) : first;
    const int begin = first.toInt();
    const int end = last.toInt();
    const int step = match.hasCaptured(3) ? match.captured(3).toInt() : 1;
    const bool padded = first.size() > 1 && first.startsWith(u'0');
    if (begin > end)
        return refused(u"bad range '[%1]': it ends before it begins"_s.arg(part),
                       u"write [%1-%2]"_s.arg(last, first));
    if (step < 1)
        return refused(u"bad range '[%1]': the step is 0"_s.arg(part));
    if (last.size() > 1 && last.startsWith(u'0') && last.size() != first.size())
        return refused(u"bad range '[%1]': its numbers differ in leading zeros"_s.arg(part));
    if ((end - begin) / step >= mostNodes)
        return tooMany(whole);
    QStringList numbers;
    for (qint64 number = begin; number <= end; number += step)
        numbers.append(QString::number(number).rightJustified(padded ? first.size() : 0, u'0'));
    return numbers;
}

Result<QStringList> expandBracket(const QString &inside, const QString &whole)
{
    QStringList numbers;
    const QStringList parts = inside.split(u',');
    for (const QString &part : parts) {
        const auto expanded = expandSubrange(part.trimmed(), whole);
        if (!expanded)
            return expanded;
        numbers += *expanded;
        if (numbers.size() > mostNodes)
            return tooMany(whole);
    }
    return numbers;
}

/// One name with any number of brackets.
Result<QStringList> expandName(const QString &name)
{
    QStringList results{QString()};
    qsizetype at = 0;
    while (at < name.size()) {
        const qsizetype open = name.indexOf(u'[', at);
        const QString literal = name.mid(at, open < 0 ? -1 : open - at);
        for (QString &result : results)
            result += literal;
        if (open < 0)
            break;
        const qsizetype close = name.indexOf(u']', open);
        const auto numbers = expandBracket(name.mid(open + 1, close - open - 1), name);
        if (!numbers)
            return numbers;
        if (results.size() * numbers->size() > mostNodes)
            return tooMany(name);
        QStringList product;
        product.reserve(results.size() * numbers->size());
        for (const QString &result : std::as_const(results)) {
            for (const QString &number : *numbers)
                product.append(result + number);
        }
        results = std::move(product);
        at = close + 1;
    }
    return results;
}

Result<QStringList> groupMembers(const QString &group, const NodeSetNames &names)
{
    if (group == "*"_L1)
        return names.nodes;
    if (group.contains(u':'))
        return refused(
            u"'@%1' names another group source; only the inventory's own groups are known"_s.arg(group));
    const auto members = names.groups.constFind(group);
    if (members == names.groups.constEnd()) {
        QStringList known = names.groups.keys();
        known.sort();
        return refused(u"there is no group '%1'"_s.arg(group), wordHint(group, known));
    }
    return *members;
}

Result<QStringList> expandTerm(const QString &term, const NodeSetNames &names)
{
    const bool group = term.startsWith(u'@');
    const auto expanded = expandName(group ? term.mid(1) : term);
    if (!expanded)
        return expanded;
    QStringList result;
    for (const QString &name : *expanded) {
        if (group) {
            const auto members = groupMembers(name, names);
            if (!members)
                return members;
            result += *members;
        } else if (name.contains(u'*') || name.contains(u'?')) {
            const QRegularExpression pattern(QRegularExpression::wildcardToRegularExpression(name));
            result += names.nodes.filter(pattern);
        } else {
            result.append(name);
        }
        if (result.size() > mostNodes)
            return tooMany(term);
    }
    return result;
}

/// Names in order, each once.
class OrderedSet
{
public:
    void apply(QChar operation, const QStringList &names)
    {
        if (operation == u',') {
            for (const QString &name : names)
                add(name);
            return;
        }
        const QSet<QString> other(names.begin(), names.end());
        const QStringList before = std::exchange(m_names, {});
        const QSet<QString> known = std::exchange(m_known, {});
        for (const QString &name : before) {
            if (other.contains(name) == (operation == u'&'))
                add(name);
        }
        if (operation == u'^') {
            for (const QString &name : names) {
                if (!known.contains(name))
                    add(name);
            }
        }
    }
    const QStringList &names() const { return m_names; }

private:
    void add(const QString &name)
    {
        if (!m_known.contains(name)) {
            m_known.insert(name);
            m_names.append(name);
        }
    }

    QStringList m_names;
    QSet<QString> m_known;
};

/// A name cut around its last number: "compute", "07", ".ib".
struct NumberedName
{
    QString prefix;
    QString digits;
    QString suffix;
};

NumberedName cut(const QString &name)
{
    // \z and the lazy suffix without digits make this the last number of the name.
    static const QRegularExpression syntax(u"\\A(.*?)([0-9]{1,9})([^0-9]*)\\z"_s);
    const auto match = syntax.match(name);
    if (!match.hasMatch())
        return {name, {}, {}};
    return {match.captured(1), match.captured(2), match.captured(3)};
}

/// Numbers of one width class between the same texts.
struct Bucket
{
    NumberedName name;
    qsizetype padding = 0;
    QList<int> numbers;
};

QString bucketText(Bucket bucket)
{
    if (bucket.name.digits.isEmpty())
        return bucket.name.prefix;
    std::ranges::sort(bucket.numbers);
    bucket.numbers.erase(std::ranges::unique(bucket.numbers).begin(), bucket.numbers.end());
    const auto number = [&](int value) {
        return QString::number(value).rightJustified(bucket.padding, u'0');
    };
    if (bucket.numbers.size() == 1)
        return bucket.name.prefix + number(bucket.numbers.first()) + bucket.name.suffix;
    QStringList parts;
    for (qsizetype i = 0; i < bucket.numbers.size();) {
        qsizetype j = i;
        while (j + 1 < bucket.numbers.size() && bucket.numbers[j + 1] == bucket.numbers[j] + 1)
            ++j;
        parts.append(i == j ? number(bucket.numbers[i])
                            : number(bucket.numbers[i]) + u'-' + number(bucket.numbers[j]));
        i = j + 1;
    }
    return bucket.name.prefix + u'[' + parts.join(u',') + u']' + bucket.name.suffix;
}

/// Widths that need padding, by the text around the number: 09 and 10 belong together, 9 and 10 too.
QHash<QString, QSet<qsizetype>> paddedWidths(const QStringList &nodes)
{
    QHash<QString, QSet<qsizetype>> widths;
    for (const QString &node : nodes) {
        const NumberedName name = cut(node);
        if (name.digits.size() > 1 && name.digits.startsWith(u'0'))
            widths[name.prefix + u'[' + name.suffix].insert(name.digits.size());
    }
    return widths;
}

} // namespace

Result<QStringList> expandNodeSet(const QString &text, const NodeSetNames &names)
{
    if (text.size() > longestExpression)
        return refused(u"the node expression is longer than %1 characters"_s.arg(longestExpression));
    const auto terms = splitTerms(text);
    if (!terms)
        return std::unexpected(terms.error());
    OrderedSet set;
    for (const Term &term : *terms) {
        const auto operand = expandTerm(term.text, names);
        if (!operand)
            return operand;
        set.apply(term.operation, *operand);
        if (set.names().size() > mostNodes)
            return tooMany(text);
    }
    return set.names();
}

Result<QStringList> expandRanges(const QString &text)
{
    if (text.size() > longestExpression)
        return refused(u"the expression is longer than %1 characters"_s.arg(longestExpression));
    const auto terms = splitTerms(text);
    if (!terms)
        return std::unexpected(terms.error());
    QStringList result;
    for (const Term &term : *terms) {
        if (term.operation != u',')
            return refused(u"only ranges and commas are possible in '%1'"_s.arg(text.left(80)));
        const auto expanded = expandName(term.text);
        if (!expanded)
            return expanded;
        result += *expanded;
        if (result.size() > mostNodes)
            return tooMany(text);
    }
    return result;
}

QString foldNodeSet(const QStringList &nodes)
{
    const auto widths = paddedWidths(nodes);
    QList<Bucket> buckets;
    QHash<QString, qsizetype> places;
    for (const QString &node : nodes) {
        const NumberedName name = cut(node);
        const QString around = name.prefix + u'[' + name.suffix;
        const bool padded = widths.value(around).contains(name.digits.size());
        const qsizetype padding = padded ? name.digits.size() : 0;
        const QString key = name.digits.isEmpty() ? node : around + u'[' + QString::number(padding);
        const auto place = places.constFind(key);
        if (place == places.constEnd()) {
            places.insert(key, buckets.size());
            buckets.append({name, padding, {name.digits.toInt()}});
        } else {
            buckets[*place].numbers.append(name.digits.toInt());
        }
    }
    QStringList parts;
    for (const Bucket &bucket : std::as_const(buckets))
        parts.append(bucketText(bucket));
    return parts.join(u',');
}

} // namespace Vermagic
