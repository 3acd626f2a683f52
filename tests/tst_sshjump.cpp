// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/nodepool.h"
#include "app/ssh/channelbridge.h"
#include "app/ssh/sshtransport.h"
#include "tests/sshdfixture.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int Patience = 30'000;

} // namespace

class TestSshJump : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aNodeBehindABastionIsReached();
    void twoHopsWork();
    void aBastionFromTheConfigurationIsUsed();
    void manyNodesShareOneLoginOnTheBastion();
    void bigOutputAndInputCrossTheBridgeWhole();
    void aRefusedPortIsReportedAsSeenFromTheBastion();
    void aBastionThatForbidsForwardingIsNamed();
    void aSilentNodeBehindTheBastionDelaysNobody();
    void theBastionsHostKeyIsChecked();
    void questionsOfTheBastionAreAnsweredThroughThePool_data();
    void questionsOfTheBastionAreAnsweredThroughThePool();
    void aBastionThatRefusedIsTriedAgainOnTheUsersWish();
    void aDeadBastionTakesItsNodesDownWithOneCause();
    void theForwardingErrorIsUnderstood_data();
    void theForwardingErrorIsUnderstood();

private:
    NodeSpec behind(const SshdFixture &target, const QString &name = u"inner"_s) const;
    QString hop(const SshdFixture &bastion) const
    {
        return u"%1@127.0.0.1:%2"_s.arg(bastion.user()).arg(bastion.port());
    }

    SshdFixture m_bastion;
    SshdFixture m_second;
    SshdFixture m_target;
    std::unique_ptr<SshTransport> m_transport;
};

void TestSshJump::initTestCase()
{
    // One key and one known_hosts file serve all, as an inventory's own do.
    for (SshdFixture *bastion : {&m_bastion, &m_second}) {
        bastion->addAuthorizedKey(m_target.clientKey() + u".pub"_s);
        QVERIFY(bastion->start("MaxSessions 1"));
    }
    QVERIFY(m_target.start());
}

void TestSshJump::init()
{
    m_transport = std::make_unique<SshTransport>();
    QByteArray known;
    for (const SshdFixture *server : {&m_bastion, &m_second, &m_target})
        known += server->hostName() + ' ' + server->hostKey() + '\n';
    m_target.writeKnownHosts(known);
}

void TestSshJump::cleanup()
{
    m_transport.reset();
}

NodeSpec TestSshJump::behind(const SshdFixture &target, const QString &name) const
{
    NodeSpec node = m_target.node(name);
    node.port = target.port();
    node.proxyJump = hop(m_bastion);
    return node;
}

void TestSshJump::aNodeBehindABastionIsReached()
{
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(behind(m_target), m_target.settings()));
    QCOMPARE(runToEnd(*shell, u"echo $SSH_CONNECTION | cut -d' ' -f4"_s).standardOutput.trimmed().toInt(),
             m_target.port());
}

void TestSshJump::twoHopsWork()
{
    NodeSpec node = behind(m_target);
    node.proxyJump = hop(m_bastion) + u',' + hop(m_second);
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(node, m_target.settings()));
    const CommandResult result = runToEnd(*shell, u"echo there"_s);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QCOMPARE(result.standardOutput, "there\n");
}

void TestSshJump::aBastionFromTheConfigurationIsUsed()
{
    SshSettings settings = m_target.settings();
    settings.configFile = m_target.path(u"config"_s);
    const auto number = [](int port) { return QByteArray::number(port); };
    // The rule matches the bastion's own name as well: it must not be reached through itself.
    QVERIFY(writeTestFile(settings.configFile,
                          "Host gate\n HostName 127.0.0.1\n Port " + number(m_bastion.port()) + "\n User "
                              + m_bastion.user().toUtf8() + "\nHost inner\n HostName 127.0.0.1\n Port "
                              + number(m_target.port()) + "\nHost *\n ProxyJump gate\n"));
    NodeSpec node = m_target.node(u"inner"_s);
    node.address.clear();
    node.port = 0;
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(node, settings));
    const CommandResult result = runToEnd(*shell, u"echo there"_s);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QCOMPARE(result.standardOutput, "there\n");
}

