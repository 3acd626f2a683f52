// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/parameter.h"
#include "models/playbook/readerparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// The least of what the checks that lead to this remedy are about; empty when no check names it.
std::optional<Scope> scopeOfChecks(const QString &remedy, const QList<Check> &checks)
{
    std::optional<Scope> scope;
    for (const Check &check : checks) {
        if (check.remedies.contains(remedy))
            scope = scope ? std::min(*scope, check.scope) : check.scope;
    }
    return scope;
}

Scope readScopeOnDemand(const YamlValue &value)
{
    if (!value.isPresent())
        return Scope::Node;
    static const QList<Scope> scopes{Scope::Filesystem, Scope::Service, Scope::Cluster};
    return scopes.value(value.word({u"filesystem"_s, u"service"_s, u"cluster"_s}), Scope::Node);
}

/// What the remedy is about: what its checks are about, unless it can be asked for without them.
Scope readRemedyScope(const Remedy &remedy, const YamlValue &value, const QList<Check> &checks)
{
    const std::optional<Scope> checked = scopeOfChecks(remedy.id, checks);
    const YamlValue forEach = value.child(u"for_each"_s);
    if (!remedy.onDemand) {
        if (forEach.isPresent())
            forEach.fail(u"what the remedy is about is said by its checks"_s,
                         u"only with 'on_demand: true' it needs to be said here"_s);
        if (!checked && !remedy.obsolete)
            value.child(u"id"_s).fail(u"no check names the remedy '%1'"_s.arg(remedy.id),
                                      u"or say 'on_demand: true'"_s);
        return checked.value_or(Scope::Service);
    }
    const Scope scope = readScopeOnDemand(forEach);
    if (scope == Scope::Cluster && checked)
        forEach.fail(u"a check is about a node and cannot lead to a remedy for the cluster"_s);
    return checked ? std::min(*checked, scope) : scope;
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

void checkReboot(const Remedy &remedy, const YamlValue &value)
{
    const bool reboots = std::ranges::contains(remedy.steps, StepKind::Reboot, &Step::kind);
    if (reboots != remedy.reboot)
        value.fail(reboots ? u"a step reboots the node, but the remedy does not say so"_s
                           : u"the remedy says that it reboots the node, but no step does"_s,
                   u"'reboot: %1'"_s.arg(reboots ? u"true"_s : u"false"_s));
}

/// A remedy for the cluster has no node on which a step could run.
void checkPlaces(const Remedy &remedy, const YamlValue &value)
{
    if (remedy.scope != Scope::Cluster)
        return;
    for (const QString &key : {u"preflight"_s, u"steps"_s, u"verify"_s}) {
        for (const YamlValue &step : value.child(key).items()) {
            if (step.child(u"on"_s).stringOr({}) != u"console"_s)
                step.fail(u"a remedy for the cluster has no node to run a step on"_s, u"say 'on: console'"_s);
        }
    }
}

/// Paths of the parameters that a node's answer may fill.
QStringList filledByNodes(const QList<Parameter> &parameters)
{
    QStringList paths;
    for (const Parameter &parameter : parameters) {
        if (!isGivenByPeople(parameter.byDefault))
            paths.append(parameterPath(parameter.id));
    }
    return paths;
}

void readAllSteps(Remedy &remedy, const YamlValue &value, const ReadContext &context)
{
    remedy.title = readText(value.child(u"title"_s), context.names, true);
    remedy.summary = readText(value.child(u"summary"_s), context.names, false);
    remedy.warnings = readWarnings(value.child(u"warnings"_s), context.names);
    remedy.preflight = readSteps(value.child(u"preflight"_s), context);
    remedy.steps = readSteps(value.child(u"steps"_s), context);
    remedy.verify = readSteps(value.child(u"verify"_s), context);
}

Remedy readRemedy(const YamlValue &value, const ReadContext &outer, const QList<Check> &checks,
                  QStringList &ids)
{
    value.allowKeys({u"id"_s, u"title"_s, u"summary"_s, u"when"_s, u"on_demand"_s, u"for_each"_s,
                     u"parameters"_s, u"resumable"_s, u"obsolete"_s, u"warnings"_s, u"risk"_s, u"reboot"_s,
                     u"duration"_s, u"preflight"_s, u"steps"_s, u"verify"_s});
    Remedy remedy;
    remedy.id = readId(value.child(u"id"_s), ids);
    remedy.onDemand = value.child(u"on_demand"_s).booleanOr(false);
    remedy.obsolete = readObsolete(value.child(u"obsolete"_s));
    remedy.scope = readRemedyScope(remedy, value, checks);
    const ReadContext context = outer.in(remedy.scope);
    remedy.when = readCondition(value.child(u"when"_s), context.names);
    remedy.parameters = readParameters(value.child(u"parameters"_s), context.names);
    if (!remedy.parameters.isEmpty() && !remedy.onDemand)
        value.child(u"parameters"_s)
            .fail(u"a finding fills no parameters"_s, u"only with 'on_demand: true' somebody can"_s);
    remedy.resumable = value.child(u"resumable"_s).booleanOr(false);
    remedy.risk = Risk(std::max(0, value.child(u"risk"_s).word({u"low"_s, u"medium"_s, u"high"_s})));
    remedy.reboot = value.child(u"reboot"_s).booleanOr(false);
    remedy.duration = readDuration(value.child(u"duration"_s), remedy.duration);
    const FactVocabulary vocabulary = withParameters(outer.names.vocabulary, remedy.parameters);
    readAllSteps(
        remedy, value,
        {outer.programs, outer.blocks, {vocabulary, remedy.scope}, filledByNodes(remedy.parameters)});
    if (remedy.steps.isEmpty() && !remedy.obsolete)
        value.fail(u"the remedy has no steps"_s);
    checkReboot(remedy, value);
    checkPlaces(remedy, value);
    return remedy;
}

} // namespace

QList<Remedy> readRemedies(const YamlValue &value, const ReadContext &context, const QList<Check> &checks)
{
    QList<Remedy> remedies;
    QStringList ids;
    for (const YamlValue &item : value.items())
        remedies.append(readRemedy(item, context, checks, ids));
    return remedies;
}

std::optional<Obsolete> readObsolete(const YamlValue &value)
{
    if (!value.isPresent())
        return std::nullopt;
    value.allowKeys({u"reason"_s, u"superseded_by"_s});
    Obsolete obsolete;
    obsolete.reason = readText(value.child(u"reason"_s), {FactVocabulary(), Scope::Cluster}, true);
    const YamlValue successor = value.child(u"superseded_by"_s);
    const QString name = successor.stringOr({});
    obsolete.playbook = name.section(u'/', 0, 0);
    obsolete.remedy = name.section(u'/', 1);
    obsolete.position = successor.position();
    return obsolete;
}

} // namespace Vermagic
