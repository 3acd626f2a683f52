// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The forms of a report that other programs read, as those programs read them: promtool, xmllint, tidy, Python's readers of
// CSV and JSON Schema. Over the sample cluster, one whose node answers with markup, and one without nodes.

#include "app/reportexporter.h"
#include "models/report/reportplugin.h"
#include "tests/samplecluster.h"
#include "tests/samplerun.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

struct Answer
{
    int exitCode = -1;
    QByteArray output; ///< both channels
};

Answer ask(const QStringList &argv, const QByteArray &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(argv.first(), argv.mid(1));
    if (!process.waitForStarted())
        return {-1, process.errorString().toUtf8()};
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    return {process.exitCode(), process.readAll()};
}

const QString hostile =
    u"=cmd|'/C calc'!A0\",\n\\\"</testcase><script>alert(1)</script> | a ``` b \x1b[2J \u202e"_s;

/// One node whose every answer would be markup, a formula or a label in some format.
ClusterSnapshot hostileCluster()
{
    ClusterSnapshot snapshot = Sample::cluster();
    NodeSnapshot &node = snapshot.nodes[2];
    NodeFacts facts = *node.facts;
    facts.runningKernel = facts.nextBootKernel = Fact<QString>::known(hostile);
    node.facts = std::make_shared<const NodeFacts>(facts);
    node.diagnosis.headline = hostile;
    for (Finding &finding : node.diagnosis.findings) {
        finding.title = finding.actual = finding.expected = finding.explanation = hostile;
        finding.evidence = {hostile, hostile};
    }
    return snapshot;
}

/// Somebody mended compute02, in words that are markup.
QByteArray auditLine()
{
    const NodeSnapshot node = *Sample::cluster().node(u"compute02"_s);
    const QJsonObject line{{u"at"_s, u"2025-11-01T10:00:00.000Z"_s},
                           {u"event"_s, u"run-started"_s},
                           {u"run"_s, u"run-1"_s},
                           {u"node"_s, node.spec.name},
                           {u"address"_s, node.spec.address},
                           {u"user"_s, hostile},
                           {u"title"_s, hostile}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

ClusterSnapshot withForecast(ClusterSnapshot snapshot)
{
    Forecast forecast{
        .verdict = ForecastVerdict::Breaks, .date = Sample::now().addDays(9), .reason = hostile};
    forecast.events = {{ForecastEvent::Kind::Reboot, forecast.date, hostile, hostile, {}}};
    forecast.madeAt = Sample::now();
    if (!snapshot.nodes.isEmpty())
        snapshot.nodes.last().forecast = std::make_shared<const Forecast>(forecast);
    return snapshot;
}

HealthReport reportOver(const ClusterSnapshot &snapshot, bool complete = true)
{
    BenchmarkRun run = Sample::benchmarkRun({u"compute01"_s, u"compute03"_s}, Sample::now().addDays(-1));
    BenchmarkRun before = Sample::benchmarkRun({u"compute01"_s, u"compute03"_s}, Sample::now().addDays(-2),
                                               2);
    before.environment[0].kernel = hostile;
    ReportSources sources{.runs = {run, before}, .timeZone = hostile};
    sources.earlier = EarlierReport{
        .cluster = u"hpc-lab"_s,
        .generatedAt = Sample::now().addDays(-3),
        .verdict = hostile,
        .nodes = {{u"compute02"_s, {.state = hostile, .rootCauses = {{hostile, hostile}}}},
                  {hostile, {.state = u"healthy"_s}}}};
    sources.auditLines = auditLine();
    return buildReport(withForecast(snapshot), Sample::now(), u"1.0"_s, complete, sources);
}

} // namespace

class TestReportFormats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFormatIsReadable_data();
    void everyFormatIsReadable();
    void junitCountsWhatItHolds();
    void csvTellsWhatTheMatrixTells();
    void csvHoldsNoFormula();
    void prometheusTellsStatesAndFindings();
    void aPluginAnswersInOneLine_data();
    void aPluginAnswersInOneLine();
    void markdownKeepsAnswersFromBeingMarkup();
    void theSameSnapshotGivesTheSameBytes();
};

