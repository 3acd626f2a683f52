// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/placeholder.h"
#include "models/playbook/readerparts.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using How = AnswerRule::How;

/// Longer holds up every sweep.
constexpr int longestTimeout = 30;

const QList<std::pair<QString, How>> &manners()
{
    static const QList<std::pair<QString, How>> list{{u"first"_s, How::First},
                                                     {u"all"_s, How::All},
                                                     {u"count"_s, How::Count},
                                                     {u"status"_s, How::Status},
                                                     {u"text"_s, How::Text}};
    return list;
}

Scope scopeOfPath(const QString &path)
{
    if (path.contains(u"<unit>"_s))
        return Scope::Service;
    return path.contains(u'<') ? Scope::Filesystem : Scope::Node;
}

ValueType readType(const YamlValue &value)
{
    if (!value.isPresent())
        return ValueType::Text;
    static const QList<ValueType> types{ValueType::Text, ValueType::KernelRelease, ValueType::Version,
                                        ValueType::Name, ValueType::Number,        ValueType::Host,
                                        ValueType::Unit, ValueType::Path};
    const int index = value.word({u"text"_s, u"kernel-release"_s, u"version"_s, u"name"_s, u"number"_s,
                                  u"host"_s, u"unit"_s, u"path"_s});
    return types[std::max(index, 0)];
}

void readPattern(AnswerRule &rule, const YamlValue &value)
{
    rule.pattern = value.string();
    const QRegularExpression expression(rule.pattern);
    if (!expression.isValid())
        value.fail(u"not a regular expression: %1"_s.arg(expression.errorString()));
    else if (rule.pattern.startsWith("^ "_L1))
        value.fail(u"lines are looked at without their indentation"_s, u"begin the pattern behind it"_s);
    else if (expression.captureCount() > 1)
        value.fail(u"the pattern captures %1 parts"_s.arg(expression.captureCount()),
                   u"at most one (…); others are written as (?:…)"_s);
}

void readWords(AnswerRule &rule, const YamlValue &value)
{
    for (const QString &key : value.keys()) {
        bool whole = false;
        const int code = key.toInt(&whole);
        if (whole && code >= 0 && code <= 255)
            rule.words.insert(code, value.child(key).string());
        else
            value.failAtKey(key, u"'%1' is not an exit code"_s.arg(key), u"0 to 255"_s);
    }
    if (rule.words.isEmpty())
        value.fail(u"'status' names no exit code"_s, u"such as {0: open, 1: closed}"_s);
}

AnswerRule readRule(const QString &path, const YamlValue &value)
{
    QStringList words;
    for (const auto &[word, how] : manners())
        words.append(word);
    value.allowKeys(words + QStringList{u"type"_s});
    AnswerRule rule{.path = path};
    int given = 0;
    for (const auto &[word, how] : manners()) {
        const YamlValue child = value.child(word);
        if (!child.isPresent())
            continue;
        ++given;
        rule.how = how;
        if (how == How::Status)
            readWords(rule, child);
        else if (how == How::Text)
            child.boolean();
        else
            readPattern(rule, child);
    }
    if (given != 1)
        value.fail(u"'%1' needs exactly one of %2"_s.arg(path, words.join(u", "_s)));
    readType(value.child(u"type"_s));
    return rule;
}

void checkPath(const QString &path, Scope scope, const YamlValue &facts)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(
        u"[a-z][a-z0-9_-]*(\\.([a-z][a-z0-9_-]*|<module>|<mountpoint>|<unit>))+"_s));
    if (!form.match(path).hasMatch() || path.count(u'<') > 1)
        facts.failAtKey(path, u"'%1' is not a fact path"_s.arg(path), u"such as upgrades.blacklist"_s);
    else if (scopeOfPath(path) != scope)
        facts.failAtKey(path, u"'%1' does not fit the probe's for_each"_s.arg(path),
                        u"<module> or <mountpoint> with filesystem, <unit> with service, none without"_s);
}

