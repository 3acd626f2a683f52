// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a benchmark refuses on a node, by the real script on this system's own mounts: it must write nothing where it must
// not. And how it calls the tools that no package of this system has, as stand-ins that note how they were called and
// print what real ones printed. What it does with fio and dd is in tst_journeybench.

#include "models/benchmark/nodemeasurement.h"

#include <QDir>
#include <QProcess>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 30'000;
const QByteArray mark = "0123456789abcdef";

struct Request
{
    QString mountpoint;
    QString type;
    QString base; ///< empty: the mount point
    bool apart = false;
    qint64 size = 1024 * 1024;
    QString workload = u"write"_s;
    QString tool = u"fio"_s;
    int jobs = 1;
    bool go = false; ///< once it is ready
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
};

NodeMeasurement answerTo(const Request &request)
{
    QProcess process;
    process.setProcessEnvironment(request.environment);
    process.start(u"sh"_s, {QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/benchmarks/run-benchmark.sh"),
                            QString::fromLatin1(mark), request.mountpoint, request.mountpoint, request.type,
                            request.apart ? u"yes"_s : u"no"_s,
                            request.base.isEmpty() ? request.mountpoint : request.base, request.workload,
                            request.tool, u"65536"_s, QString::number(request.size), u"2"_s, u"0"_s, u"no"_s,
                            QString::number(request.jobs), u"200"_s, u"500"_s, u"none"_s});
    NodeMeasurement measurement(u"node"_s, u"fs"_s, mark);
    const bool stopped = QTest::qWaitFor(
        [&] {
            measurement.feed(process.readAllStandardOutput(), 0);
            return measurement.stage() == NodeMeasurement::Stage::Ready
                   || process.state() == QProcess::NotRunning;
        },
        patience);
    if (request.go && process.write("go\n") == 3 && process.waitForBytesWritten(patience))
        process.waitForFinished(patience);
    process.closeWriteChannel();
    if (!stopped || !process.waitForFinished(patience))
        process.kill();
    measurement.feed(process.readAllStandardOutput(), 0);
    return measurement;
}

Request whereFilesMayBe(const QString &folder)
{
    const QStorageInfo storage(folder);
    return {storage.rootPath(), QString::fromUtf8(storage.fileSystemType()), folder};
}

/// Programs that are found before the system's.
class StandIns
{
public:
    void add(const QString &name, const QByteArray &body) const
    {
        QFile file(m_folder.filePath(name));
        const QByteArray text = "#!/bin/sh\necho \"" + name.toUtf8() + " $*\" >>'" + log().toUtf8() + "'\n"
                                + body;
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("%s cannot be written", qPrintable(name));
    }
    QStringList calls() const
    {
        QFile file(log());
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList();
    }
    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, m_folder.path() + u':' + environment.value(u"PATH"_s));
        return environment;
    }

private:
    QString log() const { return m_folder.filePath(u"calls.txt"_s); }

    QTemporaryDir m_folder;
};

QByteArray printing(const QString &sample)
{
    return "cat '" + QByteArray(VERMAGIC_TEST_DATA) + "/bench/" + sample.toUtf8() + "'\n";
}

} // namespace

class TestBenchmarkScript : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whereItMayItIsReadyAndCleansUp();
    void whereItMustNotItWritesNothing_data();
    void whereItMustNotItWritesNothing();
    void whatDoesNotFitIsNotBegun();
    void aToolThatWasAskedForMustBeThere_data();
    void aToolThatWasAskedForMustBeThere();
    void iorRunsAgainAndAgainUntilItsTimeIsOver();
    void mdtestGoesThroughItsThreePhases();
    void elbenchoIsFollowedByItsLiveLines();
};

void TestBenchmarkScript::whereItMayItIsReadyAndCleansUp()
{
    const QTemporaryDir folder;
    const NodeMeasurement answer = answerTo(whereFilesMayBe(folder.path()));
    QVERIFY2(answer.stage() == NodeMeasurement::Stage::Ready, qPrintable(answer.course().problem));
    QVERIFY(answer.isClean());
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
}

