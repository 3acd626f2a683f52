// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/playbookreader.h"

#include "models/core/nearestword.h"
#include "models/playbook/readerparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// The least of what the checks that lead to this remedy are about; empty when no check names it.
std::optional<Scope> scopeOfRemedy(const QString &remedy, const QList<Check> &checks)
{
    std::optional<Scope> scope;
    for (const Check &check : checks) {
        if (check.remedies.contains(remedy))
            scope = scope ? std::min(*scope, check.scope) : check.scope;
    }
    return scope;
}

QList<Warning> readWarnings(const YamlValue &value, const NameContext &names)
{
    QList<Warning> warnings;
    for (const YamlValue &item : value.items()) {
        Warning warning;
        if (item.isMap() && item.child(u"text"_s).isPresent()) {
            item.allowKeys({u"text"_s, u"when"_s});
            warning.text = readText(item.child(u"text"_s), names, true);
            warning.when = readCondition(item.child(u"when"_s), names);
        } else {
            warning.text = readText(item, names, true);
        }
        warnings.append(warning);
    }
    return warnings;
}

Remedy readRemedy(const YamlValue &value, const ReadContext &outer, const QList<Check> &checks,
                  QStringList &ids)
{
    value.allowKeys({u"id"_s, u"title"_s, u"summary"_s, u"when"_s, u"warnings"_s, u"risk"_s, u"reboot"_s,
                     u"duration"_s, u"preflight"_s, u"steps"_s, u"verify"_s});
    Remedy remedy;
    remedy.id = readId(value.child(u"id"_s), ids);
    const std::optional<Scope> scope = scopeOfRemedy(remedy.id, checks);
    if (!scope)
        value.child(u"id"_s).fail(u"no check names the remedy '%1'"_s.arg(remedy.id));
    const ReadContext context = outer.in(scope.value_or(Scope::Service));
    remedy.title = readText(value.child(u"title"_s), context.names, true);
    remedy.summary = readText(value.child(u"summary"_s), context.names, false);
    remedy.when = readCondition(value.child(u"when"_s), context.names);
    remedy.warnings = readWarnings(value.child(u"warnings"_s), context.names);
    remedy.risk = Risk(std::max(0, value.child(u"risk"_s).word({u"low"_s, u"medium"_s, u"high"_s})));
    remedy.reboot = value.child(u"reboot"_s).booleanOr(false);
    remedy.duration = readDuration(value.child(u"duration"_s), remedy.duration);
    remedy.preflight = readSteps(value.child(u"preflight"_s), context);
    remedy.steps = readSteps(value.child(u"steps"_s), context);
    remedy.verify = readSteps(value.child(u"verify"_s), context);
    if (remedy.steps.isEmpty())
        value.fail(u"the remedy has no steps"_s);
    const bool reboots = std::ranges::contains(remedy.steps, StepKind::Reboot, &Step::kind);
    if (reboots != remedy.reboot)
        value.fail(reboots ? u"a step reboots the node, but the remedy does not say so"_s
                           : u"the remedy says that it reboots the node, but no step does"_s,
                   u"'reboot: %1'"_s.arg(reboots ? u"true"_s : u"false"_s));
    return remedy;
}

/// Every remedy that a check names must be there.
void checkRemedyNames(const YamlValue &checks, const Playbook &playbook)
{
    QStringList known;
    for (const Remedy &remedy : playbook.remedies)
        known.append(remedy.id);
    for (const YamlValue &check : checks.items()) {
        for (const YamlValue &name : check.child(u"remedies"_s).items()) {
            if (!playbook.remedy(name.string()))
                name.fail(u"unknown remedy '%1'"_s.arg(name.string()), wordHint(name.string(), known));
        }
    }
}

} // namespace

Loaded<Playbook> loadPlaybook(const QByteArray &text, const QString &file, const ProgramPolicy &programs,
                              const FactVocabulary &vocabulary)
{
    const YamlDocument document(text, file);
    const YamlValue root = document.root();
    Playbook playbook;
    if (document.errors().isEmpty() && !root.isMap())
        root.fail(u"a playbook is a map with an id"_s);
    if (document.errors().isEmpty()) {
        root.allowKeys({u"id"_s, u"title"_s, u"summary"_s, u"source"_s, u"applies_to"_s, u"preflight"_s,
                        u"probes"_s, u"checks"_s, u"remedies"_s});
        const ReadContext context{programs, {vocabulary, Scope::Node}};
        QStringList ids;
        playbook.id = readId(root.child(u"id"_s), ids);
        playbook.title = readText(root.child(u"title"_s), context.names, true);
        playbook.summary = readText(root.child(u"summary"_s), context.names, false);
        playbook.source = root.child(u"source"_s).string();
        playbook.appliesTo = readCondition(root.child(u"applies_to"_s), context.names);
        playbook.probes = readFactProbes(root.child(u"probes"_s), context);
        playbook.checks = readChecks(root.child(u"checks"_s), vocabulary);
        playbook.preflight = readSteps(root.child(u"preflight"_s), context);
        QStringList remedyIds;
        for (const YamlValue &remedy : root.child(u"remedies"_s).items())
            playbook.remedies.append(readRemedy(remedy, context, playbook.checks, remedyIds));
        checkRemedyNames(root.child(u"checks"_s), playbook);
        if (playbook.checks.isEmpty())
            root.fail(u"the playbook has no checks"_s);
    }
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return playbook;
}

QList<DeclaredFact> declaredFacts(const QByteArray &text, const QString &file)
{
    const YamlDocument document(text, file);
    if (!document.errors().isEmpty() || !document.root().isMap())
        return {};
    return readDeclaredFacts(document.root().child(u"probes"_s));
}

} // namespace Vermagic
