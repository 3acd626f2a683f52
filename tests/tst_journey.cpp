// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole way without a window, over a real sshd: break a node of the practice cluster, check, plan, fix, check.

#include "app/practice/practicecluster.h"
#include "tests/pseudoterminal.h"
#include "tests/vermagicprocess.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

/// Names, targets and contents of everything that a change to the node would change. /tmp, /run and homes are
/// left out: looking at a node may leave traces there.
QByteArray digestOf(const QString &nodeFolder)
{
    QStringList lines;
    for (const QString &top : {u"etc"_s, u"var"_s, u"boot"_s, u"opt"_s, u".node"_s, u".modules"_s, u"proc"_s,
                               u"sys"_s, u"mnt"_s}) {
        QDirIterator it(nodeFolder + u'/' + top,
                        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QFileInfo info = it.nextFileInfo();
            if (info.fileName() == u"uptime"_s) // goes by itself
                continue;
            QString line = info.filePath() + u' '
                           + (info.isSymLink() ? info.symLinkTarget() : QString::number(info.size()));
            QFile file(info.filePath());
            if (info.isFile() && !info.isSymLink() && file.open(QIODevice::ReadOnly))
                line += QString::fromLatin1(
                    QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex());
            lines.append(line);
        }
    }
    lines.sort();
    return lines.join(u'\n').toUtf8();
}

QJsonObject rootCause(const QJsonObject &report)
{
    for (const auto finding : report[u"nodes"_s][0][u"findings"_s].toArray()) {
        if (finding[u"rootCause"_s].toBool())
            return finding.toObject();
    }
    return {};
}

bool hasCheck(const QJsonObject &report, const QString &check)
{
    for (const auto finding : report[u"nodes"_s][0][u"findings"_s].toArray()) {
        if (finding[u"check"_s] == check)
            return true;
    }
    return false;
}

} // namespace

class TestJourney : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void aHealthyClusterIsHealthy();
    void everyBreakIsFoundPlannedAndFixed_data();
    void everyBreakIsFoundPlannedAndFixed();
    void theBuildEnvironmentIsBuiltAnew_data();
    void theBuildEnvironmentIsBuiltAnew();
    void aPlanSaysWhatItWouldChange();
    void aNodeThatWouldBootAnotherEntryIsNotRebooted();
    void aBreakIsForeseenWithItsDate();
    void theBootCheckGetsTheModuleOfANewKernel();
    void aRegularCheckIsSetUpOnDemand();
    void aChangedHostKeyIsReplacedOnlyByItsFingerprint();
    void aChangedHostKeyIsExplainedByItsEvidence_data();
    void aChangedHostKeyIsExplainedByItsEvidence();
    void onlyTheStaleEntriesOfAHostAreReplaced();
    void anInterruptedCheckStillTellsItsFindings();
    void aPersonMayAnswerOrInterruptAQuestion_data();
    void aPersonMayAnswerOrInterruptAQuestion();
    void whatANodeAnswersIsNeverRun_data();
    void whatANodeAnswersIsNeverRun();
    void theAuditLogHoldsWhatWasDone();

private:
    QString knownHostsFile() const { return m_cluster->stateFolder() + u"/known_hosts"_s; }
    bool writeKnownHosts(const QByteArray &text) const;
    QString offeredKey(const QString &node) const;
    ProcessResult vermagic(const QString &command, const QString &node, const QStringList &more = {}) const;
    QJsonObject check(const QString &node, int expectedExit) const;

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeCluster> m_cluster;
    VermagicProcess m_vermagic;
    QString m_inventory;
    QString m_broken;
    QByteArray m_knownHosts; ///< as the cluster was started
};

void TestJourney::initTestCase()
{
    m_cluster = std::make_unique<PracticeCluster>(m_folder.filePath(u"practice"_s));
    const Result<QString> inventory = m_cluster->start({.nodes = 10, .story = false, .speed = 1});
    QVERIFY2(inventory, inventory ? "" : qPrintable(toString(inventory.error())));
    m_inventory = *inventory;
    QFile knownHosts(knownHostsFile());
    QVERIFY(knownHosts.open(QIODevice::ReadOnly));
    m_knownHosts = knownHosts.readAll();
}

