// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportplugin.h"

#include "models/core/command.h"
#include "models/inventory/nodeset.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Monitoring systems cut what is longer; the bar ends the text for them.
constexpr qsizetype longestText = 900;

QString oneLineOf(const QString &text)
{
    return printable(text.toUtf8()).simplified().replace(u'|', u'/');
}

/// The slowest node of each run that has a threshold, as 'PROFILE.FILESYSTEM.METRIC'=RATE;THRESHOLD:;;0
QStringList benchmarkData(const HealthReport &report)
{
    QMap<QString, std::pair<double, double>> lowest; ///< rate and threshold, by name
    for (const ReportBenchmark &benchmark : report.benchmarks) {
        const BenchmarkConfiguration &configuration = benchmark.run.configuration;
        for (const ThresholdVerdict &verdict : benchmark.run.verdicts) {
            if (!verdict.measured)
                continue;
            static const QRegularExpression other(u"[^A-Za-z0-9_.-]"_s);
            const QString name = QStringList{configuration.profile, configuration.filesystem, verdict.metric}
                                     .join(u'.')
                                     .replace(other, u"_"_s);
            const auto before = lowest.constFind(name);
            if (before == lowest.cend() || *verdict.measured < before->first)
                lowest.insert(name, {*verdict.measured, verdict.threshold.value});
        }
    }
    QStringList data;
    for (const auto &[name, rates] : std::as_const(lowest).asKeyValueRange())
        data.append(u"'%1'=%2;%3:;;0"_s.arg(name, QString::number(rates.first, 'f', 0),
                                            QString::number(rates.second, 'f', 0)));
    return data;
}

} // namespace

int pluginExitCode(const HealthReport &report)
{
    switch (report.verdict) {
    case ReportVerdict::Healthy:
        return 0;
    case ReportVerdict::Attention:
        return 1;
    case ReportVerdict::Broken:
        return 2;
    case ReportVerdict::Unknown:
        break;
    }
    return 3;
}

QByteArray renderPlugin(const HealthReport &report)
{
    static const QStringList words{u"OK"_s, u"WARNING"_s, u"CRITICAL"_s, u"UNKNOWN"_s};
    QStringList parts;
    for (const RootCause &cause : report.rootCauses) {
        if (cause.finding.severity != Severity::Info)
            parts.append(foldNodeSet(cause.nodes) + u": "_s + cause.finding.title);
    }
    if (!report.complete)
        parts.append(u"ended before all nodes had answered"_s);
    if (parts.isEmpty())
        parts.append(u"%1 of %2 nodes healthy"_s.arg(report.healthy).arg(report.nodes.size()));
    QString text = oneLineOf(parts.join(u"; "_s));
    if (text.size() > longestText)
        text = text.first(longestText) + u'…';
    QStringList data;
    for (const auto &[name, count] :
         {std::pair(u"healthy"_s, report.healthy), std::pair(u"attention"_s, report.attention),
          std::pair(u"broken"_s, report.broken), std::pair(u"unreachable"_s, report.unreachable)})
        data.append(u"%1=%2;;;0;%3"_s.arg(name).arg(count).arg(report.nodes.size()));
    data += benchmarkData(report);
    return u"VERMAGIC %1 - %2|%3\n"_s.arg(words.value(pluginExitCode(report)), text, data.join(u' '))
        .toUtf8();
}

} // namespace Vermagic
