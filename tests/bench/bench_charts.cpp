// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What live throughput costs: the main window with its chart, at 60 nodes with ten minutes behind them and at 1,000 nodes
// as a band, one point a second for each node. The goals are shares of one core and pictures a second, so that they hold
// on any machine; memory must stop growing once the histories are full.

#include "models/clusterstate.h"
#include "tests/samplecluster.h"
#include "tests/samplerates.h"
#include "views/charts/plotitem.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputpanel.h"
#include "views/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr double goalShare = 0.20;
constexpr double goalPictures = 4;
constexpr double goalMegabytes = 16; ///< more than after the histories are full
constexpr int seconds = 10;

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

/// Of this process, in use now.
double megabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

struct Measured
{
    double share = 0;    ///< of one core
    double pictures = 0; ///< a second
};

/// Nodes answer one after the other within each second, as they do.
Measured follow(MainWindow &window, ThroughputStore &store, const QStringList &nodes, int history)
{
    store.start(Sample::now());
    Sample::appendRates(store, nodes, u"beegfs"_s, 0, history);
    const PlotItem *plot = window.findChild<ThroughputPanel *>()->chart()->plot();
    QTest::qWait(1500);
    const int paintsBefore = plot->paintCount();
    const double cpuBefore = threadSeconds();
    QElapsedTimer clock;
    clock.start();
    constexpr int parts = 20;
    for (int part = 0; part < parts * seconds; ++part) {
        const qsizetype from = nodes.size() * (part % parts) / parts;
        const qsizetype until = nodes.size() * (part % parts + 1) / parts;
        const int second = history + 1 + part / parts;
        for (qsizetype node = from; node < until; ++node) {
            const double at = second + double(part % parts) / parts;
            store.append({nodes[node], u"beegfs"_s, Measure::Read}, {at, Sample::rateOf(int(node), second)});
        }
        QTest::qWait(int(qMax<qint64>(1, 1000LL * (part + 1) / parts - clock.elapsed())));
    }
    const double wall = double(clock.elapsed()) / 1000;
    return {(threadSeconds() - cpuBefore) / wall, (plot->paintCount() - paintsBefore) / wall};
}

int verdict(qsizetype nodes, int history, const Measured &measured)
{
    std::printf(
        "{\"bench\": \"charts\", \"nodes\": %d, \"points\": %d, \"core_share\": %.3f, \"goal_share\": %.2f, "
        "\"pictures_per_second\": %.2f, \"goal_pictures\": %.0f}\n",
        int(nodes), history, measured.share, goalShare, measured.pictures, goalPictures);
    return measured.share < goalShare && measured.pictures <= goalPictures + 0.1 && measured.pictures > 0.5
               ? 0
               : 1;
}

/// An hour and a half of a sample each quarter of a second, compressed: the histories join points meanwhile.
int memory(ThroughputStore &store, const QStringList &nodes)
{
    const auto fill = [&](int from, int until) {
        for (int tick = from; tick < until; ++tick) {
            for (int node = 0; node < nodes.size(); ++node)
                store.append({nodes[node], u"beegfs"_s, Measure::Read},
                             {tick / 4.0, Sample::rateOf(node, tick / 4)});
            if (tick % 1000 == 0)
                QTest::qWait(300);
        }
    };
    store.start(Sample::now());
    fill(1, 9600);
    const double full = megabytes();
    fill(9600, 21'600);
    const double more = megabytes() - full;
    std::printf("{\"bench\": \"charts\", \"memory_growth_mb\": %.1f, \"goal_mb\": %.0f}\n", more,
                goalMegabytes);
    return more <= goalMegabytes ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ClusterState state{Knowledge{}};
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    ThroughputStore store;
    MainWindow window(&state, &settings);
    window.setThroughput(&store);
    state.apply(SnapshotRestored{Sample::largeCluster(1000)});
    window.resize(1920, 1080);
    window.show();
    window.findChild<QTabWidget *>()->setCurrentWidget(window.findChild<ThroughputPanel *>());
    if (!QTest::qWaitForWindowExposed(&window))
        return 2;
    int failures = 0;
    for (const auto &[nodes, history] : {std::pair{60, 600}, {1000, 600}}) {
        const QStringList names = Sample::computeNodes(nodes);
        failures += verdict(nodes, history, follow(window, store, names, history));
    }
    failures += memory(store, Sample::computeNodes(60));
    return failures > 0 ? 1 : 0;
}
