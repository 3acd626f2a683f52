// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What must not be trusted, over a real sshd: changed host keys, and whatever a node answers.

#include "tests/journeybench.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestJourneyTrust : public QObject
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
    void aChangedHostKeyIsReplacedOnlyByItsFingerprint();
    void aChangedHostKeyIsExplainedByItsEvidence_data();
    void aChangedHostKeyIsExplainedByItsEvidence();
    void onlyTheStaleEntriesOfAHostAreReplaced();
    void whatANodeAnswersIsNeverRun_data();
    void whatANodeAnswersIsNeverRun();

private:
    QString offeredKey(const QString &node) const;
    JourneyBench m_bench;
};

/// The fingerprint of the key that `check` says was shown instead of the one on record.
QString TestJourneyTrust::offeredKey(const QString &node) const
{
    const QJsonObject cause = rootCause(m_bench.check(node, 1));
    static const QRegularExpression fingerprint(u"SHA256:\\S+"_s);
    const QString expected = fingerprint.match(cause[u"expected"_s].toString()).captured();
    const QString actual = fingerprint.match(cause[u"actual"_s].toString()).captured();
    return cause[u"check"_s] == u"host-key-changed"_s && !expected.isEmpty() && expected != actual
               ? actual
               : QString();
}

void TestJourneyTrust::aChangedHostKeyIsReplacedOnlyByItsFingerprint()
{
    const QString node = u"compute01"_s;
    QVERIFY(m_bench.breakNode(u"host-key-changed"_s, node));
    const QString offered = offeredKey(node);
    QVERIFY(!offered.isEmpty());

    QFile knownHosts(m_bench.cluster().stateFolder() + u"/known_hosts"_s);
    QVERIFY(knownHosts.open(QIODevice::ReadOnly));
    const QByteArray before = knownHosts.readAll();
    const ProcessResult wrong = m_bench.run(u"fix"_s, node,
                                            {u"--yes"_s, u"--accept-host-key"_s, u"SHA256:other"_s});
    QCOMPARE(wrong.exitCode, 4);
    QVERIFY2(wrong.standardError.contains(offered.toUtf8()), wrong.standardError.constData());
    const ProcessResult silent = m_bench.run(u"fix"_s, node, {u"--yes"_s});
    QCOMPARE(silent.exitCode, 1);
    QVERIFY(knownHosts.seek(0));
    QCOMPARE(knownHosts.readAll(), before);

    const ProcessResult right = m_bench.run(u"fix"_s, node, {u"--yes"_s, u"--accept-host-key"_s, offered});
    QVERIFY2(right.exitCode == 0, (right.standardOutput + right.standardError).constData());
    QVERIFY(!hasCheck(m_bench.check(node, 0), u"host-key-changed"_s));
}

void TestJourneyTrust::aChangedHostKeyIsExplainedByItsEvidence_data()
{
    QTest::addColumn<bool>("window");
    QTest::addColumn<QString>("published"); // of which node
    QTest::addColumn<bool>("explained");
    QTest::newRow("in a declared window") << true << QString() << true;
    QTest::newRow("published") << false << u"compute01"_s << true;
    QTest::newRow("in a window, another one published") << true << u"compute02"_s << false;
    QTest::newRow("nothing agrees") << false << QString() << false;
}

void TestJourneyTrust::aChangedHostKeyIsExplainedByItsEvidence()
{
    QFETCH(bool, window);
    QFETCH(QString, published);
    QFETCH(bool, explained);
    const QString node = u"compute01"_s;
    QVERIFY(m_bench.breakNode(u"host-key-changed"_s, node));
    QFile inventory(m_bench.inventory());
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
        QFile key(m_bench.cluster().nodeFolder(published) + u"/etc/ssh/ssh_host_ed25519_key.pub"_s);
        QVERIFY(key.open(QIODevice::ReadOnly));
        QFile keys(m_bench.file(u"published"_s));
        QVERIFY(keys.open(QIODevice::WriteOnly | QIODevice::Truncate));
        keys.write("compute01 " + key.readAll());
        text += "host_keys: " + keys.fileName().toUtf8() + '\n';
    }
    QFile declared(m_bench.file(u"declared.yaml"_s));
    QVERIFY(declared.open(QIODevice::WriteOnly | QIODevice::Truncate));
    declared.write(text);
    declared.close();

    const QStringList nodes{u"-i"_s, declared.fileName(), u"--nodes"_s, u"compute[01-02]"_s};
    const ProcessResult plan = m_bench.program().run(QStringList{u"plan"_s} + nodes);
    QVERIFY2(plan.standardOutput.contains(explained ? "the new key is explained:"
                                                    : "the new key is NOT EXPLAINED:"),
             plan.standardOutput.constData());
    QVERIFY2(plan.standardOutput.contains(
                 "compute02 sees the same key; that rules out an attacker near this console only"),
             plan.standardOutput.constData());
    const ProcessResult fix = m_bench.program().run(
        QStringList{u"fix"_s} + nodes + QStringList{u"--yes"_s, u"--accept-explained-host-keys"_s});
    QVERIFY2(fix.exitCode == (explained ? 0 : 4), (fix.standardOutput + fix.standardError).constData());
    QCOMPARE(hasCheck(m_bench.check(node, explained ? 0 : 1), u"host-key-changed"_s), !explained);
}