void TestReportFormats::everyFormatIsReadable_data()
{
    QTest::addColumn<HealthReport>("report");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QStringList>("reader");
    const QString schema = u"" VERMAGIC_SOURCE_DIR "/resources/report/vermagic.report-1.schema.json"_s;
    const QList<std::pair<QString, QStringList>> readers{
        {u"prometheus"_s, {u"promtool"_s, u"check"_s, u"metrics"_s}},
        {u"junit"_s, {u"xmllint"_s, u"--noout"_s, u"-"_s}},
        {u"html"_s, {u"tidy"_s, u"-quiet"_s, u"-errors"_s, u"-utf8"_s, u"--drop-empty-elements"_s, u"no"_s}},
        {u"json"_s,
         {u"python3"_s, u"-c"_s,
          u"import json, sys, jsonschema; jsonschema.validate(json.load(sys.stdin), json.load(open(sys.argv[1])))"_s,
          schema}},
        {u"csv"_s,
         {u"python3"_s, u"-c"_s,
          u"import csv, io, sys; rows = list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline=''), "
          "strict=True)); sys.exit({len(row) for row in rows} != {len(rows[0])})"_s}}};
    const QList<std::pair<const char *, ClusterSnapshot>> clusters{
        {"sample", Sample::cluster()}, {"hostile", hostileCluster()}, {"empty", {}}};
    for (const auto &[name, cluster] : clusters) {
        for (const auto &[format, reader] : readers)
            QTest::addRow("%s, %s", qPrintable(format), name) << reportOver(cluster) << format << reader;
    }
}

void TestReportFormats::everyFormatIsReadable()
{
    QFETCH(HealthReport, report);
    QFETCH(QString, format);
    QFETCH(QStringList, reader);
    const QByteArray text = renderReport(report, format);
    const Answer answer = ask(reader, text);
    QVERIFY2(answer.exitCode == 0 && (format != u"prometheus"_s || answer.output.isEmpty()),
             (answer.output + "\n" + text).constData());
}

void TestReportFormats::junitCountsWhatItHolds()
{
    QXmlStreamReader xml(renderReport(reportOver(Sample::cluster()), u"junit"_s));
    QMap<QString, int> told, held;
    QString failure;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"testsuites"_s) {
            for (const QString &count : {u"tests"_s, u"failures"_s, u"errors"_s, u"skipped"_s})
                told[count] = xml.attributes().value(count).toInt();
        }
        held[xml.name().toString()] += 1;
        if (xml.name() == u"failure"_s && xml.attributes().value(u"type"_s) == u"headers-missing"_s)
            failure = xml.readElementText();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(told[u"tests"_s], held[u"testcase"_s]);
    QCOMPARE(told[u"failures"_s], held[u"failure"_s]);
    QCOMPARE(told[u"errors"_s], held[u"error"_s]);
    QCOMPARE(told[u"skipped"_s], held[u"skipped"_s]);
    QVERIFY(told[u"failures"_s] > 0 && told[u"errors"_s] > 0 && told[u"skipped"_s] > 0);
    QVERIFY2(failure.contains(u"playbook: beegfs-dkms-build"_s), qPrintable(failure));
}

void TestReportFormats::csvTellsWhatTheMatrixTells()
{
    const QByteArrayList lines = renderReport(reportOver(Sample::cluster()), u"csv"_s).split('\n');
    QCOMPARE(lines.size(), Sample::cluster().nodes.size() + 2); // the header, and nothing after the last line
    const QByteArrayList columns = lines.first().trimmed().split(',');
    QCOMPARE(columns.first(), "node");
    const auto line = std::ranges::find_if(lines,
                                           [](const QByteArray &l) { return l.startsWith("compute02,"); });
    QVERIFY(line != lines.end());
    const QByteArrayList values = line->trimmed().split(',');
    QCOMPARE(values.value(columns.indexOf("state")), "broken");
    QCOMPARE(values.value(columns.indexOf("kernel")), "6.12.43+deb13-cloud-amd64");
    QVERIFY(line->contains("headers-missing"));
}

