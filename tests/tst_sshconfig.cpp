// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/authgate.h"
#include "app/ssh/credentialbroker.h"
#include "app/ssh/hostconfig.h"
#include "tests/sshdfixture.h"

#include <QDir>
#include <QTest>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestSshConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theConfigurationIsReadAsSshReadsIt();
    void includesAndMatchBlocksCount();
    void tokensInFileNamesAreFilledIn();
    void aBrokenConfigurationIsReported();
    void aHostThatLooksLikeAnOptionIsRefused();
    void theInventoryGoesOverTheConfiguration();
    void proxyCommandIsSaidToBeUnsupported();
    void jumpHostsAreParsed_data();
    void jumpHostsAreParsed();
    void badJumpHostsAreRefused_data();
    void badJumpHostsAreRefused();
    void theGateShutsAfterThreeEqualFailures();
    void theGateOpensAgainByItself();
    void theGateStaysOpenWhenLoginsWork();

private:
    HostConfig read(const QByteArray &text, const QString &host);
    QTemporaryDir m_folder;
};

HostConfig TestSshConfig::read(const QByteArray &text, const QString &host)
{
    const QString file = m_folder.filePath(u"config"_s);
    writeTestFile(file, text);
    const auto config = readHostConfig({host, {}, 0, file});
    return config.value_or(HostConfig{});
}

void TestSshConfig::theConfigurationIsReadAsSshReadsIt()
{
    const QByteArray text =
        "Host !compute09 compute*\n HostName %h.lab\n Port 2222\n User ada\n IdentityFile /keys/one\n IdentityFile /keys/two\n"
        " CertificateFile /keys/cert.pub\n IdentitiesOnly yes\n IdentityAgent /run/agent\n ProxyJump gate1,gate2:22\n HostKeyAlias compute\n"
        " UserKnownHostsFile /kh/a /kh/b\n HashKnownHosts yes\n PasswordAuthentication no\n";
    const HostConfig config = read(text, u"compute01"_s);
    QCOMPARE(config.hostName, u"compute01.lab"_s);
    QCOMPARE(config.port, 2222);
    QCOMPARE(config.user, u"ada"_s);
    QCOMPARE(config.identityFiles, QStringList({u"/keys/one"_s, u"/keys/two"_s}));
    QCOMPARE(config.certificateFiles, QStringList({u"/keys/cert.pub"_s}));
    QCOMPARE(config.identityAgent, u"/run/agent"_s);
    QVERIFY(config.identitiesOnly);
    QCOMPARE(config.proxyJump, u"gate1,gate2:22"_s);
    QCOMPARE(config.hostKeyAlias, u"compute"_s);
    QCOMPARE(config.userKnownHostsFiles, QStringList({u"/kh/a"_s, u"/kh/b"_s}));
    QVERIFY(config.hashKnownHosts);
    QVERIFY(!config.passwordAllowed);
    QVERIFY(config.publicKeyAllowed);

    const HostConfig excluded = read(text, u"compute09"_s);
    QCOMPARE(excluded.hostName, u"compute09"_s);
    QCOMPARE(excluded.port, 22);
    QVERIFY(excluded.proxyJump.isEmpty());
    QVERIFY(excluded.passwordAllowed);
}

void TestSshConfig::includesAndMatchBlocksCount()
{
    QVERIFY(writeTestFile(m_folder.filePath(u"more"_s),
                          "Match originalhost login* user root\n Port 2201\nMatch host *.lab\n User eve\n"));
    const QByteArray include = "Include " + m_folder.filePath(u"more"_s).toUtf8() + '\n';
    QCOMPARE(read(include, u"n1.lab"_s).user, u"eve"_s);
    const QString file = m_folder.filePath(u"config"_s);
    QCOMPARE(readHostConfig({u"login1"_s, u"root"_s, 0, file})->port, 2201);
    QCOMPARE(readHostConfig({u"login1"_s, u"bob"_s, 0, file})->port, 22);
}

void TestSshConfig::tokensInFileNamesAreFilledIn()
{
    const QByteArray text =
        "Host short\n HostName long.lab\n User ada\n Port 2200\n IdentityFile ~/k/%h-%n-%p-%r-%%\n UserKnownHostsFile %d/kh\n";
    // As ssh does, of the account and whatever $HOME is.
    const QString home = QString::fromLocal8Bit(getpwuid(getuid())->pw_dir);
    const HostConfig config = read(text, u"short"_s);
    QCOMPARE(config.identityFiles, QStringList({home + u"/k/long.lab-short-2200-ada-%"_s}));
    QCOMPARE(config.userKnownHostsFiles, QStringList({home + u"/kh"_s}));
}

void TestSshConfig::aBrokenConfigurationIsReported()
{
    const QString file = m_folder.filePath(u"broken"_s);
    QVERIFY(writeTestFile(file, "Host *\n NoSuchKeyword yes\n"));
    const auto config = readHostConfig({u"node1"_s, {}, 0, file});
    QVERIFY(!config);
    QVERIFY2(config.error().message.contains(u"line 2"_s), qPrintable(config.error().message));
}

