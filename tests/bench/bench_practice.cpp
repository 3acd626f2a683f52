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

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr qint64 goal = 3000; // milliseconds

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
    for (size_t i = 0; i < starts.size(); ++i) {
        PracticeCluster cluster(folder.filePath(u"practice"_s));
        QElapsedTimer clock;
        clock.start();
        if (const Result<QString> started = cluster.start(); !started)
            return fail(started.error());
        starts[i] = clock.restart();
        if (const Result<void> stopped = cluster.stop(); !stopped)
            return fail(stopped.error());
        stops[i] = clock.elapsed();
    }
    std::ranges::sort(starts);
    std::ranges::sort(stops);
    const auto milliseconds = [](qint64 value) { return static_cast<long long>(value); };
    std::printf(
        "{\"bench\": \"practice\", \"nodes\": 12, \"start_ms\": %lld, \"slowest_start_ms\": %lld, \"stop_ms\": %lld, "
        "\"goal_ms\": %lld}\n",
        milliseconds(starts[2]), milliseconds(starts[4]), milliseconds(stops[2]), milliseconds(goal));
    return starts[2] <= goal ? 0 : 1;
}
