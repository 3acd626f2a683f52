// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/condition.h"

#include "models/core/kernelrelease.h"

#include "models/playbook/placeholder.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Operator = Condition::Operator;

Verdict verdictOf(bool holds)
{
    return holds ? Verdict::Pass : Verdict::Fail;
}

/// Kleene's conjunction (`decisive` = Fail) or disjunction (`decisive` = Pass) over the parts that apply.
Verdict combine(const QList<Condition> &parts, const FactMap &facts, Verdict decisive)
{
    Verdict result = parts.isEmpty() ? Verdict::Pass : Verdict::NotApplicable;
    for (const Condition &part : parts) {
        const Verdict verdict = evaluate(part, facts);
        if (verdict == decisive)
            return verdict;
        if (verdict == Verdict::Unknown || result == Verdict::NotApplicable)
            result = verdict;
    }
    return result;
}

Verdict negated(Verdict verdict)
{
    if (verdict == Verdict::Pass)
        return Verdict::Fail;
    return verdict == Verdict::Fail ? Verdict::Pass : verdict;
}

Verdict compareWithFact(Operator op, const Fact<QString> &fact, const std::optional<Fact<QString>> &other)
{
    if (!other)
        return Verdict::NotApplicable;
    if (fact.isUnknown() || other->isUnknown())
        return Verdict::Unknown;
    if (op == Operator::SameAs || fact.isAbsent() || other->isAbsent())
        return verdictOf(fact == *other);
    if (op == Operator::SameSeries)
        return verdictOf(majorMinor(fact.value()) == majorMinor(other->value()));
    return verdictOf(fact.value().section(u' ', 0, 0, QString::SectionSkipEmpty) == other->value());
}

Verdict compareWithOperands(Operator op, const Fact<QString> &fact, const QStringList &operands)
{
    if (fact.isUnknown())
        return Verdict::Unknown;
    if (fact.isAbsent())
        return verdictOf(op == Operator::NotEquals);
    const QString &value = fact.value();
    switch (op) {
    case Operator::NotEquals:
        return verdictOf(value != operands.first());
    case Operator::Matches:
        return verdictOf(QRegularExpression(QRegularExpression::anchoredPattern(operands.first()))
                             .match(value)
                             .hasMatch());
    case Operator::AtLeast:
        return verdictOf(compareVersions(value, operands.first()) >= 0);
    case Operator::Contains:
        return verdictOf(value.split(u' ', Qt::SkipEmptyParts).contains(operands.first()));
    default:
        return verdictOf(operands.contains(value));
    }
}

Verdict compare(const Condition &condition, const FactMap &facts)
{
    const std::optional<Fact<QString>> fact = factAt(condition.path, facts);
    if (!fact || (condition.declared && !facts.contains(resolvedFactPath(condition.path, facts))))
        return Verdict::NotApplicable;
    switch (condition.op) {
    case Operator::Present:
        return fact->isUnknown() ? Verdict::Unknown : verdictOf(fact->isKnown());
    case Operator::Absent:
        return fact->isUnknown() ? Verdict::Unknown : verdictOf(fact->isAbsent());
    case Operator::Readable:
        return verdictOf(!fact->isUnknown());
    case Operator::Unreadable:
        return verdictOf(fact->isUnknown());
    case Operator::SameAs:
    case Operator::SameSeries:
    case Operator::FirstWordSame:
        return compareWithFact(condition.op, *fact, factAt(condition.operands.first(), facts));
    default:
        break;
    }
    QStringList operands;
    for (const QString &operand : condition.operands)
        operands.append(filledFromInventory(operand, facts));
    if (operands.first().isEmpty() && !condition.operands.first().isEmpty())
        return Verdict::NotApplicable;
    return compareWithOperands(condition.op, *fact, operands);
}

/// Digits compare as numbers of any length; '~' sorts before the end, letters before other signs.
int rank(QStringView text, qsizetype at)
{
    if (at >= text.size() || text[at].isDigit())
        return 0;
    if (text[at] == u'~')
        return -1;
    return text[at].isLetter() ? text[at].unicode() : text[at].unicode() + 0x10000;
}

int compareDigits(QStringView left, qsizetype &l, QStringView right, qsizetype &r)
{
    const auto run = [](QStringView text, qsizetype &at) {
        while (at < text.size() && text[at] == u'0')
            ++at;
        const qsizetype begin = at;
        while (at < text.size() && text[at].isDigit())
            ++at;
        return text.sliced(begin, at - begin);
    };
    const QStringView a = run(left, l);
    const QStringView b = run(right, r);
    return a.size() == b.size() ? a.compare(b) : int(a.size() - b.size());
}

int compareParts(QStringView left, QStringView right)
{
    qsizetype l = 0;
    qsizetype r = 0;
    while (l < left.size() || r < right.size()) {
        while ((l < left.size() && !left[l].isDigit()) || (r < right.size() && !right[r].isDigit())) {
            const int difference = rank(left, l) - rank(right, r);
            if (difference != 0)
                return difference;
            ++l;
            ++r;
        }
        if (const int difference = compareDigits(left, l, right, r))
            return difference;
    }
    return 0;
}

} // namespace

bool Condition::operator==(const Condition &other) const
{
    return op == other.op && path == other.path && operands == other.operands && parts == other.parts
           && declared == other.declared;
}

Verdict evaluate(const Condition &condition, const FactMap &facts)
{
    switch (condition.op) {
    case Operator::All:
        return combine(condition.parts, facts, Verdict::Fail);
    case Operator::Any:
        return combine(condition.parts, facts, Verdict::Pass);
    case Operator::Not:
        return negated(evaluate(condition.parts.first(), facts));
    default:
        return compare(condition, facts);
    }
}

int compareVersions(const QString &left, const QString &right)
{
    const bool bothHaveEpochs = left.contains(u':') == right.contains(u':');
    const auto rest = [bothHaveEpochs](const QString &text) {
        return bothHaveEpochs ? text : text.mid(text.indexOf(u':') + 1);
    };
    return compareParts(rest(left), rest(right));
}

} // namespace Vermagic
