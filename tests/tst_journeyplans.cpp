// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ways besides break and fix, over a real sshd: what a plan tells beforehand, what is foreseen, what is asked for without a
// finding, and a person at the terminal.

#include "app/practice/practicefiles.h"
#include "tests/journeybench.h"
#include "tests/pseudoterminal.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestJourneyPlans : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const Result<void> started = m_bench.start();
        QVERIFY2(started, started ? "" : qPrintable(toString(started.error())));
    }
    void cleanup() { QVERIFY(m_bench.cleanUp()); }
    void cleanupTestCase() { QVERIFY(m_bench.stop()); }
    void theBuildEnvironmentIsBuiltAnew_data();
    void theBuildEnvironmentIsBuiltAnew();
    void aTestSuiteRunsFromStartToStop_data();
    void aTestSuiteRunsFromStartToStop();
    void aServerBuildGoesOnWhereItWasStopped();
    void aClientIsBuiltForDkms();
    void aPlanSaysWhatItWouldChange();
    void anUpgradeIsPredictedToMendTheVersion();
    void aNodeThatWouldBootAnotherEntryIsNotRebooted();
    void aBreakIsForeseenWithItsDate();
    void theBootCheckGetsTheModuleOfANewKernel();
    void aRegularCheckIsSetUpOnDemand();
    void aTrialBuildThatFailsIsFoundInTheMatrix();
    void aMountIsTriedByAFile();
    void anInterruptedCheckStillTellsItsFindings();
    void aPersonMayAnswerOrInterruptAQuestion_data();
    void aPersonMayAnswerOrInterruptAQuestion();

private:
    JourneyBench m_bench;
};

void TestJourneyPlans::theBuildEnvironmentIsBuiltAnew_data()
{
    QTest::addColumn<QString>("breakId");
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QString>("expected"); // the check that finds it
    QTest::addColumn<int>("exitCode");
    QTest::newRow("other headers") << u"build-environment-mismatch"_s << u"rebuild-images"_s
                                   << u"build-kernel-series-differs"_s << 1;
    QTest::newRow("no Rust") << u"rust-missing"_s << u"rebuild-packages"_s << u"build-rust-missing"_s << 0;
}

void TestJourneyPlans::theBuildEnvironmentIsBuiltAnew()
{
    QFETCH(QString, breakId);
    QFETCH(QString, remedy);
    QFETCH(QString, expected);
    QFETCH(int, exitCode);
    const QString node = u"docker"_s;
    QVERIFY(m_bench.breakNode(breakId, node));
    // The build environment is asked within a sweep of the whole cluster.
    const QStringList sweep{u"check"_s, u"-i"_s, m_bench.inventory(), u"-f"_s, u"json"_s};
    const ProcessResult found = m_bench.program().run(sweep);
    QCOMPARE(found.exitCode, exitCode);
    QVERIFY(hasCheck(found.json(), expected));

    const QStringList ask{
        u"-i"_s, m_bench.inventory(), u"--playbook"_s, u"build-environment"_s, u"--remedy"_s, remedy};
    const QString packages = m_bench.cluster().stateFolder() + u"/project/build/packages/beegfs"_s;
    const QStringList before = QDir(packages).entryList(QDir::Files);
    const ProcessResult plan = m_bench.program().run(QStringList{u"plan"_s} + ask);
    QVERIFY2(plan.exitCode == 0 && plan.standardOutput.contains("make build-docker"),
             (plan.standardOutput + plan.standardError).constData());
    QCOMPARE(QDir(packages).entryList(QDir::Files), before);

    const ProcessResult fix = m_bench.program().run(QStringList{u"fix"_s, u"--yes"_s} + ask);
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    QCOMPARE(QDir(packages).entryList({u"beegfs-mgmtd_*.deb"_s}).size(), 1);
    const ProcessResult after = m_bench.program().run(sweep);
    QCOMPARE(after.exitCode, 0);
    QVERIFY(after.json()[u"verdict"_s] == u"healthy"_s && hasCheck(after.json(), u"build-kernel-differs"_s));
    QVERIFY(!hasCheck(after.json(), expected));
}

