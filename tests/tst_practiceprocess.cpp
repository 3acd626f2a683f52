// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The practice cluster among processes: real ones that start it, use it, get in each other's way and are killed.

#include "app/practice/folderlock.h"
#include "app/practice/practicecluster.h"
#include "tests/vermagicprocess.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QByteArray fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Processes of this machine whose command line names the folder.
int processesOf(const QString &folder)
{
    int count = 0;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs))
        count += entry.toInt() > 0 && fileText(u"/proc/%1/cmdline"_s.arg(entry)).contains(folder.toUtf8());
    return count;
}

/// The process and all that descend from it; 0 when it is gone.
int processesBelow(int pid)
{
    QHash<int, int> parents;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const QByteArray stat = fileText(u"/proc/%1/stat"_s.arg(entry));
        if (entry.toInt() > 0 && !stat.isEmpty())
            parents.insert(entry.toInt(), stat.mid(stat.lastIndexOf(')') + 4).split(' ').first().toInt());
    }
    int count = 0;
    for (auto it = parents.cbegin(); it != parents.cend(); ++it) {
        int at = it.key();
        while (at != pid && parents.contains(at))
            at = parents.value(at);
        count += at == pid && parents.contains(pid);
    }
    return count;
}

int serverOf(const PracticeCluster &cluster)
{
    return fileText(cluster.stateFolder() + u"/server"_s).split(' ').first().toInt();
}

bool isMounted(const QString &folder)
{
    return fileText(u"/proc/self/mountinfo"_s).contains(folder.toUtf8());
}

} // namespace

class TestPracticeProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aFolderThatSomebodyWorksOnIsRefusedByName();
    void twoStartsAtOnceMakeOneCluster();
    void twoClustersRunSideBySide();
    void theClusterOutlivesACheckThatIsKilled();
    void theClusterOutlivesTheWindowThatStartedIt();
    void theBuildEnvironmentIsBrokenWithoutNamingANode();
    void aStartThatIsKilledLeavesNoProcess_data();
    void aStartThatIsKilledLeavesNoProcess();

private:
    ProcessResult practice(const QString &action, const QStringList &more = {}) const;
    void stopsWithoutLeftovers(const PracticeCluster &cluster) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<VermagicProcess> m_vermagic;
    std::unique_ptr<PracticeCluster> m_cluster;
};

void TestPracticeProcess::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_vermagic = std::make_unique<VermagicProcess>();
    m_cluster = std::make_unique<PracticeCluster>(m_folder->filePath(u"practice"_s));
}

void TestPracticeProcess::cleanup()
{
    QVERIFY(m_cluster->stop());
}

ProcessResult TestPracticeProcess::practice(const QString &action, const QStringList &more) const
{
    return m_vermagic->run(QStringList{u"practice"_s, action, u"--state"_s, m_cluster->stateFolder()} + more);
}

void TestPracticeProcess::stopsWithoutLeftovers(const PracticeCluster &cluster) const
{
    const int server = serverOf(cluster);
    QVERIFY(processesBelow(server) > 0);
    const ProcessResult stopped = m_vermagic->run(
        {u"practice"_s, u"stop"_s, u"--state"_s, cluster.stateFolder()});
    QCOMPARE(stopped.exitCode, 0);
    QCOMPARE(processesBelow(server), 0);
    QCOMPARE(processesOf(cluster.stateFolder()), 0);
    QVERIFY(!isMounted(cluster.stateFolder()));
    QVERIFY(!QFile::exists(cluster.stateFolder()));
}

