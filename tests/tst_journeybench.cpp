// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Benchmarks from beginning to end: the program over real sshds, real fio and dd in the nodes' own folders, and what is
// left behind when console, session or script are killed in the middle.

#include "app/engine.h"
#include "app/inventoryfile.h"
#include "models/benchmark/runjson.h"
#include "tests/journeybench.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 60'000;
constexpr int cleaningTime = 15'000; ///< within which a node must have removed what a run made
const QStringList threeNodes{u"compute01"_s, u"compute02"_s, u"compute03"_s};

struct Process
{
    int pid = 0;
    int parent = 0;
    QByteArray name;
    QByteArray commandLine; ///< words separated by spaces
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<Process> process(int pid)
{
    const QString folder = u"/proc/%1/"_s.arg(pid);
    const QByteArray stat = contents(folder + u"stat"_s);
    const qsizetype open = stat.indexOf('('), close = stat.lastIndexOf(')');
    if (open < 0 || close < 0)
        return {};
    return Process{pid, stat.mid(close + 4).split(' ').value(0).toInt(), stat.mid(open + 1, close - open - 1),
                   contents(folder + u"cmdline"_s).replace('\0', ' ')};
}

QList<Process> processesWith(const QString &text)
{
    QList<Process> found;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const std::optional<Process> candidate = entry.toInt() > 0 ? process(entry.toInt()) : std::nullopt;
        if (candidate && candidate->commandLine.contains(text.toUtf8()))
            found.append(*candidate);
    }
    return found;
}

} // namespace

class TestJourneyBench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void aSequentialReadOnThreeNodesEndsWithAVerdict_data();
    void aSequentialReadOnThreeNodesEndsWithAVerdict();
    void aRunIsInTheNextReport();
    void metadataIsMeasured();
    void ratesAreLiveAndAgreeWithFio();
    void withoutFioWhatEveryNodeHasMeasures_data();
    void withoutFioWhatEveryNodeHasMeasures();
    void cancelledHalfWayNothingIsLeft();
    void aKilledSessionLeavesNothingBehind();
    void aKilledConsoleLeavesNothingBehind();
    void aKilledScriptLeavesNothingBehind();
    void whatACrashLeftIsNamedAndRemovedIfItIsOurs();
    void whereNothingIsMountedNothingIsWritten();
    void aMountThatTheInventoryDoesNotKnowIsABaseline();
    void twoRunsAreListedAndCompared();
    void theSumIsFollowedOverMoreAndMoreNodes_data();
    void theSumIsFollowedOverMoreAndMoreNodes();
    void aScalingEndsWithTheRunThatIsCancelled();
    void aProfileOfOnesOwnAndAToolThatIsNotThere();
    void nodesSendToEachOther_data();
    void nodesSendToEachOther();
    void aKilledConsoleEndsWhatNodesSend();

private:
    QString mountpoint(const QString &node) const { return m_cluster->nodeFolder(node) + u"/mnt/beegfs"_s; }
    QStringList foldersOn(const QString &node) const;
    QStringList foldersOnAll() const;
    bool isMeasuring(const QString &node) const;
    std::unique_ptr<QProcess> startLong() const;
    /// The nearest process above the node's fio whose name begins so; 0: there is none.
    int above(const QString &node, const QByteArray &name) const;
    QString inventoryWith(const QString &threshold) const;

    JourneyBench m_bench;
    const PracticeCluster *m_cluster = nullptr;
    QTemporaryDir m_state;
};

void TestJourneyBench::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_state.path().toLocal8Bit());
    const Result<void> started = m_bench.start();
    QVERIFY2(started, started ? "" : qPrintable(toString(started.error())));
    m_cluster = &m_bench.cluster();
}

void TestJourneyBench::cleanup()
{
    QVERIFY(m_bench.cleanUp());
}

void TestJourneyBench::cleanupTestCase()
{
    QVERIFY(m_bench.stop());
}

QStringList TestJourneyBench::foldersOn(const QString &node) const
{
    return QDir(mountpoint(node))
        .entryList({u".vermagic-benchmark*"_s}, QDir::AllEntries | QDir::Hidden | QDir::System);
}

QStringList TestJourneyBench::foldersOnAll() const
{
    QStringList all;
    for (const QString &node : threeNodes)
        all += foldersOn(node);
    return all;
}

