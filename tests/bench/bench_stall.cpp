// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the window does not answer: a timer that wants to fire every millisecond measures the longest gap
// between two turns of the event loop, during a sweep of 500 nodes that answer all at once with real answers of the
// probe's size, and during a run that prints 50 MB. The window is really painted (offscreen).

#include "tests/runnerbench.h"
#include "views/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTest>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int nodes = 500;
constexpr qint64 goal = 50; // milliseconds

/// In milliseconds. On a busy machine the wall time also tells how long others had the processor.
struct Stall
{
    qint64 wall = 0;
    qint64 cpu = 0;
};

class StallMeter : public QObject
{
public:
    StallMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 cpu = threadTime();
            m_longest.wall = qMax(m_longest.wall, m_clock.restart());
            m_longest.cpu = qMax(m_longest.cpu, cpu - m_lastCpu);
            m_lastCpu = cpu;
        });
        m_lastCpu = threadTime();
        m_clock.start();
        m_timer.start();
    }
    Stall take() { return std::exchange(m_longest, {}); }

private:
    static qint64 threadTime()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    Stall m_longest;
    qint64 m_lastCpu = 0;
};

Inventory manyNodes()
{
    Inventory inventory{.cluster = u"bench"_s};
    inventory.filesystems = {
        {.name = u"beegfs"_s, .mountpoint = u"/mnt/beegfs"_s, .mountUnit = u"mnt-beegfs.mount"_s}};
    for (int i = 1; i <= nodes; ++i) {
        const QString name = u"compute%1"_s.arg(i, 4, 10, QChar(u'0'));
        inventory.nodes.append(
            {.name = name, .group = u"compute"_s, .address = name, .mounts = {u"beegfs"_s}});
    }
    return inventory;
}

int verdict(const char *what, const Stall &longest)
{
    std::printf(
        "{\"bench\": \"stall\", \"during\": \"%s\", \"longest_ms\": %lld, \"longest_cpu_ms\": %lld, \"goal_ms\": %lld}\n",
        what, static_cast<long long>(longest.wall), static_cast<long long>(longest.cpu),
        static_cast<long long>(goal));
    return longest.wall <= goal ? 0 : 1;
}

FakeReply answer(const QString &, const CommandSpec &spec)
{
    static const QByteArray line(99, 'x');
    if (spec.argv != QStringList{u"chatter"_s})
        return {};
    return {.standardOutput = (line + '\n').repeated(500'000)};
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    RunnerBench bench(answer, manyNodes());
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    MainWindow window(&bench.state, &settings);
    window.resize(1440, 900);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 2;

    StallMeter meter;
    QTest::qWait(500);
    meter.take();
    if (!bench.sweep())
        return 2;
    int failures = verdict("first sweep of 500 nodes", meter.take());
    for (int i = 1; i <= nodes; ++i)
        bench.broken[u"compute%1"_s.arg(i, 4, 10, QChar(u'0'))] = i % 2 == 0;
    if (!bench.sweep())
        return 2;
    failures += verdict("second sweep, half of the nodes changed", meter.take());
    const QString node = u"compute0001"_s;
    if (!bench.runner.start({planFor(node, {stepRunning({u"chatter"_s})})}, {}))
        return 2;
    if (!QTest::qWaitFor([&] { return !bench.runner.isRunning(); }, 60'000))
        return 2;
    failures += verdict("a run that prints 50 MB", meter.take());
    return failures > 0 ? 1 : 0;
}