void TestJourney::cleanup()
{
    if (!m_broken.isEmpty())
        QVERIFY(m_cluster->repairNode(std::exchange(m_broken, {})));
    QVERIFY(writeKnownHosts(m_knownHosts)); // a repaired node shows its first key again
}

void TestJourney::cleanupTestCase()
{
    if (m_cluster)
        QVERIFY(m_cluster->stop());
}

ProcessResult TestJourney::vermagic(const QString &command, const QString &node,
                                    const QStringList &more) const
{
    return m_vermagic.run(QStringList{command, u"-i"_s, m_inventory, u"--nodes"_s, node} + more);
}

QJsonObject TestJourney::check(const QString &node, int expectedExit) const
{
    const ProcessResult result = vermagic(u"check"_s, node, {u"-f"_s, u"json"_s});
    if (result.exitCode != expectedExit)
        qWarning("check ended with %d: %s%s", result.exitCode, result.standardError.constData(),
                 result.standardOutput.constData());
    return result.exitCode == expectedExit ? result.json() : QJsonObject();
}

void TestJourney::aHealthyClusterIsHealthy()
{
    const QJsonObject report = check(u"@*"_s, 0);
    QCOMPARE(report[u"verdict"_s], u"healthy"_s);
    QCOMPARE(report[u"summary"_s][u"healthy"_s], 10);
}

void TestJourney::everyBreakIsFoundPlannedAndFixed_data()
{
    QTest::addColumn<QString>("breakId");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *breakId, const char *node, const char *check) {
        QTest::addRow("%s on %s", breakId, node)
            << QString::fromLatin1(breakId) << QString::fromLatin1(node) << QString::fromLatin1(check);
    };
    row("headers-missing", "compute01", "headers-missing");
    row("headers-gone", "compute01", "headers-missing");
    row("dkms-not-built", "compute02", "dkms-not-built");
    row("obsolete-version", "compute03", "version-unsupported");
    row("kernel-upgraded", "compute03", "headers-missing");
    row("kernel-upgraded", "login02", "module-package-missing");
    row("breaks-at-reboot", "compute04", "headers-missing-next-boot");
    row("breaks-at-reboot", "login02", "module-missing-next-boot");
    row("module-package-missing", "login02", "module-package-missing");
    row("repo-missing", "headnode", "module-package-unavailable");
    row("repo-missing", "login02", "module-package-unavailable");
    row("kernel-not-held", "login02", "kernel-not-held");
    row("fstab-requires", "login02", "mount-unit-requires-missing");
    row("boot-check-off", "login02", "boot-check-off");
    row("firewall-blocks-lnet", "oss01", "firewall-blocks-lnet");
    row("firewall-stopped", "oss01", "firewall-stopped");
    row("insecure-port", "oss01", "insecure-port");
    row("module-not-loaded", "compute01", "module-not-loaded");
    row("module-not-loaded", "login02", "module-not-loaded");
    row("mount-missing", "compute02", "mount-missing");
    row("mount-missing", "login02", "mount-missing");
    row("mount-hung", "compute03", "mount-hung");
    row("package-half-configured", "compute04", "package-half-configured");
    row("service-down", "compute01", "service-down");
    row("service-down", "controller", "service-down");
    row("wrong-role-service", "compute01", "meta-elsewhere");
    row("not-enabled", "compute02", "service-not-enabled");
    row("old-module-loaded", "compute03", "old-module-loaded");
    row("old-module-loaded", "login02", "old-module-loaded");
    row("beegfs-common-left", "compute04", "beegfs-common-left");
    row("virtiofs-missing", "controller", "virtiofs-folder-missing");
    row("virtiofs-not-in-fstab", "controller", "virtiofs-not-in-fstab");
    row("secure-boot-key-rejected", "compute02", "module-key-rejected");
}

