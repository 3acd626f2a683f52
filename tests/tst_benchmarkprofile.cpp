// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/profile.h"
#include "models/inventory/threshold.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestBenchmarkProfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingThatIsShippedIsUnderstood();
    void aProfileSaysWhatIsDone();
    void numbersOfBytes_data();
    void numbersOfBytes();
    void aMistakeHasItsPlace_data();
    void aMistakeHasItsPlace();
    void anIdIsThereOnce();
};

namespace {

const QByteArray good = R"(benchmark: scratch
title: {en: Scratch, ko: 스크래치}
summary: Reads.
source: here
workload: read
metric: read
block_size: 1 MiB
jobs: 2
size: 4 GiB
runtime: 60s
ramp: 5s
simulated: {size: 8 MiB, runtime: 2s, ramp: 0s}
)";

} // namespace

void TestBenchmarkProfile::everythingThatIsShippedIsUnderstood()
{
    const Loaded<QList<BenchmarkProfile>> profiles = loadBenchmarkProfiles(shippedBenchmarkFiles());
    QVERIFY2(profiles, profiles ? "" : qPrintable(toString(profiles.error().first())));
    for (const QString &id : {u"seq-read"_s, u"seq-write"_s, u"metadata"_s})
        QVERIFY2(std::ranges::contains(*profiles, id, &BenchmarkProfile::id), qPrintable(id));
    for (const BenchmarkProfile &profile : *profiles) {
        QVERIFY2(profile.title.byLanguage.contains(u"ko"_s) && profile.summary.byLanguage.contains(u"ko"_s),
                 qPrintable(profile.id));
        QVERIFY2(thresholdMetrics().contains(profile.metric), qPrintable(profile.id));
        QVERIFY2(profile.simulated.size <= 64 * 1024 * 1024 && profile.simulated.runtime <= 10,
                 qPrintable(profile.id));
    }
}

void TestBenchmarkProfile::aProfileSaysWhatIsDone()
{
    const Loaded<BenchmarkProfile> profile = loadBenchmarkProfile(good, u"scratch.yaml"_s);
    QVERIFY(profile);
    QCOMPARE(profile->id, u"scratch"_s);
    QCOMPARE(profile->tool, u"fio"_s);
    QCOMPARE(profile->blockSize, 1024 * 1024);
    QVERIFY(profile->direct);
    QCOMPARE(profile->bounds, (BenchmarkBounds{.size = qint64(4) << 30, .runtime = 60, .ramp = 5}));
    QCOMPARE(profile->simulated, (BenchmarkBounds{.size = 8 << 20, .runtime = 2, .ramp = 0}));
}

void TestBenchmarkProfile::numbersOfBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); ///< 0: refused
    QTest::newRow("plain") << u"65536"_s << qint64(65536);
    QTest::newRow("binary") << u"64 KiB"_s << qint64(65536);
    QTest::newRow("decimal") << u"2GB"_s << qint64(2'000'000'000);
    QTest::newRow("nothing") << u""_s << qint64(0);
    QTest::newRow("zero") << u"0 MiB"_s << qint64(0);
    QTest::newRow("negative") << u"-1 MiB"_s << qint64(0);
    QTest::newRow("no unit of bytes") << u"4 GB/s"_s << qint64(0);
    QTest::newRow("too much") << u"2000000000 TiB"_s << qint64(0);
}

void TestBenchmarkProfile::numbersOfBytes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(parseByteCount(text).value_or(0), bytes);
    if (bytes > 0)
        QCOMPARE(parseByteCount(byteCountText(bytes)), bytes);
}

void TestBenchmarkProfile::aMistakeHasItsPlace_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("place");
    QTest::newRow("unknown key") << QByteArray("jobs: 2") << QByteArray("job: 2") << u"scratch.yaml:8:1"_s;
    QTest::newRow("workload") << QByteArray("workload: read") << QByteArray("workload: reads")
                              << u"scratch.yaml:5:11"_s;
    QTest::newRow("metric of another workload")
        << QByteArray("metric: read") << QByteArray("metric: write") << u"scratch.yaml:6:9"_s;
    QTest::newRow("size") << QByteArray("size: 4 GiB") << QByteArray("size: 4 GiG") << u"scratch.yaml:9:7"_s;
    QTest::newRow("files where blocks are read")
        << QByteArray("jobs: 2") << QByteArray("files: 2") << u"scratch.yaml:8:1"_s;
    QTest::newRow("time without unit")
        << QByteArray("runtime: 60s") << QByteArray("runtime: 60") << u"scratch.yaml:10:10"_s;
    QTest::newRow("no time at all") << QByteArray("runtime: 60s") << QByteArray("runtime: 0s")
                                    << u"scratch.yaml:10:10"_s;
    QTest::newRow("no room for a block")
        << QByteArray("size: 8 MiB") << QByteArray("size: 1 MiB") << u"scratch.yaml:12:12"_s;
    QTest::newRow("tool") << QByteArray("jobs: 2") << QByteArray("tool: rm") << u"scratch.yaml:8:7"_s;
}

void TestBenchmarkProfile::aMistakeHasItsPlace()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, place);
    QByteArray text = good;
    QVERIFY(text.contains(before));
    const Loaded<BenchmarkProfile> profile = loadBenchmarkProfile(text.replace(before, after),
                                                                  u"scratch.yaml"_s);
    QVERIFY(!profile);
    QCOMPARE(profile.error().first().context, place);
}

void TestBenchmarkProfile::anIdIsThereOnce()
{
    const auto profiles = loadBenchmarkProfiles({{u"a.yaml"_s, good}, {u"b.yaml"_s, good}});
    QVERIFY(!profiles);
    QCOMPARE(profiles.error().first().context, u"b.yaml"_s);
}

QTEST_GUILESS_MAIN(TestBenchmarkProfile)
#include "tst_benchmarkprofile.moc"
