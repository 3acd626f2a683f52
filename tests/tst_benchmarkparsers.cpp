// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What benchmark tools print, recorded from real ones, and what comes of it. elbencho's lines are written after the
// header that its documentation gives.

#include "models/benchmark/nodemeasurement.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestBenchmarkParsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fioDocumentsAreTotals();
    void aDocumentMayComeByteByByte();
    void mixedReadsAndWritesAreToldApart();
    void fiosComplaintIsKept();
    void ddIsReadThroughItsCarriageReturns();
    void elbenchosLiveLinesAreFoundByTheirHeader();
    void rubbishYieldsNothing_data();
    void rubbishYieldsNothing();
    void repetitionsOfIorAddUp();
    void mdtestTellsWhatItDidAtItsEnd();
    void iorsComplaintIsKept();
    void theScriptsLinesAreToldFromTheToolsOwn();
    void aForgedMarkIsTheToolsOutput();
    void ratesAgreeWithFiosOwnSummary();
    void theRampDoesNotCount();
    void aRefusalSaysWhy();
    void metadataIsAllPhasesTogether();
};

namespace {

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/bench/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<ToolTotals> readAll(const QString &format, const QByteArray &output, bool writes = false)
{
    const std::unique_ptr<ToolReader> reader = makeToolReader(format, writes);
    return reader ? reader->feed(output) : QList<ToolTotals>();
}

QByteArray fioStatus(double readBytes, int milliseconds)
{
    return "{\"jobs\": [{\"error\": 0, \"read\": {\"io_bytes\": " + QByteArray::number(readBytes, 'f', 0)
           + ", \"total_ios\": 1, \"runtime\": " + QByteArray::number(milliseconds) + "}}]}\n";
}

} // namespace

void TestBenchmarkParsers::fioDocumentsAreTotals()
{
    const QList<ToolTotals> totals = readAll(u"fio"_s, sample(u"fio-3.39-jsonplus-status2.raw.txt"_s));
    QCOMPARE(totals.size(), 5);
    QCOMPARE(totals.first(), (ToolTotals{.seconds = 1.894, .writtenBytes = 16777216, .writes = 17}));
    QCOMPARE(totals.last(), (ToolTotals{.seconds = 7.878, .writtenBytes = 67108864, .writes = 64}));
}

void TestBenchmarkParsers::aDocumentMayComeByteByByte()
{
    const QByteArray output = sample(u"fio-3.39-json-randrw.txt"_s);
    const std::unique_ptr<ToolReader> reader = makeToolReader(u"fio"_s, false);
    QList<ToolTotals> totals;
    for (const char byte : output)
        totals += reader->feed(QByteArrayView(&byte, 1));
    QCOMPARE(totals, readAll(u"fio"_s, output));
    QCOMPARE(totals.size(), 3);
}

void TestBenchmarkParsers::mixedReadsAndWritesAreToldApart()
{
    const ToolTotals last = readAll(u"fio"_s, sample(u"fio-3.39-json-randrw.txt"_s)).last();
    QCOMPARE(last, (ToolTotals{4.001, 8388608, 8388608, 2048, 2048}));
}

void TestBenchmarkParsers::fiosComplaintIsKept()
{
    const std::unique_ptr<ToolReader> reader = makeToolReader(u"fio"_s, false);
    QVERIFY(reader->feed(sample(u"fio-3.39-refused.txt"_s)).isEmpty());
    QVERIFY2(reader->complaint().contains(u"No such file or directory"_s), qPrintable(reader->complaint()));
}

void TestBenchmarkParsers::ddIsReadThroughItsCarriageReturns()
{
    const QList<ToolTotals> totals = readAll(u"dd"_s, sample(u"dd-progress.raw.txt"_s), true);
    QCOMPARE(totals.size(), 10); // nine seconds, and the end
    QCOMPARE(totals.first(), (ToolTotals{.seconds = 1, .writtenBytes = 7962624}));
    QCOMPARE(totals.last(), (ToolTotals{.seconds = 9.59426, .writtenBytes = 49152000}));
    QCOMPARE(readAll(u"dd"_s, sample(u"dd-progress.raw.txt"_s), false).last().readBytes, 49152000.0);
}

