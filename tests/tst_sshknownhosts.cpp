// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/hostkeystore.h"
#include "app/ssh/publickey.h"
#include "tests/sshdfixture.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

using Kind = HostKeyVerdict::Kind;

namespace {

// Two keys in the form of a line; nobody holds their private halves.
const QByteArray KeyA = "AAAAC3NzaC1lZDI1NTE5AAAAIJxZ0mD5lwTn6pWcA1Zo6zCYnm2e0fDd1G1Wk3yJp0uA";
const QByteArray KeyB = "AAAAC3NzaC1lZDI1NTE5AAAAIHk2o1oGQk9eVZr1w7mYx0V9i5m0n1rZkq8c3u0tW2sB";
const QByteArray Ed = "ssh-ed25519";

HostKeyVerdict verdict(const QByteArray &text, const HostKeyName &name, const QByteArray &key = KeyA,
                       const QByteArray &type = Ed)
{
    KnownHosts index;
    index.add(u"known_hosts"_s, text);
    return index.check(name, type, key);
}

} // namespace

class TestSshKnownHosts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPresentedKeyIsJudged_data();
    void aPresentedKeyIsJudged();
    void hashedNamesAreThoseOfSshKeygen();
    void theKnownKeyTypesOfAHostAreFound();
    void aChangedKeyNamesItsLines();
    void anAcceptedKeyIsAppended_data();
    void anAcceptedKeyIsAppended();
    void replacingTheKeyOfARebuiltNodeKeepsTheRest();
    void replacingIsRefusedWhenTheFileChangedMeanwhile();
    void replacingIsRefusedForAPatternLine();
    void replacingIsRefusedForAnotherKeyThanShown();
    void fingerprintAndPictureAreThoseOfSshKeygen_data();
    void fingerprintAndPictureAreThoseOfSshKeygen();
};

