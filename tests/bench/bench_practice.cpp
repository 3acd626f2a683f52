// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the practice cluster of twelve nodes takes from nothing to an inventory that can be swept, and how long it
// takes to stop: the median of five times.

#include "app/practice/practicecluster.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr qint64 goal = 3000; // milliseconds

/// Processor time of this process and of the children that it has waited for, in milliseconds: on a busy machine the
/// wall time also tells how long others had the processor.
qint64 processorTime()
{
    qint64 total = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        getrusage(who, &usage);
        for (const timeval &part : {usage.ru_utime, usage.ru_stime})
            total += part.tv_sec * 1000 + part.tv_usec / 1000;
    }
    return total;
}

int fail(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(toString(error)));
    return 2;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    std::array<qint64, 5> starts{};
    std::array<qint64, 5> stops{};
    std::array<qint64, 5> processor{};
    for (size_t i = 0; i < starts.size(); ++i) {
        PracticeCluster cluster(folder.filePath(u"practice"_s));
        QElapsedTimer clock;
        clock.start();
        const qint64 before = processorTime();
        if (const Result<QString> started = cluster.start(); !started)
            return fail(started.error());
        starts[i] = clock.restart();
        processor[i] = processorTime() - before;
        if (const Result<void> stopped = cluster.stop(); !stopped)
            return fail(stopped.error());
        stops[i] = clock.elapsed();
    }
    std::ranges::sort(starts);
    std::ranges::sort(stops);
    std::ranges::sort(processor);
    const auto milliseconds = [](qint64 value) { return static_cast<long long>(value); };
    std::printf(
        "{\"bench\": \"practice\", \"nodes\": 12, \"start_ms\": %lld, \"slowest_start_ms\": %lld, \"start_cpu_ms\": %lld, \"stop_ms\": %lld, "
        "\"goal_ms\": %lld}\n",
        milliseconds(starts[2]), milliseconds(starts[4]), milliseconds(processor[2]), milliseconds(stops[2]),
        milliseconds(goal));
    return starts[2] <= goal ? 0 : 1;
}
