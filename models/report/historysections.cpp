// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/nodeset.h"
#include "models/remediation/runrecord.h"
#include "models/report/reportsection.h"
#include "models/report/reportwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A cluster of which nothing is known would have one for each node and fact.
constexpr qsizetype mostGaps = 60;
constexpr qsizetype mostPaths = 12;

std::optional<LinkStatus> statusOf(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Works:
        return LinkStatus::Ok;
    case CellVerdict::Fails:
        return LinkStatus::Broken;
    case CellVerdict::Contradicted:
        return LinkStatus::Warning;
    case CellVerdict::Unknown:
        break;
    }
    return LinkStatus::Unknown;
}

QString claimText(const ReportClaim &claim)
{
    return u"%1, %2: %3"_s.arg(outcomeWord(claim.outcome), provenanceText(claim.provenance), claim.source);
}

QString pathsText(const QStringList &paths)
{
    if (paths.size() <= mostPaths)
        return paths.join(u", "_s);
    return u"%1 and %2 more"_s.arg(paths.first(mostPaths).join(u", "_s)).arg(paths.size() - mostPaths);
}

ReportCell gapLine(const ReportGap &gap)
{
    const QString nodes = foldNodeSet(gap.nodes);
    switch (gap.kind) {
    case ReportGap::Kind::Sweep:
        return {gap.reason, LinkStatus::Warning};
    case ReportGap::Kind::Node:
        return {u"%1 not reached: %2"_s.arg(nodes, gap.reason), LinkStatus::Unknown};
    case ReportGap::Kind::Facts:
        return {u"%1: not known %2: %3"_s.arg(
                    nodes, gap.reason.isEmpty() ? u"(no reason is told)"_s : u"("_s + gap.reason + u')',
                    pathsText(gap.what)),
                LinkStatus::Unknown};
    case ReportGap::Kind::Cut:
        break;
    }
    return {u"%1: %2 (%3)"_s.arg(nodes, gap.reason, pathsText(gap.what)), LinkStatus::NotNeeded};
}

QString forecastText(const Forecast &forecast)
{
    static const QStringList words{u"is not known to change or break"_s, u"will stay well"_s,
                                   u"will change"_s, u"will break"_s};
    QString text = words.value(static_cast<int>(forecast.verdict));
    text += forecast.date.isValid() ? u" on "_s + timeText(forecast.date) : u" at a time that is not known"_s;
    if (!forecast.kernel.isEmpty())
        text += u" with "_s + forecast.kernel;
    if (!forecast.reason.isEmpty())
        text += u": "_s + forecast.reason;
    QStringList notes;
    if (forecast.certainty != Certainty::Sure)
        notes.append(u"likely"_s);
    if (!forecast.timeZone.isEmpty())
        notes.append(u"the node's zone is "_s + forecast.timeZone);
    notes.append(u"foreseen "_s + timeText(forecast.madeAt));
    return text + u" ("_s + notes.join(u", "_s) + u')';
}

} // namespace

ReportSection forecastSection(const HealthReport &report)
{
    SectionPart part;
    for (const ReportNode &node : report.nodes) {
        if (!node.forecast)
            continue;
        const bool breaks = node.forecast->verdict == ForecastVerdict::Breaks;
        part.lines.append({node.spec.name + u' ' + forecastText(*node.forecast),
                           breaks ? std::optional(LinkStatus::Warning) : std::nullopt});
        for (const ForecastEvent &event : node.forecast->events)
            part.lines.append(
                {u"%1: %2 %3"_s.arg(node.spec.name, event.at.isValid() ? timeText(event.at) : u"–"_s,
                                    event.text),
                 LinkStatus::NotNeeded});
    }
    return {u"Forecast"_s, part.lines.isEmpty() ? QList<SectionPart>() : QList{part}};
}