bool TestJourneyBench::isMeasuring(const QString &node) const
{
    const QStringList folders = foldersOn(node);
    return folders.size() == 1
           && std::ranges::any_of(processesWith(folders.first()), [](const Process &candidate) {
                  return candidate.name == "fio" && candidate.commandLine.contains("--time_based");
              });
}

std::unique_ptr<QProcess> TestJourneyBench::startLong() const
{
    std::unique_ptr<QProcess> process = m_bench.program().start(
        {u"bench"_s, u"-i"_s, m_bench.inventory(), u"--nodes"_s, threeNodes.join(u','), u"--profile"_s,
         u"seq-read"_s, u"--runtime"_s, u"50"_s, u"-f"_s, u"json"_s});
    if (!QTest::qWaitFor(
            [this] {
                return std::ranges::all_of(threeNodes,
                                           [this](const QString &node) { return isMeasuring(node); });
            },
            patience))
        return {};
    return process;
}

int TestJourneyBench::above(const QString &node, const QByteArray &name) const
{
    const QStringList folders = foldersOn(node);
    for (const Process &candidate : folders.isEmpty() ? QList<Process>() : processesWith(folders.first())) {
        std::optional<Process> up = candidate.name == "fio" ? process(candidate.parent) : std::nullopt;
        while (up && up->pid > 1 && !up->name.startsWith(name))
            up = process(up->parent);
        if (up && up->pid > 1)
            return up->pid;
    }
    return 0;
}

QString TestJourneyBench::inventoryWith(const QString &threshold) const
{
    const QByteArray text = contents(m_bench.inventory())
                                .replace("read: 2 GB/s", "read: " + threshold.toUtf8());
    QFile file(m_bench.file(u"inventory-%1.yaml"_s.arg(threshold.section(u' ', 0, 0))));
    return text.contains(threshold.toUtf8()) && file.open(QIODevice::WriteOnly) && file.write(text) > 0
               ? file.fileName()
               : QString();
}

void TestJourneyBench::aSequentialReadOnThreeNodesEndsWithAVerdict_data()
{
    QTest::addColumn<QString>("threshold");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("met") << u"10 kB/s"_s << u"pass"_s << 0;
    QTest::newRow("missed") << u"900 TB/s"_s << u"fail"_s << 1;
}

void TestJourneyBench::aSequentialReadOnThreeNodesEndsWithAVerdict()
{
    QFETCH(QString, threshold);
    QFETCH(QString, outcome);
    QFETCH(int, exitCode);
    const ProcessResult result = m_bench.program().run({u"bench"_s, u"-i"_s, inventoryWith(threshold),
                                                        u"--nodes"_s, threeNodes.join(u','), u"--profile"_s,
                                                        u"seq-read"_s, u"-f"_s, u"json"_s});
    QVERIFY2(result.exitCode == exitCode, (result.standardError + result.standardOutput).constData());
    QCOMPARE(result.standardError, QByteArray()); // a pipe stays silent
    const Result<BenchmarkRun> run = readBenchmarkRun(result.standardOutput, u"run"_s);
    QVERIFY2(run, run ? "" : qPrintable(toString(run.error())));
    QCOMPARE(run->end, RunEnd::Completed);
    QCOMPARE(run->configuration.tool, u"fio"_s);
    QCOMPARE(run->verdicts.size(), 3);
    for (const ThresholdVerdict &verdict : run->verdicts)
        QCOMPARE(thresholdOutcomeName(verdict.outcome), outcome);
    for (const NodeEnvironment &node : run->environment) {
        QCOMPARE(node.mountType, u"beegfs"_s);
        QVERIFY(!node.kernel.isEmpty() && !node.moduleVersion.isEmpty() && !node.mountOptions.isEmpty()
                && !node.pageCache.isEmpty());
    }
    for (const NodeCourse &node : run->course)
        QVERIFY2(node.startedAt && *node.startedAt < 1, qPrintable(node.node)); // all at the same moment
    for (const QString &node : threeNodes) {
        const RateSeries *series = run->seriesOf({node, u"beegfs"_s, Measure::Read});
        QVERIFY2(series && series->points.size() >= 4, qPrintable(node));
    }
    QVERIFY(run->summaryOf({}, u"read"_s)->mean > run->summaryOf(u"compute01"_s, u"read"_s)->mean);
    QCOMPARE(foldersOnAll(), QStringList());
}

