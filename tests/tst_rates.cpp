// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Counters become rates or gaps, never spikes; and the points of a chart are kept in bounded memory.

#include "models/benchmark/rates.h"
#include "models/throughputstore.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr quint64 mega = 1'000'000;

Reading reading(double seconds, quint64 read, quint64 written = 0, std::optional<quint64> operations = {})
{
    return {seconds, {{u"eth0"_s, {read, written, operations}}}, {}, {}};
}

/// The rate of reading of the last of `readings`; nothing for a gap.
std::optional<double> lastRate(const QList<Reading> &readings, double interval = 1)
{
    TrafficMeter meter(interval);
    std::optional<Rates> rates;
    for (const Reading &each : readings)
        rates = meter.read(each);
    return rates && !rates->gap ? std::optional(rates->read) : std::nullopt;
}

} // namespace

class TestRates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bytesOverTheNodesOwnSeconds();
    void theFirstReadingIsNoRate();
    void whatCannotBeToldIsAGap_data();
    void whatCannotBeToldIsAGap();
    void afterAGapRatesGoOn();
    void aWrapOf32BitsIsTakenWhereItWasComing();
    void aPartThatComesOrGoesMovesNothing();
    void lustresOwnTimeIsFinerUnlessItJumps();
    void aResetOfLustreThatHasCaughtUpIsSeen();

    void aHistoryIsBoundedAndKeepsGapsAndExtremes();
    void aHistoryGoesForwardOnly();
    void aStoreTellsItsSeries();
};

void TestRates::bytesOverTheNodesOwnSeconds()
{
    TrafficMeter meter(1);
    meter.read(reading(100, 5 * mega, 7 * mega, 10));
    const std::optional<Rates> rates = meter.read(reading(102, 9 * mega, 8 * mega, 40));
    QVERIFY(rates && !rates->gap);
    QCOMPARE(rates->read, 2e6);
    QCOMPARE(rates->written, 0.5e6);
    QCOMPARE(rates->operations, 15.0);
}

void TestRates::theFirstReadingIsNoRate()
{
    QVERIFY(!TrafficMeter().read(reading(100, 5 * mega)));
}

void TestRates::whatCannotBeToldIsAGap_data()
{
    constexpr quint64 nearlyAll = std::numeric_limits<quint32>::max();
    QTest::addColumn<double>("seconds");
    QTest::addColumn<quint64>("before");
    QTest::addColumn<quint64>("now");
    QTest::newRow("reset") << 101.0 << 900 * mega << quint64(0);
    QTest::newRow("reset near the end of 32 bits, idle before") << 101.0 << nearlyAll << quint64(10);
    QTest::newRow("counter went back") << 101.0 << 900 * mega << 899 * mega;
    QTest::newRow("64 bits do not wrap") << 101.0 << std::numeric_limits<quint64>::max() << quint64(5);
    QTest::newRow("counter jumped") << 101.0 << quint64(0) << std::numeric_limits<quint64>::max();
    QTest::newRow("clock stands") << 100.0 << quint64(0) << mega;
    QTest::newRow("clock went back") << 99.0 << quint64(0) << mega;
    QTest::newRow("samples missed") << 102.6 << quint64(0) << mega;
}

void TestRates::whatCannotBeToldIsAGap()
{
    QFETCH(const double, seconds);
    QFETCH(const quint64, before);
    QFETCH(const quint64, now);
    QCOMPARE(lastRate({reading(99, before), reading(100, before), reading(seconds, now)}), std::nullopt);
}

void TestRates::afterAGapRatesGoOn()
{
    QCOMPARE(lastRate({reading(100, 900 * mega), reading(101, 2 * mega), reading(102, 3 * mega)}), 1e6);
}

void TestRates::aWrapOf32BitsIsTakenWhereItWasComing()
{
    constexpr quint64 range = quint64(1) << 32;
    QCOMPARE(lastRate({reading(100, range - 300 * mega), reading(101, range - 100 * mega),
                       reading(102, 100 * mega)}),
             200e6);
    // the rate before would have needed twenty times as long
    QCOMPARE(
        lastRate({reading(100, range - 2000 * mega), reading(101, range - 1900 * mega), reading(102, mega)}),
        std::nullopt);
}