void TestPracticeProcess::aFolderThatSomebodyWorksOnIsRefusedByName()
{
    {
        const Result<FolderLock> held = FolderLock::take(m_cluster->stateFolder());
        QVERIFY(held);
        for (const QString &action : {u"start"_s, u"stop"_s}) {
            const ProcessResult refused = practice(action);
            QCOMPARE(refused.exitCode, 3);
            QVERIFY2(refused.standardError.contains("another process"), refused.standardError.constData());
            QVERIFY2(refused.standardError.contains(m_cluster->stateFolder().toUtf8()),
                     refused.standardError.constData());
            QCOMPARE(refused.standardOutput, QByteArray());
        }
        QCOMPARE(QDir(m_cluster->stateFolder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList());
    }
    QCOMPARE(practice(u"start"_s, {u"--nodes"_s, u"4"_s}).exitCode, 0);
    stopsWithoutLeftovers(*m_cluster);
}

void TestPracticeProcess::twoStartsAtOnceMakeOneCluster()
{
    const QStringList start{u"practice"_s, u"start"_s, u"--state"_s,  m_cluster->stateFolder(),
                            u"--nodes"_s,  u"4"_s,     u"--healthy"_s};
    const std::unique_ptr<QProcess> first = m_vermagic->start(start);
    const std::unique_ptr<QProcess> second = m_vermagic->start(start);
    int started = 0;
    for (QProcess *process : {first.get(), second.get()}) {
        const ProcessResult result = VermagicProcess::wait(*process);
        started += result.exitCode == 0;
        QVERIFY(result.exitCode == 0 || result.standardError.contains(m_cluster->stateFolder().toUtf8()));
    }
    QVERIFY(started > 0);
    QCOMPARE(m_vermagic->run({u"check"_s, u"-i"_s, m_cluster->inventoryFile()}).exitCode, 0);
    stopsWithoutLeftovers(*m_cluster);
}

void TestPracticeProcess::twoClustersRunSideBySide()
{
    const PracticeCluster other(m_folder->filePath(u"other"_s));
    const QList<const PracticeCluster *> clusters{m_cluster.get(), &other};
    for (const PracticeCluster *cluster : clusters)
        QCOMPARE(m_vermagic
                     ->run({u"practice"_s, u"start"_s, u"--state"_s, cluster->stateFolder(), u"--nodes"_s,
                            u"4"_s, u"--healthy"_s})
                     .exitCode,
                 0);
    QVERIFY(m_cluster->status().port != other.status().port);
    for (const PracticeCluster *cluster : clusters)
        QCOMPARE(m_vermagic->run({u"check"_s, u"-i"_s, cluster->inventoryFile()}).exitCode, 0);
    stopsWithoutLeftovers(*m_cluster);
    QCOMPARE(m_vermagic->run({u"check"_s, u"-i"_s, other.inventoryFile()}).exitCode, 0);
    stopsWithoutLeftovers(other);
}

void TestPracticeProcess::theClusterOutlivesACheckThatIsKilled()
{
    QCOMPARE(practice(u"start"_s, {u"--nodes"_s, u"4"_s, u"--healthy"_s}).exitCode, 0);
    const int idle = processesBelow(serverOf(*m_cluster));
    // A hung mount: the answer of this node takes seconds.
    QCOMPARE(practice(u"break"_s, {u"mount-hung"_s, u"--node"_s, u"compute01"_s}).exitCode, 0);
    const std::unique_ptr<QProcess> process = m_vermagic->start(
        {u"check"_s, u"-i"_s, m_cluster->inventoryFile(), u"--nodes"_s, u"compute01"_s});
    QTRY_VERIFY_WITH_TIMEOUT(processesBelow(serverOf(*m_cluster)) > idle, 30'000); // its session
    process->kill();
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitStatus(), QProcess::CrashExit);

    QVERIFY(m_cluster->status().running);
    const ProcessResult again = m_vermagic->run(
        {u"check"_s, u"-i"_s, m_cluster->inventoryFile(), u"-f"_s, u"json"_s});
    QCOMPARE(again.exitCode, 1);
    QCOMPARE(again.json()[u"summary"_s][u"broken"_s], 1);
    QCOMPARE(again.json()[u"summary"_s][u"healthy"_s], 3);
    stopsWithoutLeftovers(*m_cluster);
}

void TestPracticeProcess::theClusterOutlivesTheWindowThatStartedIt()
{
    m_cluster = std::make_unique<PracticeCluster>(m_vermagic->stateFolder() + u"/vermagic/practice"_s);
    const std::unique_ptr<QProcess> window = m_vermagic->start({u"--practice"_s});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_cluster->inventoryFile()), 60'000);
    window->kill();
    QVERIFY(window->waitForFinished());
    QCOMPARE(window->exitStatus(), QProcess::CrashExit);

    const ProcessResult check = m_vermagic->run(
        {u"check"_s, u"-i"_s, m_cluster->inventoryFile(), u"-f"_s, u"json"_s, u"--nodes"_s, u"compute01"_s});
    QCOMPARE(check.exitCode, 0);
    stopsWithoutLeftovers(*m_cluster);
}

void TestPracticeProcess::theBuildEnvironmentIsBrokenWithoutNamingANode()
{
    QCOMPARE(practice(u"start"_s, {u"--nodes"_s, u"4"_s, u"--healthy"_s}).exitCode, 0);
    const auto rust = [this] {
        return QProcess::execute(u"make"_s, {u"-s"_s, u"-C"_s, m_cluster->stateFolder() + u"/project"_s,
                                             u"run-docker"_s, u"COMMAND=cargo --version"_s});
    };
    QCOMPARE(rust(), 0);
    QCOMPARE(practice(u"break"_s, {u"rust-missing"_s}).exitCode, 0);
    QCOMPARE(rust(), 2);
    QCOMPARE(practice(u"break"_s, {u"service-down"_s}).exitCode, 3);
    QCOMPARE(practice(u"repair"_s, {u"--node"_s, u"docker"_s}).exitCode, 0);
    QCOMPARE(rust(), 0);
    QVERIFY(practice(u"list"_s).standardOutput.contains("docker is the build environment"));
    stopsWithoutLeftovers(*m_cluster);
}

void TestPracticeProcess::aStartThatIsKilledLeavesNoProcess_data()
{
    QTest::addColumn<QString>("file");
    // Each appears at another stage of the start.
    for (const char *file : {"usr", "identity", "server.log"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestPracticeProcess::aStartThatIsKilledLeavesNoProcess()
{
    QFETCH(const QString, file);
    const std::unique_ptr<QProcess> start = m_vermagic->start(
        {u"practice"_s, u"start"_s, u"--state"_s, m_cluster->stateFolder(), u"--nodes"_s, u"4"_s});
    const QString sign = m_cluster->stateFolder() + u'/' + file;
    while (start->state() == QProcess::Running && !QFile::exists(sign))
        start->waitForFinished(1);
    start->kill();
    start->waitForFinished();
    if (!m_cluster->status().running)
        QTRY_COMPARE_WITH_TIMEOUT(processesOf(m_cluster->stateFolder()), 0, 30'000);
    // What is left is no obstacle.
    QCOMPARE(practice(u"start"_s, {u"--nodes"_s, u"4"_s, u"--healthy"_s}).exitCode, 0);
    QCOMPARE(m_vermagic->run({u"check"_s, u"-i"_s, m_cluster->inventoryFile()}).exitCode, 0);
    stopsWithoutLeftovers(*m_cluster);
}

QTEST_GUILESS_MAIN(TestPracticeProcess)
#include "tst_practiceprocess.moc"
