// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/samplerates.h"

#include "models/benchmark/runsummary.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic::Sample {

namespace {

/// Between -1 and 1.
double noise(quint32 seed)
{
    seed = (seed ^ 61) ^ (seed >> 16);
    seed *= 9;
    seed ^= seed >> 4;
    seed *= 0x27d4eb2d;
    seed ^= seed >> 15;
    return double(seed % 20001) / 10000 - 1;
}

} // namespace

QStringList computeNodes(int count)
{
    const int digits = count > 99 ? 4 : 2;
    QStringList names;
    for (int i = 1; i <= count; ++i)
        names.append(u"compute%1"_s.arg(i, digits, 10, QChar(u'0')));
    return names;
}

double rateOf(int node, int second)
{
    const double level = (node % 10 == 2 ? 1.78e9 : 2.25e9) + 0.12e9 * noise(quint32(node) * 7919);
    const double ramp = std::min(1.0, second / 5.0);
    return ramp * level * (1 + 0.025 * noise(quint32(node * 100'003 + second)));
}

void appendRates(ThroughputStore &store, const QStringList &nodes, const QString &filesystem, int from,
                 int until)
{
    for (int second = from + 1; second <= until; ++second) {
        for (int node = 0; node < nodes.size(); ++node) {
            const bool lost = node % 7 == 6 && second >= 20 && second < 23;
            const double at = second + 0.0005 * (node % 100);
            const double rate = rateOf(node, second);
            store.append({nodes[node], filesystem, Measure::Read},
                         lost ? RatePoint::gap(at) : RatePoint{at, rate});
            store.append({nodes[node], filesystem, Measure::Write},
                         lost ? RatePoint::gap(at) : RatePoint{at, rate / 40});
        }
    }
}

BenchmarkRun run(const QString &id, const QDateTime &origin, const QStringList &nodes, int seconds,
                 double factor)
{
    BenchmarkRun run{.id = id, .origin = origin, .finishedAt = origin.addSecs(seconds)};
    run.configuration = {.cluster = u"hpc-lab"_s,
                         .profile = u"seq-read"_s,
                         .nodes = nodes,
                         .filesystem = u"beegfs"_s,
                         .mountpoint = u"/mnt/beegfs"_s,
                         .tool = u"fio"_s,
                         .parameters = {{u"block_size"_s, u"1 MiB"_s},
                                        {u"jobs"_s, u"4"_s},
                                        {u"runtime"_s, u"%1s"_s.arg(seconds)},
                                        {u"size"_s, u"16 GiB"_s}},
                         .thresholds = {{u"read"_s, {.value = 2e9, .unit = u"B/s"_s}}}};
    QList<NodeMeasures> measures;
    for (int node = 0; node < nodes.size(); ++node) {
        RateSeries series{{nodes[node], u"beegfs"_s, Measure::Read}, {RatePoint::gap(0)}};
        MetricMeasure read{.metric = u"read"_s, .seconds = double(seconds)};
        for (int second = 1; second <= seconds; ++second) {
            const double rate = factor * rateOf(node, second);
            series.points.append({double(second), rate});
            read.steps.append({second - 1.0, double(second), rate});
            read.total += rate;
        }
        run.series.append(series);
        measures.append({nodes[node], {read}});
        run.course.append({nodes[node], 0.1, seconds + 0.13 * node, {}});
        run.environment.append(
            {.node = nodes[node],
             .os = u"Debian GNU/Linux 13 (trixie)"_s,
             .kernel = factor < 1 ? u"6.12.38+deb13-cloud-amd64"_s : u"6.12.43+deb13-cloud-amd64"_s,
             .module = u"beegfs"_s,
             .moduleVersion = u"8.1.0"_s,
             .mountSource = u"beegfs_nodev"_s,
             .mountType = u"beegfs"_s,
             .mountOptions = u"rw,relatime,cfgFile=/etc/beegfs/beegfs-client.conf"_s,
             .toolVersion = u"fio-3.39"_s,
             .pageCache = u"direct"_s});
    }
    run.summary = summarise(measures);
    run.verdicts = judge(run.configuration, u"read"_s, run.summary);
    return run;
}

} // namespace Vermagic::Sample
