// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/checkrun.h"

#include "models/core/command.h"
#include "models/playbook/placeholder.h"
#include "models/probe/factcatalog.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype longestReason = 120;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Finding)
};

Verdict verdictOf(const Playbook &playbook, const Check &check, const FactMap &facts)
{
    // What is not asked of this node is not expected of it either, whatever else could not be looked at.
    const Verdict verdict = evaluate(check.expect, facts);
    if (verdict == Verdict::NotApplicable)
        return verdict;
    for (const Condition *condition : {&playbook.appliesTo, &check.appliesTo}) {
        const Verdict applies = evaluate(*condition, facts);
        if (applies == Verdict::Unknown)
            return Verdict::Unknown;
        if (applies != Verdict::Pass)
            return Verdict::NotApplicable;
    }
    return verdict;
}

QString findingId(const NodeSnapshot &node, const Check &check, const FactMap &facts)
{
    const QString id = node.spec.name + u'/' + check.id;
    return check.subject.isEmpty() ? id : id + u'/' + renderedText(check.subject, facts);
}

bool explains(const CheckResult &cause, const CheckResult &effect)
{
    return cause.scope.filesystem.isEmpty() ? cause.scope.service.isEmpty()
                                            : cause.scope.filesystem == effect.scope.filesystem;
}

/// Adds the ids of the nearest failed checks on the way back from `check`, as seen from `effect`.
void collectCauses(const Check &check, const CheckResult &effect, const QList<CheckResult> &results,
                   QStringList &visited, QStringList &causes)
{
    for (const Cause &cause : check.causedBy) {
        const Verdict when = evaluate(cause.when, effect.scope.facts);
        if (when == Verdict::Fail || when == Verdict::Unknown || visited.contains(cause.check))
            continue;
        visited.append(cause.check);
        for (const CheckResult &result : results) {
            if (result.check->id != cause.check || !explains(result, effect))
                continue;
            if (result.verdict == Verdict::Fail && result.finding != effect.finding)
                causes.append(result.finding);
            else if (result.verdict != Verdict::Pass && result.verdict != Verdict::Fail)
                collectCauses(*result.check, effect, results, visited, causes);
        }
    }
}

Severity severityOf(const CheckResult &result)
{
    const std::optional<Condition> &lenient = result.check->warningWhen;
    const bool lowered = lenient && evaluate(*lenient, result.scope.facts) == Verdict::Pass;
    return lowered ? std::min(result.check->severity, Severity::Warning) : result.check->severity;
}

Finding findingOf(const CheckResult &result, const NodeSnapshot &node, const QString &language)
{
    const Check &check = *result.check;
    const auto rendered = [&](const LocalText &text) {
        return renderedText(text.in(language), result.scope.facts);
    };
    Finding finding;
    finding.id = result.finding;
    finding.check = check.id;
    finding.node = node.spec.name;
    finding.link = check.link;
    finding.filesystem = result.scope.filesystem;
    finding.severity = severityOf(result);
    finding.nextBoot = check.nextBoot;
    finding.title = rendered(check.title);
    finding.headline = rendered(check.headline);
    finding.explanation = rendered(check.explanation);
    finding.expected = rendered(check.expected);
    finding.actual = rendered(check.actual);
    if (node.facts)
        finding.evidence = evidenceFor(resolvedFactPath(check.evidence, result.scope.facts), *node.facts);
    if (!check.remedies.isEmpty())
        finding.playbook = result.playbook->id;
    return finding;
}

void merge(Finding &finding, const Finding &other)
{
    if (finding.filesystem != other.filesystem)
        finding.filesystem.clear();
    finding.severity = std::max(finding.severity, other.severity);
    if (finding.playbook.isEmpty())
        finding.playbook = other.playbook;
    finding.causedBy += other.causedBy;
}

bool isUndecided(const CheckResult &result)
{
    return result.verdict == Verdict::Unknown && !result.check->nextBoot;
}

