// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a benchmark refuses on a node, by the real script on this system's own mounts: it must write nothing where it must
// not. What it does where it may is in tst_journeybench.

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
};

/// What the script says; `go` is not sent.
NodeMeasurement answerTo(const Request &request)
{
    QProcess process;
    process.start(u"sh"_s, {QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/benchmarks/run-benchmark.sh"),
                            QString::fromLatin1(mark), request.mountpoint, request.mountpoint, request.type,
                            request.apart ? u"yes"_s : u"no"_s,
                            request.base.isEmpty() ? request.mountpoint : request.base, u"write"_s, u"fio"_s,
                            u"65536"_s, QString::number(request.size), u"1"_s, u"0"_s, u"no"_s, u"1"_s,
                            u"0"_s, u"500"_s, u"none"_s});
    NodeMeasurement measurement(u"node"_s, u"fs"_s, mark);
    const bool stopped = QTest::qWaitFor(
        [&] {
            measurement.feed(process.readAllStandardOutput(), 0);
            return measurement.stage() == NodeMeasurement::Stage::Ready
                   || process.state() == QProcess::NotRunning;
        },
        patience);
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

} // namespace

class TestBenchmarkScript : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whereItMayItIsReadyAndCleansUp();
    void whereItMustNotItWritesNothing_data();
    void whereItMustNotItWritesNothing();
    void whatDoesNotFitIsNotBegun();
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

QTEST_GUILESS_MAIN(TestBenchmarkScript)
#include "tst_benchmarkscript.moc"
