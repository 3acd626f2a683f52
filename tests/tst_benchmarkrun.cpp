// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/runstore.h"
#include "models/benchmark/comparison.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/runjson.h"
#include "models/benchmark/runtext.h"
#include "models/benchmark/scaling.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestBenchmarkRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresWeighTime();
    void nodesAddUpToWhatTheyDidTogether();
    void aRateIsSteadyFromWhenItStaysNearItsLevel();
    void aThresholdIsMetMissedOrNotMeasured();
    void linearScalingHasFullEfficiency();
    void halfOfTheScalingIsHalfOfTheEfficiency();
    void aScalingTakesTwiceAsManyNodesEachTime();
    void aScalingIsJudgedByItsEfficiency();
    void aFileGivesTheSameRunAgain();
    void aFileThatIsNoneIsRefused_data();
    void aFileThatIsNoneIsRefused();
    void aRunIsFoundByTheBeginningOfItsId();
    void twoRunsSideBySide();
    void ratesHaveAUnitThatFits_data();
    void ratesHaveAUnitThatFits();
};

namespace {

NodeMeasures measures(const QString &node, double from, double to, double rate)
{
    MetricMeasure read{.metric = u"read"_s, .total = rate * (to - from), .seconds = to - from};
    for (double at = from; at < to; ++at)
        read.steps.append({at, at + 1, rate});
    return {node, {read}};
}

BenchmarkRun sampleRun()
{
    BenchmarkRun run{.id = u"20261120-143205-abcdef"_s,
                     .sequence = u"0123abcd"_s,
                     .origin = QDateTime(QDate(2026, 11, 20), QTime(14, 32, 5, 250), QTimeZone::UTC),
                     .finishedAt = QDateTime(QDate(2026, 11, 20), QTime(14, 33, 6), QTimeZone::UTC),
                     .end = RunEnd::Incomplete};
    run.configuration = {.cluster = u"hpc-lab"_s,
                         .profile = u"seq-read"_s,
                         .nodes = {u"compute01"_s, u"compute02"_s, u"compute03"_s},
                         .filesystem = u"beegfs"_s,
                         .mountpoint = u"/mnt/beegfs"_s,
                         .tool = u"fio"_s,
                         .parameters = {{u"block_size"_s, u"1 MiB"_s}},
                         .thresholds = {{u"read"_s, {2e9, u"B/s"_s}}, {u"metadata"_s, {10000, u"op/s"_s}}}};
    run.environment = {{.node = u"compute01"_s, .kernel = u"6.12.38+deb13-amd64"_s, .mountOptions = u"rw"_s},
                       {.node = u"compute02"_s}};
    run.course = {{u"compute01"_s, 0.001, 10, {}},
                  {u"compute02"_s, 0.002, 12, {}},
                  {u"compute03"_s, {}, {}, u"it's down"_s}};
    run.series = {{{u"compute01"_s, u"beegfs"_s, Measure::Read},
                   {RatePoint::gap(0), {1, 2.5e9, 2.5e9, 2.5e9}, {2, 2e9, 1e9, 3e9}}}};
    run.summary = summarise({measures(u"compute01"_s, 0, 10, 3e9), measures(u"compute02"_s, 0, 12, 1e9)});
    run.verdicts = judge(run.configuration, u"read"_s, run.summary);
    return run;
}

} // namespace

void TestBenchmarkRun::figuresWeighTime()
{
    const MetricMeasure read{.metric = u"read"_s,
                             .total = 1000,
                             .seconds = 10,
                             .steps = {{0, 0.1, 5000}, {0.1, 9, 50}, {9, 10, 55}}};
    const QList<RateSummary> summary = summarise({{u"compute01"_s, {read}}});
    QCOMPARE(summary.size(), 1); // one node is all of them
    QCOMPARE(summary.first().mean, 100.0);
    QCOMPARE(summary.first().p5, 50.0);
    QCOMPARE(summary.first().p95, 55.0); // the burst took a hundredth of the time
    QCOMPARE(summary.first().low, 50.0);
    QCOMPARE(summary.first().high, 5000.0);
}

void TestBenchmarkRun::nodesAddUpToWhatTheyDidTogether()
{
    QCOMPARE(addedUp({{{0, 2, 10}}, {{1, 3, 5}}, {{5, 6, 1}}}),
             (QList<RateStep>{{0, 1, 10}, {1, 2, 15}, {2, 3, 5}, {5, 6, 1}}));
    const QList<RateSummary> summary = summarise(
        {measures(u"a"_s, 0, 10, 100), measures(u"b"_s, 0, 20, 100)});
    const RateSummary &together = summary.last();
    QVERIFY(together.node.isEmpty());
    QCOMPARE(together.mean, 150.0); // the first was done when the last was half-way
    QCOMPARE(together.high, 200.0);
    // One that is done a moment earlier makes the others no slower.
    const QList<RateSummary> nearly = summarise(
        {measures(u"a"_s, 0, 10, 100), measures(u"b"_s, 0.02, 10.02, 100)});
    QCOMPARE(nearly.last().low, 200.0);
    QCOMPARE(nearly.last().steadyAfter, 0.02);
}