void TestJourneyPlans::aTestSuiteRunsFromStartToStop_data()
{
    QTest::addColumn<QString>("suite");
    for (const char *suite : {"beegfs", "virtio-fs"})
        QTest::newRow(suite) << QString::fromLatin1(suite);
}

void TestJourneyPlans::aTestSuiteRunsFromStartToStop()
{
    QFETCH(QString, suite);
    const ProcessResult run = m_bench.program().run(
        {u"fix"_s, u"--yes"_s, u"--restart"_s, u"-i"_s, m_bench.inventory(), u"--playbook"_s,
         u"build-environment"_s, u"--remedy"_s, u"test-run"_s, u"--set"_s, u"suite="_s + suite});
    QVERIFY2(run.exitCode == 0, (run.standardOutput + run.standardError).constData());
    QVERIFY2(run.standardOutput.contains("ok        Stop the test cluster"), run.standardOutput.constData());
    const QDir reports(m_bench.cluster().stateFolder() + u"/project/tests/validation-output"_s);
    QCOMPARE(reports.entryList({u"test-%1-*"_s.arg(suite)}, QDir::Dirs).size(), 1);
    // Its last step has switched the machines off.
    QCOMPARE(QProcess::execute(
                 u"make"_s, {u"-C"_s, m_bench.cluster().stateFolder() + u"/project"_s, u"cluster-start"_s}),
             0);
}

void TestJourneyPlans::aServerBuildGoesOnWhereItWasStopped()
{
    const QString node = u"oss01"_s;
    QVERIFY(m_bench.breakNode(u"server-build"_s, node));
    QVERIFY(!m_bench.check(node, 1).isEmpty()); // it has booted
    // Somebody else's folder where Lustre's source is to be, and SELinux as it is installed.
    const QString folder = m_bench.cluster().nodeFolder(node) + u"/var/tmp/lustre-server"_s;
    QVERIFY(QDir().mkpath(folder + u"/lustre-release"_s));
    const QStringList anew{u"--yes"_s, u"--playbook"_s, u"lustre-server-build"_s, u"--restart"_s};
    const ProcessResult stopped = m_bench.run(u"fix"_s, node, anew);
    QCOMPARE(stopped.exitCode, 4);
    QVERIFY2(stopped.standardOutput.contains("/lustre-release is something else than 2.16.1: move it away"),
             stopped.standardOutput.constData());
    QVERIFY(QDir().rmdir(folder + u"/lustre-release"_s));

    const ProcessResult plan = m_bench.run(u"plan"_s, node);
    QVERIFY2(plan.standardOutput.contains("Install e2fsprogs over the distribution's [done on ")
                 && plan.standardOutput.contains("  9. Fetch the source of Lustre 2.16.1\n"),
             plan.standardOutput.constData());
    QVERIFY2(!plan.standardOutput.contains("{{"), plan.standardOutput.constData());
    const ProcessResult fix = m_bench.run(u"fix"_s, node, {u"--yes"_s});
    QVERIFY2(fix.exitCode == 0 && fix.standardOutput.contains("skipped   Build e2fsprogs (done on "),
             (fix.standardOutput + fix.standardError).constData());
    // The stock kernel is still there, the patch was added once, and nothing of the smoke test is left.
    QVERIFY(
        QFile::exists(m_bench.cluster().nodeFolder(node) + u"/boot/vmlinuz-4.18.0-553.22.1.el8_10.x86_64"_s));
    QFile spec(folder + u"/kernel/SPECS/kernel.spec"_s);
    QVERIFY(spec.open(QIODevice::ReadOnly));
    QCOMPARE(spec.readAll().count("Patch99995:"), 1);
    QVERIFY(!QFile::exists(m_bench.cluster().nodeFolder(node) + u"/tmp/lustre-mdt1"_s));
    const QJsonObject healthy = m_bench.check(node, 0);
    QCOMPARE(healthy[u"verdict"_s], u"healthy"_s);
}

