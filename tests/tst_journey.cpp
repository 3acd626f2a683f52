// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole way without a window, over a real sshd: break a node of the practice cluster, check, plan, fix, check.

#include "tests/journeybench.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestJourney : public QObject
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
    void aHealthyClusterIsHealthy();
    void everyBreakIsFoundPlannedAndFixed_data();
    void everyBreakIsFoundPlannedAndFixed();
    void theAuditLogHoldsWhatWasDone();

private:
    JourneyBench m_bench;
};

void TestJourney::aHealthyClusterIsHealthy()
{
    const QJsonObject report = m_bench.check(u"@*"_s, 0);
    QCOMPARE(report[u"verdict"_s], u"healthy"_s);
    QCOMPARE(report[u"summary"_s][u"healthy"_s], 10);
}

void TestJourney::everyBreakIsFoundPlannedAndFixed_data()
{
    QTest::addColumn<QString>("breakId");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("left"); // what is still to be done afterwards; empty: the node is healthy
    const auto row = [](const char *breakId, const char *node, const char *check, const char *left = "") {
        QTest::addRow("%s on %s", breakId, node) << QString::fromLatin1(breakId) << QString::fromLatin1(node)
                                                 << QString::fromLatin1(check) << QString::fromLatin1(left);
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
    row("module-only-as-sources", "login02", "module-package-missing");
    row("repo-missing", "headnode", "module-package-unavailable");
    row("repo-missing", "login02", "module-package-unavailable");
    row("kernel-not-held", "login02", "kernel-not-held");
    row("fstab-requires", "login02", "mount-unit-requires-missing");
    row("boot-check-off", "login02", "boot-check-off");
    row("firewall-blocks-lnet", "oss01", "firewall-blocks-lnet");
    row("firewall-stopped", "oss01", "firewall-stopped");
    row("insecure-port", "oss01", "insecure-port", "lnet-accept-pending");
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
    row("server-build", "oss01", "lustre-server-missing");
    row("kernel-upgraded", "oss01", "lustre-server-missing");
    row("breaks-at-reboot", "oss01", "lustre-server-missing-next-boot");
}

void TestJourney::everyBreakIsFoundPlannedAndFixed()
{
    QFETCH(QString, breakId);
    QFETCH(QString, node);
    QFETCH(QString, expected);
    QFETCH(QString, left);
    QVERIFY(m_bench.breakNode(breakId, node));

    const QJsonObject cause = rootCause(m_bench.check(node, 1));
    QCOMPARE(cause[u"check"_s], expected);
    QVERIFY(cause[u"id"_s].toString().startsWith(node + u'/' + expected));
    QVERIFY(!cause[u"evidence"_s][u"command"_s].toString().isEmpty());
    QVERIFY(!cause[u"expected"_s].toString().isEmpty());
    QVERIFY(!cause[u"actual"_s].toString().isEmpty());
    QVERIFY2(!cause[u"playbook"_s].toString().isEmpty(), qPrintable(expected));

    const QByteArray before = m_bench.digestOf(node);
    const ProcessResult plan = m_bench.run(u"plan"_s, node);
    QCOMPARE(plan.exitCode, 1);
    QVERIFY2(plan.standardOutput.contains(" 1. ")
                 && plan.standardOutput.contains(cause[u"id"_s].toString().toUtf8()),
             plan.standardOutput.constData());
    QCOMPARE(m_bench.digestOf(node), before);

    const ProcessResult fix = m_bench.run(u"fix"_s, node, {u"--yes"_s});
    const int exitCode = left.isEmpty() ? 0 : 1;
    QVERIFY2(fix.exitCode == exitCode,
             (plan.standardOutput + fix.standardOutput + fix.standardError).constData());
    const QJsonObject after = m_bench.check(node, exitCode);
    QVERIFY(!hasCheck(after, expected));
    QVERIFY(left.isEmpty() || hasCheck(after, left));
}

void TestJourney::theAuditLogHoldsWhatWasDone()
{
    QFile log(m_bench.program().stateFolder() + u"/vermagic/audit.jsonl"_s);
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