void TestBenchmarkScript::whereItMustNotItWritesNothing_data()
{
    QTest::addColumn<QString>("mountpoint");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("apart");
    QTest::addColumn<QString>("problem");
    const QString root = QString::fromUtf8(QStorageInfo::root().fileSystemType());
    QTest::newRow("the root file system")
        << u"/"_s << root << u"/"_s << true << u"/ lies on the node's own root file system"_s;
    QTest::newRow("another file system than the inventory says")
        << u"/proc"_s << u"lustre"_s << u"/proc"_s << true << u"another file system is mounted there: proc"_s;
    QTest::newRow("nothing is mounted")
        << u"/usr/bin"_s << u"lustre"_s << u"/usr/bin"_s << true << u"nothing is mounted at /usr/bin"_s;
    QTest::newRow("the mount point is gone")
        << u"/no/where"_s << u"lustre"_s << u"/no/where"_s << true << u"/no/where does not answer"_s;
    QTest::newRow("a folder that lies elsewhere")
        << u"/proc"_s << u"proc"_s << u"/dev"_s << true << u"/dev is not on that file system"_s;
    QTest::newRow("a folder where nobody may write")
        << u"/proc"_s << u"proc"_s << u"/proc"_s << true << u"the login may not make a folder in /proc"_s;
}

void TestBenchmarkScript::whereItMustNotItWritesNothing()
{
    QFETCH(QString, mountpoint);
    QFETCH(QString, type);
    QFETCH(QString, base);
    QFETCH(bool, apart);
    QFETCH(QString, problem);
    const NodeMeasurement answer = answerTo({mountpoint, type, base, apart});
    QCOMPARE(answer.course().problem, problem);
    QVERIFY(answer.isClean() && answer.stage() == NodeMeasurement::Stage::Looking);
}

void TestBenchmarkScript::whatDoesNotFitIsNotBegun()
{
    const QTemporaryDir folder;
    Request request = whereFilesMayBe(folder.path());
    request.size = qint64(1) << 50;
    const NodeMeasurement answer = answerTo(request);
    QVERIFY2(answer.course().problem.startsWith(u"not enough space: "_s)
                 && answer.course().problem.contains(u"are needed"_s),
             qPrintable(answer.course().problem));
    QVERIFY(answer.isClean());
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
}

void TestBenchmarkScript::aToolThatWasAskedForMustBeThere_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("workload");
    QTest::addColumn<QString>("problem");
    QTest::newRow("elbencho") << u"elbencho"_s << u"read"_s << u"the node has no elbencho"_s;
    QTest::newRow("elbencho has no metadata")
        << u"elbencho"_s << u"metadata"_s << u"the node has no elbencho for metadata"_s;
    QTest::newRow("ior") << u"ior"_s << u"read"_s << u"the node has no ior"_s;
    QTest::newRow("mdtest") << u"ior"_s << u"metadata"_s << u"the node has no mdtest"_s;
}

void TestBenchmarkScript::aToolThatWasAskedForMustBeThere()
{
    QFETCH(QString, tool);
    QFETCH(QString, workload);
    QFETCH(QString, problem);
    const QTemporaryDir folder;
    Request request = whereFilesMayBe(folder.path());
    request.tool = tool;
    request.workload = workload;
    const NodeMeasurement answer = answerTo(request);
    QCOMPARE(answer.course().problem, problem);
    QVERIFY(answer.isClean());
}