ReportSection compatibilitySection(const HealthReport &report)
{
    SectionPart part;
    part.table.titles = QStringList{u"File system"_s,       u"Kernel"_s, u"Nodes"_s, u"Verdict"_s,
                                    u"How that is known"_s, u"But"_s};
    for (const ReportCompatibility &cell : report.compatibility) {
        QStringList nodes, against;
        if (!cell.nodes.isEmpty())
            nodes.append(foldNodeSet(cell.nodes));
        if (!cell.nextNodes.isEmpty())
            nodes.append(foldNodeSet(cell.nextNodes) + u" after the next reboot"_s);
        for (const ReportClaim &claim : cell.claims.mid(1))
            against.append(claimText(claim));
        const QString version = !cell.version.isEmpty()                 ? cell.version
                                : cell.kind == FilesystemKind::VirtioFs ? u"of the kernel"_s
                                                                        : u"of a version that is not known"_s;
        part.table.rows.append(
            {{filesystemKindName(cell.kind) + u' ' + version, {}},
             {cell.kernel, {}},
             {nodes.join(u"; "_s), {}},
             {cellVerdictWord(cell.verdict), statusOf(cell.verdict)},
             {cell.claims.isEmpty() ? u"nothing is known"_s : claimText(cell.claims.first()), {}},
             {against.join(u"; "_s), {}}});
    }
    // Where nobody says the opposite there is no column for it.
    if (std::ranges::all_of(part.table.rows,
                            [](const QList<ReportCell> &row) { return row.last().text.isEmpty(); })) {
        part.table.titles.removeLast();
        for (QList<ReportCell> &row : part.table.rows)
            row.removeLast();
    }
    return {u"Compatibility"_s, part.table.rows.isEmpty() ? QList<SectionPart>() : QList{part}};
}

ReportSection remediationSection(const HealthReport &report)
{
    SectionPart part;
    part.table.titles = QStringList{u"When"_s, u"Node"_s, u"What"_s, u"Outcome"_s, u"Cured"_s, u"By"_s};
    for (const ReportRemediation &run : report.remediations) {
        const bool good = run.outcome == runOutcomeName(RunOutcome::Fixed)
                          || run.outcome == runOutcomeName(RunOutcome::Done)
                          || run.outcome == runOutcomeName(RunOutcome::Undone);
        const QString what = run.remedy.isEmpty() ? run.playbook : run.playbook + u'/' + run.remedy;
        part.table.rows.append({{timeText(run.startedAt), {}},
                                {run.node, {}},
                                {run.title.isEmpty() ? what : u"%1 (%2)"_s.arg(run.title, what), {}},
                                {run.reason.isEmpty() ? run.outcome : run.outcome + u": "_s + run.reason,
                                 good ? LinkStatus::Ok : LinkStatus::Warning},
                                {run.cured.isEmpty() ? u"–"_s : run.cured.join(u", "_s), {}},
                                {run.user, {}}});
    }
    const QString title = report.remediationsSince.isValid()
                              ? u"Remediations since "_s + timeText(report.remediationsSince)
                              : u"Remediations"_s;
    return {title, part.table.rows.isEmpty() ? QList<SectionPart>() : QList{part}};
}

ReportSection gapSection(const HealthReport &report)
{
    SectionPart part;
    for (const ReportGap &gap : report.gaps.first(std::min(mostGaps, report.gaps.size())))
        part.lines.append(gapLine(gap));
    if (report.gaps.size() > mostGaps)
        part.lines.append({u"and %1 more; the JSON form has them"_s.arg(report.gaps.size() - mostGaps), {}});
    return {u"Known gaps"_s, part.lines.isEmpty() ? QList<SectionPart>() : QList{part}};
}

ReportSection aboutSection(const HealthReport &report)
{
    SectionPart part;
    const auto say = [&part](const QString &text) { part.lines.append({text, {}}); };
    say(u"made by vermagic %1 at %2"_s.arg(report.version, timeText(report.generatedAt)));
    if (report.sweepStartedAt.isValid())
        say(u"the nodes were asked from %1 until %2"_s.arg(timeText(report.sweepStartedAt),
                                                           report.sweepFinishedAt.isValid()
                                                               ? timeText(report.sweepFinishedAt)
                                                               : u"they are still being asked"_s));
    say(report.timeZone.isEmpty() ? u"times are UTC"_s
                                  : u"times are UTC; the console is in %1"_s.arg(report.timeZone));
    if (report.redacted)
        say(u"names, addresses, users and paths are replaced; the same pseudonym means the same thing"_s);
    return {u"About this report"_s, {part}};
}

} // namespace Vermagic
