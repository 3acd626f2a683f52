// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a report tells beside the nodes' chains, in every format that tells it.

#include "app/reportexporter.h"
#include "models/report/reportsection.h"
#include "tests/samplecluster.h"
#include "tests/samplehistory.h"
#include "tests/samplerun.h"
#include "tests/schemacheck.h"

#include <QFile>
#include <QJsonArray>
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
    void aSequenceOverMoreNodesIsOne();
    void aChartIsDistinguishableWithoutColour();
    void manyNodesAreABandOfBoundedSize();
    void aGapIsNoLine();
    void hostileRunsDoNoHarm();
    void whatOurNodesProveOutranksWhatIsClaimed();
    void aForecastIsToldWithItsDate();
    void remediationsOfTheseNodesAreTold();
    void remediationsBeforeTheLastReportAreNot();
    void whatIsNotKnownIsAGap();
    void longEvidenceIsAGap();
    void theTimeZoneIsTold();
    void whatChangedIsToldFirst();
    void withoutAChangeThatIsSaid();
    void nodesThatAreLeftOutAreNotGone();
    void whatIsNoReportIsNotCompared_data();
    void whatIsNoReportIsNotCompared();
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

void TestReportSections::aSequenceOverMoreNodesIsOne()
{
    QList<BenchmarkRun> runs{runOf(threeNodes.first(1), 20), runOf(threeNodes.first(2), 21),
                             runOf(threeNodes, 22)};
    for (BenchmarkRun &run : runs) {
        run.sequence = u"20251020-growing"_s;
        run.configuration.thresholds[u"scaling"_s] = {95, u"%"_s};
    }
    const HealthReport report = reportWith({.runs = runs});
    QCOMPARE(runIds(report), QStringList{runs.last().id});
    QVERIFY(report.benchmarks.first().scaling && report.benchmarks.first().scaling->points.size() == 3);
    const QString text = QString::fromUtf8(renderReport(report, u"text"_s));
    QVERIFY2(text.contains(u"from 1 to 3 nodes: "_s) && text.contains(u"FAIL (at least 95 %)"_s),
             qPrintable(text));
    QCOMPARE(jsonOf(report)["benchmarks"_L1][0]["scaling"_L1]["points"_L1].toArray().size(), 3);
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

void TestReportSections::whatOurNodesProveOutranksWhatIsClaimed()
{
    Claim claim{.kind = FilesystemKind::BeeGfs,
                .versions = VersionScope::parse(u"8.1.0"_s).value(),
                .kernels = KernelScope::parse(u"6.12"_s).value(),
                .provenance = Provenance::VendorClaimed,
                .outcome = Outcome::Fails,
                .source = LocalText{{{u"en"_s, u"release notes"_s}}}};
    ReportSources sources;
    sources.compatibility.add({claim});
    const HealthReport report = reportWith(sources);
    const auto cell = std::ranges::find_if(report.compatibility, [](const ReportCompatibility &one) {
        return one.nodes.contains(u"compute01"_s);
    });
    QVERIFY(cell != report.compatibility.end());
    QCOMPARE(cell->version, u"8.1.0"_s);
    QCOMPARE(cell->verdict, CellVerdict::Works);
    QCOMPARE(cell->claims.first().provenance, Provenance::MountedHere);
    const auto next = std::ranges::find_if(report.compatibility, [](const ReportCompatibility &one) {
        return one.nextNodes.contains(u"compute03"_s);
    });
    QVERIFY(next != report.compatibility.end() && next->kernel == u"6.12.43+deb13-cloud-amd64"_s);
    const QString text = QString::fromUtf8(renderReport(report, u"text"_s));
    for (const QString &part :
         {u"works, mounted on our node"_s, u"fails, claimed by the vendor: release notes"_s,
          u"compute03 after the next reboot"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
    const QJsonObject first = jsonOf(report)["compatibility"_L1][0].toObject();
    QCOMPARE(first["claims"_L1][0]["provenance"_L1].toString(), u"mounted-here"_s);
}

void TestReportSections::aForecastIsToldWithItsDate()
{
    ClusterSnapshot snapshot = Sample::cluster();
    const QDateTime date(QDate(2025, 11, 22), QTime(6, 12), QTimeZone::UTC);
    Forecast forecast{
        .verdict = ForecastVerdict::Breaks,
        .date = date,
        .kernel = u"6.8.0-1042-aws"_s,
        .reason = u"no lustre module for it"_s,
        .certainty = Certainty::Sure,
        .events = {{ForecastEvent::Kind::Reboot, date, u"reboots by itself"_s, u"unattended-upgrades"_s, {}}},
        .timeZone = u"Asia/Seoul"_s,
        .madeAt = Sample::now()};
    snapshot.nodes.last().forecast = std::make_shared<const Forecast>(forecast);
    const HealthReport report = buildReport(snapshot, Sample::now(), u"1"_s);
    for (const QString &format : {u"text"_s, u"html"_s, u"markdown"_s}) {
        const QString text = QString::fromUtf8(renderReport(report, format)).remove(u'\\');
        QVERIFY2(text.contains(u"login02 will break on 2025-11-22 06:12:00 UTC with 6.8.0-1042-aws"_s)
                     && text.contains(u"Asia/Seoul"_s),
                 qPrintable(text));
    }
    const QJsonValue node = jsonOf(report)["nodes"_L1].toArray().last();
    QCOMPARE(node["forecast"_L1]["at"_L1].toString(), u"2025-11-22T06:12:00Z"_s);
    QVERIFY(!jsonOf(report)["nodes"_L1][0].toObject().contains("forecast"_L1));
}

void TestReportSections::remediationsOfTheseNodesAreTold()
{
    const QString address = Sample::cluster().node(u"compute02"_s)->spec.address;
    const QByteArray lines = "cut off\"}\n" + Sample::auditLines(u"compute02"_s, address, u"2025-11-01"_s)
                             + Sample::auditLines(u"compute02"_s, u"127.0.3.2"_s,
                                                  u"2025-11-01"_s) // a practice node
                             + Sample::auditLines(u"storage77"_s, address, u"2025-11-01"_s);
    const HealthReport report = reportWith({.auditLines = lines});
    QCOMPARE(report.remediations.size(), 1);
    const ReportRemediation &run = report.remediations.first();
    QCOMPARE(run.outcome, u"fixed"_s);
    QCOMPARE(run.cured, QStringList{u"compute02/headers-missing"_s});
    QCOMPARE(run.left, QStringList{u"compute02/mount-missing"_s});
    const QString text = QString::fromUtf8(renderReport(report, u"text"_s));
    QVERIFY2(text.contains(u"Build the module (beegfs-dkms-build/build)"_s) && text.contains(u"kim"_s),
             qPrintable(text));
    QCOMPARE(jsonOf(report)["remediations"_L1][0]["user"_L1].toString(), u"kim"_s);
}

void TestReportSections::remediationsBeforeTheLastReportAreNot()
{
    const QString address = Sample::cluster().node(u"compute02"_s)->spec.address;
    const QByteArray lines = Sample::auditLines(u"compute02"_s, address, u"2025-10-01"_s)
                             + Sample::auditLines(u"compute02"_s, address, u"2025-11-01"_s);
    const QDateTime since(QDate(2025, 10, 15), QTime(0, 0), QTimeZone::UTC);
    const HealthReport report = reportWith({.auditLines = lines, .remediationsSince = since});
    QCOMPARE(report.remediations.size(), 1);
    QCOMPARE(report.remediations.first().startedAt.date(), QDate(2025, 11, 1));
    QVERIFY(renderReport(report, u"text"_s).contains("Remediations since 2025-10-15"));
}

void TestReportSections::whatIsNotKnownIsAGap()
{
    const HealthReport report = buildReport(Sample::cluster(), Sample::now(), u"1"_s, false);
    const auto gapOf = [&](ReportGap::Kind kind, const QString &node) {
        return std::ranges::any_of(report.gaps, [&](const ReportGap &gap) {
            return gap.kind == kind && gap.nodes.contains(node) && !gap.reason.isEmpty();
        });
    };
    QCOMPARE(report.gaps.first().kind, ReportGap::Kind::Sweep);
    QVERIFY(gapOf(ReportGap::Kind::Node, u"compute06"_s));
    QVERIFY(gapOf(ReportGap::Kind::Facts, u"compute01"_s));
    const QString text = QString::fromUtf8(renderReport(report, u"text"_s));
    QVERIFY2(text.contains(u"compute06 not reached: No answer"_s) && text.contains(u"Known gaps"_s),
             qPrintable(text));
}

void TestReportSections::longEvidenceIsAGap()
{
    ClusterSnapshot snapshot = Sample::cluster();
    snapshot.nodes[2].diagnosis.findings[0].evidence.output = QString(9000, u'x');
    const HealthReport report = buildReport(snapshot, Sample::now(), u"1"_s);
    const auto cut = std::ranges::find(report.gaps, ReportGap::Kind::Cut, &ReportGap::kind);
    QVERIFY(cut != report.gaps.end());
    QCOMPARE(cut->nodes, QStringList{snapshot.nodes[2].spec.name});
    QCOMPARE(cut->what, QStringList{snapshot.nodes[2].diagnosis.findings[0].check});
}

void TestReportSections::theTimeZoneIsTold()
{
    const HealthReport report = reportWith({.timeZone = u"Asia/Seoul (UTC+09:00)"_s});
    for (const QString &format : {u"text"_s, u"html"_s, u"json"_s})
        QVERIFY(renderReport(report, format).contains("Asia/Seoul (UTC+09:00)"));
}

void TestReportSections::whatChangedIsToldFirst()
{
    const HealthReport report = reportWith({.earlier = Sample::earlierReport()});
    for (const QString &format : {u"text"_s, u"html"_s, u"markdown"_s}) {
        const QString text = QString::fromUtf8(renderReport(report, format)).remove(u'\\');
        for (const QString &part :
             {u"Changes since the report of 2025-10-30 14:03:20 UTC, which was broken"_s,
              u"compute02: healthy → broken"_s,
              u"compute02: new: Headers for the running kernel are missing"_s,
              u"6.1.0-40-amd64 → 6.12.38+deb13-cloud-amd64"_s, u"compute04: new, healthy"_s,
              u"storage77: not in the inventory any more"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
        QVERIFY(text.indexOf(u"Changes since"_s) < text.indexOf(u"Root causes"_s));
    }
    const QJsonArray changes = jsonOf(report)["changes"_L1]["changes"_L1].toArray();
    QVERIFY(std::ranges::any_of(changes, [](const QJsonValue &change) {
        return change["kind"_L1] == u"fact"_s && change["what"_L1] == u"kernel.release"_s
               && change["nodes"_L1][0] == u"compute01"_s;
    }));
    // The other way round it is good news.
    ClusterSnapshot fixed = Sample::cluster();
    fixed.nodes[2] = Sample::healthy(fixed.nodes[2]);
    const EarlierReport broken = readEarlierReport(renderReport(reportWith({}), u"json"_s), u"earlier.json"_s)
                                     .value();
    const HealthReport later = buildReport(fixed, Sample::now(), u"1"_s, true, {.earlier = broken});
    const QString text = QString::fromUtf8(renderReport(later, u"text"_s));
    QVERIFY2(text.contains(u"✔ compute02: gone: Headers for the running kernel are missing"_s),
             qPrintable(text));
}

void TestReportSections::withoutAChangeThatIsSaid()
{
    const EarlierReport same = readEarlierReport(renderReport(reportWith({}), u"json"_s), u"earlier.json"_s)
                                   .value();
    const HealthReport report = reportWith({.earlier = same});
    QVERIFY(report.changes && report.changes->changes.isEmpty());
    QVERIFY(renderReport(report, u"text"_s).contains("Nothing has changed."));
    QVERIFY(!renderReport(reportWith({}), u"text"_s).contains("Changes since"));
}

void TestReportSections::nodesThatAreLeftOutAreNotGone()
{
    ClusterSnapshot few = Sample::cluster();
    few.nodes = few.nodes.first(2);
    const EarlierReport all = readEarlierReport(renderReport(reportWith({}), u"json"_s), u"earlier.json"_s)
                                  .value();
    const HealthReport report = buildReport(few, Sample::now(), u"1"_s, true, {.earlier = all});
    QVERIFY(report.changes && report.changes->changes.isEmpty());
}

void TestReportSections::whatIsNoReportIsNotCompared_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << renderReport(reportWith({}), u"json"_s).first(4000);
    QTest::newRow("something else") << QByteArray("{\"schema\": \"vermagic.benchmark/1\"}");
    QTest::newRow("names replaced") << QByteArray(
        "{\"schema\": \"vermagic.report/1\", \"redacted\": true, \"generatedAt\": \"2025-11-02T14:03:20Z\"}");
}

void TestReportSections::whatIsNoReportIsNotCompared()
{
    QFETCH(QByteArray, json);
    const Result<EarlierReport> report = readEarlierReport(json, u"earlier.json"_s);
    QVERIFY(!report);
    QCOMPARE(report.error().context, u"earlier.json"_s);
}

QTEST_GUILESS_MAIN(TestReportSections)
#include "tst_reportsections.moc"