/// A report of the same nodes has the newest run, compared with the one before it; one of other nodes has not.
void TestJourneyBench::aRunIsInTheNextReport()
{
    QStringList ids;
    for (int i = 0; i < 2; ++i) {
        const ProcessResult result = m_bench.run(u"bench"_s, u"compute03,compute04"_s,
                                                 {u"--profile"_s, u"seq-read"_s, u"-f"_s, u"json"_s});
        const Result<BenchmarkRun> run = readBenchmarkRun(result.standardOutput, u"run"_s);
        QVERIFY2(run, result.standardError.constData());
        ids.append(run->id);
    }
    const QJsonArray told = m_bench.check(u"compute03"_s, 0)[u"benchmarks"_s].toArray();
    const auto own = std::ranges::find_if(
        told, [](const QJsonValue &run) { return run[u"nodes"_s].toArray().size() == 2; });
    QVERIFY(own != told.end());
    QCOMPARE((*own)[u"run"_s], ids.last());
    QCOMPARE((*own)[u"comparedWith"_s][u"run"_s], ids.first());
    QCOMPARE((*own)[u"simulated"_s], true);
    QCOMPARE((*own)[u"verdicts"_s].toArray().size(), 2);
    const QByteArray page = m_bench.run(u"check"_s, u"compute03"_s, {u"-f"_s, u"html"_s}).standardOutput;
    QVERIFY(page.contains("seq-read of beegfs on compute[03-04]") && page.contains(">compute04</text>"));
    QCOMPARE(m_bench.check(u"headnode"_s, 0)[u"benchmarks"_s].toArray().size(), 0);
}

void TestJourneyBench::metadataIsMeasured()
{
    const ProcessResult result = m_bench.run(u"bench"_s, u"compute01,compute02"_s,
                                             {u"--profile"_s, u"metadata"_s, u"-f"_s, u"json"_s});
    const Result<BenchmarkRun> run = readBenchmarkRun(result.standardOutput, u"run"_s);
    QVERIFY2(run, result.standardError.constData());
    QCOMPARE(run->end, RunEnd::Completed);
    for (const QString &metric : {u"metadata"_s, u"create"_s, u"stat"_s, u"unlink"_s})
        QVERIFY2(run->summaryOf(u"compute01"_s, metric) && run->summaryOf(u"compute01"_s, metric)->mean > 0,
                 qPrintable(metric));
    QCOMPARE(run->verdicts.size(), 2);
    QCOMPARE(foldersOnAll(), QStringList());
}

void TestJourneyBench::ratesAreLiveAndAgreeWithFio()
{
    SshSettings settings;
    settings.askCredentials = false;
    Engine engine(loadKnowledge(shippedKnowledgeFiles()).value(), settings);
    engine.state.apply(InventoryLoaded{readInventoryFile(m_bench.inventory())->inventory});
    const QList<BenchmarkProfile> profiles = loadBenchmarkProfiles(shippedBenchmarkFiles()).value();
    const BenchmarkProfile profile = *std::ranges::find(profiles, u"seq-read"_s, &BenchmarkProfile::id);
    QElapsedTimer sinceStart;
    qint64 firstRate = -1;
    connect(&engine.benchmarks, &BenchmarkRunner::began, this, [&] { sinceStart.start(); });
    connect(&engine.throughput, &ThroughputStore::appended, this, [&](const SeriesId &series) {
        if (firstRate < 0 && !engine.throughput.history(series)->points().last().isGap())
            firstRate = sinceStart.elapsed();
    });
    std::optional<BenchmarkRun> run;
    connect(&engine.benchmarks, &BenchmarkRunner::finished, this,
            [&run](const BenchmarkRun &done) { run = done; });
    const Result<void> started = engine.benchmarks.start(
        {.profile = profile,
         .bounds = profile.simulated,
         .target = targetFor(*engine.state.snapshot().inventory->filesystem(u"beegfs"_s)),
         .nodes = threeNodes});
    QVERIFY2(started, started ? "" : qPrintable(toString(started.error())));
    QMap<QString, QByteArray> outputs;
    for (const QString &node : threeNodes) {
        auto *command = engine.pool.shell(node)->findChild<RemoteCommand *>();
        QVERIFY(command);
        connect(command, &RemoteCommand::outputReceived, this,
                [&outputs, node](const QByteArray &bytes) { outputs[node] += bytes; });
    }
    QTRY_VERIFY_WITH_TIMEOUT(run, patience);
    QVERIFY2(firstRate >= 0 && firstRate < 2000, qPrintable(QString::number(firstRate)));
    for (const QString &node : threeNodes) {
        const QByteArray &output = outputs[node];
        const qsizetype last = output.lastIndexOf("\"jobs\"");
        const qsizetype at = output.indexOf("\"bw_bytes\" : ", last) + 13; // of the reads, which come first
        const double fiosOwn = output.mid(at, output.indexOf(',', at) - at).toDouble();
        QVERIFY(fiosOwn > 0);
        const double mean = run->summaryOf(node, u"read"_s)->mean;
        QVERIFY2(std::abs(mean / fiosOwn - 1) < 0.03,
                 qPrintable(u"%1: %2, fio says %3"_s.arg(node).arg(mean).arg(fiosOwn)));
        double bytes = 0, seconds = 0, before = 0;
        for (const RatePoint &point : run->seriesOf({node, u"beegfs"_s, Measure::Read})->points) {
            if (!point.isGap()) {
                bytes += point.rate * (point.seconds - before);
                seconds += point.seconds - before;
            }
            before = point.seconds;
        }
        QVERIFY2(
            std::abs(bytes / seconds / fiosOwn - 1) < 0.03,
            qPrintable(u"%1: the series has %2, fio says %3"_s.arg(node).arg(bytes / seconds).arg(fiosOwn)));
    }
}