void TestJourney::everyBreakIsFoundPlannedAndFixed()
{
    QFETCH(QString, breakId);
    QFETCH(QString, node);
    QFETCH(QString, expected);
    m_broken = node;
    QVERIFY(m_cluster->breakNode(breakId, node));

    const QJsonObject cause = rootCause(check(node, 1));
    QCOMPARE(cause[u"check"_s], expected);
    QVERIFY(cause[u"id"_s].toString().startsWith(node + u'/' + expected));
    QVERIFY(!cause[u"evidence"_s][u"command"_s].toString().isEmpty());
    QVERIFY(!cause[u"expected"_s].toString().isEmpty());
    QVERIFY(!cause[u"actual"_s].toString().isEmpty());
    QVERIFY2(!cause[u"playbook"_s].toString().isEmpty(), qPrintable(expected));

    const QByteArray before = digestOf(m_cluster->nodeFolder(node));
    const ProcessResult plan = vermagic(u"plan"_s, node);
    QCOMPARE(plan.exitCode, 1);
    QVERIFY2(plan.standardOutput.contains(" 1. ")
                 && plan.standardOutput.contains(cause[u"id"_s].toString().toUtf8()),
             plan.standardOutput.constData());
    QCOMPARE(digestOf(m_cluster->nodeFolder(node)), before);

    const ProcessResult fix = vermagic(u"fix"_s, node, {u"--yes"_s});
    QVERIFY2(fix.exitCode == 0, (plan.standardOutput + fix.standardOutput + fix.standardError).constData());
    QVERIFY(!hasCheck(check(node, 0), expected));
}

void TestJourney::theBuildEnvironmentIsBuiltAnew_data()
{
    QTest::addColumn<QString>("breakId");
    QTest::addColumn<QString>("remedy");
    QTest::addColumn<QString>("expected"); // the check that finds it; empty: no node shows it
    QTest::newRow("other headers") << u"build-environment-mismatch"_s << u"rebuild-images"_s
                                   << u"build-kernel-series-differs"_s;
    QTest::newRow("no Rust") << u"rust-missing"_s << u"rebuild-packages"_s << QString();
}

void TestJourney::theBuildEnvironmentIsBuiltAnew()
{
    QFETCH(QString, breakId);
    QFETCH(QString, remedy);
    QFETCH(QString, expected);
    m_broken = u"docker"_s;
    QVERIFY(m_cluster->breakNode(breakId, m_broken));
    // The build environment is asked within a sweep of the whole cluster.
    const QStringList sweep{u"check"_s, u"-i"_s, m_inventory, u"-f"_s, u"json"_s};
    const ProcessResult found = m_vermagic.run(sweep);
    QCOMPARE(found.exitCode, expected.isEmpty() ? 0 : 1);
    QVERIFY(expected.isEmpty() || hasCheck(found.json(), expected));

    const QStringList ask{u"-i"_s,       m_inventory, u"--playbook"_s, u"build-environment"_s,
                          u"--remedy"_s, remedy};
    const QString packages = m_cluster->stateFolder() + u"/project/build/packages/beegfs"_s;
    const QStringList before = QDir(packages).entryList(QDir::Files);
    const ProcessResult plan = m_vermagic.run(QStringList{u"plan"_s} + ask);
    QVERIFY2(plan.exitCode == 0 && plan.standardOutput.contains("make build-docker"),
             (plan.standardOutput + plan.standardError).constData());
    QCOMPARE(QDir(packages).entryList(QDir::Files), before);

    const ProcessResult fix = m_vermagic.run(QStringList{u"fix"_s, u"--yes"_s} + ask);
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    QCOMPARE(QDir(packages).entryList({u"beegfs-mgmtd_*.deb"_s}).size(), 1);
    const ProcessResult after = m_vermagic.run(sweep);
    QCOMPARE(after.exitCode, 0);
    QVERIFY(after.json()[u"verdict"_s] == u"healthy"_s && hasCheck(after.json(), u"build-kernel-differs"_s));
}

bool TestJourney::writeKnownHosts(const QByteArray &text) const
{
    QFile file(knownHostsFile());
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size();
}