QList<int> readExitCodes(const YamlValue &value)
{
    if (!value.isPresent())
        return {0};
    QList<int> codes;
    for (const YamlValue &item : value.items())
        codes.append(item.integer(0, 255));
    return codes;
}

void checkInventoryArguments(const YamlValue &value)
{
    for (const YamlValue &item : value.items()) {
        for (const PlaceholderUse &use : placeholdersIn(item.string())) {
            if (!isInventoryPath(use.path))
                item.fail(u"'%1' is a node's answer, which is not known yet here"_s.arg(use.path));
        }
    }
}

void readCommand(FactProbe &probe, const YamlValue &value, const ReadContext &context)
{
    const YamlValue run = value.child(u"run"_s);
    const YamlValue script = value.child(u"script"_s);
    if (run.isPresent() == script.isPresent())
        value.fail(u"a probe has either 'run' or 'script'"_s);
    probe.run = readArgv(run, context);
    probe.script = script.stringOr({});
    probe.arguments = readArguments(value.child(u"arguments"_s), context);
    if (!probe.arguments.isEmpty() && !script.isPresent())
        value.child(u"arguments"_s).fail(u"'arguments' belong to a script"_s, u"put them into 'run'"_s);
    for (const YamlValue &words : {run, value.child(u"arguments"_s)})
        checkInventoryArguments(words);
}

FactProbe readFactProbe(const YamlValue &value, const ReadContext &outer, QStringList &ids)
{
    value.allowKeys({u"id"_s, u"run"_s, u"script"_s, u"arguments"_s, u"needs"_s, u"for_each"_s,
                     u"applies_to"_s, u"privilege"_s, u"timeout"_s, u"keep"_s, u"exit"_s, u"facts"_s});
    FactProbe probe;
    probe.position = value.position();
    probe.id = readId(value.child(u"id"_s), ids);
    probe.scope = readScope(value.child(u"for_each"_s));
    const ReadContext context = outer.in(probe.scope);
    readCommand(probe, value, context);
    probe.needs = value.child(u"needs"_s).stringOr({});
    probe.appliesTo = readInventoryCondition(value.child(u"applies_to"_s), context.names);
    if (const YamlValue privilege = value.child(u"privilege"_s); privilege.isPresent())
        probe.privilege = privilege.word({u"user"_s, u"sudo"_s}) == 1 ? Privilege::Sudo : Privilege::User;
    probe.timeout = readDuration(value.child(u"timeout"_s), probe.timeout);
    if (probe.timeout.count() > longestTimeout)
        value.child(u"timeout"_s)
            .fail(u"every sweep would wait that long"_s, u"at most %1s"_s.arg(longestTimeout));
    probe.keep = readDuration(value.child(u"keep"_s), probe.keep);
    probe.accepted = readExitCodes(value.child(u"exit"_s));
    const YamlValue facts = value.child(u"facts"_s);
    for (const QString &path : facts.keys()) {
        checkPath(path, probe.scope, facts);
        probe.facts.append(readRule(path, facts.child(path)));
    }
    if (probe.facts.isEmpty())
        value.fail(u"the probe yields no fact"_s, u"give 'facts'"_s);
    return probe;
}

} // namespace

QList<FactProbe> readFactProbes(const YamlValue &value, const ReadContext &context)
{
    QList<FactProbe> probes;
    QStringList ids;
    for (const YamlValue &item : value.items())
        probes.append(readFactProbe(item, context, ids));
    return probes;
}

QList<DeclaredFact> readDeclaredFacts(const YamlValue &value)
{
    QList<DeclaredFact> declared;
    for (const YamlValue &probe : value.items()) {
        const YamlValue facts = probe.child(u"facts"_s);
        if (!facts.isMap())
            continue;
        for (const QString &path : facts.keys()) {
            const YamlValue rule = facts.child(path);
            const ValueType type = rule.isMap() ? readType(rule.child(u"type"_s)) : ValueType::Text;
            declared.append({{path, type, scopeOfPath(path), true}, facts.keyPosition(path)});
        }
    }
    return declared;
}

} // namespace Vermagic
