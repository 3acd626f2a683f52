// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reboots into another kernel, without a window and over a real sshd: one that works becomes the default, one that does
// not is left again by the node itself, and several nodes go in turn.

#include "app/practice/practicecluster.h"
#include "tests/vermagicprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray oldKernel = "6.12.38+deb13-cloud-amd64";
const QByteArray newKernel = "6.12.43+deb13-cloud-amd64";

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestJourneyReboot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void aKernelThatWorksBecomesTheDefault();
    void aKernelThatFailsIsLeftAgain_data();
    void aKernelThatFailsIsLeftAgain();
    void whatAFailedTryLeftIsTakenBack();
    void withGrubbyItIsTheSame();
    void noJobLeavesForARebootThatCannotBe();
    void noMoreNodesAreDownAtOnceThanAllowed();
    void afterAFailureNoOtherNodeIsBegun();

private:
    ProcessResult fix(const QString &nodes, const QStringList &more = {}) const
    {
        return m_vermagic.run(QStringList{u"fix"_s, u"-i"_s, m_inventory, u"--nodes"_s, nodes,
                                          u"--playbook"_s, u"safe-reboot"_s, u"--yes"_s}
                              + more);
    }
    QByteArray file(const QString &node, const QString &path) const
    {
        return textOf(m_cluster->nodeFolder(node) + u'/' + path);
    }
    QByteArray runningKernel(const QString &node) const { return file(node, u".node/kernel"_s).trimmed(); }
    QByteArray defaultKernel(const QString &node) const;
    bool isHealthy(const QString &nodes) const
    {
        return m_vermagic.run({u"check"_s, u"-i"_s, m_inventory, u"--nodes"_s, nodes}).exitCode == 0;
    }
    void bringKernel(const QString &node, const QString &breakId, bool works);
    QByteArrayList auditLines() const
    {
        return textOf(m_vermagic.stateFolder() + u"/vermagic/audit.jsonl"_s).split('\n');
    }
    int mostNodesDown(qsizetype fromLine) const;

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeCluster> m_cluster;
    VermagicProcess m_vermagic;
    QString m_inventory;
    QStringList m_broken;
};

void TestJourneyReboot::initTestCase()
{
    m_cluster = std::make_unique<PracticeCluster>(m_folder.filePath(u"practice"_s));
    const Result<QString> inventory = m_cluster->start({.nodes = 10, .story = false, .speed = 1});
    QVERIFY2(inventory, inventory ? "" : qPrintable(toString(inventory.error())));
    m_inventory = *inventory;
}

void TestJourneyReboot::cleanup()
{
    for (const QString &node : std::exchange(m_broken, {}))
        QVERIFY(m_cluster->repairNode(node));
}

void TestJourneyReboot::cleanupTestCase()
{
    if (m_cluster)
        QVERIFY(m_cluster->stop());
}

/// What the node boots from now on, as a sweep reads it.
QByteArray TestJourneyReboot::defaultKernel(const QString &node) const
{
    const ProcessResult report = m_vermagic.run(
        {u"check"_s, u"-i"_s, m_inventory, u"--nodes"_s, node, u"-f"_s, u"json"_s});
    return report.json()[u"nodes"_s][0][u"facts"_s][u"kernel.next"_s][u"value"_s].toString().toUtf8();
}

void TestJourneyReboot::bringKernel(const QString &node, const QString &breakId, bool works)
{
    if (!m_broken.contains(node))
        m_broken.append(node);
    QVERIFY(m_cluster->breakNode(breakId, node));
    if (works)
        QVERIFY(QFile::remove(m_cluster->nodeFolder(node) + u"/.node/failing-kernels"_s));
    QCOMPARE(defaultKernel(node), newKernel);
}

/// The largest number of nodes between the beginning and the end of their runs at the same time.
int TestJourneyReboot::mostNodesDown(qsizetype fromLine) const
{
    int now = 0;
    int most = 0;
    const QByteArrayList lines = auditLines();
    for (const QByteArray &line : lines.sliced(fromLine)) {
        const QString event = QJsonDocument::fromJson(line)[u"event"_s].toString();
        now += event == u"run-started"_s ? 1 : event == u"run-finished"_s ? -1 : 0;
        most = std::max(most, now);
    }
    return most;
}

