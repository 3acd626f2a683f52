// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a report tells beside the nodes' chains, in every format that tells it.

#include "app/reportexporter.h"
#include "models/report/reportsection.h"
#include "tests/samplecluster.h"
#include "tests/samplerun.h"
#include "tests/schemacheck.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QStringList threeNodes{u"compute01"_s, u"compute03"_s, u"compute04"_s};

HealthReport reportWith(const ReportSources &sources)
{
    return buildReport(Sample::cluster(), Sample::now(), u"1.0"_s, true, sources);
}

BenchmarkRun runOf(const QStringList &nodes, int day, double level = 1)
{
    return Sample::benchmarkRun(nodes, QDateTime(QDate(2025, 10, day), QTime(9, 30, 0), QTimeZone::UTC),
                                level);
}

QJsonObject jsonOf(const HealthReport &report)
{
    return QJsonDocument::fromJson(renderReport(report, u"json"_s)).object();
}

QStringList runIds(const HealthReport &report)
{
    QStringList ids;
    for (const ReportBenchmark &benchmark : report.benchmarks)
        ids.append(benchmark.run.id);
    return ids;
}

} // namespace

class TestReportSections : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBenchmarkIsToldInEveryFormat_data();
    void aBenchmarkIsToldInEveryFormat();
    void theNewestRunIsComparedWithTheOneBefore();
    void runsOfOthersAreLeftOut();
    void onlyTheNewestOfEachKindIsTold();
    void aChartIsDistinguishableWithoutColour();
    void manyNodesAreABandOfBoundedSize();
    void aGapIsNoLine();
    void hostileRunsDoNoHarm();
};

void TestReportSections::aBenchmarkIsToldInEveryFormat_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("text") << u"text"_s
                          << QStringList{u"seq-read of beegfs on compute[01,03-04]"_s,
                                         u"thresholds missed"_s,
                                         u"FAIL (at least 2 GB/s)"_s,
                                         u"PASS (at least 2 GB/s)"_s,
                                         u"kernel 6.12.43+deb13-cloud-amd64"_s,
                                         u"block_size=1 MiB"_s};
    QTest::newRow("markdown") << u"markdown"_s
                              << QStringList{u"## Benchmarks"_s, u"FAIL \\(at least 2 GB/s\\)"_s,
                                             u"1.39 GB/s"_s};
    QTest::newRow("html") << u"html"_s
                          << QStringList{u"<h2>Benchmarks</h2>"_s, u"<svg "_s, u"at least 2.00 GB/s"_s,
                                         u"FAIL (at least 2 GB/s)"_s};
    QTest::newRow("json") << u"json"_s
                          << QStringList{u"\"outcome\": \"fail\""_s, u"\"thresholds\": \"missed\""_s,
                                         u"\"mountType\": \"beegfs\""_s};
    QTest::newRow("junit") << u"junit"_s
                           << QStringList{u"name=\"seq-read of beegfs: read of at least 2 GB/s\""_s,
                                          u"<failure message=\"1.39 GB/s\" type=\"threshold\">"_s};
    QTest::newRow("prometheus")
        << u"prometheus"_s
        << QStringList{u"vermagic_benchmark_bytes_per_second{cluster=\"hpc-lab\",node=\"compute01\""_s,
                       u"mountpoint=\"/mnt/beegfs\",metric=\"read\"} 0\n"_s};
    QTest::newRow("nagios") << u"nagios"_s
                            << QStringList{u"'seq-read.beegfs.read'=13"_s, u";2000000000:;;0"_s};
}

void TestReportSections::aBenchmarkIsToldInEveryFormat()
{
    QFETCH(QString, format);
    QFETCH(QStringList, parts);
    const QString told = QString::fromUtf8(
        renderReport(reportWith({.runs = {runOf(threeNodes, 20)}}), format));
    const QString without = QString::fromUtf8(renderReport(reportWith({}), format));
    for (const QString &part : parts) {
        QVERIFY2(told.contains(part), qPrintable(part + u'\n' + told));
        QVERIFY2(!without.contains(part), qPrintable(part));
    }
}

void TestReportSections::theNewestRunIsComparedWithTheOneBefore()
{
    BenchmarkRun before = runOf(threeNodes, 18, 2);
    for (NodeEnvironment &environment : before.environment)
        environment.kernel = u"6.12.38+deb13-amd64"_s;
    const HealthReport report = reportWith({.runs = {runOf(threeNodes, 16), runOf(threeNodes, 20), before}});
    QCOMPARE(report.benchmarks.size(), 1);
    QCOMPARE(report.benchmarks.first().previous, before.id);
    const QString text = QString::fromUtf8(renderReport(report, u"text"_s));
    QVERIFY2(text.contains(u"-50.0 %"_s), qPrintable(text));
    QVERIFY2(text.contains(u"since then compute01 kernel: 6.12.38+deb13-amd64 → 6.12.43+deb13-cloud-amd64"_s),
             qPrintable(text));
    const QJsonValue compared = jsonOf(report)["benchmarks"_L1][0]["comparedWith"_L1];
    QCOMPARE(compared["run"_L1].toString(), before.id);
    QVERIFY(compared["metrics"_L1][0]["before"_L1].toDouble()
            > compared["metrics"_L1][0]["after"_L1].toDouble());
}