void TestBenchmarkParsers::elbenchosLiveLinesAreFoundByTheirHeader()
{
    const QByteArray lines =
        "ISO Date,Label,Phase,RuntimeMS,Rank,MixType,Done%,DoneBytes,MiB/s,IOPS,Entries,Entries/s,Lat Ent us,Lat IO "
        "us,Active,CPU,Service,\n"
        "2026-11-20T14:32:05,,WRITE,1000,Total,,25,1048576,1,1,0,0,0,0,4,12,,\n"
        "2026-11-20T14:32:05,,WRITE,1000,0,,25,262144,0,0,0,0,0,0,1,12,,\n"
        "2026-11-20T14:32:09,,READ,2000,Total,,50,4194304,2,2,7,3,0,0,4,12,,\n";
    const QList<ToolTotals> totals = readAll(u"elbencho"_s, lines);
    QCOMPARE(totals, (QList<ToolTotals>{{.seconds = 1, .writtenBytes = 1048576},
                                        {.seconds = 2, .readBytes = 4194304, .reads = 7}}));
}

void TestBenchmarkParsers::rubbishYieldsNothing_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("no JSON") << u"fio"_s << QByteArray("{{{}}}\n{\"jobs\": 3}\n{\"jobs\": [\"x\"]}");
    QTest::newRow("an object without end") << u"fio"_s << QByteArray(6'000'000, '{');
    QTest::newRow("half a line of dd")
        << u"dd"_s << QByteArray("123 bytes copied, \rbytes copied, 1 s\rx bytes y copied, z s\r");
    QTest::newRow("no time") << u"dd"_s
                             << QByteArray(
                                    "12 bytes (1 kB) copied, 0 s, inf\n-4 bytes (x) copied, nan s, 1\n");
    QTest::newRow("counts") << u"count"_s << QByteArray("1\n1 2 3\n-1 5\n5 0\nx y\n");
    QTest::newRow("rates of ior") << u"ior"_s
                                  << QByteArray(
                                         "read inf 1 1 1 1 1 1 1 1 1\nread 1 1 1 1 1 1 1 1 0 1\nread 1 2\n");
    QTest::newRow("rates of mdtest")
        << u"mdtest"_s << QByteArray("2 tasks, 1e300 files\nFile creation 1 1 1 1\nFile stat 0 0 0 0\n");
    QTest::newRow("no header") << u"elbencho"_s << QByteArray("a,b,WRITE,1000,Total\n");
}

void TestBenchmarkParsers::rubbishYieldsNothing()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, output);
    QCOMPARE(readAll(format, output), QList<ToolTotals>());
}

void TestBenchmarkParsers::repetitionsOfIorAddUp()
{
    const QList<ToolTotals> totals = readAll(u"ior"_s, sample(u"ior-4.1-np1.txt"_s));
    QCOMPARE(totals.size(), 4);
    const double written = 4593 * 0.001742 + 6385 * 0.001253, read = 31272 * 0.000256 + 42313 * 0.000189;
    QCOMPARE(totals.last().writtenBytes, written * 1024 * 1024);
    QCOMPARE(totals.last().readBytes, read * 1024 * 1024);
    QCOMPARE(totals.last().seconds, 0.001742 + 0.000256 + 0.001253 + 0.000189);
    QVERIFY(std::abs(totals.last().writtenBytes / (16 << 20) - 1) < 0.01); // two repetitions of 8 MiB
}

void TestBenchmarkParsers::mdtestTellsWhatItDidAtItsEnd()
{
    const QList<ToolTotals> totals = readAll(u"mdtest"_s, sample(u"mdtest-4.1-np2.txt"_s));
    QCOMPARE(totals.size(), 3);
    QCOMPARE(totals[0], (ToolTotals{.seconds = 200 / 8159.209, .reads = 200}));
    QCOMPARE(totals[2].seconds, 200 / 15373.090);
}

void TestBenchmarkParsers::iorsComplaintIsKept()
{
    const std::unique_ptr<ToolReader> reader = makeToolReader(u"ior"_s, false);
    QCOMPARE(reader->feed(sample(u"ior-error.txt"_s)), QList<ToolTotals>());
    QVERIFY2(reader->complaint().contains(u"No such file or directory"_s), qPrintable(reader->complaint()));
}

void TestBenchmarkParsers::theScriptsLinesAreToldFromTheToolsOwn()
{
    const QByteArray output = "\n@@abc begin read fio\n{\n \"a\": 1\n}\n\n@@abc end read 0\n";
    for (const qsizetype piece : {qsizetype(1), qsizetype(7), output.size()}) {
        BenchmarkStream stream("abc");
        QList<ScriptLine> said;
        QByteArray tool;
        for (qsizetype i = 0; i < output.size(); i += piece) {
            for (const BenchmarkOutput &item :
                 stream.feed(QByteArrayView(output).sliced(i).first(std::min(piece, output.size() - i)))) {
                if (const auto *line = std::get_if<ScriptLine>(&item))
                    said.append(*line);
                else
                    tool += std::get<QByteArray>(item);
            }
        }
        QCOMPARE(said, (QList<ScriptLine>{{u"begin"_s, u"read fio"_s}, {u"end"_s, u"read 0"_s}}));
        QCOMPARE(tool, "\n{\n \"a\": 1\n}\n\n");
    }
}

