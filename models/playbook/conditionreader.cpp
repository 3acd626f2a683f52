// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/conditionreader.h"

#include "models/core/nearestword.h"
#include "models/playbook/placeholder.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Operator = Condition::Operator;

const QStringList &operatorWords()
{
    static const QStringList words{u"present"_s,
                                   u"absent"_s,
                                   u"readable"_s,
                                   u"equals"_s,
                                   u"not_equals"_s,
                                   u"matches"_s,
                                   u"one_of"_s,
                                   u"at_least"_s,
                                   u"same_as"_s,
                                   u"same_series_as"_s,
                                   u"first_word_same_as"_s,
                                   u"contains"_s};
    return words;
}

Condition joined(QList<Condition> parts, Operator op)
{
    if (op == Operator::All && parts.size() == 1)
        return parts.first();
    return Condition{op, {}, {}, std::move(parts)};
}

QStringList readOperands(const QString &word, const YamlValue &value, const NameContext &names)
{
    const QStringList operands = word == u"one_of"_s ? value.strings() : QStringList{value.string()};
    if (operands.isEmpty())
        value.fail(u"one_of needs at least one value"_s);
    for (const QString &operand : operands) {
        checkPlaceholders(operand, names, false, value);
        for (const PlaceholderUse &use : placeholdersIn(operand)) {
            if (!isInventoryPath(use.path))
                value.fail(u"'%1' is a node's answer and cannot be an operand"_s.arg(use.path),
                           u"compare two answers with same_as"_s);
        }
    }
    if (word == u"matches"_s) {
        const QRegularExpression expression(operands.value(0));
        if (!expression.isValid())
            value.fail(u"not a regular expression: %1"_s.arg(expression.errorString()));
    }
    return operands;
}

Condition readOperator(const QString &path, const QString &word, const YamlValue &value,
                       const NameContext &names)
{
    if (word == u"present"_s)
        return {value.boolean() ? Operator::Present : Operator::Absent, path, {}, {}};
    if (word == u"absent"_s)
        return {value.boolean() ? Operator::Absent : Operator::Present, path, {}, {}};
    if (word == u"readable"_s)
        return {value.boolean() ? Operator::Readable : Operator::Unreadable, path, {}, {}};
    static const QMap<QString, Operator> withPath{{u"same_as"_s, Operator::SameAs},
                                                  {u"same_series_as"_s, Operator::SameSeries},
                                                  {u"first_word_same_as"_s, Operator::FirstWordSame}};
    if (const auto comparison = withPath.constFind(word); comparison != withPath.cend()) {
        const QString other = value.string();
        checkFactPath(other, names, value);
        return {*comparison, path, {other}, {}};
    }
    static const QMap<QString, Operator> plain{
        {u"equals"_s, Operator::Equals},    {u"not_equals"_s, Operator::NotEquals},
        {u"matches"_s, Operator::Matches},  {u"one_of"_s, Operator::OneOf},
        {u"at_least"_s, Operator::AtLeast}, {u"contains"_s, Operator::Contains},
    };
    return {plain.value(word), path, readOperands(word, value, names), {}};
}

Condition readComparison(const QString &path, const YamlValue &value, const NameContext &names)
{
    if (value.isScalar()) {
        const bool declared = names.vocabulary.find(path).value_or(FactPath{}).declared;
        return {Operator::Equals, path, readOperands(u"equals"_s, value, names), {}, declared};
    }
    if (!value.isMap()) {
        value.fail(u"'%1' needs a value or an operator"_s.arg(path), u"such as {present: true}"_s);
        return {};
    }
    value.allowKeys(operatorWords());
    QList<Condition> parts;
    for (const QString &word : value.keys()) {
        if (operatorWords().contains(word))
            parts.append(readOperator(path, word, value.child(word), names));
    }
    if (value.keys().isEmpty())
        value.fail(u"'%1' has no operator"_s.arg(path), u"one of "_s + operatorWords().join(u", "_s));
    const bool declared = names.vocabulary.find(path).value_or(FactPath{}).declared;
    for (Condition &part : parts)
        part.declared = declared;
    return joined(parts, Operator::All);
}

Condition readKey(const QString &key, const YamlValue &value, const NameContext &names)
{
    if (key == u"not"_s)
        return Condition{Operator::Not, {}, {}, {readCondition(value, names)}};
    if (key == u"all"_s || key == u"any"_s) {
        QList<Condition> parts;
        for (const YamlValue &item : value.items())
            parts.append(readCondition(item, names));
        if (parts.isEmpty())
            value.fail(u"'%1' has no parts"_s.arg(key));
        return Condition{key == u"all"_s ? Operator::All : Operator::Any, {}, {}, parts};
    }
    checkFactPath(key, names, value);
    return readComparison(key, value, names);
}

void checkInventoryOnly(const Condition &condition, const YamlValue &at)
{
    if (!condition.path.isEmpty() && !isInventoryPath(condition.path))
        at.fail(u"'%1' is a node's answer, which is not known yet here"_s.arg(condition.path),
                u"only what the inventory says can decide: fs.…, node.…"_s);
    for (const Condition &part : condition.parts)
        checkInventoryOnly(part, at);
}

} // namespace

Condition readInventoryCondition(const YamlValue &value, const NameContext &names)
{
    const Condition condition = readCondition(value, names);
    checkInventoryOnly(condition, value);
    return condition;
}

Condition readCondition(const YamlValue &value, const NameContext &names)
{
    if (!value.isPresent())
        return {};
    if (!value.isMap()) {
        value.fail(u"a condition is a map of facts"_s, u"such as {kernel.release: {present: true}}"_s);
        return {};
    }
    QList<Condition> parts;
    for (const QString &key : value.keys())
        parts.append(readKey(key, value.child(key), names));
    if (parts.isEmpty())
        value.fail(u"an empty condition says nothing"_s);
    return joined(parts, Operator::All);
}

void checkFactPath(const QString &path, const NameContext &names, const YamlValue &at)
{
    const std::optional<FactPath> known = names.vocabulary.find(path);
    if (!known) {
        at.fail(u"unknown fact '%1'"_s.arg(path), wordHint(path, names.vocabulary.patterns()));
    } else if (known->scope > names.scope) {
        const QString hint = known->scope == Scope::Node ? u"only where there is a node"_s
                             : known->scope == Scope::Service
                                 ? u"only in a check with for_each: service"_s
                                 : u"only in a check with for_each: filesystem or service"_s;
        at.fail(u"'%1' has no meaning here"_s.arg(path), hint);
    }
}

void checkPlaceholders(const QString &text, const NameContext &names, bool argument, const YamlValue &at)
{
    for (const PlaceholderUse &use : placeholdersIn(text)) {
        if (!use.closed) {
            at.fail(u"'{{' without '}}'"_s);
            continue;
        }
        checkFactPath(use.path, names, at);
        const std::optional<FactPath> known = names.vocabulary.find(use.path);
        if (argument && known && known->type == ValueType::Text)
            at.fail(u"'%1' is free text and can never be a part of a command"_s.arg(use.path));
    }
}

} // namespace Vermagic
