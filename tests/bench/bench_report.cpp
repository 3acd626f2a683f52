// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a report of 1,000 nodes costs, three in a hundred of them broken and answering with 200 kB of hostile text: seconds
// of one core for making the value, replacing its names and rendering each format, and the size of the result.

#include "models/report/redaction.h"
#include "models/report/reportformats.h"
#include "tests/samplecluster.h"
#include "tests/samplerun.h"

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int nodeCount = 1000;
constexpr int everyBroken = 33;
constexpr double goalSeconds = 2;
constexpr double goalMegabytes = 10; ///< of HTML

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

ClusterSnapshot cluster()
{
    const QString hostile =
        u"</td><script>alert(1)</script> \x1b[2J 10.0.0.7 compute0001 a@b.example.com %1\n"_s;
    ClusterSnapshot snapshot = Sample::largeCluster(nodeCount);
    const Diagnosis broken = Sample::cluster().node(u"compute02"_s)->diagnosis;
    for (qsizetype i = 0; i < snapshot.nodes.size(); ++i) {
        NodeSnapshot &node = snapshot.nodes[i];
        if (i % everyBroken > 0) {
            node = Sample::healthy(node);
            continue;
        }
        node.diagnosis = broken;
        for (Finding &finding : node.diagnosis.findings) {
            finding.node = node.spec.name;
            finding.actual = hostile + node.spec.name; // each its own root cause
            finding.evidence = {hostile, hostile.repeated(200'000 / int(hostile.size()))};
        }
        node.diagnosis.logLines = QList<KnownLine>(20, {.title = hostile, .line = hostile});
    }
    return snapshot;
}

/// Whether it stays below the goal.
bool print(const QString &what, double seconds, qsizetype bytes, double most)
{
    const double size = double(bytes) / 1e6;
    std::printf(
        "{\"bench\": \"report\", \"what\": \"%s\", \"nodes\": %d, \"seconds\": %.3f, \"megabytes\": %.2f}\n",
        qPrintable(what), nodeCount, seconds, size);
    return seconds < goalSeconds && size < most;
}

} // namespace

int main()
{
    const ClusterSnapshot snapshot = cluster();
    QStringList nodes;
    for (const NodeSnapshot &node : snapshot.nodes)
        nodes.append(node.spec.name);
    const ReportSources sources{.runs = {Sample::benchmarkRun(nodes, Sample::now().addDays(-1)),
                                         Sample::benchmarkRun(nodes, Sample::now().addDays(-2))}};
    double start = threadSeconds();
    const HealthReport report = buildReport(snapshot, Sample::now(), u"1"_s, true, sources);
    bool good = print(u"value"_s, threadSeconds() - start, 0, goalMegabytes);
    start = threadSeconds();
    const HealthReport given = redacted(report);
    good = print(u"redacted"_s, threadSeconds() - start, 0, goalMegabytes) && good;
    for (const QString &format : reportFormats()) {
        start = threadSeconds();
        const QByteArray text = renderReport(report, format);
        const double most = format == "html"_L1 ? goalMegabytes : 1000;
        good = print(format, threadSeconds() - start, text.size(), most) && good;
    }
    return good ? 0 : 1;
}