void TestJourneyPlans::aClientIsBuiltForDkms()
{
    const QString node = u"login02"_s, kernel = u"6.8.0-1039-aws"_s;
    const QString folder = m_bench.cluster().nodeFolder(node);
    const QString dkms = folder + u"/var/lib/dkms/lustre-client-modules"_s;
    QVERIFY(m_bench.breakNode(u"module-package-missing"_s, node));
    QCOMPARE(rootCause(m_bench.check(node, 1))[u"check"_s], u"module-package-missing"_s);
    QVERIFY(copyTree(QStringLiteral(VERMAGIC_TEST_DATA "/practice/lustre-release"),
                     folder + u"/home/admin/lustre-release"_s));
    const auto build = [&](const QString &source) {
        return m_bench.run(u"fix"_s, node,
                           {u"--yes"_s, u"--playbook"_s, u"lustre-client-build"_s, u"--remedy"_s,
                            u"build-dkms"_s, u"--set"_s, u"source="_s + source});
    };

    const ProcessResult wrong = build(u"/home/admin/.ssh"_s);
    QCOMPARE(wrong.exitCode, 4);
    QVERIFY2(wrong.standardOutput.contains("/home/admin/.ssh is no source tree of Lustre"),
             (wrong.standardOutput + wrong.standardError).constData());
    QVERIFY(!QFile::exists(folder + u"/var/lib/dpkg/info/automake.list"_s) && !QFile::exists(dkms));

    const ProcessResult built = build(u"/home/admin/lustre-release"_s);
    QVERIFY2(built.exitCode == 0, (built.standardOutput + built.standardError).constData());
    QCOMPARE(QFileInfo(dkms + u"/kernel-%1-x86_64"_s.arg(kernel)).symLinkTarget(),
             dkms + u"/2.16.1/%1/x86_64"_s.arg(kernel));
    QFile module(folder + u"/.node/modules/%1/updates/dkms/lustre.ko"_s.arg(kernel)),
        made(dkms + u"/2.16.1/%1/x86_64/module/lustre.ko"_s.arg(kernel));
    QVERIFY(module.open(QIODevice::ReadOnly) && made.open(QIODevice::ReadOnly));
    const QByteArray code = module.readAll();
    QVERIFY(code.contains("version=2.16.1") && code.contains("vermagic=" + kernel.toLatin1())
            && code == made.readAll());
    const QJsonObject report = m_bench.check(node, 1);
    QVERIFY(!hasCheck(report, u"module-package-missing"_s) && !hasCheck(report, u"module-missing"_s));
    QCOMPARE(rootCause(report)[u"check"_s], u"module-not-loaded"_s);

    const QByteArray before = m_bench.digestOf(node);
    const ProcessResult again = build(u"/home/admin/lustre-release"_s);
    QCOMPARE(again.exitCode, 0);
    for (const char *step : {"Install what the build needs", "Build the packages", "Install them"})
        QVERIFY2(again.standardOutput.contains(QByteArray("skipped   ") + step + " (done on "),
                 again.standardOutput.constData());
    QCOMPARE(m_bench.digestOf(node), before);

    QCOMPARE(m_bench.run(u"fix"_s, node, {u"--yes"_s}).exitCode, 0);
    QCOMPARE(m_bench.check(node, 0)[u"verdict"_s], u"healthy"_s);
    QFile loaded(folder + u"/.node/sys/module/lustre/version"_s);
    QVERIFY(loaded.open(QIODevice::ReadOnly));
    QCOMPARE(loaded.readAll(), "2.16.1\n");
}