/// Why facts are missing, each reason once.
QString reasonsFor(const QList<CheckResult> &results)
{
    QStringList reasons;
    for (const CheckResult &result : results) {
        if (!isUndecided(result))
            continue;
        const QString path = result.check->evidence;
        const QString name = resolvedFactPath(path, result.scope.facts);
        const QString reason = printable(
            factAt(path, result.scope.facts).value_or(Fact<QString>()).reason().toUtf8());
        const QString text = reason.isEmpty() ? name : u"%1 (%2)"_s.arg(name, reason.left(longestReason));
        if (!reasons.contains(text))
            reasons.append(text);
    }
    reasons.sort();
    return reasons.join(u", "_s);
}

Finding notChecked(const QList<CheckResult> &results, const NodeSnapshot &node,
                   const QMap<QString, Finding> &findings)
{
    Finding finding;
    finding.id = node.spec.name + u"/not-checked"_s;
    finding.check = u"not-checked"_s;
    finding.node = node.spec.name;
    finding.link = ChainLink::Kernel;
    finding.severity = Severity::Warning;
    finding.title = Words::tr("Not everything could be checked");
    finding.headline = Words::tr("Not all checked");
    finding.explanation = Words::tr("What could not be looked at may be broken.");
    finding.expected = Words::tr("an answer to every question of the probe");
    finding.actual = Words::tr("no answer: %1").arg(reasonsFor(results));
    // Nothing can be looked up for a kernel that cannot be told.
    const QString kernel = node.spec.name + u"/kernel-unreadable"_s;
    if (findings.contains(kernel))
        finding.causedBy.append(kernel);
    return finding;
}

} // namespace

QStringList undecidedOf(const QList<CheckResult> &results)
{
    QStringList ids;
    for (const CheckResult &result : results) {
        if (isUndecided(result))
            ids.append(result.finding);
    }
    ids.sort();
    ids.removeDuplicates();
    return ids;
}

QList<CheckResult> runChecks(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                             bool connection)
{
    const QMap<Scope, QList<ScopedFacts>> scopes{
        {Scope::Node, scopesOf(Scope::Node, node, inventory, knowledge.signatures)},
        {Scope::Filesystem, scopesOf(Scope::Filesystem, node, inventory, knowledge.signatures)},
        {Scope::Service, scopesOf(Scope::Service, node, inventory, knowledge.signatures)},
    };
    QList<CheckResult> results;
    for (const Playbook &playbook : knowledge.playbooks) {
        for (const Check &check : playbook.checks) {
            if ((check.link == ChainLink::Connection) != connection)
                continue;
            for (const ScopedFacts &scope : scopes.value(check.scope)) {
                CheckResult result{&playbook, &check, verdictOf(playbook, check, scope.facts), scope, {}};
                result.finding = findingId(node, check, scope.facts);
                results.append(result);
            }
        }
    }
    return results;
}

QList<Finding> findingsOf(const QList<CheckResult> &results, const NodeSnapshot &node,
                          const Knowledge &knowledge)
{
    QMap<QString, Finding> findings;
    for (const CheckResult &result : results) {
        if (result.verdict != Verdict::Fail)
            continue;
        Finding finding = findingOf(result, node, knowledge.language);
        QStringList visited;
        collectCauses(*result.check, result, results, visited, finding.causedBy);
        const auto known = findings.find(finding.id);
        if (known == findings.end())
            findings.insert(finding.id, finding);
        else
            merge(*known, finding);
    }
    if (std::ranges::any_of(results, isUndecided)) {
        const Finding finding = notChecked(results, node, findings);
        findings.insert(finding.id, finding);
    }
    QList<Finding> sorted = findings.values();
    for (Finding &finding : sorted) {
        finding.causedBy.sort();
        finding.causedBy.removeDuplicates();
        finding.rootCause = finding.causedBy.isEmpty();
    }
    std::ranges::sort(sorted, {}, [](const Finding &f) {
        return std::tuple(!f.rootCause, -int(f.severity), f.nextBoot, f.link, f.id);
    });
    return sorted;
}

} // namespace Vermagic