void TestSshKnownHosts::aPresentedKeyIsJudged_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("alias");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const QByteArray &text, const QString &host, int port, bool alias,
                        Kind kind) {
        QTest::newRow(name) << text << host << port << alias << static_cast<int>(kind);
    };
    const QByteArray salt(20, 's');
    row("equal", "node1 ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Ok);
    row("with comment and CRLF", "node1 ssh-ed25519 " + KeyA + " me@there\r\n", u"node1"_s, 22, false,
        Kind::Ok);
    row("one of several names", "node0,node1,10.0.0.1 ssh-ed25519 " + KeyA, u"10.0.0.1"_s, 22, false,
        Kind::Ok);
    row("case does not matter", "Node1 ssh-ed25519 " + KeyA, u"NODE1"_s, 22, false, Kind::Ok);
    row("nobody known", "", u"node1"_s, 22, false, Kind::Unknown);
    row("comment only", "# node1 ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Unknown);
    row("another host", "node2 ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Unknown);
    row("prefix is not enough", "node11 ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Unknown);
    row("changed", "node1 ssh-ed25519 " + KeyB, u"node1"_s, 22, false, Kind::Changed);
    row("only another type known", "node1 ecdsa-sha2-nistp256 " + KeyB, u"node1"_s, 22, false, Kind::Changed);
    row("old and new key both known", "node1 ssh-ed25519 " + KeyB + "\nnode1 ssh-ed25519 " + KeyA, u"node1"_s,
        22, false, Kind::Ok);
    row("wildcard", "*.lab ssh-ed25519 " + KeyA, u"n1.lab"_s, 22, false, Kind::Ok);
    row("question mark", "node? ssh-ed25519 " + KeyA, u"node7"_s, 22, false, Kind::Ok);
    row("negated", "!node1,node* ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Unknown);
    row("not negated", "!node1,node* ssh-ed25519 " + KeyA, u"node2"_s, 22, false, Kind::Ok);
    row("hashed", hashedHostName(u"node1"_s, salt) + " ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Ok);
    row("hashed and changed", hashedHostName(u"node1"_s, salt) + " ssh-ed25519 " + KeyB, u"node1"_s, 22,
        false, Kind::Changed);
    row("hashed with port", hashedHostName(u"[node1]:2222"_s, salt) + " ssh-ed25519 " + KeyA, u"Node1"_s,
        2222, false, Kind::Ok);
    row("malformed hash", "|1|xx ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Unknown);
    row("port", "[node1]:2222 ssh-ed25519 " + KeyA, u"node1"_s, 2222, false, Kind::Ok);
    row("port falls back to the plain name", "node1 ssh-ed25519 " + KeyA, u"node1"_s, 2222, false, Kind::Ok);
    row("fallback needs an equal key", "node1 ssh-ed25519 " + KeyB, u"node1"_s, 2222, false, Kind::Unknown);
    row("port entry goes before the plain name",
        "[node1]:2222 ssh-ed25519 " + KeyB + "\nnode1 ssh-ed25519 " + KeyA, u"node1"_s, 2222, false,
        Kind::Changed);
    row("another port is another host", "[node1]:2223 ssh-ed25519 " + KeyB, u"node1"_s, 2222, false,
        Kind::Unknown);
    row("alias", "compute ssh-ed25519 " + KeyA, u"compute"_s, 2222, true, Kind::Ok);
    row("an alias has no port", "[compute]:2222 ssh-ed25519 " + KeyA, u"compute"_s, 2222, true,
        Kind::Unknown);
    row("revoked", "node1 ssh-ed25519 " + KeyA + "\n@revoked * ssh-ed25519 " + KeyA, u"node1"_s, 22, false,
        Kind::Revoked);
    row("revoked on the plain name too", "@revoked node1 ssh-ed25519 " + KeyA, u"node1"_s, 2222, false,
        Kind::Revoked);
    row("another key is revoked", "node1 ssh-ed25519 " + KeyA + "\n@revoked * ssh-ed25519 " + KeyB,
        u"node1"_s, 22, false, Kind::Ok);
    row("certificate authority only", "@cert-authority *.lab ssh-ed25519 " + KeyA, u"n1.lab"_s, 22, false,
        Kind::Unknown);
    row("unknown marker", "@future node1 ssh-ed25519 " + KeyA, u"node1"_s, 22, false, Kind::Unknown);
    row("key that is not base64", "node1 ssh-ed25519 !!!!!!!!!!!!!!!!!!!!", u"node1"_s, 22, false,
        Kind::Unknown);
}

void TestSshKnownHosts::aPresentedKeyIsJudged()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, alias);
    QTEST(static_cast<int>(verdict(text, {host, port, alias}).kind), "kind");
}

void TestSshKnownHosts::hashedNamesAreThoseOfSshKeygen()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"known_hosts"_s);
    QVERIFY(writeTestFile(file, "node1 ssh-ed25519 " + KeyA + "\n[node2]:2222 ssh-ed25519 " + KeyB + '\n'));
    QCOMPARE(
        QProcess::execute(u"sh"_s, {u"-c"_s, u"ssh-keygen -H -f \"$1\" >/dev/null 2>&1"_s, u"sh"_s, file}),
        0);
    const QByteArray hashed = readTestFile(file);
    QVERIFY(hashed.startsWith("|1|"));
    QCOMPARE(verdict(hashed, {u"node1"_s, 22, false}).kind, Kind::Ok);
    QCOMPARE(verdict(hashed, {u"node2"_s, 2222, false}, KeyB).kind, Kind::Ok);
    QCOMPARE(verdict(hashed, {u"node2"_s, 22, false}, KeyB).kind, Kind::Unknown);
}

void TestSshKnownHosts::theKnownKeyTypesOfAHostAreFound()
{
    KnownHosts index;
    index.add(u"a"_s, "node1 ecdsa-sha2-nistp256 " + KeyB + "\nnode2 ssh-rsa " + KeyA
                          + "\n@revoked node1 ssh-rsa " + KeyA + '\n');
    index.add(u"b"_s, "node1 ssh-ed25519 " + KeyA + '\n');
    QCOMPARE(index.keyTypes({u"node1"_s, 22, false}),
             QList<QByteArray>({"ecdsa-sha2-nistp256", "ssh-ed25519"}));
    QCOMPARE(index.keyTypes({u"node2"_s, 2222, false}), QList<QByteArray>({"ssh-rsa"}));
    QVERIFY(index.keyTypes({u"node3"_s, 22, false}).isEmpty());
}

void TestSshKnownHosts::aChangedKeyNamesItsLines()
{
    const HostKeyVerdict changed = verdict("# first\nnode1 ssh-ed25519 " + KeyB + "\nnode2 ssh-ed25519 "
                                               + KeyA + "\nnode1 ssh-rsa " + KeyB + '\n',
                                           {u"node1"_s, 22, false});
    QCOMPARE(changed.lines.size(), 2);
    QCOMPARE(changed.lines.at(0).number, 2);
    QCOMPARE(changed.lines.at(0).key, KeyB);
    QCOMPARE(changed.lines.at(1).number, 4);
    QCOMPARE(changed.lines.at(1).file, u"known_hosts"_s);
}

void TestSshKnownHosts::anAcceptedKeyIsAppended_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("hashed");
    QTest::newRow("new file") << QByteArray() << false;
    QTest::newRow("plain file") << "node0 ssh-ed25519 " + KeyB + '\n' << false;
    QTest::newRow("file without a last newline") << "node0 ssh-ed25519 " + KeyB << false;
    QTest::newRow("hashed file") << hashedHostName(u"node0"_s, QByteArray(20, 's')) + " ssh-ed25519 " + KeyB
                                        + '\n'
                                 << true;
}

void TestSshKnownHosts::anAcceptedKeyIsAppended()
{
    QFETCH(QByteArray, before);
    QFETCH(bool, hashed);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"ssh/known_hosts"_s);
    if (!before.isEmpty()) {
        QDir(folder.path()).mkdir(u"ssh"_s);
        QVERIFY(writeTestFile(file, before));
    }
    QVERIFY(appendHostKey(file, {u"node1"_s, 2222, false}, Ed, KeyA, false));
    const QByteArray text = readTestFile(file);
    QVERIFY(text.startsWith(before));
    QCOMPARE(text.contains("[node1]:2222"), !hashed);
    QCOMPARE(verdict(text, {u"node1"_s, 2222, false}).kind, Kind::Ok);
    if (!before.isEmpty())
        QCOMPARE(verdict(text, {u"node0"_s, 22, false}, KeyB).kind, Kind::Ok);
    QCOMPARE(QDir(folder.filePath(u"ssh"_s)).entryList(QDir::Files), QStringList({u"known_hosts"_s}));
}