void TestSshJump::manyNodesShareOneLoginOnTheBastion()
{
    const qsizetype before = readTestFile(m_bastion.path(u"sshd.log"_s)).count("Accepted publickey");
    std::vector<std::unique_ptr<RemoteShell>> shells;
    int finished = 0;
    for (int i = 0; i < 12; ++i) {
        shells.emplace_back(m_transport->shellFor(behind(m_target, u"node%1"_s.arg(i)), m_target.settings()));
        connect(shells.back()->run(script(u"echo %1"_s.arg(i))), &RemoteCommand::finished, this,
                [&finished, i](const CommandResult &r) {
                    finished += r.standardOutput == QByteArray::number(i) + '\n';
                });
    }
    QTRY_COMPARE_WITH_TIMEOUT(finished, 12, Patience);
    QCOMPARE(readTestFile(m_bastion.path(u"sshd.log"_s)).count("Accepted publickey") - before, 1);
}

void TestSshJump::bigOutputAndInputCrossTheBridgeWhole()
{
    QByteArray input;
    while (input.size() < 3'000'000)
        input += QByteArray::number(input.size()) + '\n';
    CommandSpec spec = script(u"cat"_s);
    spec.standardInput = input;
    spec.outputLimit = 8'000'000;
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(behind(m_target), m_target.settings()));
    const CommandResult result = runToEnd(*shell, spec);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QVERIFY(result.standardOutput == input);
}

void TestSshJump::aRefusedPortIsReportedAsSeenFromTheBastion()
{
    NodeSpec node = behind(m_target);
    node.port = freePort();
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(node, m_target.settings()));
    const CommandResult result = runToEnd(*shell, u"true"_s);
    QCOMPARE(result.error->code, ErrorCode::ConnectionRefused);
    QVERIFY(result.error->message.contains(u"as seen from 127.0.0.1"_s));
    QCOMPARE(result.error->context, u"inner"_s);
    // The bastion's session survives the refusal.
    const std::unique_ptr<RemoteShell> other(m_transport->shellFor(behind(m_target), m_target.settings()));
    QVERIFY(runToEnd(*other, u"true"_s).succeeded());
}

void TestSshJump::aBastionThatForbidsForwardingIsNamed()
{
    SshdFixture strict;
    strict.addAuthorizedKey(m_target.clientKey() + u".pub"_s);
    QVERIFY(strict.start("AllowTcpForwarding no"));
    m_target.writeKnownHosts(m_target.knownHosts() + strict.hostName() + ' ' + strict.hostKey() + '\n');
    NodeSpec node = behind(m_target);
    node.proxyJump = hop(strict);
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(node, m_target.settings()));
    const CommandResult result = runToEnd(*shell, u"true"_s);
    QCOMPARE(result.error->code, ErrorCode::Unsupported);
    QVERIFY(result.error->hint.contains(u"AllowTcpForwarding"_s));
}

void TestSshJump::aSilentNodeBehindTheBastionDelaysNobody()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost, 0));
    NodeSpec node = behind(m_target, u"silent"_s);
    node.port = silent.serverPort();
    SshSettings settings = m_target.settings();
    settings.keyExchangeTimeout = std::chrono::milliseconds(1'500);
    const std::unique_ptr<RemoteShell> mute(m_transport->shellFor(node, settings));
    const std::unique_ptr<RemoteShell> healthy(m_transport->shellFor(behind(m_target), m_target.settings()));
    CommandResult muteResult;
    int finished = 0;
    connect(mute->run(script(u"true"_s)), &RemoteCommand::finished, this, [&](const CommandResult &r) {
        muteResult = r;
        ++finished;
    });
    QVERIFY(runToEnd(*healthy, u"true"_s).succeeded());
    QTRY_COMPARE_WITH_TIMEOUT(finished, 1, Patience);
    QCOMPARE(muteResult.error->code, ErrorCode::Timeout);
    QVERIFY(runToEnd(*healthy, u"true"_s).succeeded());
}

void TestSshJump::theBastionsHostKeyIsChecked()
{
    m_target.writeKnownHosts(m_target.hostName() + ' ' + m_target.hostKey() + '\n' + m_bastion.hostName()
                             + ' ' + m_target.hostKey() + '\n');
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(behind(m_target), m_target.settings()));
    std::optional<HostKeyChange> change;
    connect(shell.get(), &RemoteShell::phaseChanged, this,
            [&](ConnectionPhase, const std::optional<Error> &, const std::optional<HostKeyChange> &c) {
                change = c;
            });
    const CommandResult result = runToEnd(*shell, u"true"_s);
    QCOMPARE(result.error->code, ErrorCode::HostKeyChanged);
    QVERIFY(result.error->message.contains(u"jump host"_s));
    QVERIFY(change);
    QCOMPARE(change->host.toUtf8(), m_bastion.hostName());
}

void TestSshJump::questionsOfTheBastionAreAnsweredThroughThePool_data()
{
    QTest::addColumn<bool>("lockedKey");
    QTest::newRow("unknown host key") << false;
    QTest::newRow("locked key") << true;
}