void TestSshConfig::aHostThatLooksLikeAnOptionIsRefused()
{
    QVERIFY(!readHostConfig({u"-oProxyCommand=touch /nonexistent"_s, {}, 0, u"none"_s}));
    QVERIFY(!readHostConfig({QString(), {}, 0, u"none"_s}));
}

void TestSshConfig::theInventoryGoesOverTheConfiguration()
{
    HostConfig config = read(
        "Host *\n User ada\n Port 2222\n IdentityFile /keys/one\n ProxyJump gate\n HostKeyAlias theirs\n UserKnownHostsFile /kh\n",
        u"node1"_s);
    NodeSpec node;
    node.name = u"node1"_s;
    auto target = loginTarget(node, config, {});
    QCOMPARE(target->user, u"ada"_s);
    QCOMPARE(target->jumps.size(), 1);
    QCOMPARE(target->hostKeyName.stored(), u"theirs"_s);

    node.user = u"root"_s;
    node.port = 2200;
    node.identity = u"/own/key"_s;
    node.proxyJump = u"none"_s;
    node.hostKeyAlias = u"ours"_s;
    node.knownHosts = u"/own/known_hosts"_s;
    target = loginTarget(node, config, {});
    QCOMPARE(target->user, u"root"_s);
    QCOMPARE(target->port, 2200);
    QCOMPARE(target->identityFiles, QStringList({u"/own/key"_s}));
    QVERIFY(target->jumps.isEmpty());
    QCOMPARE(target->hostKeyName.stored(), u"ours"_s);
    QCOMPARE(target->knownHostsFiles, QStringList({u"/own/known_hosts"_s}));
}

void TestSshConfig::proxyCommandIsSaidToBeUnsupported()
{
    const HostConfig config = read("Host *\n ProxyCommand nc %h %p\n", u"node1"_s);
    NodeSpec node;
    node.name = u"node1"_s;
    QCOMPARE(loginTarget(node, config, {}).error().code, ErrorCode::Unsupported);
}

void TestSshConfig::jumpHostsAreParsed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("none") << u"none"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("host") << u"gate"_s << u"/gate/0"_s;
    QTest::newRow("all parts") << u"ada@gate:2222"_s << u"ada/gate/2222"_s;
    QTest::newRow("chain") << u"a, b@c:1"_s << u"/a/0 b/c/1"_s;
    QTest::newRow("IPv6") << u"ada@[fe80::1]:22"_s << u"ada/fe80::1/22"_s;
    QTest::newRow("URI") << u"ssh://ada@gate:22"_s << u"ada/gate/22"_s;
}

void TestSshConfig::jumpHostsAreParsed()
{
    QFETCH(QString, text);
    QStringList parsed;
    const auto hops = parseProxyJump(text);
    QVERIFY(hops);
    for (const JumpHop &hop : *hops)
        parsed.append(u"%1/%2/%3"_s.arg(hop.user, hop.host).arg(hop.port));
    QTEST(parsed.join(u' '), "expected");
}

void TestSshConfig::badJumpHostsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("option") << u"-oProxyCommand=x"_s;
    QTest::newRow("space") << u"gate one"_s;
    QTest::newRow("port") << u"gate:99999"_s;
    QTest::newRow("empty hop") << u"a,,b"_s;
}

void TestSshConfig::badJumpHostsAreRefused()
{
    QFETCH(QString, text);
    QVERIFY(!parseProxyJump(text));
}

void TestSshConfig::theGateShutsAfterThreeEqualFailures()
{
    AuthGate gate;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!gate.enter(u"ada"_s));
        gate.failed(u"ada"_s, u"refused"_s);
    }
    QCOMPARE(gate.enter(u"ada"_s), u"refused"_s);
    QVERIFY(!gate.enter(u"other user"_s));
    gate.reopen();
    QVERIFY(!gate.enter(u"ada"_s));
}

void TestSshConfig::theGateOpensAgainByItself()
{
    AuthGate gate(std::chrono::milliseconds(0));
    for (int i = 0; i < 6; ++i) {
        QVERIFY(!gate.enter(u"ada"_s));
        gate.failed(u"ada"_s, u"refused"_s);
    }
}

void TestSshConfig::theGateStaysOpenWhenLoginsWork()
{
    AuthGate gate;
    for (int i = 0; i < 4; ++i) {
        QVERIFY(!gate.enter(u"ada"_s));
        gate.succeeded(u"ada"_s);
    }
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!gate.enter(u"ada"_s));
        gate.failed(u"ada"_s, u"refused"_s);
    }
    QVERIFY(!gate.enter(u"ada"_s));
}

QTEST_GUILESS_MAIN(TestSshConfig)
#include "tst_sshconfig.moc"
