// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/nodeset.h"
#include "models/probe/factcatalog.h"
#include "models/report/reportsection.h"
#include "models/report/reportwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype mostChanges = 100;

QString valueText(const QString &value)
{
    return value.isEmpty() ? u"none"_s : value;
}

QString factTitle(const QString &path)
{
    const std::optional<FactInfo> info = factInfo(path);
    return info ? info->title : path;
}

/// Worse states are warnings, better ones are good news.
std::optional<LinkStatus> statusOf(const ReportChange &change)
{
    switch (change.kind) {
    case ReportChange::Kind::State:
        return change.after == nodeStateName(NodeState::Healthy)  ? LinkStatus::Ok
               : change.after == nodeStateName(NodeState::Broken) ? LinkStatus::Broken
                                                                  : LinkStatus::Warning;
    case ReportChange::Kind::FindingNew:
        return LinkStatus::Broken;
    case ReportChange::Kind::FindingGone:
        return LinkStatus::Ok;
    case ReportChange::Kind::NodeNew:
    case ReportChange::Kind::NodeGone:
    case ReportChange::Kind::Fact:
        break;
    }
    return {};
}

QString changeText(const ReportChange &change)
{
    switch (change.kind) {
    case ReportChange::Kind::NodeNew:
        return u"new, %1"_s.arg(change.after);
    case ReportChange::Kind::NodeGone:
        return u"not in the inventory any more; was %1"_s.arg(change.before);
    case ReportChange::Kind::State:
        return u"%1 → %2"_s.arg(change.before, change.after);
    case ReportChange::Kind::FindingNew:
        return u"new: "_s + change.after;
    case ReportChange::Kind::FindingGone:
        return u"gone: "_s + change.before;
    case ReportChange::Kind::Fact:
        break;
    }
    return u"%1: %2 → %3"_s.arg(factTitle(change.what), valueText(change.before), valueText(change.after));
}

} // namespace

ReportSection changesSection(const HealthReport &report)
{
    if (!report.changes)
        return {};
    const ReportChanges &changes = *report.changes;
    SectionPart part;
    for (const ReportChange &change : changes.changes.first(std::min(mostChanges, changes.changes.size())))
        part.lines.append({foldNodeSet(change.nodes) + u": "_s + changeText(change), statusOf(change)});
    if (changes.changes.size() > mostChanges)
        part.lines.append(
            {u"and %1 more; the JSON form has them"_s.arg(changes.changes.size() - mostChanges), {}});
    if (changes.changes.isEmpty())
        part.lines.append({u"Nothing has changed."_s, LinkStatus::Ok});
    return {
        u"Changes since the report of %1, which was %2"_s.arg(timeText(changes.since), changes.verdictBefore),
        {part}};
}

} // namespace Vermagic