/// The fingerprint of the key that `check` says was shown instead of the one on record.
QString TestJourney::offeredKey(const QString &node) const
{
    const QJsonObject cause = rootCause(check(node, 1));
    static const QRegularExpression fingerprint(u"SHA256:\\S+"_s);
    const QString expected = fingerprint.match(cause[u"expected"_s].toString()).captured();
    const QString actual = fingerprint.match(cause[u"actual"_s].toString()).captured();
    return cause[u"check"_s] == u"host-key-changed"_s && !expected.isEmpty() && expected != actual
               ? actual
               : QString();
}

void TestJourney::aPlanSaysWhatItWouldChange()
{
    m_broken = u"compute03"_s;
    QVERIFY(m_cluster->breakNode(u"headers-gone"_s, m_broken));
    QVERIFY(!check(m_broken, 1).isEmpty()); // it has booted
    QVERIFY(m_cluster->breakNode(u"job-running"_s, m_broken));
    const QByteArray before = digestOf(m_cluster->nodeFolder(m_broken));
    const ProcessResult plan = vermagic(u"plan"_s, m_broken, {u"--impact"_s});
    const QByteArray text = plan.standardOutput.mid(plan.standardOutput.indexOf("what would change"));
    QCOMPARE(digestOf(m_cluster->nodeFolder(m_broken)), before);
    for (const char *line :
         {"install  linux-image-6.12.48+deb13-cloud-amd64  6.12.48-1",
          "upgrade  linux-image-cloud-amd64  6.12.38-1 → 6.12.48-1", "all of them, for the node reboots",
          "/mnt/beegfs  ior (4711)", "4711  alice  RUNNING",
          "Build the module for the new kernel: cannot be simulated", "node: Headers missing → Healthy",
          "ok (6.12.48+deb13-cloud-amd64)"})
        QVERIFY2(text.contains(line),
                 (QByteArray(line) + "\n" + plan.standardOutput + plan.standardError).constData());
    QVERIFY(!vermagic(u"plan"_s, m_broken).standardOutput.contains("what would change"));
}

void TestJourney::aNodeThatWouldBootAnotherEntryIsNotRebooted()
{
    m_broken = u"compute01"_s;
    QVERIFY(m_cluster->breakNode(u"headers-gone"_s, m_broken));
    QVERIFY(!check(m_broken, 1).isEmpty());
    const QString folder = m_cluster->nodeFolder(m_broken);
    QFile grub(folder + u"/etc/default/grub"_s), bootId(folder + u"/.node/proc/boot_id"_s);
    QVERIFY(grub.open(QIODevice::WriteOnly) && grub.write("GRUB_DEFAULT=1>2\n") > 0);
    grub.close();
    QVERIFY(bootId.open(QIODevice::ReadOnly));
    const QByteArray before = bootId.readAll();

    const ProcessResult fix = vermagic(u"fix"_s, m_broken, {u"--yes"_s});
    QCOMPARE(fix.exitCode, 4);
    QVERIFY2(fix.standardOutput.contains("not ready for a reboot: GRUB boots the entry '1>2'"),
             (fix.standardOutput + fix.standardError).constData());
    bootId.close();
    QVERIFY(bootId.open(QIODevice::ReadOnly));
    QCOMPARE(bootId.readAll(), before);
}