void TestBenchmarkScript::iorRunsAgainAndAgainUntilItsTimeIsOver()
{
    const QTemporaryDir folder;
    const StandIns programs;
    programs.add(u"ior"_s, {});
    programs.add(u"mpiexec"_s,
                 "case \"$*\" in *' -r '*)\n" + printing(u"ior-4.1-np1.txt"_s) + "sleep 60 ;;\nesac\n");
    Request request = whereFilesMayBe(folder.path());
    request.tool = u"ior"_s;
    request.workload = u"read"_s;
    request.jobs = 4;
    request.go = true;
    request.environment = programs.environment();
    const NodeMeasurement answer = answerTo(request);
    QVERIFY2(answer.course().doneAt, qPrintable(answer.course().problem));
    QCOMPARE(answer.tool(), u"ior"_s);
    const QStringList calls = programs.calls();
    QCOMPARE(calls.size(), 2);
    for (const QString &call : calls)
        QVERIFY2(call.startsWith(u"mpiexec -n 4 ior -a POSIX -F -k -t 65536 -b 262144 -o "_s + folder.path()),
                 qPrintable(call));
    QVERIFY(calls[0].endsWith(u" -w -e"_s) && calls[1].endsWith(u" -r -i 1000000"_s));
    QVERIFY(answer.isClean());
}

void TestBenchmarkScript::mdtestGoesThroughItsThreePhases()
{
    const QTemporaryDir folder;
    const StandIns programs;
    // A run of one phase tells zero for the others.
    programs.add(
        u"mdtest"_s,
        "for last; do :; done\ncase $last in -C) row=creation ;; -T) row=stat ;; -r) row=removal ;; esac\n"
        "echo '1 tasks, 200 files'\n"
        "printf '   File %-10s 4000.000 4000.000 4000.000 0.000\\n' $row\n");
    Request request = whereFilesMayBe(folder.path());
    request.tool = u"ior"_s;
    request.workload = u"metadata"_s;
    request.go = true;
    request.environment = programs.environment();
    const NodeMeasurement answer = answerTo(request);
    QVERIFY2(answer.course().doneAt, qPrintable(answer.course().problem));
    const QList<MetricMeasure> &metrics = answer.measures().metrics;
    QCOMPARE(metrics.size(), 4); // all together and each phase
    QCOMPARE(metrics.first().metric, u"metadata"_s);
    QCOMPARE(metrics.first().total, 600.0);
    QCOMPARE(metrics.first().seconds, 0.15);
    QCOMPARE(programs.calls().size(), 3);
    QVERIFY(answer.isClean());
}

void TestBenchmarkScript::elbenchoIsFollowedByItsLiveLines()
{
    const QTemporaryDir folder;
    const StandIns programs;
    programs.add(
        u"elbencho"_s,
        "case \"$*\" in\n--version) echo 'elbencho 3.1-10' ;;\n*' --read '*)\n"
        "echo 'ISO Date,Label,Phase,RuntimeMS,Rank,MixType,Done%,DoneBytes,MiB/s,IOPS,Entries,'\n"
        "for n in 1 2 3 4; do echo \"2026-11-20T14:32:05,,READ,$((n * 500)),Total,,25,$((n * 1000000)),1,1,0,\"\n"
        "done ;;\nesac\n");
    Request request = whereFilesMayBe(folder.path());
    request.tool = u"elbencho"_s;
    request.workload = u"randread"_s;
    request.jobs = 2;
    request.go = true;
    request.environment = programs.environment();
    const NodeMeasurement answer = answerTo(request);
    QVERIFY2(answer.course().doneAt, qPrintable(answer.course().problem));
    QCOMPARE(answer.environment().toolVersion, u"elbencho 3.1-10"_s);
    const MetricMeasure &read = answer.measures().metrics.first();
    QCOMPARE(read.metric, u"read"_s);
    QCOMPARE(read.total, 4e6);
    QCOMPARE(read.seconds, 2.0);
    const QStringList calls = programs.calls();
    QCOMPARE(calls.size(), 3);
    QVERIFY(calls[1].contains(u" --threads 2 --block 65536 --size 524288 "_s)
            && calls[1].contains(u" --write"_s));
    QVERIFY2(calls[2].contains(u" --livecsv stdout --liveint 500 --read --infloop --timelimit 2 --rand "_s)
                 && calls[2].endsWith(u"/file.2"_s),
             qPrintable(calls[2]));
}

QTEST_GUILESS_MAIN(TestBenchmarkScript)
#include "tst_benchmarkscript.moc"
