// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportwords.h"

#include "models/inventory/nodeset.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QString logPlace(const KnownLine &line)
{
    QStringList words{line.channel, line.time};
    if (line.count > 1)
        words.append(u"%1 times"_s.arg(line.count));
    words.removeAll(QString());
    return words.join(u", "_s);
}

QString stateIcon(NodeState state)
{
    switch (state) {
    case NodeState::Healthy:
        return u"✔"_s;
    case NodeState::Attention:
        return u"▲"_s;
    case NodeState::Broken:
        return u"✖"_s;
    case NodeState::Unreachable:
    case NodeState::Pending:
        break;
    }
    return u"⊘"_s;
}

QString severityIcon(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"✖"_s;
    case Severity::Warning:
        return u"▲"_s;
    case Severity::Info:
        break;
    }
    return u"•"_s;
}

QString lineIcon(LineStatus status)
{
    switch (status) {
    case LineStatus::Ok:
        return u"✔"_s;
    case LineStatus::Failed:
        return u"✖"_s;
    case LineStatus::Unchecked:
        break;
    }
    return u"⊘"_s;
}

QString cellIcon(const ReportCell &cell)
{
    static const QStringList icons{u"✔ "_s, u"▲ "_s, u"✖ "_s, u"↳ "_s, u"? "_s, QString()};
    return cell.status && !cell.text.isEmpty() ? icons.value(static_cast<int>(*cell.status)) : QString();
}

QString countsText(const HealthReport &report)
{
    QStringList parts;
    const auto add = [&parts](int count, const QString &word) {
        if (count > 0)
            parts.append(QString::number(count) + u' ' + word);
    };
    add(report.broken, u"broken"_s);
    add(report.unreachable, u"unreachable"_s);
    add(report.attention, u"need attention"_s);
    add(report.healthy, u"healthy"_s);
    return parts.isEmpty() ? u"no nodes"_s : parts.join(u" · "_s);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s : QString();
}

QString rootCauseTitle(const RootCause &cause)
{
    return cause.finding.severity == Severity::Info ? u"Good to know"_s : u"Root causes"_s;
}

QString rolesText(const QStringList &roles)
{
    return roles.isEmpty() ? QString() : u" · "_s + roles.join(u", "_s);
}

QString factText(const Fact<QString> &fact)
{
    if (fact.isKnown())
        return fact.value();
    if (fact.isAbsent())
        return u"none"_s;
    return fact.reason().isEmpty() ? u"unknown"_s : u"unknown: "_s + fact.reason();
}

QString kernelText(const KernelLine &line)
{
    return line.kernel.isEmpty() ? u"unknown"_s : line.kernel;
}

QString matchText(const KernelLine &line)
{
    switch (line.match) {
    case KernelMatch::Matches:
        return line.ofGroup ? u"✔ as the others of its group"_s : u"✔ MATCHES"_s;
    case KernelMatch::SameSeries:
        return u"✔ SAME SERIES as "_s + line.reference;
    case KernelMatch::Differs:
        return (line.ofGroup ? u"✖ DIFFERS from its group's "_s : u"✖ DIFFERS from "_s) + line.reference;
    case KernelMatch::Unknown:
        break;
    }
    return line.kernel.isEmpty() ? u"⊘ NOT CHECKED"_s : u"⊘ NOTHING TO COMPARE WITH"_s;
}

QString overallText(const HealthReport &report)
{
    switch (report.verdict) {
    case ReportVerdict::Healthy:
        return u"Overall status: PASSED"_s;
    case ReportVerdict::Attention:
        return u"Overall status: PASSED, with warnings (%1)"_s.arg(countsText(report));
    case ReportVerdict::Broken:
        return u"Overall status: FAILED (%1)"_s.arg(countsText(report));
    case ReportVerdict::Unknown:
        break;
    }
    return u"Overall status: INCOMPLETE (%1)"_s.arg(countsText(report));
}

QList<NextBootLine> nextBootLines(const HealthReport &report)
{
    QList<NextBootLine> lines;
    QList<QStringList> nodes;
    for (const ReportNode &node : report.nodes) {
        const NextBootVerdict verdict = node.nextBoot.verdict;
        if (node.state == NodeState::Unreachable || verdict == NextBootVerdict::Unchanged)
            continue;
        const QString kernel = factText(node.nextBoot.kernel);
        const QString reason = node.nextBoot.reason.isEmpty() ? QString() : u": "_s + node.nextBoot.reason;
        NextBootLine line{verdict == NextBootVerdict::WillBreak, {}};
        if (line.breaks)
            line.text = u"will break with %1%2"_s.arg(kernel, reason);
        else if (verdict == NextBootVerdict::WillChange)
            line.text = u"will run %1%2"_s.arg(kernel, reason);
        else
            line.text = u"not known%1"_s.arg(reason);
        const auto same = std::ranges::find(lines, line.text, &NextBootLine::text);
        if (same == lines.end()) {
            lines.append(line);
            nodes.append({node.spec.name});
        } else {
            nodes[same - lines.begin()].append(node.spec.name);
        }
    }
    for (qsizetype i = 0; i < lines.size(); ++i)
        lines[i].text = (lines[i].breaks ? u"▲ "_s : u"• "_s) + foldNodeSet(nodes[i]) + u' ' + lines[i].text;
    return lines;
}

} // namespace Vermagic