void TestBenchmarkParsers::aForgedMarkIsTheToolsOutput()
{
    BenchmarkStream stream("abc");
    const QList<BenchmarkOutput> output = stream.feed("@@abd done\n x @@abc done\n@@" + QByteArray(9000, 'a')
                                                      + "\n");
    QCOMPARE(output.size(), 1);
    QVERIFY(std::holds_alternative<QByteArray>(output.first()));
}

void TestBenchmarkParsers::ratesAgreeWithFiosOwnSummary()
{
    NodeMeasurement node(u"compute01"_s, u"beegfs"_s, "m");
    node.feed("@@m fact tool fio\n@@m preparing\n@@m ready\n@@m begin write fio\n", 0.1);
    node.feed(sample(u"fio-3.39-jsonplus-status2.raw.txt"_s), 2);
    node.feed("\n@@m end write 0\n@@m cleaned\n@@m done\n", 8.2);
    QCOMPARE(node.stage(), NodeMeasurement::Stage::Done);
    QCOMPARE(node.course().doneAt, 8.2);
    const QList<RateSummary> summary = summarise({node.measures()});
    QCOMPARE(summary.first().metric, u"write"_s);
    constexpr double fiosOwn = 8518515; // bw_bytes
    QVERIFY(std::abs(summary.first().mean / fiosOwn - 1) < 0.001);
    double bytes = 0, seconds = 0;
    for (const RateStep &step : node.measures().metrics.first().steps) {
        bytes += step.rate * (step.to - step.from);
        seconds += step.to - step.from;
    }
    QVERIFY(std::abs(bytes / seconds / fiosOwn - 1) < 0.03);
    // Four intervals of two seconds each, in the series as on the chart.
    const RateSeries *series = nullptr;
    for (const RateSeries &candidate : node.series()) {
        if (candidate.id == SeriesId{u"compute01"_s, u"beegfs"_s, Measure::Write})
            series = &candidate;
    }
    if (!series)
        QFAIL("nothing was measured");
    QCOMPARE(series->points.size(), 5);
    QVERIFY(series->points.first().isGap());
    QCOMPARE(qRound(series->points.at(2).rate), qRound(16777216 / 2.003));
}

void TestBenchmarkParsers::theRampDoesNotCount()
{
    NodeMeasurement node(u"compute01"_s, u"beegfs"_s, "m");
    node.feed("@@m begin read fio\n", 0);
    node.feed(fioStatus(100, 1000), 1);
    node.feed(fioStatus(200, 2000), 2);
    node.feed(fioStatus(5000, 500), 3); // fio counts anew
    node.feed(fioStatus(10000, 1000), 3.5);
    const MetricMeasure &read = node.measures().metrics.first();
    QCOMPARE(read.metric, u"read"_s);
    QCOMPARE(read.total, 10000.0);
    QCOMPARE(read.seconds, 1.0);
    QCOMPARE(read.steps, (QList<RateStep>{{2.5, 3, 10000}, {3, 3.5, 10000}}));
}

void TestBenchmarkParsers::aRefusalSaysWhy()
{
    NodeMeasurement node(u"compute01"_s, u"beegfs"_s, "m");
    node.feed("\n@@m refused no-space 1048576 70254592\n", 0);
    QCOMPARE(node.course().problem, u"not enough space: 1 MiB are free, 67 MiB are needed"_s);
    QVERIFY(!node.course().startedAt);
}

void TestBenchmarkParsers::metadataIsAllPhasesTogether()
{
    NodeMeasurement node(u"compute01"_s, u"beegfs"_s, "m");
    node.feed("@@m begin create count\n500 1000\n1000 2000\n\n@@m end create 0\n", 2);
    node.feed(
        "@@m begin stat count\n1000 500\n\n@@m end stat 0\n@@m begin unlink count\n1000 500\n\n@@m end unlink 0\n@@m done\n",
        3);
    const QList<RateSummary> summary = summarise({node.measures()});
    QCOMPARE(summary.size(), 4);
    QCOMPARE(summary.at(0).metric, u"metadata"_s);
    QCOMPARE(summary.at(0).mean, 1000.0);
    QCOMPARE(summary.at(1).metric, u"create"_s);
    QCOMPARE(summary.at(1).mean, 500.0);
    QCOMPARE(summary.at(3).mean, 2000.0);
}

QTEST_GUILESS_MAIN(TestBenchmarkParsers)
#include "tst_benchmarkparsers.moc"