void TestJourney::aBreakIsForeseenWithItsDate()
{
    const auto forecast = [&] {
        return vermagic(u"forecast"_s, u"headnode,login02,compute01"_s, {u"-f"_s, u"json"_s});
    };
    const ProcessResult healthy = forecast();
    QVERIFY2(healthy.exitCode == 0, (healthy.standardOutput + healthy.standardError).constData());
    QCOMPARE(healthy.json()[u"nodes"_s].toArray().size(), 3);

    m_broken = u"login02"_s;
    QVERIFY(m_cluster->breakNode(u"upgrade-waiting"_s, m_broken));
    // Now, and with today's next-boot kernel, nothing is broken.
    const QJsonObject now = check(m_broken, 1);
    QCOMPARE(rootCause(now)[u"check"_s], u"kernel-not-held"_s);
    QCOMPARE(now[u"summary"_s][u"attention"_s], 1);
    const ProcessResult waiting = forecast();
    QVERIFY2(waiting.exitCode == 1, (waiting.standardOutput + waiting.standardError).constData());
    const QJsonValue first = waiting.json()[u"nodes"_s][0];
    QCOMPARE(first[u"node"_s], m_broken);
    QCOMPARE(first[u"verdict"_s], u"breaks"_s);
    QCOMPARE(first[u"kernel"_s], u"6.8.0-1042-aws"_s);
    QVERIFY(first[u"at"_s].toString().endsWith(u"T06:30:00Z"_s));
    QVERIFY(
        first[u"reason"_s].toString().contains(u"lustre-client-modules-6.8.0-1042-aws is in the archive"_s));
    QCOMPARE(first[u"events"_s][0][u"kind"_s], u"upgrade"_s);
    QCOMPARE(first[u"events"_s][1][u"kind"_s], u"reboot"_s);

    QVERIFY(m_cluster->repairNode(std::exchange(m_broken, {})));
}

void TestJourney::theBootCheckGetsTheModuleOfANewKernel()
{
    m_broken = u"login02"_s;
    QVERIFY(m_cluster->breakNode(u"boot-check-off"_s, m_broken));
    QCOMPARE(rootCause(check(m_broken, 1))[u"check"_s], u"boot-check-off"_s);
    const ProcessResult fix = vermagic(u"fix"_s, m_broken, {u"--yes"_s});
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    // Without the service this leaves the node without its module.
    QVERIFY(m_cluster->breakNode(u"kernel-upgraded"_s, m_broken));
    const QJsonObject report = check(m_broken, 0);
    QCOMPARE(report[u"verdict"_s], u"healthy"_s);
    QFile kernel(m_cluster->nodeFolder(m_broken) + u"/.node/kernel"_s);
    QVERIFY(kernel.open(QIODevice::ReadOnly));
    QCOMPARE(kernel.readAll().trimmed(), "6.8.0-1042-aws");
}

void TestJourney::aRegularCheckIsSetUpOnDemand()
{
    m_broken = u"headnode"_s;
    const QStringList ask{u"--playbook"_s, u"lustre-monitor"_s, u"--remedy"_s};
    const ProcessResult alarm = vermagic(u"plan"_s, m_broken, ask + QStringList{u"check-for-alarm"_s});
    QVERIFY2(alarm.standardOutput.contains("aws cloudwatch put-metric-alarm"),
             (alarm.standardOutput + alarm.standardError).constData());
    const ProcessResult fix = vermagic(u"fix"_s, m_broken, ask + QStringList{u"check-daily"_s, u"--yes"_s});
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    const QString node = m_cluster->nodeFolder(m_broken);
    QFile script(node + u"/.node/local/bin/check-lustre.sh"_s),
        timer(node + u"/.node/units/lustre-check.timer"_s);
    QVERIFY(script.open(QIODevice::ReadOnly) && timer.open(QIODevice::ReadOnly));
    QVERIFY(script.readAll().contains("/fsx is not mounted"));
    const QByteArray state = timer.readAll();
    QVERIFY2(state.contains("ActiveState=active") && state.contains("UnitFileState=enabled"),
             state.constData());
}

void TestJourney::aChangedHostKeyIsReplacedOnlyByItsFingerprint()
{
    m_broken = u"compute01"_s;
    QVERIFY(m_cluster->breakNode(u"host-key-changed"_s, m_broken));
    const QString offered = offeredKey(m_broken);
    QVERIFY(!offered.isEmpty());

    QFile knownHosts(m_cluster->stateFolder() + u"/known_hosts"_s);
    QVERIFY(knownHosts.open(QIODevice::ReadOnly));
    const QByteArray before = knownHosts.readAll();
    const ProcessResult wrong = vermagic(u"fix"_s, m_broken,
                                         {u"--yes"_s, u"--accept-host-key"_s, u"SHA256:other"_s});
    QCOMPARE(wrong.exitCode, 4);
    QVERIFY2(wrong.standardError.contains(offered.toUtf8()), wrong.standardError.constData());
    const ProcessResult silent = vermagic(u"fix"_s, m_broken, {u"--yes"_s});
    QCOMPARE(silent.exitCode, 1);
    QVERIFY(knownHosts.seek(0));
    QCOMPARE(knownHosts.readAll(), before);

    const ProcessResult right = vermagic(u"fix"_s, m_broken, {u"--yes"_s, u"--accept-host-key"_s, offered});
    QVERIFY2(right.exitCode == 0, (right.standardOutput + right.standardError).constData());
    QVERIFY(!hasCheck(check(m_broken, 0), u"host-key-changed"_s));
}