void TestReportFormats::csvHoldsNoFormula()
{
    const QByteArray csv = renderReport(reportOver(hostileCluster()), u"csv"_s);
    QVERIFY2(csv.contains("\"'=cmd|'/C calc'!A0\"\"") && !csv.contains(",=") && !csv.contains(",\"="),
             csv.constData());
}

void TestReportFormats::prometheusTellsStatesAndFindings()
{
    const QByteArray text = renderReport(reportOver(Sample::cluster()), u"prometheus"_s);
    for (const char *line : {"vermagic_nodes{cluster=\"hpc-lab\",state=\"broken\"} 2\n",
                             "node=\"compute02\",check=\"headers-missing\"", "node=\"compute03\"} 1\n",
                             "mountpoint=\"/mnt/beegfs\"} 0\n", "mountpoint=\"/mnt/beegfs\"} 1\n"})
        QVERIFY2(text.contains(line), (QByteArray(line) + text).constData());
    QVERIFY(renderReport(reportOver(Sample::cluster(), false), u"prometheus"_s)
                .contains("vermagic_report_complete{cluster=\"hpc-lab\"} 0\n"));
}

void TestReportFormats::aPluginAnswersInOneLine_data()
{
    QTest::addColumn<HealthReport>("report");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<int>("exitCode");
    HealthReport well = reportOver(Sample::cluster());
    well.rootCauses.clear();
    well.verdict = ReportVerdict::Healthy;
    HealthReport soon = well;
    soon.verdict = ReportVerdict::Attention;
    HealthReport open = well;
    open.verdict = ReportVerdict::Unknown;
    open.complete = false;
    QTest::newRow("healthy") << well << QByteArray("VERMAGIC OK - ") << 0;
    QTest::newRow("attention") << soon << QByteArray("VERMAGIC WARNING - ") << 1;
    QTest::newRow("broken") << reportOver(Sample::cluster()) << QByteArray("VERMAGIC CRITICAL - ") << 2;
    QTest::newRow("interrupted") << open << QByteArray("VERMAGIC UNKNOWN - ended before all nodes") << 3;
    QTest::newRow("hostile") << reportOver(hostileCluster()) << QByteArray("VERMAGIC CRITICAL - ") << 2;
}

void TestReportFormats::aPluginAnswersInOneLine()
{
    QFETCH(HealthReport, report);
    QFETCH(QByteArray, start);
    QFETCH(int, exitCode);
    const QByteArray line = renderReport(report, u"nagios"_s);
    QVERIFY2(line.startsWith(start) && line.count('\n') == 1 && line.endsWith('\n'), line.constData());
    QCOMPARE(line.count('|'), 1);
    QVERIFY2(line.mid(line.indexOf('|')).contains("healthy="), line.constData());
    QCOMPARE(pluginExitCode(report), exitCode);
}

void TestReportFormats::markdownKeepsAnswersFromBeingMarkup()
{
    const QByteArray sample = renderReport(reportOver(Sample::cluster()), u"markdown"_s);
    QVERIFY2(sample.contains("| compute02 | ✖ ") && sample.contains("## Root causes"), sample.constData());
    const QByteArray text = renderReport(reportOver(hostileCluster()), u"markdown"_s);
    QVERIFY2(text.contains("\\<script\\>") && text.contains("````text\n"), text.constData());
    qsizetype columns = 0; // of the table above; what a cell says ends none
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype bars = line.startsWith('|') ? QByteArray(line).replace("\\|", "").count('|') : 0;
        QVERIFY2(columns == 0 || bars == 0 || bars == columns, line.constData());
        columns = bars;
    }
}

void TestReportFormats::theSameSnapshotGivesTheSameBytes()
{
    for (const QString &format : reportFormats())
        QCOMPARE(renderReport(reportOver(Sample::cluster()), format),
                 renderReport(reportOver(Sample::cluster()), format));
}

QTEST_GUILESS_MAIN(TestReportFormats)
#include "tst_reportformats.moc"