void TestReportSections::runsOfOthersAreLeftOut()
{
    BenchmarkRun simulated = runOf(threeNodes, 21);
    simulated.configuration.simulated = true;
    BenchmarkRun elsewhere = runOf(threeNodes, 22);
    elsewhere.configuration.cluster = u"other"_s;
    const BenchmarkRun strangers = runOf({u"storage01"_s}, 23);
    const BenchmarkRun own = runOf(threeNodes, 20);
    QCOMPARE(runIds(reportWith({.runs = {simulated, elsewhere, strangers, own}})), QStringList{own.id});
    // On a practice cluster it is the other way round.
    ClusterSnapshot practice = Sample::cluster();
    Inventory inventory = *practice.inventory;
    inventory.simulated = true;
    practice.inventory = std::make_shared<const Inventory>(inventory);
    const HealthReport practised = buildReport(practice, Sample::now(), u"1"_s, true,
                                               {.runs = {own, simulated}});
    QCOMPARE(runIds(practised), QStringList{simulated.id});
}

void TestReportSections::onlyTheNewestOfEachKindIsTold()
{
    QList<BenchmarkRun> runs;
    for (int day = 1; day <= 12; ++day) {
        runs.append(runOf(threeNodes, day));
        runs.last().configuration.profile = u"profile%1"_s.arg(day % 7);
    }
    const HealthReport report = reportWith({.runs = runs});
    QCOMPARE(report.benchmarks.size(), mostReportedBenchmarks);
    QCOMPARE(report.benchmarks.first().run.origin.date().day(), 12);
    QCOMPARE(report.benchmarks.last().run.origin.date().day(), 8);
    QVERIFY(!report.benchmarks.first().previous.isEmpty()); // day 5
}

void TestReportSections::aChartIsDistinguishableWithoutColour()
{
    const QString svg = chartSvg(chartOf(runOf(threeNodes, 20)), u"a <chart>"_s);
    QXmlStreamReader xml(svg);
    QSet<QString> marks, colours;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement
            || !xml.attributes().hasAttribute(u"transform"_s))
            continue;
        if (xml.attributes().hasAttribute(u"fill"_s)) {
            marks.insert(xml.attributes().value(u"d"_s).toString());
            colours.insert(xml.attributes().value(u"fill"_s).toString());
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(marks.size(), 3);
    QCOMPARE(colours.size(), 3);
    for (const QString &part : {u">compute03</text>"_s, u">GB/s</text>"_s, u">seconds</text>"_s,
                                u"stroke-dasharray"_s, u"aria-label=\"a &lt;chart&gt;\""_s})
        QVERIFY2(svg.contains(part), qPrintable(part + u'\n' + svg));
}

void TestReportSections::manyNodesAreABandOfBoundedSize()
{
    QStringList nodes;
    for (int i = 0; i < 1000; ++i)
        nodes.append(u"compute%1"_s.arg(i, 4, 10, QChar(u'0')));
    BenchmarkRun run = runOf(nodes, 20);
    for (RateSeries &series : run.series) { // an hour, not half a minute
        for (RatePoint &point : series.points)
            point.seconds *= 120;
    }
    const BenchmarkChart chart = chartOf(run);
    QVERIFY(chart.lines.isEmpty() && chart.spread.size() <= BenchmarkChart::mostSteps);
    QCOMPARE(chart.nodes, 1000);
    const QString svg = chartSvg(chart, {});
    QVERIFY2(svg.contains(u"median of 1000 nodes"_s) && svg.size() < 40'000, qPrintable(svg));
}

void TestReportSections::aGapIsNoLine()
{
    const BenchmarkChart chart = chartOf(runOf({u"compute01"_s, u"compute03"_s}, 20));
    const auto gaps = [&](qsizetype line) { return chart.lines[line].rates.count(std::nullopt); };
    QCOMPARE(gaps(0), 0);
    QVERIFY(gaps(1) >= 3);
    const QString svg = chartSvg(chart, {});
    const qsizetype broken = svg.indexOf(u"stroke=\"#d55e00\" stroke-width"_s);
    const QString path = svg.first(broken).section(u"d=\""_s, -1);
    QCOMPARE(path.count(u'M'), 2); // before the gap and behind it
}

void TestReportSections::hostileRunsDoNoHarm()
{
    const QString hostile = u"</text><script>alert(1)</script>\x1b[2J\"' | a"_s;
    BenchmarkRun run = runOf({hostile, u"compute01"_s}, 20);
    run.environment[0].kernel = run.configuration.tool = run.course[0].problem = hostile;
    const HealthReport report = reportWith({.runs = {run}});
    QCOMPARE(report.benchmarks.size(), 1);
    for (const QString &format : reportFormats()) {
        const QByteArray text = renderReport(report, format);
        QVERIFY2(!text.contains('\x1b'), qPrintable(format));
        if (format == u"html"_s || format == u"junit"_s)
            QVERIFY2(!text.contains("<script>"), qPrintable(format));
    }
    QFile schema(u"" VERMAGIC_SOURCE_DIR "/resources/report/vermagic.report-1.schema.json"_s);
    QVERIFY(schema.open(QIODevice::ReadOnly));
    QCOMPARE(SchemaCheck(QJsonDocument::fromJson(schema.readAll()).object()).mistakes(jsonOf(report)),
             QStringList());
}

QTEST_GUILESS_MAIN(TestReportSections)
#include "tst_reportsections.moc"
