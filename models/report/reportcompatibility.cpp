// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportcompatibility.h"

#include "models/compatibility/proofs.h"
#include "models/diagnosis/compatibilityfacts.h"
#include "models/report/shown.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype mostOpposing = 3;

/// The place of one node, by what decides its cell.
struct Standpoint
{
    NodeStanding standing;
    QString kernel;
    QString architecture;
    QString distribution;
};

ReportClaim reportClaim(const Claim &claim, const QString &kernel)
{
    const QString note = claim.note.in(u"en"_s);
    QString source = claim.source.in(u"en"_s);
    // What another kernel of the series proved is told as such.
    if (isProvenHere(claim.provenance) && claim.kernels.text() != kernel)
        source += u" with "_s + claim.kernels.text();
    return {claim.provenance, claim.outcome, shown(note.isEmpty() ? source : source + u": "_s + note)};
}

ReportCompatibility cellOf(const Standpoint &place, const Compatibility &compatibility)
{
    const CompatibilityCell cell = compatibility.cellFor({.kind = place.standing.kind,
                                                          .version = place.standing.version,
                                                          .kernel = KernelName::release(place.kernel),
                                                          .architecture = place.architecture,
                                                          .distribution = place.distribution});
    ReportCompatibility result{.kind = place.standing.kind,
                               .version = shown(place.standing.version),
                               .kernel = shown(place.kernel),
                               .architecture = shown(place.architecture),
                               .verdict = cell.verdict};
    if (const Claim *deciding = cell.deciding())
        result.claims.append(reportClaim(*deciding, place.kernel));
    const QList<Claim> opposing = cell.opposing();
    for (const Claim &claim : opposing.first(std::min(mostOpposing, opposing.size())))
        result.claims.append(reportClaim(claim, place.kernel));
    return result;
}

ReportCompatibility &cellIn(QList<ReportCompatibility> &cells, const Standpoint &place,
                            const Compatibility &compatibility)
{
    const auto same = std::ranges::find_if(cells, [&](const ReportCompatibility &cell) {
        return cell.kind == place.standing.kind && cell.version == shown(place.standing.version)
               && cell.kernel == shown(place.kernel) && cell.architecture == shown(place.architecture);
    });
    if (same != cells.end())
        return *same;
    cells.append(cellOf(place, compatibility));
    return cells.last();
}

} // namespace

QList<ReportCompatibility> reportedCompatibility(const ClusterSnapshot &snapshot,
                                                 const Compatibility &compatibility)
{
    QList<ReportCompatibility> cells;
    if (!snapshot.inventory)
        return cells;
    Compatibility own = compatibility;
    QList<Claim> proofs = compatibility.proofs();
    QList<Standpoint> places;
    for (const NodeSnapshot &node : snapshot.nodes) {
        if (!node.facts || node.diagnosis.state == NodeState::Unreachable)
            continue;
        proofs += proofsOf(*node.facts, node.spec, *snapshot.inventory, node.gatheredAt);
        const OsFacts os = node.facts->os.value();
        for (const NodeStanding &standing : standingsOf(*node.facts, node.spec, *snapshot.inventory))
            places.append({standing, standing.kernel, os.architecture, os.id + u' ' + os.versionId});
    }
    own.setProofs(proofs);
    for (const Standpoint &place : std::as_const(places)) {
        QStringList &nodes = cellIn(cells, place, own).nodes;
        if (!nodes.contains(place.standing.node))
            nodes.append(place.standing.node);
    }
    for (Standpoint &place : places) {
        if (place.standing.nextKernel.isEmpty() || place.standing.nextKernel == place.kernel)
            continue;
        place.kernel = place.standing.nextKernel;
        QStringList &nodes = cellIn(cells, place, own).nextNodes;
        if (!nodes.contains(place.standing.node))
            nodes.append(place.standing.node);
    }
    return cells;
}

QString provenanceText(Provenance provenance)
{
    switch (provenance) {
    case Provenance::SeedDocument:
        return u"said in a guide"_s;
    case Provenance::VendorClaimed:
        return u"claimed by the vendor"_s;
    case Provenance::SourceInferred:
        return u"follows from sources or reports"_s;
    case Provenance::VendorTested:
        return u"tested by the vendor"_s;
    case Provenance::LabBuilt:
        return u"built in the laboratory"_s;
    case Provenance::BuiltHere:
        return u"built on our node"_s;
    case Provenance::LoadedHere:
        return u"loaded on our node"_s;
    case Provenance::MountedHere:
        return u"mounted on our node"_s;
    }
    return {};
}

} // namespace Vermagic