void TestSshJump::questionsOfTheBastionAreAnsweredThroughThePool()
{
    QFETCH(bool, lockedKey);
    NodeSpec node = behind(m_target);
    SshSettings settings = m_target.settings();
    settings.unknownHostKeys = UnknownHostKeys::Ask;
    if (lockedKey) {
        node.identity = m_target.path(u"locked"_s);
        QVERIFY(makeKey(node.identity, u"open sesame"_s));
        m_bastion.addAuthorizedKey(node.identity + u".pub"_s);
        m_target.addAuthorizedKey(node.identity + u".pub"_s);
    } else {
        m_target.writeKnownHosts(m_target.hostName() + ' ' + m_target.hostKey() + '\n');
    }
    ClusterState state({});
    state.apply(InventoryLoaded{Inventory{.nodes = {node}}});
    NodePool pool(
        [&](const NodeSpec &spec) {
            return std::unique_ptr<RemoteShell>(m_transport->shellFor(spec, settings));
        },
        &state);
    QStringList asked;
    connect(&pool, &NodePool::hostKeyQuestion, this, [&](const HostKeyQuestion &question) {
        asked.append(question.node + u" for "_s + question.askedFor);
        pool.answerHostKey(question, true);
    });
    connect(&pool, &NodePool::credentialQuestion, this, [&](const CredentialQuestion &question) {
        asked.append(question.node + u" for "_s + question.askedFor);
        pool.answerCredential(question, QByteArray("open sesame"));
    });
    const CommandResult result = runToEnd(*pool.shell(u"inner"_s), u"true"_s);
    QVERIFY2(result.succeeded(), qPrintable(toString(result.error.value_or(Error{}))));
    QCOMPARE(asked, QStringList({u"127.0.0.1 for inner"_s}));
}

void TestSshJump::aBastionThatRefusedIsTriedAgainOnTheUsersWish()
{
    const QByteArray known = m_target.knownHosts();
    m_target.writeKnownHosts(m_target.hostName() + ' ' + m_target.hostKey() + '\n');
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(behind(m_target), m_target.settings()));
    QCOMPARE(runToEnd(*shell, u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    m_target.writeKnownHosts(known);
    QCOMPARE(runToEnd(*shell, u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    shell->reconsider();
    QVERIFY(runToEnd(*shell, u"true"_s).succeeded());
}

void TestSshJump::aDeadBastionTakesItsNodesDownWithOneCause()
{
    std::vector<std::unique_ptr<RemoteShell>> shells;
    QStringList causes;
    for (int i = 0; i < 4; ++i) {
        shells.emplace_back(m_transport->shellFor(behind(m_target, u"node%1"_s.arg(i)), m_target.settings()));
        QVERIFY(runToEnd(*shells.back(), u"true"_s).succeeded());
        RemoteCommand *command = shells.back()->run(script(u"sleep 100"_s));
        QSignalSpy started(command, &RemoteCommand::started);
        QVERIFY(started.wait(Patience));
        connect(command, &RemoteCommand::finished, this,
                [&](const CommandResult &r) { causes.append(r.error->message); });
    }
    m_bastion.killSessions();
    QTRY_COMPARE_WITH_TIMEOUT(causes.size(), 4, Patience);
    for (const QString &cause : std::as_const(causes))
        QVERIFY2(cause.contains(u"jump host 127.0.0.1 is gone"_s), qPrintable(cause));
    // The next command finds its way through a new login.
    QVERIFY(runToEnd(*shells.front(), u"true"_s).succeeded());
}

void TestSshJump::theForwardingErrorIsUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("policy") << u"Channel opening failure: channel 43 error (1) open failed"_s
                            << static_cast<int>(ErrorCode::Unsupported);
    QTest::newRow("refused") << u"Channel opening failure: channel 43 error (2) Connection refused"_s
                             << static_cast<int>(ErrorCode::ConnectionRefused);
    QTest::newRow("no route") << u"Channel opening failure: channel 43 error (2) open failed"_s
                              << static_cast<int>(ErrorCode::HostUnreachable);
    QTest::newRow("no name") << u"Channel opening failure: channel 43 error (2) Name or service not known"_s
                             << static_cast<int>(ErrorCode::HostUnreachable);
}

void TestSshJump::theForwardingErrorIsUnderstood()
{
    QFETCH(QString, text);
    const Error error = forwardError(text, u"node1"_s, u"gate"_s);
    QTEST(static_cast<int>(error.code), "code");
    QVERIFY(error.message.contains(u"node1"_s));
}

QTEST_GUILESS_MAIN(TestSshJump)
#include "tst_sshjump.moc"