void TestJourneyPlans::aPlanSaysWhatItWouldChange()
{
    const QString node = u"compute03"_s;
    QVERIFY(m_bench.breakNode(u"headers-gone"_s, node));
    QVERIFY(!m_bench.check(node, 1).isEmpty()); // it has booted
    QVERIFY(m_bench.breakNode(u"job-running"_s, node));
    const QByteArray before = m_bench.digestOf(node);
    const ProcessResult plan = m_bench.run(u"plan"_s, node, {u"--impact"_s});
    const QByteArray text = plan.standardOutput.mid(plan.standardOutput.indexOf("what would change"));
    QCOMPARE(m_bench.digestOf(node), before);
    for (const char *line :
         {"install  linux-image-6.12.48+deb13-cloud-amd64  6.12.48-1",
          "upgrade  linux-image-cloud-amd64  6.12.38-1 → 6.12.48-1", "all of them, for the node reboots",
          "/mnt/beegfs  ior (4711)", "4711  alice  RUNNING",
          "Build the module for the new kernel: cannot be simulated", "node: Headers missing → Healthy",
          "ok (6.12.48+deb13-cloud-amd64)"})
        QVERIFY2(text.contains(line),
                 (QByteArray(line) + "\n" + plan.standardOutput + plan.standardError).constData());
    QVERIFY(!m_bench.run(u"plan"_s, node).standardOutput.contains("what would change"));
}

void TestJourneyPlans::anUpgradeIsPredictedToMendTheVersion()
{
    const QString node = u"compute03"_s;
    QVERIFY(m_bench.breakNode(u"obsolete-version"_s, node));
    const ProcessResult plan = m_bench.run(u"plan"_s, node, {u"--impact"_s});
    QVERIFY2(plan.standardOutput.contains("node: Version unsupported → Healthy"),
             (plan.standardOutput + plan.standardError).constData());
}

void TestJourneyPlans::aNodeThatWouldBootAnotherEntryIsNotRebooted()
{
    const QString node = u"compute01"_s;
    QVERIFY(m_bench.breakNode(u"headers-gone"_s, node));
    QVERIFY(!m_bench.check(node, 1).isEmpty());
    const QString folder = m_bench.cluster().nodeFolder(node);
    QFile grub(folder + u"/etc/default/grub"_s), bootId(folder + u"/.node/proc/boot_id"_s);
    QVERIFY(grub.open(QIODevice::WriteOnly) && grub.write("GRUB_DEFAULT=\"1>2\"\n") > 0);
    grub.close();
    QVERIFY(bootId.open(QIODevice::ReadOnly));
    const QByteArray before = bootId.readAll();

    const ProcessResult fix = m_bench.run(u"fix"_s, node, {u"--yes"_s});
    QCOMPARE(fix.exitCode, 4);
    QVERIFY2(fix.standardOutput.contains("GRUB_DEFAULT is '1>2', not saved"),
             (fix.standardOutput + fix.standardError).constData());
    bootId.close();
    QVERIFY(bootId.open(QIODevice::ReadOnly));
    QCOMPARE(bootId.readAll(), before);
}

void TestJourneyPlans::aBreakIsForeseenWithItsDate()
{
    const auto forecast = [&] {
        return m_bench.run(u"forecast"_s, u"headnode,login02,compute01"_s, {u"-f"_s, u"json"_s});
    };
    const ProcessResult healthy = forecast();
    QVERIFY2(healthy.exitCode == 0, (healthy.standardOutput + healthy.standardError).constData());
    QCOMPARE(healthy.json()[u"nodes"_s].toArray().size(), 3);

    const QString node = u"login02"_s;
    QVERIFY(m_bench.breakNode(u"upgrade-waiting"_s, node));
    // Now, and with today's next-boot kernel, nothing is broken.
    const QJsonObject now = m_bench.check(node, 1);
    QCOMPARE(rootCause(now)[u"check"_s], u"kernel-not-held"_s);
    QCOMPARE(now[u"summary"_s][u"attention"_s], 1);
    const ProcessResult waiting = forecast();
    QVERIFY2(waiting.exitCode == 1, (waiting.standardOutput + waiting.standardError).constData());
    const QJsonValue first = waiting.json()[u"nodes"_s][0];
    QCOMPARE(first[u"node"_s], node);
    QCOMPARE(first[u"verdict"_s], u"breaks"_s);
    QCOMPARE(first[u"kernel"_s], u"6.8.0-1042-aws"_s);
    QVERIFY(first[u"at"_s].toString().endsWith(u"T06:30:00Z"_s));
    QVERIFY(
        first[u"reason"_s].toString().contains(u"lustre-client-modules-6.8.0-1042-aws is in the archive"_s));
    QCOMPARE(first[u"events"_s][0][u"kind"_s], u"upgrade"_s);
    QCOMPARE(first[u"events"_s][1][u"kind"_s], u"reboot"_s);
}

