// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/compatibility.h"

#include <algorithm>
#include <tuple>

#include <ranges>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Applied
{
    Claim claim;
    KernelScope::Fit fit;
};

/// Larger is stronger; without what only decides between equals.
auto strengthOf(const Applied &applied)
{
    const bool exactly = isMeasured(applied.claim.provenance) && applied.fit == KernelScope::Fit::Exact;
    return std::tuple(applied.claim.outcome != Outcome::Untried, exactly, applied.claim.provenance);
}

auto orderOf(const Applied &applied, const QString &distribution)
{
    const Claim &claim = applied.claim;
    const bool same = !distribution.isEmpty()
                      && claim.distribution.startsWith(distribution, Qt::CaseInsensitive);
    return std::tuple(strengthOf(applied), claim.at.isValid() ? claim.at.toMSecsSinceEpoch() : 0, same,
                      claim.outcome == Outcome::Fails);
}

CellVerdict verdictOf(const QList<Applied> &sorted)
{
    if (sorted.isEmpty() || sorted.first().claim.outcome == Outcome::Untried)
        return CellVerdict::Unknown;
    const Applied &first = sorted.first();
    // A source that speaks against a working one counts only when it is as strong.
    const auto contradicts = [&](const Applied &other) {
        if (first.claim.outcome == Outcome::Fails)
            return other.claim.outcome == Outcome::Works;
        return other.claim.outcome == Outcome::Fails && strengthOf(other) == strengthOf(first)
               && !isProvenHere(first.claim.provenance);
    };
    if (std::ranges::any_of(sorted, contradicts))
        return CellVerdict::Contradicted;
    return first.claim.outcome == Outcome::Works ? CellVerdict::Works : CellVerdict::Fails;
}

} // namespace

const Claim *CompatibilityCell::deciding() const
{
    return verdict == CellVerdict::Unknown ? nullptr : &claims.first();
}

QList<Claim> CompatibilityCell::opposing() const
{
    const Claim *strongest = deciding();
    QList<Claim> opposing;
    for (const Claim &claim : claims) {
        if (strongest && claim.outcome != Outcome::Untried && claim.outcome != strongest->outcome)
            opposing.append(claim);
    }
    return opposing;
}

QString cellVerdictWord(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Unknown:
        return u"unknown"_s;
    case CellVerdict::Works:
        return u"works"_s;
    case CellVerdict::Fails:
        return u"fails"_s;
    case CellVerdict::Contradicted:
        return u"contradicted"_s;
    }
    return {};
}

void Compatibility::add(const QList<Claim> &claims)
{
    m_claims += claims;
    index();
}

void Compatibility::setProofs(const QList<Claim> &proofs)
{
    m_proofs = proofs;
}

void Compatibility::index()
{
    m_index.clear();
    for (qsizetype i = 0; i < m_claims.size(); ++i)
        m_index[int(m_claims[i].kind)][m_claims[i].versions.exact()].append(i);
}

template<typename F>
void Compatibility::forEachClaim(const CompatibilityQuery &query, const QVersionNumber &version, F f) const
{
    const auto visit = [&](const Claim &claim) {
        const bool foreign = !query.architecture.isEmpty() && !claim.architecture.isEmpty()
                             && claim.architecture != query.architecture;
        if (claim.kind != query.kind || claim.role != query.role || foreign
            || !claim.versions.contains(version))
            return;
        if (const KernelScope::Fit fit = claim.kernels.fitOf(query.kernel); fit != KernelScope::Fit::None)
            f(Applied{claim, fit});
    };
    const QHash<QVersionNumber, QList<qsizetype>> ofKind = m_index.value(int(query.kind));
    for (const QVersionNumber &key : {version, QVersionNumber()}) {
        for (const qsizetype i : ofKind.value(key))
            visit(m_claims[i]);
        if (version.isNull())
            break;
    }
    for (const Claim &proof : m_proofs)
        visit(proof);
}

CompatibilityCell Compatibility::cellFor(const CompatibilityQuery &query) const
{
    QList<Applied> applied;
    forEachClaim(query, clientVersion(query.version), [&](const Applied &found) { applied.append(found); });
    std::ranges::stable_sort(applied, std::ranges::greater(),
                             [&](const Applied &a) { return orderOf(a, query.distribution); });
    CompatibilityCell cell{.verdict = verdictOf(applied), .claims = {}};
    for (const Applied &found : std::as_const(applied))
        cell.claims.append(found.claim);
    return cell;
}

QString Compatibility::newestKernelFor(CompatibilityQuery query) const
{
    const QStringList series = kernelSeriesOf(query.kind, query.role);
    for (const QString &name : std::views::reverse(series)) {
        query.kernel = KernelName::wholeSeries(name);
        if (cellFor(query).verdict == CellVerdict::Works)
            return name;
    }
    return {};
}

QStringList Compatibility::versionsFor(CompatibilityQuery query) const
{
    QStringList working;
    const QStringList all = versions(query.kind, query.role);
    for (const QString &version : all) {
        query.version = version;
        if (cellFor(query).verdict == CellVerdict::Works)
            working.append(version);
    }
    return working;
}

QStringList Compatibility::versions(FilesystemKind kind, FilesystemRole role) const
{
    QList<QVersionNumber> numbers;
    for (const QList<Claim> *claims : {&m_claims, &m_proofs}) {
        for (const Claim &claim : *claims) {
            const QVersionNumber version = claim.versions.exact();
            if (claim.kind == kind && claim.role == role && !version.isNull() && !numbers.contains(version))
                numbers.append(version);
        }
    }
    std::ranges::sort(numbers);
    QStringList versions;
    for (const QVersionNumber &number : std::as_const(numbers))
        versions.append(number.toString());
    return versions;
}

QStringList Compatibility::kernelSeriesOf(FilesystemKind kind, FilesystemRole role) const
{
    QStringList series;
    for (const QList<Claim> *claims : {&m_claims, &m_proofs}) {
        for (const Claim &claim : *claims) {
            if (claim.kind == kind && claim.role == role)
                series.append(claim.kernels.series());
        }
    }
    series.removeDuplicates();
    std::ranges::sort(series, isOlderKernel);
    return series;
}

} // namespace Vermagic