void TestJourneyTrust::onlyTheStaleEntriesOfAHostAreReplaced()
{
    const QString node = u"compute02"_s;
    const QString path = m_bench.knownHostsFile();
    QFile file(path);
    const QByteArrayList lines = m_bench.knownHosts().trimmed().split('\n');
    const QByteArray &own = lines.at(2); // controller, compute01, compute02
    const QByteArray host = own.left(own.indexOf(' '));
    const QByteArray stale = own.mid(own.indexOf(' '));
    const QByteArray others = lines.at(0) + '\n' + lines.at(1) + '\n';
    const QByteArray marked = "@cert-authority " + host + lines.at(0).mid(lines.at(0).indexOf(' '))
                              + "\n@revoked " + host + lines.at(1).mid(lines.at(1).indexOf(' ')) + '\n';
    QVERIFY(m_bench.writeKnownHosts(host + stale + '\n'));
    QCOMPARE(QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-H"_s, u"-f"_s, path}), 0);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray hashed = file.readAll();
    file.close();
    QVERIFY(hashed.startsWith("|1|"));
    QVERIFY(QFile::remove(path + u".old"_s));
    const QByteArray before = "# a remark\n" + others + host + ",alias.example" + stale + '\n' + hashed
                              + marked;
    QVERIFY(m_bench.writeKnownHosts(before));

    QVERIFY(m_bench.breakNode(u"host-key-changed"_s, node));
    const QString offered = offeredKey(node);
    const ProcessResult plan = m_bench.run(u"plan"_s, node);
    QVERIFY2(plan.standardOutput.contains(offered.toUtf8()) && plan.standardOutput.count("SHA256:") >= 2,
             plan.standardOutput.constData());
    const ProcessResult fix = m_bench.run(
        u"fix"_s, node, {u"--yes"_s, u"--playbook"_s, u"rebuilt-node"_s, u"--accept-host-key"_s, offered});
    QVERIFY2(fix.exitCode == 0, (fix.standardOutput + fix.standardError).constData());
    QVERIFY(!hasCheck(m_bench.check(node, 0), u"host-key-changed"_s));

    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray after = file.readAll();
    const QByteArray kept = "# a remark\n" + others + "alias.example" + stale + '\n' + marked;
    QVERIFY2(after.startsWith(kept) && after.count('\n') == kept.count('\n') + 1, after.constData());
    const QStringList backups = QDir(m_bench.cluster().stateFolder())
                                    .entryList({u"known_hosts.*"_s}, QDir::Files, QDir::Time);
    QVERIFY(!backups.isEmpty());
    QFile backup(m_bench.cluster().stateFolder() + u'/' + backups.first());
    QVERIFY(backup.open(QIODevice::ReadOnly));
    QCOMPARE(backup.readAll(), before);
}

void TestJourneyTrust::whatANodeAnswersIsNeverRun_data()
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

void TestJourneyTrust::whatANodeAnswersIsNeverRun()
{
    QFETCH(QByteArray, answer);
    const QString node = u"compute02"_s;
    m_bench.willChange(node);
    QVERIFY(m_bench.cluster().overrideUname(node, answer));
    const QString owned = m_bench.cluster().nodeFolder(node) + u"/tmp/owned"_s;

    const QJsonObject report = m_bench.check(node, 1);
    const QJsonObject kernel = report[u"nodes"_s][0][u"facts"_s][u"kernel.release"_s].toObject();
    QCOMPARE(kernel[u"state"_s], u"unknown"_s);
    for (const QString &format : {u"text"_s, u"html"_s}) {
        const ProcessResult shown = m_bench.run(u"check"_s, node, {u"-f"_s, format});
        QCOMPARE(shown.exitCode, 1);
        QVERIFY(!shown.standardOutput.contains('\x1b'));
        QVERIFY(!shown.standardOutput.contains('\0'));
        QVERIFY(format != u"html"_s || !shown.standardOutput.contains("<script>alert"));
        QVERIFY(shown.standardOutput.size() < 4 * 1024 * 1024);
    }
    m_bench.run(u"plan"_s, node);
    m_bench.run(u"fix"_s, node, {u"--yes"_s});
    QVERIFY(!QFile::exists(owned));
    QVERIFY(!QFile::exists(u"/tmp/owned"_s));
    QVERIFY(m_bench.cluster().overrideUname(node, {}));
}

QTEST_GUILESS_MAIN(TestJourneyTrust)
#include "tst_journeytrust.moc"