void TestBenchmarkRun::aRateIsSteadyFromWhenItStaysNearItsLevel()
{
    QCOMPARE(steadyAfter({{0, 1, 10}, {1, 2, 60}, {2, 3, 100}, {3, 4, 95}, {4, 5, 105}, {5, 6, 100}}), 2.0);
    QCOMPARE(steadyAfter({{0, 1, 10}, {1, 2, 100}, {2, 3, 20}, {3, 4, 90}, {4, 5, 10}, {5, 6, 200}}),
             std::nullopt);
    QCOMPARE(steadyAfter({{0, 1, 10}, {1, 2, 10}}), std::nullopt);
}

void TestBenchmarkRun::aThresholdIsMetMissedOrNotMeasured()
{
    const BenchmarkRun run = sampleRun();
    QCOMPARE(run.verdicts.size(), 3);
    QCOMPARE(run.verdicts[0].outcome, ThresholdOutcome::Pass);
    QCOMPARE(run.verdicts[0].measured, 3e9);
    QCOMPARE(run.verdicts[1].outcome, ThresholdOutcome::Fail);
    QCOMPARE(run.verdicts[2].outcome, ThresholdOutcome::NotMeasured);
    QVERIFY(!run.passed());
    QCOMPARE(run.firstDone(), 10.0);
    QCOMPARE(run.lastDone(), 12.0);
    const QString text = benchmarkRunText(run);
    for (const QString &part : {u"PASS"_s, u"FAIL"_s, u"not measured"_s, u"compute03: it's down"_s,
                                u"first done after 10.0 s, last done after 12.0 s"_s, u"at least 2 GB/s"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
}

void TestBenchmarkRun::linearScalingHasFullEfficiency()
{
    const auto fit = fitLinearity({{1, 2e9}, {2, 4e9}, {4, 8e9}});
    QVERIFY(fit);
    QCOMPARE(fit->perNode, 2e9);
    QCOMPARE(fit->efficiency, 1.0);
    QCOMPARE(fit->r2, 1.0);
    QVERIFY(!fitLinearity({{4, 8e9}, {4, 8e9}}));
    QVERIFY(!fitLinearity({{0, 1}, {2, 4e9}}));
}

void TestBenchmarkRun::halfOfTheScalingIsHalfOfTheEfficiency()
{
    const auto fit = fitLinearity({{8, 8e9}, {1, 2e9}});
    QVERIFY(fit);
    QCOMPARE(fit->efficiency, 0.5);
    QCOMPARE(fit->fewest, 1);
    QCOMPARE(fit->most, 8);
}

void TestBenchmarkRun::aScalingTakesTwiceAsManyNodesEachTime()
{
    QCOMPARE(scalingSteps(1), (QList<qsizetype>{1}));
    QCOMPARE(scalingSteps(4), (QList<qsizetype>{1, 2, 4}));
    QCOMPARE(scalingSteps(6), (QList<qsizetype>{1, 2, 4, 6}));
    QCOMPARE(scalingSteps(0), QList<qsizetype>());
}

void TestBenchmarkRun::aScalingIsJudgedByItsEfficiency()
{
    const auto runOn = [](qsizetype nodes, double rate, RunEnd end = RunEnd::Completed) {
        BenchmarkRun run{.sequence = u"s"_s, .end = end};
        run.configuration.thresholds = {{u"scaling"_s, {80, u"%"_s}}};
        for (qsizetype i = 0; i < nodes; ++i)
            run.configuration.nodes.append(QString::number(i));
        run.summary = {{.metric = u"read"_s, .mean = rate}};
        return run;
    };
    const Scaling good = scalingOf({runOn(4, 3.4e9), runOn(1, 1e9), runOn(2, 1.9e9)});
    QCOMPARE(good.outcome, ThresholdOutcome::Pass);
    QCOMPARE(good.points.first().nodes, 1);
    const QString text = scalingText(good);
    for (const QString &part : {u"4      3.40 GB/s  85 %"_s, u"from 1 to 4 nodes: efficiency 85 %"_s,
                                u"PASS  scaling (at least 80 %)"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(scalingOf({runOn(1, 1e9), runOn(4, 3.1e9)}).outcome, ThresholdOutcome::Fail);
    // What did not come to its end says nothing about scaling.
    const Scaling ended = scalingOf({runOn(1, 1e9), runOn(2, 1e8, RunEnd::Cancelled)});
    QCOMPARE(ended.outcome, ThresholdOutcome::NotMeasured);
    QVERIFY(!ended.fit);
}

void TestBenchmarkRun::aFileGivesTheSameRunAgain()
{
    const BenchmarkRun run = sampleRun();
    const QByteArray json = benchmarkRunJson(run);
    QVERIFY(json.contains("\"vermagic.benchmark/1\""));
    const Result<BenchmarkRun> again = readBenchmarkRun(json, u"run.json"_s);
    QVERIFY2(again, again ? "" : qPrintable(toString(again.error())));
    QCOMPARE(again->id, run.id);
    QCOMPARE(again->sequence, run.sequence);
    QCOMPARE(again->origin, run.origin);
    QCOMPARE(again->finishedAt, run.finishedAt);
    QCOMPARE(again->end, run.end);
    QCOMPARE(again->configuration, run.configuration);
    QCOMPARE(again->environment, run.environment);
    QCOMPARE(again->course, run.course);
    QCOMPARE(again->summary, run.summary);
    QCOMPARE(again->verdicts, run.verdicts);
    QVERIFY(*again == run); // gaps, too
}

void TestBenchmarkRun::aFileThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("a later version") << QByteArray("benchmark/1") << QByteArray("benchmark/2");
    QTest::newRow("an outcome that is none") << QByteArray("\"pass\"") << QByteArray("\"passed\"");
    QTest::newRow("a threshold that is none") << QByteArray("\"2 GB/s\"") << QByteArray("\"2 GB\"");
    QTest::newRow("a mean that is no number")
        << QByteArray("\"mean\": ") << QByteArray("\"mean\": \"x\", \"was\": ");
    QTest::newRow("a time that is none") << QByteArray("2026-11-20T14:32") << QByteArray("yesterday");
    QTest::newRow("cut off") << QByteArray("\"verdicts\"") << QByteArray();
}

void TestBenchmarkRun::aFileThatIsNoneIsRefused()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QByteArray json = benchmarkRunJson(sampleRun());
    QVERIFY(json.contains(before));
    if (after.isEmpty())
        json.truncate(json.indexOf(before));
    const Result<BenchmarkRun> run = readBenchmarkRun(json.replace(before, after), u"run.json"_s);
    QVERIFY(!run);
    QCOMPARE(run.error().context, u"run.json"_s);
}

void TestBenchmarkRun::aRunIsFoundByTheBeginningOfItsId()
{
    QTemporaryDir folder;
    const RunStore store(folder.filePath(u"benchmarks"_s));
    QVERIFY(store.all().isEmpty());
    BenchmarkRun run = sampleRun();
    const Result<QString> file = store.write(run);
    QVERIFY(file);
    run.id = u"20261121-090000-123456"_s;
    run.origin = run.origin.addDays(1);
    QVERIFY(store.write(run));
    QCOMPARE(store.all().size(), 2);
    QCOMPARE(store.all().last().id, run.id);
    QCOMPARE(store.newest(1, 1'000'000).first().id, run.id);
    QCOMPARE(store.newest(9, QFileInfo(*file).size() + 100).size(), 1); // there is no room for the other
    QCOMPARE(store.read(u"20261120"_s)->id, sampleRun().id);
    QCOMPARE(store.read(*file)->id, sampleRun().id);
    QCOMPARE(store.read(u"2026"_s).error().code, ErrorCode::NotFound); // both begin so
    QCOMPARE(store.read(u"none"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(QFile::permissions(*file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestBenchmarkRun::twoRunsSideBySide()
{
    const BenchmarkRun before = sampleRun();
    BenchmarkRun after = sampleRun();
    after.configuration.nodes = {u"compute01"_s};
    after.environment = {
        {.node = u"compute01"_s, .kernel = u"6.12.43+deb13-amd64"_s, .mountOptions = u"rw"_s}};
    after.summary = summarise({measures(u"compute01"_s, 0, 10, 6e9)});
    const RunComparison comparison = compareRuns(before, after);
    QCOMPARE(comparison.metrics.size(), 1);
    QCOMPARE(comparison.metrics.first().ratio(), 2.0);
    QVERIFY(comparison.conditions.contains(
        ConditionChange{u"compute01"_s, u"kernel"_s, u"6.12.38+deb13-amd64"_s, u"6.12.43+deb13-amd64"_s}));
    QVERIFY(comparison.linearity);
    QCOMPARE(comparison.linearity->fewest, 1);
    QCOMPARE(comparison.linearity->most, 2); // the third did not measure anything
    const QString text = comparisonText(before, after);
    QVERIFY2(text.contains(u"+100.0 %"_s) && text.contains(u"6.12.43"_s), qPrintable(text));
}

void TestBenchmarkRun::ratesHaveAUnitThatFits_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("bytes") << u"read"_s << 1.234e9 << u"1.23 GB/s"_s;
    QTest::newRow("at the edge") << u"write"_s << 999.6e6 << u"1.00 GB/s"_s;
    QTest::newRow("three digits") << u"write"_s << 512.3e6 << u"512 MB/s"_s;
    QTest::newRow("operations") << u"metadata"_s << 12345.0 << u"12.3 kop/s"_s;
    QTest::newRow("few") << u"stat"_s << 12.0 << u"12 op/s"_s;
    QTest::newRow("nothing") << u"read"_s << 0.0 << u"0 B/s"_s;
}

void TestBenchmarkRun::ratesHaveAUnitThatFits()
{
    QFETCH(QString, metric);
    QFETCH(double, rate);
    QTEST(rateText(metric, rate), "text");
}

QTEST_GUILESS_MAIN(TestBenchmarkRun)
#include "tst_benchmarkrun.moc"
