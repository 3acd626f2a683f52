// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The whole way without a window, over a real sshd: break a node of the practice cluster, check, plan, fix, check.

#include "app/practice/practicecluster.h"
#include "tests/vermagicprocess.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

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
    void aChangedHostKeyIsReplacedOnlyByItsFingerprint();
    void whatANodeAnswersIsNeverRun_data();
    void whatANodeAnswersIsNeverRun();
    void theAuditLogHoldsWhatWasDone();

private:
    ProcessResult vermagic(const QString &command, const QString &node, const QStringList &more = {}) const;
    QJsonObject check(const QString &node, int expectedExit) const;

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeCluster> m_cluster;
    VermagicProcess m_vermagic;
    QString m_inventory;
    QString m_broken;
};

void TestJourney::initTestCase()
{
    m_cluster = std::make_unique<PracticeCluster>(m_folder.filePath(u"practice"_s));
    const Result<QString> inventory = m_cluster->start({.nodes = 8, .story = false, .speed = 1});
    QVERIFY2(inventory, inventory ? "" : qPrintable(toString(inventory.error())));
    m_inventory = *inventory;
}

void TestJourney::cleanup()
{
    if (!m_broken.isEmpty())
        QVERIFY(m_cluster->repairNode(std::exchange(m_broken, {})));
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
    QCOMPARE(report[u"summary"_s][u"healthy"_s], 8);
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
    row("kernel-upgraded", "compute03", "headers-missing");
    row("kernel-upgraded", "login02", "module-package-missing");
    row("breaks-at-reboot", "compute04", "headers-missing-next-boot");
    row("breaks-at-reboot", "login02", "module-missing-next-boot");
    row("module-not-loaded", "compute01", "module-not-loaded");
    row("module-not-loaded", "login02", "module-not-loaded");
    row("mount-missing", "compute02", "mount-missing");
    row("mount-missing", "login02", "mount-missing");
    row("mount-hung", "compute03", "mount-hung");
    row("package-half-configured", "compute04", "package-half-configured");
    row("service-down", "compute01", "service-down");
    row("service-down", "controller", "service-down");
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

void TestJourney::aChangedHostKeyIsReplacedOnlyByItsFingerprint()
{
    m_broken = u"compute01"_s;
    QVERIFY(m_cluster->breakNode(u"host-key-changed"_s, m_broken));
    const QJsonObject cause = rootCause(check(m_broken, 1));
    QCOMPARE(cause[u"check"_s], u"host-key-changed"_s);
    static const QRegularExpression fingerprint(u"SHA256:\\S+"_s);
    const QString offered = fingerprint.match(cause[u"actual"_s].toString()).captured();
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
