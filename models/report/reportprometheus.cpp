// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/reportprometheus.h"

#include "models/core/command.h"
#include "models/inventory/threshold.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

using Labels = QList<std::pair<QString, QString>>;

QString escaped(const QString &text)
{
    QString value = printable(text.toUtf8());
    return value.replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s).replace(u'"', u"\\\""_s);
}

class Metrics
{
public:
    explicit Metrics(const HealthReport &report)
        : m_report(report)
    {
    }
    QByteArray text();

private:
    void gauge(const QString &name, const QString &help);
    void sample(Labels labels, const QString &value);
    void sample(const Labels &labels, qint64 value) { sample(labels, QString::number(value)); }
    void states();
    void findings();
    void kernels();
    void mounts();
    void rates(const QString &name, const QString &help, bool bytes);
    void thresholds();

    const HealthReport &m_report;
    QString m_name;
    QString m_text;
};

void Metrics::gauge(const QString &name, const QString &help)
{
    m_name = u"vermagic_"_s + name;
    m_text += u"# HELP %1 %2\n# TYPE %1 gauge\n"_s.arg(m_name, help);
}

void Metrics::sample(Labels labels, const QString &value)
{
    labels.prepend({u"cluster"_s, m_report.cluster});
    QStringList pairs;
    for (const auto &[name, text] : std::as_const(labels))
        pairs.append(name + u"=\""_s + escaped(text) + u'"');
    m_text += m_name + u'{' + pairs.join(u',') + u"} "_s + value + u'\n';
}

void Metrics::states()
{
    gauge(u"nodes"_s, u"Nodes of the cluster by state."_s);
    for (const auto &[state, count] :
         {std::pair(NodeState::Healthy, m_report.healthy),
          std::pair(NodeState::Attention, m_report.attention), std::pair(NodeState::Broken, m_report.broken),
          std::pair(NodeState::Unreachable, m_report.unreachable)})
        sample({{u"state"_s, nodeStateName(state)}}, count);
    gauge(u"node_state"_s, u"1 for the state that the node is in."_s);
    for (const ReportNode &node : m_report.nodes) {
        for (const NodeState state :
             {NodeState::Healthy, NodeState::Attention, NodeState::Broken, NodeState::Unreachable})
            sample({{u"node"_s, node.spec.name},
                    {u"group"_s, node.spec.group},
                    {u"state"_s, nodeStateName(state)}},
                   node.state == state ? 1 : 0);
    }
}

void Metrics::findings()
{
    gauge(u"finding"_s, u"1 for each root cause on a node."_s);
    for (const ReportNode &node : m_report.nodes) {
        QStringList seen; // a series must be there once, whatever the finding is about
        for (const Finding &finding : node.findings) {
            const QString subject = finding.id.section(u'/', 2);
            const QString key = finding.check + u'/' + subject;
            if (!finding.rootCause || seen.contains(key))
                continue;
            seen.append(key);
            sample({{u"node"_s, node.spec.name},
                    {u"check"_s, finding.check},
                    {u"subject"_s, subject},
                    {u"severity"_s, severityName(finding.severity)},
                    {u"playbook"_s, finding.playbook}},
                   1);
        }
    }
}

void Metrics::kernels()
{
    gauge(u"node_kernel_info"_s, u"The kernel that runs and the one that boots next, as labels."_s);
    for (const ReportNode &node : m_report.nodes) {
        const QString release = node.facts.value(u"kernel.release"_s).value();
        if (!release.isEmpty())
            sample({{u"node"_s, node.spec.name},
                    {u"release"_s, release},
                    {u"next"_s, node.facts.value(u"kernel.next"_s).value()}},
                   1);
    }
    gauge(u"node_breaks_at_reboot"_s, u"1 where the next reboot will break a node."_s);
    for (const ReportNode &node : m_report.nodes)
        sample({{u"node"_s, node.spec.name}}, node.nextBoot.verdict == NextBootVerdict::WillBreak ? 1 : 0);
}

void Metrics::mounts()
{
    const QString prefix = u"mount."_s; // see factcatalog.h
    gauge(u"mount_up"_s, u"1 where an expected mount answers; absent where that is not known."_s);
    for (const ReportNode &node : m_report.nodes) {
        for (const auto &[path, mount] : node.facts.asKeyValueRange()) {
            const bool isMount = path.startsWith(prefix) && node.facts.contains(path + u".source"_s);
            if (isMount && (mount.isKnown() || mount.isAbsent()))
                sample({{u"node"_s, node.spec.name}, {u"mountpoint"_s, path.sliced(prefix.size())}},
                       mount.value() == u"mounted"_s || mount.value() == u"read-only"_s ? 1 : 0);
        }
    }
}

/// The newest run counts: a series must be there once.
void Metrics::rates(const QString &name, const QString &help, bool bytes)
{
    gauge(name, help);
    QSet<QStringList> seen;
    for (const ReportBenchmark &benchmark : m_report.benchmarks) {
        const BenchmarkConfiguration &configuration = benchmark.run.configuration;
        for (const RateSummary &summary : benchmark.run.summary) {
            const bool isBytes = metricUnit(summary.metric) == u"B/s"_s;
            const QStringList key{configuration.profile, configuration.filesystem, configuration.mountpoint,
                                  summary.node, summary.metric};
            if (summary.node.isEmpty() || isBytes != bytes || seen.contains(key))
                continue;
            seen.insert(key);
            sample({{u"node"_s, summary.node},
                    {u"profile"_s, configuration.profile},
                    {u"filesystem"_s, configuration.filesystem},
                    {u"mountpoint"_s, configuration.mountpoint},
                    {u"metric"_s, summary.metric}},
                   QString::number(summary.mean, 'g', 9));
        }
    }
}

void Metrics::thresholds()
{
    gauge(u"benchmark_threshold_met"_s, u"1 where the newest benchmark met the threshold, 0 where not."_s);
    QSet<QStringList> seen;
    for (const ReportBenchmark &benchmark : m_report.benchmarks) {
        const BenchmarkConfiguration &configuration = benchmark.run.configuration;
        for (const ThresholdVerdict &verdict : benchmark.run.verdicts) {
            const QStringList key{configuration.profile, configuration.filesystem, configuration.mountpoint,
                                  verdict.node, verdict.metric};
            if (verdict.outcome == ThresholdOutcome::NotMeasured || seen.contains(key))
                continue;
            seen.insert(key);
            sample({{u"node"_s, verdict.node},
                    {u"profile"_s, configuration.profile},
                    {u"filesystem"_s, configuration.filesystem},
                    {u"mountpoint"_s, configuration.mountpoint},
                    {u"metric"_s, verdict.metric}},
                   verdict.outcome == ThresholdOutcome::Pass ? 1 : 0);
        }
    }
}

QByteArray Metrics::text()
{
    gauge(u"report_timestamp_seconds"_s, u"When the report was made, in seconds since 1970."_s);
    sample({}, m_report.generatedAt.toSecsSinceEpoch());
    gauge(u"report_complete"_s, u"0 when the check was ended before all nodes had answered."_s);
    sample({}, m_report.complete ? 1 : 0);
    states();
    findings();
    kernels();
    mounts();
    rates(u"benchmark_bytes_per_second"_s, u"Mean of the newest benchmark on a node."_s, true);
    rates(u"benchmark_operations_per_second"_s, u"Mean of the newest benchmark on a node."_s, false);
    thresholds();
    return m_text.toUtf8();
}

} // namespace

QByteArray renderPrometheus(const HealthReport &report)
{
    return Metrics(report).text();
}

} // namespace Vermagic