namespace {

HostKeyChange rebuilt(const QString &file)
{
    HostKeyChange change;
    change.host = u"node1"_s;
    change.keyType = QString::fromLatin1(Ed);
    change.newKey = Ed + ' ' + KeyA;
    change.newFingerprint = keyFingerprint(KeyA);
    change.oldFingerprint = keyFingerprint(KeyB);
    change.knownHostsFile = file;
    change.knownHostsLines = {2};
    change.oldKeys = {Ed + ' ' + KeyB};
    return change;
}

} // namespace

void TestSshKnownHosts::replacingTheKeyOfARebuiltNodeKeepsTheRest()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"known_hosts"_s);
    const QByteArray before = "# mine\nnode0,node1 ssh-ed25519 " + KeyB + " comment\nnode2 ssh-ed25519 "
                              + KeyB + '\n';
    QVERIFY(writeTestFile(file, before));
    const auto done = replaceHostKey(rebuilt(file));
    QVERIFY2(done, done ? "" : qPrintable(toString(done.error())));
    QCOMPARE(readTestFile(file), "# mine\nnode0 ssh-ed25519 " + KeyB + " comment\nnode2 ssh-ed25519 " + KeyB
                                     + "\nnode1 ssh-ed25519 " + KeyA + '\n');
    const QStringList backups = QDir(folder.path()).entryList({u"known_hosts.old-*"_s});
    QCOMPARE(backups.size(), 1);
    QCOMPARE(readTestFile(folder.filePath(backups.first())), before);
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestSshKnownHosts::replacingIsRefusedWhenTheFileChangedMeanwhile()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"known_hosts"_s);
    const QByteArray before = "node1 ssh-ed25519 " + KeyB + "\nnode1 ssh-ed25519 " + KeyA + '\n';
    QVERIFY(writeTestFile(file, before));
    QVERIFY(!replaceHostKey(rebuilt(file)));
    QCOMPARE(readTestFile(file), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestSshKnownHosts::replacingIsRefusedForAPatternLine()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"known_hosts"_s);
    const QByteArray before = "\nnode* ssh-ed25519 " + KeyB + '\n';
    QVERIFY(writeTestFile(file, before));
    const auto done = replaceHostKey(rebuilt(file));
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::Unsupported);
    QCOMPARE(readTestFile(file), before);
}

void TestSshKnownHosts::replacingIsRefusedForAnotherKeyThanShown()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"known_hosts"_s);
    QVERIFY(writeTestFile(file, "\nnode1 ssh-ed25519 " + KeyB + '\n'));
    HostKeyChange change = rebuilt(file);
    change.newKey = Ed + ' ' + KeyB;
    QVERIFY(!replaceHostKey(change));
}

void TestSshKnownHosts::fingerprintAndPictureAreThoseOfSshKeygen_data()
{
    QTest::addColumn<QString>("type");
    QTest::newRow("ed25519") << u"ed25519"_s;
    QTest::newRow("ecdsa") << u"ecdsa"_s;
    QTest::newRow("rsa") << u"rsa"_s;
}

void TestSshKnownHosts::fingerprintAndPictureAreThoseOfSshKeygen()
{
    QFETCH(QString, type);
    const QTemporaryDir folder;
    for (int i = 0; i < (type == "rsa"_L1 ? 1 : 5); ++i) {
        const QString file = folder.filePath(u"key%1"_s.arg(i));
        QVERIFY(makeKey(file, {}, type));
        QProcess keygen;
        keygen.start(u"ssh-keygen"_s, {u"-lv"_s, u"-f"_s, file + u".pub"_s});
        QVERIFY(keygen.waitForFinished());
        const QString expected = QString::fromUtf8(keygen.readAllStandardOutput());
        const QByteArray key = readTestFile(file + u".pub"_s).split(' ').at(1);
        QVERIFY(expected.contains(keyFingerprint(key)));
        QCOMPARE(keyRandomArt(key), expected.section(u'\n', 1).trimmed());
    }
}

QTEST_GUILESS_MAIN(TestSshKnownHosts)
#include "tst_sshknownhosts.moc"
