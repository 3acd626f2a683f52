// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/chain.h"

#include "models/diagnosis/chaintexts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr ChainLink order[] = {ChainLink::Kernel, ChainLink::Packages,   ChainLink::Headers,
                               ChainLink::Build,  ChainLink::ModuleFile, ChainLink::LoadedModule,
                               ChainLink::Mount,  ChainLink::Services};

/// A result counts for a chain when it is about the whole node, about this file system, or about a service that
/// mounts no other file system.
bool belongsTo(const CheckResult &result, const QString &filesystem)
{
    return result.scope.filesystem.isEmpty() || result.scope.filesystem == filesystem;
}

LinkStatus statusOfFailed(const QList<const Finding *> &failed)
{
    const auto is = [&](auto &&predicate) { return std::ranges::any_of(failed, predicate); };
    if (is([](const Finding *f) { return f->rootCause && f->severity == Severity::Error; }))
        return LinkStatus::Broken;
    if (is([](const Finding *f) { return !f->rootCause && !f->nextBoot && f->severity == Severity::Error; }))
        return LinkStatus::Consequence;
    return is([](const Finding *f) { return f->severity != Severity::Info; }) ? LinkStatus::Warning
                                                                              : LinkStatus::Ok;
}

LinkStatus statusOf(const QList<CheckResult> &results, const QList<const Finding *> &failed)
{
    const LinkStatus worst = statusOfFailed(failed);
    if (worst != LinkStatus::Ok)
        return worst;
    const auto isNow = [](const CheckResult &r) { return !r.check->nextBoot; };
    if (std::ranges::any_of(results,
                            [&](const CheckResult &r) { return isNow(r) && r.verdict == Verdict::Unknown; }))
        return LinkStatus::Unknown;
    const bool applies = std::ranges::any_of(
        results, [&](const CheckResult &r) { return isNow(r) && r.verdict != Verdict::NotApplicable; });
    return applies || !failed.isEmpty() ? LinkStatus::Ok : LinkStatus::NotNeeded;
}

ChainStep stepFor(ChainLink link, const ScopedFacts &scope, const QList<CheckResult> &all,
                  const QList<Finding> &findings)
{
    QList<CheckResult> results;
    for (const CheckResult &result : all) {
        if (result.check->link == link && belongsTo(result, scope.filesystem))
            results.append(result);
    }
    QList<const Finding *> failed;
    for (const Finding &finding : findings) {
        if (std::ranges::contains(results, finding.id, &CheckResult::finding))
            failed.append(&finding);
    }
    ChainStep step;
    step.link = link;
    step.status = statusOf(results, failed);
    step.label = chainLabel(link, scope.facts);
    step.value = step.status == LinkStatus::NotNeeded ? notNeededText() : chainValue(link, scope.facts);
    step.detail = step.status == LinkStatus::NotNeeded ? QString() : chainDetail(link, scope.facts);
    step.evidenceSection = evidenceSectionFor(link, scope.facts);
    for (const Finding *finding : std::as_const(failed))
        step.findings.append(finding->id);
    return step;
}

/// The services of the node under one name, for the last link's text.
void addServices(ScopedFacts &scope, const QList<ScopedFacts> &services)
{
    int active = 0;
    int all = 0;
    QStringList down;
    for (const ScopedFacts &service : services) {
        if (!service.filesystem.isEmpty() && service.filesystem != scope.filesystem)
            continue;
        const Fact<QString> state = service.facts.value(u"service."_s + service.service);
        if (state.isAbsent() && !service.filesystem.isEmpty())
            continue;
        ++all;
        if (state.valueOr({}) == u"active"_s)
            ++active;
        else
            down.append(service.service);
    }
    scope.facts.insert(servicesCountName(), Fact<QString>::known(u"%1/%2"_s.arg(active).arg(all)));
    scope.facts.insert(servicesDownName(), Fact<QString>::known(down.join(u", "_s)));
}

} // namespace

QList<Chain> chainsOf(const NodeSnapshot &node, const Inventory &inventory, const QList<CheckResult> &results,
                      const QList<Finding> &findings)
{
    const QList<ScopedFacts> services = scopesOf(Scope::Service, node, inventory);
    QList<Chain> chains;
    for (ScopedFacts &scope : scopesOf(Scope::Filesystem, node, inventory)) {
        addServices(scope, services);
        Chain chain{scope.filesystem, {}};
        for (const ChainLink link : order)
            chain.steps.append(stepFor(link, scope, results, findings));
        chains.append(chain);
    }
    return chains;
}

} // namespace Vermagic
