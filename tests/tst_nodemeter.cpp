// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From what a node's stream says to the points of its series: which file system, when, and why there is none.

#include "models/benchmark/nodemeter.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr quint64 mega = 1'000'000;

NodeSpec node()
{
    NodeSpec spec;
    spec.name = u"compute01"_s;
    spec.address = u"10.0.2.15"_s;
    return spec;
}

FilesystemSpec filesystem(const QString &name, FilesystemKind kind, const QString &mountpoint)
{
    FilesystemSpec spec;
    spec.name = name;
    spec.kind = kind;
    spec.mountpoint = mountpoint;
    return spec;
}

SampleHello hello(const QByteArray &boot = "boot-1")
{
    SampleHello hello;
    hello.boot = boot;
    hello.networks = {u"eth0"_s, u"ib0"_s};
    hello.mounts = {{u"10.0.2.15@tcp:/fsxname"_s, u"/fsx"_s, u"lustre"_s},
                    {u"beegfs_nodev"_s, u"/mnt/beegfs"_s, u"beegfs"_s},
                    {u"hostshare"_s, u"/data"_s, u"virtiofs"_s}};
    return hello;
}

SampleFrame frame(double seconds, quint64 received)
{
    SampleFrame frame;
    frame.seconds = seconds;
    frame.files["/proc/net/dev"] = "eth0: " + QByteArray::number(received)
                                   + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\nlo: " + QByteArray::number(received * 9)
                                   + " 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
    return frame;
}

const RateSample *sampleOf(const QList<RateSample> &samples, const QString &filesystem)
{
    const auto found = std::ranges::find(samples, filesystem, &RateSample::filesystem);
    return found == samples.cend() ? nullptr : &*found;
}

} // namespace

class TestNodeMeter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNetworkIsItsHardware();
    void infinibandIsNotCountedTwice();
    void lustreBeegfsAndNfsAreFoundByTheirMounts();
    void aToolWhoseTurnItIsNotLeavesNoGap();
    void virtiofsShowsTheBenchmarksOnIt();
    void whereThereIsNoLineItSaysWhy_data();
    void whereThereIsNoLineItSaysWhy();
    void jitterOfTheNetworkMovesNoPoint();
    void aClockThatJumpsLeavesAGapAndNoWrongTime_data();
    void aClockThatJumpsLeavesAGapAndNoWrongTime();
    void aLostStreamLeavesAGapAndNoSpike();
    void theNextLoopLeavesNoMark();
    void aRebootIsANewClock();
};

void TestNodeMeter::theNetworkIsItsHardware()
{
    NodeMeter meter(node(), {}, 1);
    meter.greet(hello());
    QVERIFY(meter.read(frame(500, mega), 1).isEmpty());
    const QList<RateSample> samples = meter.read(frame(501, 3 * mega), 2);
    QCOMPARE(samples.size(), 1);
    QCOMPARE(samples[0].filesystem, QString());
    QCOMPARE(samples[0].rates.read, 2e6); // without lo
    QCOMPARE(samples[0].seconds, 2.0);
}