void TestJourney::aChangedHostKeyIsExplainedByItsEvidence_data()
{
    QTest::addColumn<bool>("window");
    QTest::addColumn<QString>("published"); // of which node
    QTest::addColumn<bool>("explained");
    QTest::newRow("in a declared window") << true << QString() << true;
    QTest::newRow("published") << false << u"compute01"_s << true;
    QTest::newRow("in a window, another one published") << true << u"compute02"_s << false;
    QTest::newRow("nothing agrees") << false << QString() << false;
}

void TestJourney::aChangedHostKeyIsExplainedByItsEvidence()
{
    QFETCH(bool, window);
    QFETCH(QString, published);
    QFETCH(bool, explained);
    m_broken = u"compute01"_s;
    QVERIFY(m_cluster->breakNode(u"host-key-changed"_s, m_broken));
    QFile inventory(m_inventory);
    QVERIFY(inventory.open(QIODevice::ReadOnly));
    QByteArray text = inventory.readAll();
    if (window) {
        const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1();
        const QByteArray later =
            QDateTime::currentDateTimeUtc().addSecs(3600).toString(Qt::ISODate).toLatin1();
        text += "rebuild_windows:\n  - {nodes: compute01, from: " + now + ", until: " + later
                + ", note: change 4711}\n";
    }
    if (!published.isEmpty()) {
        QFile key(m_cluster->nodeFolder(published) + u"/etc/ssh/ssh_host_ed25519_key.pub"_s);
        QVERIFY(key.open(QIODevice::ReadOnly));
        QFile keys(m_folder.filePath(u"published"_s));
        QVERIFY(keys.open(QIODevice::WriteOnly | QIODevice::Truncate));
        keys.write("compute01 " + key.readAll());
        text += "host_keys: " + keys.fileName().toUtf8() + '\n';
    }
    QFile declared(m_folder.filePath(u"declared.yaml"_s));
    QVERIFY(declared.open(QIODevice::WriteOnly | QIODevice::Truncate));
    declared.write(text);
    declared.close();

    const QStringList nodes{u"-i"_s, declared.fileName(), u"--nodes"_s, u"compute[01-02]"_s};
    const ProcessResult plan = m_vermagic.run(QStringList{u"plan"_s} + nodes);
    QVERIFY2(plan.standardOutput.contains(explained ? "the new key is explained:"
                                                    : "the new key is NOT EXPLAINED:"),
             plan.standardOutput.constData());
    QVERIFY2(plan.standardOutput.contains(
                 "compute02 sees the same key; that rules out an attacker near this console only"),
             plan.standardOutput.constData());
    const ProcessResult fix = m_vermagic.run(QStringList{u"fix"_s} + nodes
                                             + QStringList{u"--yes"_s, u"--accept-explained-host-keys"_s});
    QVERIFY2(fix.exitCode == (explained ? 0 : 4), (fix.standardOutput + fix.standardError).constData());
    QCOMPARE(hasCheck(check(m_broken, explained ? 0 : 1), u"host-key-changed"_s), !explained);
}