void TestJourneyPlans::theBootCheckGetsTheModuleOfANewKernel()
{
    const QString node = u"login02"_s;
    QVERIFY(m_bench.breakNode(u"boot-check-off"_s, node));
    QCOMPARE(rootCause(m_bench.check(node, 1))[u"check"_s], u"boot-check-off"_s);
    const ProcessResult fix = m_bench.run(u"fix"_s, node, {u"--yes"_s});
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    // Without the service this leaves the node without its module.
    QVERIFY(m_bench.breakNode(u"kernel-upgraded"_s, node));
    const QJsonObject report = m_bench.check(node, 0);
    QCOMPARE(report[u"verdict"_s], u"healthy"_s);
    QFile kernel(m_bench.cluster().nodeFolder(node) + u"/.node/kernel"_s);
    QVERIFY(kernel.open(QIODevice::ReadOnly));
    QCOMPARE(kernel.readAll().trimmed(), "6.8.0-1042-aws");
}

void TestJourneyPlans::aRegularCheckIsSetUpOnDemand()
{
    const QString node = u"headnode"_s;
    m_bench.willChange(node);
    const QStringList ask{u"--playbook"_s, u"lustre-monitor"_s, u"--remedy"_s};
    const ProcessResult alarm = m_bench.run(u"plan"_s, node, ask + QStringList{u"check-for-alarm"_s});
    QVERIFY2(alarm.standardOutput.contains("aws cloudwatch put-metric-alarm"),
             (alarm.standardOutput + alarm.standardError).constData());
    const ProcessResult fix = m_bench.run(u"fix"_s, node, ask + QStringList{u"check-daily"_s, u"--yes"_s});
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    const QString folder = m_bench.cluster().nodeFolder(node);
    QFile script(folder + u"/.node/local/bin/check-lustre.sh"_s),
        timer(folder + u"/.node/units/lustre-check.timer"_s);
    QVERIFY(script.open(QIODevice::ReadOnly) && timer.open(QIODevice::ReadOnly));
    QVERIFY(script.readAll().contains("/fsx is not mounted"));
    const QByteArray state = timer.readAll();
    QVERIFY2(state.contains("ActiveState=active") && state.contains("UnitFileState=enabled"),
             state.constData());
}

void TestJourneyPlans::aTrialBuildThatFailsIsFoundInTheMatrix()
{
    const QString node = u"compute04"_s;
    m_bench.willChange(node);
    QFile mark(m_bench.cluster().nodeFolder(node) + u"/.node/build-fails"_s);
    QVERIFY(mark.open(QIODevice::WriteOnly));
    const ProcessResult tried = m_bench.run(
        u"fix"_s, node, {u"--playbook"_s, u"trial-build"_s, u"--remedy"_s, u"build"_s, u"--yes"_s});
    QVERIFY2(tried.exitCode == 4, (tried.standardOutput + tried.standardError).constData());
    const ProcessResult matrix = m_bench.program().run(
        {u"matrix"_s, u"-i"_s, m_bench.inventory(), u"--fs"_s, u"beegfs"_s, u"--kernel"_s,
         u"6.12.38+deb13-cloud-amd64"_s, u"--version"_s, u"8.1.0"_s});
    QVERIFY2(matrix.standardOutput.contains("fails     built on our node: compute04")
                 && matrix.standardOutput.contains("FhgfsOpsDir.c:25:22: error:"),
             (matrix.standardOutput + matrix.standardError).constData());
}

