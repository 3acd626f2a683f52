// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/samplerun.h"

#include "models/benchmark/runsummary.h"

using namespace Qt::StringLiterals;

namespace Vermagic::Sample {

namespace {

constexpr int runtime = 30;

double rateAt(qsizetype node, int second, double level)
{
    const double ramp = second < 3 ? 0.4 + 0.2 * second : 1;
    const double noise = double((node * 7 + second * 13) % 10) * 0.008;
    return level * 1e9 * (node % 10 == 2 ? 1.4 : 2.3) * ramp * (1 + noise);
}

} // namespace

BenchmarkRun benchmarkRun(const QStringList &nodes, const QDateTime &origin, double level)
{
    BenchmarkRun run{.id = origin.toString(u"yyyyMMdd-HHmmss"_s) + u"-abcdef"_s,
                     .origin = origin,
                     .finishedAt = origin.addSecs(runtime + 2)};
    run.configuration = {.cluster = u"hpc-lab"_s,
                         .profile = u"seq-read"_s,
                         .nodes = nodes,
                         .filesystem = u"beegfs"_s,
                         .mountpoint = u"/mnt/beegfs"_s,
                         .tool = u"fio"_s,
                         .parameters = {{u"block_size"_s, u"1 MiB"_s}, {u"direct"_s, u"1"_s}},
                         .thresholds = {{u"read"_s, {2e9, u"B/s"_s}}}};
    QList<NodeMeasures> measures;
    for (qsizetype i = 0; i < nodes.size(); ++i) {
        MetricMeasure read{.metric = u"read"_s, .total = 0, .seconds = runtime, .steps = {}};
        RateSeries series{{nodes[i], u"beegfs"_s, Measure::Read}, {RatePoint::gap(0)}};
        for (int second = 0; second < runtime; ++second) {
            const double rate = rateAt(i, second, level);
            read.total += rate;
            read.steps.append({double(second), double(second + 1), rate});
            const bool lost = i == 1 && second >= 12 && second < 15;
            series.points.append(lost ? RatePoint::gap(second + 1)
                                      : RatePoint{.seconds = double(second + 1), .rate = rate});
        }
        measures.append({nodes[i], {read}});
        run.series.append(series);
        run.course.append({nodes[i], 0.01, double(runtime) + 0.1 * double(i), {}});
        run.environment.append({.node = nodes[i],
                                .os = u"Debian GNU/Linux 13 (trixie)"_s,
                                .kernel = u"6.12.43+deb13-cloud-amd64"_s,
                                .module = u"beegfs"_s,
                                .moduleVersion = u"8.1.0"_s,
                                .mountSource = u"beegfs_nodev"_s,
                                .mountType = u"beegfs"_s,
                                .mountOptions = u"rw,relatime"_s,
                                .toolVersion = u"fio-3.39"_s,
                                .pageCache = u"direct"_s});
    }
    run.summary = summarise(measures);
    run.verdicts = judge(run.configuration, u"read"_s, run.summary);
    return run;
}

} // namespace Vermagic::Sample