void TestJourney::onlyTheStaleEntriesOfAHostAreReplaced()
{
    m_broken = u"compute02"_s;
    const QString path = knownHostsFile();
    QFile file(path);
    const QByteArrayList lines = m_knownHosts.trimmed().split('\n');
    const QByteArray own = lines.at(2); // controller, compute01, compute02
    const QByteArray host = own.left(own.indexOf(' '));
    const QByteArray stale = own.mid(own.indexOf(' '));
    const QByteArray others = lines.at(0) + '\n' + lines.at(1) + '\n';
    const QByteArray marked = "@cert-authority " + host + lines.at(0).mid(lines.at(0).indexOf(' '))
                              + "\n@revoked " + host + lines.at(1).mid(lines.at(1).indexOf(' ')) + '\n';
    QVERIFY(writeKnownHosts(host + stale + '\n'));
    QCOMPARE(QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-H"_s, u"-f"_s, path}), 0);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray hashed = file.readAll();
    file.close();
    QVERIFY(hashed.startsWith("|1|"));
    QVERIFY(QFile::remove(path + u".old"_s));
    const QByteArray before = "# a remark\n" + others + host + ",alias.example" + stale + '\n' + hashed
                              + marked;
    QVERIFY(writeKnownHosts(before));

    QVERIFY(m_cluster->breakNode(u"host-key-changed"_s, m_broken));
    const QString offered = offeredKey(m_broken);
    const ProcessResult plan = vermagic(u"plan"_s, m_broken);
    QVERIFY2(plan.standardOutput.contains(offered.toUtf8()) && plan.standardOutput.count("SHA256:") >= 2,
             plan.standardOutput.constData());
    const ProcessResult fix = vermagic(
        u"fix"_s, m_broken,
        {u"--yes"_s, u"--playbook"_s, u"rebuilt-node"_s, u"--accept-host-key"_s, offered});
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    QVERIFY(!hasCheck(check(m_broken, 0), u"host-key-changed"_s));

    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray after = file.readAll();
    const QByteArray kept = "# a remark\n" + others + "alias.example" + stale + '\n' + marked;
    QVERIFY2(after.startsWith(kept) && after.count('\n') == kept.count('\n') + 1, after.constData());
    const QStringList backups = QDir(m_cluster->stateFolder())
                                    .entryList({u"known_hosts.*"_s}, QDir::Files, QDir::Time);
    QVERIFY(!backups.isEmpty());
    QFile backup(m_cluster->stateFolder() + u'/' + backups.first());
    QVERIFY(backup.open(QIODevice::ReadOnly));
    QCOMPARE(backup.readAll(), before);
}

void TestJourney::anInterruptedCheckStillTellsItsFindings()
{
    m_broken = u"compute01"_s;
    const QString silent = u"compute03"_s;
    QVERIFY(m_cluster->breakNode(u"service-down"_s, m_broken));
    QVERIFY(m_cluster->breakNode(u"silent"_s, silent));
    for (const QString &format : {u"json"_s, u"text"_s}) {
        PseudoTerminal terminal(100);
        const std::unique_ptr<QProcess> process = m_vermagic.start(
            {u"check"_s, u"-i"_s, m_inventory, u"--nodes"_s, m_broken + u',' + silent, u"-f"_s, format,
             u"--timeout"_s, u"600"_s},
            terminal.as(STDERR_FILENO));
        QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("checking: 1 of 2 nodes"), 30'000);
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
    QVERIFY(m_cluster->repairNode(silent));
}

void TestJourney::aPersonMayAnswerOrInterruptAQuestion_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("answered") << QByteArray("secret\n") << 0;
    QTest::newRow("interrupted") << QByteArray("\x03") << 2;
}

void TestJourney::aPersonMayAnswerOrInterruptAQuestion()
{
    QFETCH(const QByteArray, keys);
    QFETCH(const int, exitCode);
    const QString key = m_folder.filePath(u"locked"_s);
    QFile::remove(key);
    QVERIFY(QFile::copy(m_cluster->stateFolder() + u"/identity"_s, key));
    QCOMPARE(QProcess::execute(u"ssh-keygen"_s,
                               {u"-q"_s, u"-p"_s, u"-f"_s, key, u"-P"_s, QString(), u"-N"_s, u"secret"_s}),
             0);
    QFile inventory(m_inventory);
    QVERIFY(inventory.open(QIODevice::ReadOnly));
    QFile locked(m_folder.filePath(u"locked.yaml"_s));
    QVERIFY(locked.open(QIODevice::WriteOnly));
    locked.write(
        inventory.readAll().replace((m_cluster->stateFolder() + u"/identity"_s).toUtf8(), key.toUtf8()));
    locked.close();

    PseudoTerminal terminal(100);
    const std::unique_ptr<QProcess> process = m_vermagic.start(
        {u"check"_s, u"-i"_s, locked.fileName(), u"--nodes"_s, u"compute[01-02]"_s},
        terminal.asControlling());
    QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("Passphrase") && !terminal.echoes(), 30'000);
    terminal.type(keys);
    QCOMPARE(VermagicProcess::wait(*process).exitCode, exitCode);
    QVERIFY(terminal.echoes());
    QVERIFY(!terminal.text().contains("secret"));
}

void TestJourney::whatANodeAnswersIsNeverRun_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("command") << QByteArray("6.1; touch /tmp/owned #");
    QTest::newRow("substitution") << QByteArray("$(touch /tmp/owned)");
    QTest::newRow("backquotes") << QByteArray("6.1`touch /tmp/owned`");
    QTest::newRow("quote") << QByteArray("6.1'; touch /tmp/owned; '");
    QTest::newRow("newlines") << QByteArray("6.1.0\ntouch /tmp/owned\n\n");
    QTest::newRow("option") << QByteArray("--help");
    QTest::newRow("path") << QByteArray("../../tmp/owned");
    QTest::newRow("NUL") << QByteArray("6.1\0touch /tmp/owned", 20);
    QTest::newRow("terminal escapes") << QByteArray("\x1b]0;owned\x07\x1b[2J6.1");
    QTest::newRow("HTML") << QByteArray("<script>alert(1)</script>");
    QTest::newRow("50 MB") << QByteArray(50 * 1024 * 1024, 'x');
    QTest::newRow("nothing") << QByteArray("\n");
}