void TestJourneyReboot::aKernelThatWorksBecomesTheDefault()
{
    const QString node = u"compute01"_s;
    bringKernel(node, u"kernel-panics-at-boot"_s, true);
    QVERIFY(m_cluster->breakNode(u"job-running"_s, node));
    const ProcessResult result = fix(node);
    QVERIFY2(result.exitCode == 0, (result.standardOutput + result.standardError).constData());
    QCOMPARE(runningKernel(node), newKernel);
    QCOMPARE(defaultKernel(node), newKernel);
    QVERIFY(isHealthy(node));
    // Its job was waited for, it gets jobs again, and nothing of the try is left.
    QDir logs(m_vermagic.stateFolder() + u"/vermagic/logs"_s);
    const QString run = logs.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time).value(0);
    const QString log = QDir(logs.filePath(run)).entryList({u"*-drain.log"_s}).value(0);
    const QByteArray drained = textOf(logs.filePath(run + u'/' + log));
    QVERIFY2(drained.contains("waiting for:\n4711") && drained.contains("compute01 is drained"),
             drained.constData());
    QVERIFY(!QFile::exists(m_cluster->nodeFolder(node) + u"/.node/slurm/drain"_s));
    QVERIFY(
        QDir(m_cluster->nodeFolder(node) + u"/etc/systemd/system"_s).entryList({u"vermagic-*"_s}).isEmpty());
    QVERIFY(!file(node, u"boot/grub/grub.cfg"_s).contains("panic="));
    QVERIFY(file(node, u".node/proc/cmdline"_s).contains("panic=30")); // as it was booted
}

void TestJourneyReboot::aKernelThatFailsIsLeftAgain_data()
{
    QTest::addColumn<QString>("breakId");
    QTest::newRow("it panics") << u"kernel-panics-at-boot"_s;
    QTest::newRow("nobody can reach it") << u"kernel-unreachable"_s;
}

void TestJourneyReboot::aKernelThatFailsIsLeftAgain()
{
    QFETCH(const QString, breakId);
    const QString node = u"compute02"_s;
    bringKernel(node, breakId, false);
    const ProcessResult result = fix(node);
    QVERIFY2(result.exitCode == 4, (result.standardOutput + result.standardError).constData());
    QVERIFY2(result.standardOutput.contains("failed    The node stayed up with the new kernel")
                 && result.standardOutput.contains("came back on " + oldKernel + ": the new kernel "
                                                   + newKernel + " did not stay up"),
             result.standardOutput.constData());
    // It works as before, the next reboot does not lead to that kernel, and no job comes before somebody has looked.
    QCOMPARE(runningKernel(node), oldKernel);
    QCOMPARE(defaultKernel(node), oldKernel);
    QVERIFY(isHealthy(node));
    QVERIFY(!file(node, u"boot/grub/grub.cfg"_s).contains("panic="));
    QCOMPARE(file(node, u".node/slurm/drain"_s).trimmed(), "vermagic: safe reboot");
}

void TestJourneyReboot::whatAFailedTryLeftIsTakenBack()
{
    const QString node = u"compute02"_s;
    bringKernel(node, u"kernel-panics-at-boot"_s, false);
    QCOMPARE(fix(node).exitCode, 4);
    // Once more, with a kernel that works by now: the default that the failure left does not stand in the way.
    QVERIFY(QFile::remove(m_cluster->nodeFolder(node) + u"/.node/failing-kernels"_s));
    const ProcessResult again = fix(node, {u"--set"_s, u"kernel="_s + QString::fromUtf8(newKernel)});
    QVERIFY2(again.exitCode == 0, (again.standardOutput + again.standardError).constData());
    QCOMPARE(runningKernel(node), newKernel);
    QCOMPARE(defaultKernel(node), newKernel);
    QVERIFY(
        !QFile::exists(m_cluster->nodeFolder(node) + u"/etc/default/grub.d/zz-vermagic-safe-reboot.cfg"_s));
    QVERIFY(!QFile::exists(m_cluster->nodeFolder(node) + u"/.node/slurm/drain"_s));
}