void TestNodeMeter::infinibandIsNotCountedTwice()
{
    NodeMeter meter(node(), {}, 1);
    meter.greet(hello());
    const auto with = [](SampleFrame frame, quint64 words) {
        const QByteArray port = "/sys/class/infiniband/mlx5_0/ports/1/counters/port_";
        frame.files["/proc/net/dev"].replace("lo:", "ib0:");
        frame.files[port + "rcv_data"] = QByteArray::number(words);
        frame.files[port + "xmit_data"] = "0";
        return frame;
    };
    meter.read(with(frame(500, 0), 0), 1);
    QCOMPARE(meter.read(with(frame(501, mega), 250'000), 2)[0].rates.read, 2e6);
}

void TestNodeMeter::lustreBeegfsAndNfsAreFoundByTheirMounts()
{
    NodeMeter meter(node(),
                    {filesystem(u"scratch"_s, FilesystemKind::Lustre, u"/fsx"_s),
                     filesystem(u"beegfs"_s, FilesystemKind::BeeGfs, u"/mnt/beegfs"_s)},
                    1);
    meter.greet(hello());
    const auto at = [](double seconds, quint64 moved) {
        SampleFrame each = frame(seconds, 0);
        const QByteArray bytes = QByteArray::number(moved);
        each.files["/sys/kernel/debug/lustre/llite/fsxname-ff34780841ed4000/stats"] =
            "snapshot_time " + QByteArray::number(7000 + seconds)
            + " secs.nsecs\nread_bytes 5 samples [bytes] 1 1 " + bytes + " 9\n";
        each.files["beegfs"] = R"({"client":"10.0.2.99","rd":"0","wr":"0","sum":"0"})"
                               "\n"
                               R"({"client":"10.0.2.15","rd":"0","sum":"3","wr":")"
                               + bytes + "\"}\n";
        each.files["/proc/self/mountstats"] =
            "device srv:/x mounted on /home with fstype nfs4 statvers=1.1\n\tbytes:\t0 0 0 0 " + bytes
            + " 0 0 0\n";
        return each;
    };
    meter.read(at(500, 0), 1);
    const QList<RateSample> samples = meter.read(at(501, 3 * mega), 2);
    for (const QString &name : {u"scratch"_s, u"beegfs"_s, u"/home"_s})
        QVERIFY2(sampleOf(samples, name), qPrintable(name));
    QCOMPARE(sampleOf(samples, u"scratch"_s)->rates.read, 3e6);
    QCOMPARE(sampleOf(samples, u"beegfs"_s)->rates.written, 3e6);
    QCOMPARE(sampleOf(samples, u"/home"_s)->rates.read, 3e6);
    QVERIFY(meter.silent().isEmpty());
}

void TestNodeMeter::aToolWhoseTurnItIsNotLeavesNoGap()
{
    NodeMeter meter(node(), {filesystem(u"beegfs"_s, FilesystemKind::BeeGfs, u"/mnt/beegfs"_s)}, 0.25);
    meter.greet(hello());
    for (int i = 0; i <= 8; ++i) {
        SampleFrame each = frame(500 + i * 0.25, 0);
        if (i % 4 == 0)
            each.files["beegfs"] = R"({"client":"10.0.2.15","rd":"0","sum":"3","wr":")"
                                   + QByteArray::number(i * mega) + "\"}\n";
        else
            each.later = {u"beegfs"_s};
        const QList<RateSample> samples = meter.read(each, 1 + i * 0.25);
        const RateSample *sample = sampleOf(samples, u"beegfs"_s);
        QCOMPARE(sample != nullptr, i > 0 && i % 4 == 0);
        if (sample)
            QCOMPARE(sample->rates.written, 4e6);
        QVERIFY(meter.silent().isEmpty());
    }
}

void TestNodeMeter::virtiofsShowsTheBenchmarksOnIt()
{
    NodeMeter meter(node(), {filesystem(u"share"_s, FilesystemKind::VirtioFs, u"/data"_s)}, 1);
    meter.greet(hello());
    const auto at = [](double seconds, quint64 written) {
        SampleFrame each = frame(seconds, 0);
        for (const QByteArray &process : {QByteArray("/proc/17"), QByteArray("/proc/18")}) {
            each.files[process + "/io"] = "rchar: 0\nwchar: " + QByteArray::number(written)
                                          + "\nsyscr: 0\nsyscw: 1\n";
        }
        each.files["/proc/17/fd"] = "/dev/null\n/data/test.0\n";
        each.files["/proc/18/fd"] = "/dev/null\n/database/test.0\n"; // another file system
        return each;
    };
    meter.read(at(500, 0), 1);
    QCOMPARE(sampleOf(meter.read(at(501, mega), 2), u"share"_s)->rates.written, 1e6);
    QVERIFY(sampleOf(meter.read(frame(502, 0), 3), u"share"_s)->rates.gap); // it has ended
    QCOMPARE(sampleOf(meter.read(frame(503, 0), 4), u"share"_s)->rates.written, 0.0);
}

void TestNodeMeter::whereThereIsNoLineItSaysWhy_data()
{
    QTest::addColumn<FilesystemKind>("kind");
    QTest::addColumn<QString>("mountpoint");
    QTest::addColumn<QString>("why");
    QTest::newRow("not mounted") << FilesystemKind::Lustre << u"/elsewhere"_s << u"not mounted"_s;
    QTest::newRow("not root") << FilesystemKind::Lustre << u"/fsx"_s << u"only root"_s;
    QTest::newRow("no tool") << FilesystemKind::BeeGfs << u"/mnt/beegfs"_s << u"not installed here"_s;
    QTest::newRow("no counters") << FilesystemKind::VirtioFs << u"/data"_s << u"counts nothing"_s;
}

void TestNodeMeter::whereThereIsNoLineItSaysWhy()
{
    QFETCH(const FilesystemKind, kind);
    QFETCH(const QString, mountpoint);
    QFETCH(const QString, why);
    NodeMeter meter(node(), {filesystem(u"fs"_s, kind, mountpoint)}, 1);
    SampleHello refused = hello();
    refused.refusals = {{u"root"_s, u"sudo: a password is required"_s},
                        {u"beegfs"_s, u"not installed here"_s}};
    meter.greet(refused);
    meter.read(frame(500, 0), 1);
    QVERIFY2(meter.silent().value(u"fs"_s).contains(why), qPrintable(meter.silent().value(u"fs"_s)));
}

void TestNodeMeter::jitterOfTheNetworkMovesNoPoint()
{
    NodeMeter meter(node(), {}, 1);
    meter.greet(hello());
    meter.read(frame(500, 0), 10);
    // late, late, then two at once
    double arrival = 13.9;
    for (int i = 1; i <= 4; ++i) {
        const QList<RateSample> samples = meter.read(frame(500 + i, quint64(i) * mega), arrival);
        QCOMPARE(samples[0].seconds, 10.0 + i);
        QCOMPARE(samples[0].rates.read, 1e6);
        arrival += i < 2 ? 1 : 0;
    }
}

void TestNodeMeter::aClockThatJumpsLeavesAGapAndNoWrongTime_data()
{
    QTest::addColumn<double>("seconds");
    QTest::newRow("forward") << 1e9;
    QTest::newRow("back") << 3.0;
    QTest::newRow("stands") << 501.0;
}

void TestNodeMeter::aClockThatJumpsLeavesAGapAndNoWrongTime()
{
    QFETCH(const double, seconds);
    NodeMeter meter(node(), {}, 1);
    meter.greet(hello());
    meter.read(frame(500, 0), 10);
    meter.read(frame(501, mega), 11);
    const QList<RateSample> jumped = meter.read(frame(seconds, 2 * mega), 12);
    QCOMPARE(jumped.size(), 1);
    QVERIFY(jumped[0].rates.gap);
    QCOMPARE(jumped[0].seconds, 12.0);
    const QList<RateSample> after = meter.read(frame(seconds + 1, 3 * mega), 13);
    QCOMPARE(after[0].rates.read, 1e6);
    QCOMPARE(after[0].seconds, 13.0);
}

void TestNodeMeter::aLostStreamLeavesAGapAndNoSpike()
{
    NodeMeter meter(node(), {}, 1);
    meter.greet(hello());
    meter.read(frame(500, 0), 10);
    meter.read(frame(501, mega), 11);
    const QList<RateSample> lost = meter.interrupt(11.4);
    QCOMPARE(lost.size(), 1);
    QVERIFY(lost[0].rates.gap);
    QVERIFY(lost[0].seconds > 11);
    meter.greet(hello());
    // soon enough to be no missed sample, but nobody saw what was between
    QVERIFY(meter.read(frame(502, 900 * mega), 12)[0].rates.gap);
    const QList<RateSample> after = meter.read(frame(503, 901 * mega), 13);
    QCOMPARE(after[0].rates.read, 1e6);
    QCOMPARE(after[0].seconds, 13.0);
}

void TestNodeMeter::theNextLoopLeavesNoMark()
{
    NodeMeter meter(node(), {}, 1);
    meter.greet(hello());
    meter.read(frame(500, 0), 10);
    meter.greet(hello());
    const QList<RateSample> samples = meter.read(frame(501.2, 1200 * 1000), 11.3);
    QCOMPARE(samples[0].rates.read, 1e6);
}

void TestNodeMeter::aRebootIsANewClock()
{
    NodeMeter meter(node(), {}, 1);
    meter.greet(hello());
    meter.read(frame(500, 900 * mega), 10);
    meter.greet(hello("boot-2"));
    QVERIFY(meter.read(frame(20, 950 * mega), 60)[0].rates.gap);
    const QList<RateSample> samples = meter.read(frame(21, 951 * mega), 61);
    QCOMPARE(samples[0].seconds, 61.0);
    QCOMPARE(samples[0].rates.read, 1e6);
}

QTEST_APPLESS_MAIN(TestNodeMeter)
#include "tst_nodemeter.moc"