void TestRates::aPartThatComesOrGoesMovesNothing()
{
    TrafficMeter meter(1);
    const Counters large{5000 * mega, 0, {}};
    meter.read(reading(100, 1 * mega));
    Reading both = reading(101, 2 * mega);
    both.parts.insert(u"eth1"_s, large);
    QCOMPARE(meter.read(both)->read, 1e6);
    both = reading(102, 3 * mega);
    both.parts.insert(u"eth1"_s, {large.read + mega, 0, {}});
    QCOMPARE(meter.read(both)->read, 2e6);
    QCOMPARE(meter.read(reading(103, 4 * mega))->read, 1e6);
}

void TestRates::lustresOwnTimeIsFinerUnlessItJumps()
{
    const auto at = [](double seconds, double snapshot, quint64 read) {
        Reading each = reading(seconds, read);
        each.snapshot = snapshot;
        return each;
    };
    // the tick of the node's clock is a hundredth of a second
    QCOMPARE(*lastRate({at(100, 5000.0, 0), at(100.26, 5000.25, mega)}, 0.25), 4e6);
    // somebody set the wall clock: forward, back
    QCOMPARE(*lastRate({at(100, 5000.0, 0), at(101, 5003600.0, mega)}), 1e6);
    QCOMPARE(*lastRate({at(100, 5000.0, 0), at(101, 1400.0, mega)}), 1e6);
}

void TestRates::aResetOfLustreThatHasCaughtUpIsSeen()
{
    Reading before = reading(100, 1 * mega);
    before.beginning = "5.1";
    Reading now = reading(101, 900 * mega);
    now.beginning = "99.7";
    QCOMPARE(lastRate({before, now}), std::nullopt);
}

void TestRates::aHistoryIsBoundedAndKeepsGapsAndExtremes()
{
    RateHistory history(100);
    for (int i = 1; i <= 100'000; ++i) {
        RatePoint point{double(i), 10};
        if (i == 50'001)
            point = RatePoint{double(i), 5000};
        else if (i == 70'001)
            point = RatePoint{double(i), 1};
        else if (i == 20'000)
            point = RatePoint::gap(i);
        history.append(point);
        QVERIFY(history.points().size() <= 100);
    }
    const QList<RatePoint> &points = history.points();
    QVERIFY(points.size() >= 50);
    QCOMPARE(points.last().seconds, 100'000.0);
    QCOMPARE(std::ranges::count_if(points, &RatePoint::isGap), 1);
    QCOMPARE(std::ranges::max(points, {}, [](const RatePoint &p) { return p.isGap() ? 0 : p.high; }).high,
             5000.0);
    QCOMPARE(std::ranges::min(points, {}, [](const RatePoint &p) { return p.isGap() ? 99 : p.low; }).low,
             1.0);
}

void TestRates::aHistoryGoesForwardOnly()
{
    RateHistory history;
    history.append({2, 10});
    history.append({2, 20});
    history.append({1, 30});
    QCOMPARE(history.points().size(), 1);
    QCOMPARE(history.points().first().rate, 10.0);
}

void TestRates::aStoreTellsItsSeries()
{
    ThroughputStore store;
    QSignalSpy appended(&store, &ThroughputStore::appended);
    QSignalSpy started(&store, &ThroughputStore::started);
    store.start(QDateTime(QDate(2026, 11, 28), QTime(12, 0), QTimeZone::UTC));
    store.append({u"b"_s, u"lustre"_s, Measure::Write}, {3, 10});
    store.append({u"a"_s, {}, Measure::Read}, {2, 20});
    QCOMPARE(started.size(), 1);
    QCOMPARE(appended.size(), 2);
    QCOMPARE(store.series().first().node, u"a"_s);
    QCOMPARE(store.latestSecond(), 3.0);
    QVERIFY(!store.history({u"a"_s, {}, Measure::Write}));
    QCOMPARE(store.history({u"a"_s, {}, Measure::Read})->points().first().rate, 20.0);
    store.start(QDateTime::currentDateTimeUtc());
    QVERIFY(store.series().isEmpty());
    QCOMPARE(store.latestSecond(), 0.0);
}

QTEST_APPLESS_MAIN(TestRates)
#include "tst_rates.moc"