void TestJourneyBench::withoutFioWhatEveryNodeHasMeasures_data()
{
    QTest::addColumn<QString>("profileId");
    QTest::addColumn<QString>("tool");
    QTest::newRow("read") << u"seq-read"_s << u"dd"_s;
    QTest::newRow("write") << u"seq-write"_s << u"dd"_s;
    QTest::newRow("metadata") << u"metadata"_s << u"shell"_s;
}

void TestJourneyBench::withoutFioWhatEveryNodeHasMeasures()
{
    QFETCH(QString, profileId);
    QFETCH(QString, tool);
    SshSettings settings;
    settings.askCredentials = false;
    Engine engine(loadKnowledge(shippedKnowledgeFiles()).value(), settings);
    engine.state.apply(InventoryLoaded{readInventoryFile(m_bench.inventory())->inventory});
    const QList<BenchmarkProfile> profiles = loadBenchmarkProfiles(shippedBenchmarkFiles()).value();
    BenchmarkProfile profile = *std::ranges::find(profiles, profileId, &BenchmarkProfile::id);
    profile.tool = u"none"_s;
    std::optional<BenchmarkRun> run;
    connect(&engine.benchmarks, &BenchmarkRunner::finished, this,
            [&run](const BenchmarkRun &done) { run = done; });
    QVERIFY(engine.benchmarks.start(
        {.profile = profile,
         .bounds = profile.simulated,
         .target = targetFor(*engine.state.snapshot().inventory->filesystem(u"beegfs"_s)),
         .nodes = {u"compute01"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(run, patience);
    QVERIFY2(run->end == RunEnd::Completed, qPrintable(run->course.first().problem));
    QCOMPARE(run->configuration.tool, tool);
    const RateSummary *summary = run->summaryOf(u"compute01"_s, profile.metric);
    QVERIFY(summary && summary->mean > 0);
    QCOMPARE(foldersOnAll(), QStringList());
}

void TestJourneyBench::cancelledHalfWayNothingIsLeft()
{
    const std::unique_ptr<QProcess> console = startLong();
    QVERIFY(console);
    const QStringList folders = foldersOnAll();
    ::kill(pid_t(console->processId()), SIGINT);
    const ProcessResult result = VermagicProcess::wait(*console);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(foldersOnAll(), QStringList()); // by when it ends
    const Result<BenchmarkRun> run = readBenchmarkRun(result.standardOutput, u"run"_s);
    QVERIFY2(run, (result.standardOutput + result.standardError).constData());
    QCOMPARE(run->end, RunEnd::Cancelled);
    QCOMPARE(run->verdicts.first().outcome, ThresholdOutcome::NotMeasured);
    for (const QString &folder : folders)
        QTRY_VERIFY_WITH_TIMEOUT(processesWith(folder).isEmpty(), cleaningTime);
}

void TestJourneyBench::aKilledSessionLeavesNothingBehind()
{
    const std::unique_ptr<QProcess> console = startLong();
    QVERIFY(console);
    const QString folder = foldersOn(u"compute01"_s).value(0);
    const int session = above(u"compute01"_s, "sshd");
    QVERIFY(session > 0);
    QCOMPARE(::kill(session, SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(foldersOn(u"compute01"_s).isEmpty(), cleaningTime);
    QTRY_VERIFY_WITH_TIMEOUT(processesWith(folder).isEmpty(), cleaningTime);
    QVERIFY(isMeasuring(u"compute02"_s)); // the others go on
    ::kill(pid_t(console->processId()), SIGINT);
    const ProcessResult result = VermagicProcess::wait(*console);
    const Result<BenchmarkRun> run = readBenchmarkRun(result.standardOutput, u"run"_s);
    QVERIFY2(run, (result.standardOutput + result.standardError).constData());
    QVERIFY(!run->course.first().problem.isEmpty());
    QCOMPARE(foldersOnAll(), QStringList());
}

void TestJourneyBench::aKilledConsoleLeavesNothingBehind()
{
    const std::unique_ptr<QProcess> console = startLong();
    QVERIFY(console);
    const QStringList folders = foldersOnAll();
    console->kill();
    QTRY_COMPARE_WITH_TIMEOUT(foldersOnAll(), QStringList(), cleaningTime);
    for (const QString &folder : folders)
        QTRY_VERIFY_WITH_TIMEOUT(processesWith(folder).isEmpty(), cleaningTime);
}

void TestJourneyBench::aKilledScriptLeavesNothingBehind()
{
    const std::unique_ptr<QProcess> console = startLong();
    QVERIFY(console);
    const QString folder = foldersOn(u"compute01"_s).value(0);
    const int script = above(u"compute01"_s, "sh");
    QVERIFY(script > 0 && process(script)->commandLine.contains("vermagic-benchmark"));
    QCOMPARE(::kill(script, SIGKILL), 0);
    QTRY_VERIFY_WITH_TIMEOUT(foldersOn(u"compute01"_s).isEmpty(), cleaningTime);
    QTRY_VERIFY_WITH_TIMEOUT(processesWith(folder).isEmpty(), cleaningTime);
    ::kill(pid_t(console->processId()), SIGINT);
    VermagicProcess::wait(*console);
    QTRY_COMPARE_WITH_TIMEOUT(foldersOnAll(), QStringList(), cleaningTime);
}

void TestJourneyBench::whatACrashLeftIsNamedAndRemovedIfItIsOurs()
{
    const QString dead = u".vermagic-benchmark.compute01.4194303.AbCdEf"_s; // no process has this number
    const QString others = u".vermagic-benchmark.elsewhere.4194303.AbCdEf"_s;
    QDir folder(mountpoint(u"compute01"_s));
    for (const QString &name : {dead, others}) {
        QVERIFY(folder.mkdir(name));
        QFile file(folder.filePath(name + u"/vermagic.0.0"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const ProcessResult result = m_bench.run(u"bench"_s, u"compute01"_s,
                                             {u"--profile"_s, u"seq-write"_s, u"--runtime"_s, u"1"_s});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.standardError.contains(dead.toUtf8()), result.standardError.constData());
    QCOMPARE(foldersOn(u"compute01"_s), QStringList{others});
    QVERIFY(QDir(folder.filePath(others)).removeRecursively());
}

void TestJourneyBench::whereNothingIsMountedNothingIsWritten()
{
    QVERIFY(m_bench.breakNode(u"mount-missing"_s, u"compute01"_s));
    const QByteArray before = m_bench.digestOf(u"compute01"_s);
    const ProcessResult result = m_bench.run(u"bench"_s, u"compute01"_s, {u"--profile"_s, u"seq-write"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.standardOutput.contains("nothing is mounted at /mnt/beegfs"),
             result.standardOutput.constData());
    QCOMPARE(m_bench.digestOf(u"compute01"_s), before);
}

void TestJourneyBench::aMountThatTheInventoryDoesNotKnowIsABaseline()
{
    const auto bench = [this](const QString &type) {
        return m_bench.run(u"bench"_s, u"compute01"_s,
                           {u"--profile"_s, u"seq-read"_s, u"--runtime"_s, u"1"_s, u"--mountpoint"_s,
                            u"/mnt/beegfs"_s, u"--type"_s, type});
    };
    const ProcessResult other = bench(u"nfs4"_s);
    QCOMPARE(other.exitCode, 2);
    QVERIFY2(other.standardOutput.contains("another file system is mounted there: beegfs"),
             other.standardOutput.constData());
    const ProcessResult baseline = bench(u"beegfs"_s);
    QCOMPARE(baseline.exitCode, 0);
    QVERIFY2(baseline.standardOutput.contains("No verdict"), baseline.standardOutput.constData());
}

void TestJourneyBench::twoRunsAreListedAndCompared()
{
    QByteArrayList ids;
    for (const QString &nodes : {u"compute01"_s, u"compute01,compute02"_s}) {
        const ProcessResult result = m_bench.run(
            u"bench"_s, nodes, {u"--profile"_s, u"seq-write"_s, u"--runtime"_s, u"2"_s, u"-f"_s, u"json"_s});
        QCOMPARE(result.exitCode, 0); // the inventory expects nothing of writing to BeeGFS
        ids.append(result.json()[u"id"_s].toString().toUtf8());
    }
    const ProcessResult list = m_bench.program().run({u"bench"_s, u"-i"_s, m_bench.inventory(), u"--list"_s});
    QCOMPARE(list.exitCode, 0);
    for (const QByteArray &part : {QByteArray("seq-read"), ids[0], ids[1]})
        QVERIFY2(list.standardOutput.contains(part), list.standardOutput.constData());
    const ProcessResult comparison = m_bench.program().run({u"bench"_s, u"-i"_s, m_bench.inventory(),
                                                            u"--compare"_s, QString::fromUtf8(ids[0]),
                                                            QString::fromUtf8(ids[1])});
    QCOMPARE(comparison.exitCode, 0);
    for (const QByteArray &part : {QByteArray("from 1 to 2 nodes: efficiency"),
                                   QByteArray("compute01,compute02"), QByteArray(" write ")})
        QVERIFY2(comparison.standardOutput.contains(part), comparison.standardOutput.constData());
}

void TestJourneyBench::theSumIsFollowedOverMoreAndMoreNodes_data()
{
    QTest::addColumn<QString>("threshold");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("met") << u"10 kB/s, scaling: 1 %"_s << u"pass"_s << 0;
    QTest::newRow("missed") << u"10 kB/s, scaling: 100000 %"_s << u"fail"_s << 1;
}

void TestJourneyBench::theSumIsFollowedOverMoreAndMoreNodes()
{
    QFETCH(QString, threshold);
    QFETCH(QString, outcome);
    QFETCH(int, exitCode);
    const ProcessResult result = m_bench.program().run(
        {u"bench"_s, u"-i"_s, inventoryWith(threshold), u"--nodes"_s, threeNodes.join(u','), u"--profile"_s,
         u"scaling"_s, u"--runtime"_s, u"2"_s, u"-f"_s, u"json"_s});
    QVERIFY2(result.exitCode == exitCode, (result.standardError + result.standardOutput).constData());
    const QJsonObject scaling = result.json();
    QCOMPARE(scaling[u"outcome"_s].toString(), outcome);
    const QJsonArray points = scaling[u"points"_s].toArray(), runs = scaling[u"runs"_s].toArray();
    QCOMPARE(points.size(), 3);
    for (qsizetype i = 0; i < 3; ++i) {
        QCOMPARE(points[i][u"nodes"_s].toInteger(), i + 1);
        QVERIFY(points[i][u"rate"_s].toDouble() > 0);
        QCOMPARE(runs[i][u"configuration"_s][u"nodes"_s].toArray().size(), i + 1);
        QCOMPARE(runs[i][u"sequence"_s].toString(), scaling[u"sequence"_s].toString());
    }
    QVERIFY(scaling[u"efficiency"_s].toDouble() > 0 && scaling[u"per_node"_s].toDouble() > 0);
    QCOMPARE(foldersOnAll(), QStringList());
}

void TestJourneyBench::aScalingEndsWithTheRunThatIsCancelled()
{
    const std::unique_ptr<QProcess> process = m_bench.program().start(
        {u"bench"_s, u"-i"_s, m_bench.inventory(), u"--nodes"_s, threeNodes.join(u','), u"--profile"_s,
         u"scaling"_s, u"--runtime"_s, u"50"_s});
    QVERIFY(QTest::qWaitFor([this] { return isMeasuring(threeNodes[0]); }, patience));
    QVERIFY(!isMeasuring(threeNodes[1]));
    ::kill(pid_t(process->processId()), SIGINT);
    QVERIFY(process->waitForFinished(patience));
    QCOMPARE(process->exitCode(), 2);
    const QByteArray told = process->readAllStandardOutput();
    QVERIFY2(told.contains("cancelled") && told.count("scaling of beegfs") == 1, told.constData());
    QCOMPARE(foldersOnAll(), QStringList());
}

void TestJourneyBench::aProfileOfOnesOwnAndAToolThatIsNotThere()
{
    QFile profile(m_bench.file(u"mine.yaml"_s));
    QVERIFY(profile.open(QIODevice::WriteOnly));
    profile.write("benchmark: mine\ntitle: Mine\nsummary: Mine.\nsource: me\nworkload: write\nmetric: write\n"
                  "block_size: 64 KiB\nsize: 1 MiB\nruntime: 1s\n");
    profile.close();
    const QStringList options{u"--profile"_s, profile.fileName(), u"-f"_s, u"json"_s};
    const ProcessResult own = m_bench.run(u"bench"_s, threeNodes[0], options);
    QCOMPARE(own.exitCode, 0);
    QCOMPARE(own.json()[u"configuration"_s][u"profile"_s].toString(), u"mine"_s);
    const ProcessResult without = m_bench.run(u"bench"_s, threeNodes[0],
                                              options + QStringList{u"--tool"_s, u"ior"_s});
    QCOMPARE(without.exitCode, 2);
    QVERIFY2(without.standardOutput.contains("the node has no ior"), without.standardOutput.constData());
    QVERIFY(profile.open(QIODevice::WriteOnly | QIODevice::Truncate));
    profile.write("benchmark: mine\nworkload: writes\n");
    profile.close();
    const ProcessResult wrong = m_bench.run(u"bench"_s, threeNodes[0], options);
    QCOMPARE(wrong.exitCode, 3);
    QVERIFY2(wrong.standardError.contains("mine.yaml:2:11: "), wrong.standardError.constData());
}

void TestJourneyBench::nodesSendToEachOther_data()
{
    QTest::addColumn<QString>("threshold");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("met") << u"10 kB/s, network: 10 kB/s"_s << u"pass"_s << 0;
    QTest::newRow("missed") << u"10 kB/s, network: 900 TB/s"_s << u"fail"_s << 1;
}

void TestJourneyBench::nodesSendToEachOther()
{
    QFETCH(QString, threshold);
    QFETCH(QString, outcome);
    QFETCH(int, exitCode);
    const ProcessResult result = m_bench.program().run({u"bench"_s, u"-i"_s, inventoryWith(threshold),
                                                        u"--nodes"_s, threeNodes.join(u','), u"--profile"_s,
                                                        u"network"_s, u"-f"_s, u"json"_s});
    QVERIFY2(result.exitCode == exitCode, (result.standardError + result.standardOutput).constData());
    const Result<BenchmarkRun> run = readBenchmarkRun(result.standardOutput, u"run"_s);
    QVERIFY2(run, run ? "" : qPrintable(toString(run.error())));
    QCOMPARE(run->end, RunEnd::Completed);
    QCOMPARE(run->verdicts.size(), 3);
    for (const ThresholdVerdict &verdict : run->verdicts)
        QCOMPARE(thresholdOutcomeName(verdict.outcome), outcome);
    for (const QString &node : threeNodes) {
        const RateSeries *series = run->seriesOf({node, u"network"_s, Measure::Write});
        QVERIFY2(series && series->points.size() >= 4, qPrintable(node));
        QVERIFY2(run->summaryOf(node, u"network"_s)->mean > 1e6, qPrintable(node));
    }
}

void TestJourneyBench::aKilledConsoleEndsWhatNodesSend()
{
    const std::unique_ptr<QProcess> console = m_bench.program().start(
        {u"bench"_s, u"-i"_s, m_bench.inventory(), u"--nodes"_s, threeNodes.join(u','), u"--profile"_s,
         u"network"_s, u"--runtime"_s, u"50"_s});
    const auto sending = [] { return processesWith(u"One node of a network benchmark"_s).size(); };
    QVERIFY(QTest::qWaitFor([&] { return sending() >= 3; }, patience));
    console->kill();
    QVERIFY(console->waitForFinished(patience));
    QVERIFY(QTest::qWaitFor([&] { return sending() == 0; }, cleaningTime));
}

QTEST_GUILESS_MAIN(TestJourneyBench)
#include "tst_journeybench.moc"