void TestJourneyReboot::withGrubbyItIsTheSame()
{
    const QString node = u"oss01"_s;
    const QByteArray distribution = "4.18.0-553.22.1.el8_10.x86_64";
    const QByteArray patched = "4.18.0-553.22.1.el8_lustre.x86_64";
    m_broken.append(node);
    const auto into = [&](const QByteArray &kernel) {
        return fix(node, {u"--set"_s, u"kernel="_s + QString::fromUtf8(kernel)});
    };
    const ProcessResult there = into(distribution);
    QVERIFY2(there.exitCode == 0, (there.standardOutput + there.standardError).constData());
    QCOMPARE(runningKernel(node), distribution);
    QCOMPARE(defaultKernel(node), distribution);

    QFile failing(m_cluster->nodeFolder(node) + u"/.node/failing-kernels"_s);
    QVERIFY(failing.open(QIODevice::WriteOnly) && failing.write(patched + " panics\n") > 0);
    failing.close();
    const ProcessResult back = into(patched);
    QVERIFY2(back.exitCode == 4 && back.standardOutput.contains("came back on " + distribution),
             (back.standardOutput + back.standardError).constData());
    QCOMPARE(runningKernel(node), distribution);
    QCOMPARE(defaultKernel(node), distribution);
    for (const QByteArray &kernel : {distribution, patched}) {
        const QDir entries(m_cluster->nodeFolder(node) + u"/boot/loader/entries"_s);
        const QString entry = entries.entryList({u"*-"_s + QString::fromUtf8(kernel) + u".conf"_s}).value(0);
        const QByteArray text = textOf(entries.filePath(entry));
        QVERIFY2(text.contains("options ") && !text.contains("panic="), text.constData());
    }
}

void TestJourneyReboot::noJobLeavesForARebootThatCannotBe()
{
    const QString node = u"compute01"_s;
    m_broken.append(node);
    const ProcessResult same = fix(node); // no other kernel boots next
    QVERIFY2(same.exitCode == 4 && same.standardOutput.contains(oldKernel + " runs already"),
             (same.standardOutput + same.standardError).constData());
    bringKernel(node, u"kernel-panics-at-boot"_s, true);
    QFile grub(m_cluster->nodeFolder(node) + u"/etc/default/grub"_s);
    QVERIFY(grub.open(QIODevice::WriteOnly | QIODevice::Append) && grub.write("GRUB_DEFAULT=\"1>2\"\n") > 0);
    grub.close();
    const ProcessResult fixedEntry = fix(node);
    QVERIFY2(fixedEntry.exitCode == 4 && fixedEntry.standardOutput.contains("not saved: make it so"),
             (fixedEntry.standardOutput + fixedEntry.standardError).constData());
    QVERIFY(!QFile::exists(m_cluster->nodeFolder(node) + u"/.node/slurm/drain"_s));
    QCOMPARE(runningKernel(node), oldKernel);
}

void TestJourneyReboot::noMoreNodesAreDownAtOnceThanAllowed()
{
    const QStringList nodes{u"compute01"_s, u"compute02"_s, u"compute03"_s};
    for (const QString &node : nodes)
        bringKernel(node, u"kernel-panics-at-boot"_s, true);
    const qsizetype before = auditLines().size() - 1;
    const ProcessResult result = fix(u"compute[01-03]"_s, {u"--max-unavailable"_s, u"2"_s});
    QVERIFY2(result.exitCode == 0, (result.standardOutput + result.standardError).constData());
    QCOMPARE(mostNodesDown(before), 2);
    for (const QString &node : nodes)
        QCOMPARE(runningKernel(node), newKernel);
}

void TestJourneyReboot::afterAFailureNoOtherNodeIsBegun()
{
    bringKernel(u"compute01"_s, u"kernel-panics-at-boot"_s, true);
    bringKernel(u"compute02"_s, u"kernel-panics-at-boot"_s, false);
    bringKernel(u"compute03"_s, u"kernel-panics-at-boot"_s, true);
    const qsizetype before = auditLines().size() - 1;
    const ProcessResult result = fix(u"compute[01-03]"_s);
    QVERIFY2(result.exitCode == 4, (result.standardOutput + result.standardError).constData());
    QVERIFY2(result.standardOutput.contains("compute03: stopped — not begun: compute02 ended as step-failed"),
             result.standardOutput.constData());
    QCOMPARE(mostNodesDown(before), 1);
    QCOMPARE(runningKernel(u"compute01"_s), newKernel);
    QCOMPARE(runningKernel(u"compute02"_s), oldKernel);
    QCOMPARE(runningKernel(u"compute03"_s), oldKernel);
    QVERIFY(!QFile::exists(m_cluster->nodeFolder(u"compute03"_s) + u"/.node/slurm/drain"_s));
}

QTEST_GUILESS_MAIN(TestJourneyReboot)
#include "tst_journeyreboot.moc"