void TestJourneyPlans::aMountIsTriedByAFile()
{
    const QString node = u"compute01"_s;
    const auto tryMount = [&](const QStringList &more) {
        return m_bench.run(u"fix"_s, node, QStringList{u"--playbook"_s, u"mount-test"_s, u"--yes"_s} + more);
    };
    const QByteArray before = m_bench.digestOf(node);
    const ProcessResult written = tryMount({});
    QVERIFY2(written.exitCode == 0 && written.standardOutput.contains("read back as written"),
             (written.standardOutput + written.standardError).constData());
    QCOMPARE(m_bench.digestOf(node), before);
    const ProcessResult elsewhere = tryMount({u"--set"_s, u"folder=/dev"_s});
    QVERIFY2(elsewhere.exitCode == 4
                 && elsewhere.standardOutput.contains("/dev is not a part of what is mounted"),
             (elsewhere.standardOutput + elsewhere.standardError).constData());
}

void TestJourneyPlans::anInterruptedCheckStillTellsItsFindings()
{
    const QString node = u"compute01"_s;
    const QString silent = u"compute03"_s;
    QVERIFY(m_bench.breakNode(u"service-down"_s, node));
    QVERIFY(m_bench.cluster().breakNode(u"silent"_s, silent));
    for (const QString &format : {u"json"_s, u"text"_s}) {
        PseudoTerminal terminal(100);
        const std::unique_ptr<QProcess> process = m_bench.program().start(
            {u"check"_s, u"-i"_s, m_bench.inventory(), u"--nodes"_s, node + u',' + silent, u"-f"_s, format,
             u"--timeout"_s, u"600"_s},
            terminal.as(STDERR_FILENO));
        QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("1 of 2 nodes"), 30'000);
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        const ProcessResult result = VermagicProcess::wait(*process);
        QCOMPARE(result.exitCode, 1);
        if (format == u"text") {
            QVERIFY2(result.standardOutput.contains("ended before all nodes had answered"),
                     result.standardOutput.constData());
            QVERIFY(result.standardOutput.contains("service"));
            continue;
        }
        QCOMPARE(result.json()[u"complete"_s], false);
        QCOMPARE(result.json()[u"nodes"_s][0][u"state"_s], u"broken"_s);
        QCOMPARE(result.json()[u"nodes"_s][1][u"state"_s], u"unreachable"_s);
    }
    QVERIFY(m_bench.cluster().repairNode(silent));
}

void TestJourneyPlans::aPersonMayAnswerOrInterruptAQuestion_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("answered") << QByteArray("secret\n") << 0;
    QTest::newRow("interrupted") << QByteArray("\x03") << 2;
}

void TestJourneyPlans::aPersonMayAnswerOrInterruptAQuestion()
{
    QFETCH(const QByteArray, keys);
    QFETCH(const int, exitCode);
    const QString key = m_bench.file(u"locked"_s);
    QFile::remove(key);
    QVERIFY(QFile::copy(m_bench.cluster().stateFolder() + u"/identity"_s, key));
    QCOMPARE(QProcess::execute(u"ssh-keygen"_s,
                               {u"-q"_s, u"-p"_s, u"-f"_s, key, u"-P"_s, QString(), u"-N"_s, u"secret"_s}),
             0);
    QFile inventory(m_bench.inventory());
    QVERIFY(inventory.open(QIODevice::ReadOnly));
    QFile locked(m_bench.file(u"locked.yaml"_s));
    QVERIFY(locked.open(QIODevice::WriteOnly));
    locked.write(inventory.readAll().replace((m_bench.cluster().stateFolder() + u"/identity"_s).toUtf8(),
                                             key.toUtf8()));
    locked.close();

    PseudoTerminal terminal(100);
    const std::unique_ptr<QProcess> process = m_bench.program().start(
        {u"check"_s, u"-i"_s, locked.fileName(), u"--nodes"_s, u"compute[01-02]"_s},
        terminal.asControlling());
    QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("Passphrase") && !terminal.echoes(), 30'000);
    terminal.type(keys);
    QCOMPARE(VermagicProcess::wait(*process).exitCode, exitCode);
    QVERIFY(terminal.echoes());
    QVERIFY(!terminal.text().contains("secret"));
}

QTEST_GUILESS_MAIN(TestJourneyPlans)
#include "tst_journeyplans.moc"