void TestJourney::whatANodeAnswersIsNeverRun()
{
    QFETCH(QByteArray, answer);
    const QString node = u"compute02"_s;
    m_broken = node;
    QVERIFY(m_cluster->overrideUname(node, answer));
    const QString owned = m_cluster->nodeFolder(node) + u"/tmp/owned"_s;

    const QJsonObject report = check(node, 1);
    const QJsonObject kernel = report[u"nodes"_s][0][u"facts"_s][u"kernel.release"_s].toObject();
    QCOMPARE(kernel[u"state"_s], u"unknown"_s);
    for (const QString &format : {u"text"_s, u"html"_s}) {
        const ProcessResult shown = vermagic(u"check"_s, node, {u"-f"_s, format});
        QCOMPARE(shown.exitCode, 1);
        QVERIFY(!shown.standardOutput.contains('\x1b'));
        QVERIFY(!shown.standardOutput.contains('\0'));
        QVERIFY(format != u"html"_s || !shown.standardOutput.contains("<script>alert"));
        QVERIFY(shown.standardOutput.size() < 4 * 1024 * 1024);
    }
    vermagic(u"plan"_s, node);
    vermagic(u"fix"_s, node, {u"--yes"_s});
    QVERIFY(!QFile::exists(owned));
    QVERIFY(!QFile::exists(u"/tmp/owned"_s));
    QVERIFY(m_cluster->overrideUname(node, {}));
}

void TestJourney::theAuditLogHoldsWhatWasDone()
{
    QFile log(m_vermagic.stateFolder() + u"/vermagic/audit.jsonl"_s);
    QVERIFY(log.open(QIODevice::ReadOnly));
    int fixed = 0;
    for (const QByteArray &line : log.readAll().split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        QVERIFY2(document.isObject(), line.constData());
        fixed += document[u"outcome"_s] == u"fixed"_s ? 1 : 0;
    }
    QVERIFY(fixed >= 15);
    QCOMPARE(QFile::permissions(log.fileName()) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

QTEST_GUILESS_MAIN(TestJourney)
#include "tst_journey.moc"
