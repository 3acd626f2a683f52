// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportgap.h"

#include "models/report/healthreport.h"
#include "models/report/shown.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

void add(QList<ReportGap> &gaps, const QString &node, const ReportGap &gap)
{
    const auto same = std::ranges::find_if(gaps, [&](const ReportGap &other) {
        return other.kind == gap.kind && other.what == gap.what && other.reason == gap.reason;
    });
    if (same != gaps.end()) {
        same->nodes.append(node);
        return;
    }
    gaps.append(gap);
    gaps.last().nodes = {node};
}

} // namespace

QList<ReportGap> gapsOf(const HealthReport &report)
{
    QList<ReportGap> gaps;
    if (!report.complete)
        gaps.append({ReportGap::Kind::Sweep, {}, {}, u"the check was ended before all nodes had answered"_s});
    QList<ReportGap> rest;
    for (const ReportNode &node : report.nodes) {
        if (node.state == NodeState::Unreachable) {
            add(gaps, node.spec.name, {ReportGap::Kind::Node, {}, {}, node.notice});
            continue;
        }
        QMap<QString, QStringList> unknown; ///< paths by reason
        for (const auto &[path, fact] : node.facts.asKeyValueRange()) {
            // What is asked only when something else is wrong is left out on purpose.
            if (fact.isUnknown() && !fact.reason().startsWith("looked at only"_L1))
                unknown[fact.reason()].append(path);
        }
        for (const auto &[reason, paths] : std::as_const(unknown).asKeyValueRange())
            add(rest, node.spec.name, {ReportGap::Kind::Facts, {}, paths, reason});
        QStringList cut;
        for (const Finding &finding : node.findings) {
            if (isCut(finding.evidence.output) && !cut.contains(finding.check))
                cut.append(finding.check);
        }
        if (!cut.isEmpty())
            add(rest, node.spec.name,
                {ReportGap::Kind::Cut, {}, cut, u"only the end of long output is kept"_s});
    }
    return gaps + rest;
}

QString gapKindName(ReportGap::Kind kind)
{
    switch (kind) {
    case ReportGap::Kind::Sweep:
        return u"sweep"_s;
    case ReportGap::Kind::Node:
        return u"node"_s;
    case ReportGap::Kind::Facts:
        return u"facts"_s;
    case ReportGap::Kind::Cut:
        break;
    }
    return u"cut"_s;
}

} // namespace Vermagic
