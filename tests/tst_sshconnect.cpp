// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/hostkeystore.h"
#include "app/ssh/publickey.h"
#include "app/ssh/sshtransport.h"
#include "tests/sshdfixture.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int Patience = 30'000;

/// Collects what a shell tells about its connection.
struct Watch
{
    explicit Watch(RemoteShell &shell)
    {
        QObject::connect(&shell, &RemoteShell::phaseChanged, &shell,
                         [this](ConnectionPhase phase, const std::optional<Error> &e,
                                const std::optional<HostKeyChange> &c) {
                             phases.append(phase);
                             error = e;
                             if (c)
                                 change = c;
                         });
    }
    ErrorCode code() const { return error ? error->code : ErrorCode::Internal; }

    QList<ConnectionPhase> phases;
    std::optional<Error> error;
    std::optional<HostKeyChange> change;
};

} // namespace

class TestSshConnect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void thePhasesComeInOrder();
    void aWrongKeyIsRefusedAndNotTriedAgain();
    void aLockedKeyIsAskedForOnce();
    void aDeclinedPassphraseEndsInARefusal();
    void theAgentIsUsed();
    void identitiesOnlyKeepsTheAgentsOtherKeysBack();
    void aCertificateIsUsed();
    void anUnknownHostKeyIsRefusedByDefault();
    void anUnknownHostKeyIsAskedFor_data();
    void anUnknownHostKeyIsAskedFor();
    void aNewHostKeyMayBeAcceptedWithoutAsking();
    void aChangedHostKeyIsRefusedUntilItIsReplaced();
    void aRevokedHostKeyIsRefused();
    void aHostKeyAliasIsLookedUp();
    void theKeyTypeOnRecordIsAskedFor();
    void aSilentServerRunsIntoItsDeadlineAlone();
    void aClosedPortIsReportedAsRefused();
    void anUnknownNameIsReported();
    void waitingForOnesTurnIsNoFailure();
    void aLostConnectionFinishesTheCommandOnce();
    void aFrozenServerIsNoticed();
    void theConnectionComesBackAfterABackOff();
    void commandsFailAtOnceWhileBackingOff();
    void threeEqualFailuresStopTheRest();
    void aRefusedLoginIsTriedAgainOnTheUsersWish();
    void aRefusedLoginIsTriedAgainAfterTheLongestBackOff();
    void aDeclinedHostKeyIsAskedForAgainOnTheUsersWishOnly();

private:
    RemoteShell &shell(const NodeSpec &node, const SshSettings &settings);
    RemoteShell &shell() { return shell(m_sshd.node(), m_sshd.settings()); }

    SshdFixture m_sshd;
    std::unique_ptr<SshTransport> m_transport;
    std::vector<std::unique_ptr<RemoteShell>> m_shells;
};

void TestSshConnect::initTestCase()
{
    QVERIFY(m_sshd.start());
}

void TestSshConnect::init()
{
    m_transport = std::make_unique<SshTransport>();
    m_sshd.writeKnownHosts(m_sshd.hostName() + ' ' + m_sshd.hostKey() + '\n');
}

void TestSshConnect::cleanup()
{
    m_shells.clear();
    m_transport.reset();
}

RemoteShell &TestSshConnect::shell(const NodeSpec &node, const SshSettings &settings)
{
    m_shells.emplace_back(m_transport->shellFor(node, settings));
    return *m_shells.back();
}

void TestSshConnect::thePhasesComeInOrder()
{
    RemoteShell &node = shell();
    Watch watch(node);
    node.open();
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Ready, Patience);
    QCOMPARE(watch.phases, QList<ConnectionPhase>({ConnectionPhase::Resolving, ConnectionPhase::Connecting,
                                                   ConnectionPhase::KeyExchange,
                                                   ConnectionPhase::Authenticating, ConnectionPhase::Ready}));
    node.open();
    QVERIFY(runToEnd(node, u"true"_s).succeeded());
    QCOMPARE(watch.phases.size(), 5);
}

void TestSshConnect::aWrongKeyIsRefusedAndNotTriedAgain()
{
    if (!QFile::exists(m_sshd.path(u"stranger"_s)))
        QVERIFY(makeKey(m_sshd.path(u"stranger"_s)));
    NodeSpec spec = m_sshd.node();
    spec.identity = m_sshd.path(u"stranger"_s);
    RemoteShell &node = shell(spec, m_sshd.settings());
    Watch watch(node);
    node.open();
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Failed, Patience);
    QCOMPARE(watch.code(), ErrorCode::AuthenticationFailed);
    QCOMPARE(watch.error->context, u"node1"_s);
    QVERIFY(!watch.error->hint.isEmpty());
    const qsizetype phases = watch.phases.size();
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::AuthenticationFailed);
    QCOMPARE(watch.phases.size(), phases);
}

void TestSshConnect::aLockedKeyIsAskedForOnce()
{
    const QString key = m_sshd.path(u"locked"_s);
    QVERIFY(makeKey(key, u"open sesame"_s));
    m_sshd.addAuthorizedKey(key + u".pub"_s);
    NodeSpec spec = m_sshd.node();
    spec.identity = key;
    QList<CredentialQuestion> questions;
    const auto answer = [&questions](RemoteShell &node) {
        connect(&node, &RemoteShell::credentialQuestion, &node,
                [&questions, &node](const CredentialQuestion &question) {
                    questions.append(question);
                    node.answerCredential(question.id, questions.size() == 1 ? QByteArray("wrong")
                                                                             : QByteArray("open sesame"));
                });
    };
    RemoteShell &first = shell(spec, m_sshd.settings());
    spec.name = u"node2"_s;
    RemoteShell &second = shell(spec, m_sshd.settings());
    answer(first);
    answer(second);
    first.open();
    second.open();
    QTRY_COMPARE_WITH_TIMEOUT(first.phase(), ConnectionPhase::Ready, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(second.phase(), ConnectionPhase::Ready, Patience);
    QCOMPARE(questions.size(), 2);
    QCOMPARE(questions.at(0).kind, CredentialKind::KeyPassphrase);
    QVERIFY(questions.at(0).prompt.contains(key));
    QVERIFY(!questions.at(0).retry);
    QVERIFY(questions.at(1).retry);
    QCOMPARE(questions.at(0).scope, questions.at(1).scope);
}

void TestSshConnect::aDeclinedPassphraseEndsInARefusal()
{
    const QString key = m_sshd.path(u"locked2"_s);
    QVERIFY(makeKey(key, u"open sesame"_s));
    m_sshd.addAuthorizedKey(key + u".pub"_s);
    NodeSpec spec = m_sshd.node();
    spec.identity = key;
    RemoteShell &node = shell(spec, m_sshd.settings()); // nobody is connected to its questions
    Watch watch(node);
    node.open();
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Failed, Patience);
    QCOMPARE(watch.code(), ErrorCode::AuthenticationFailed);
    QVERIFY(watch.error->message.contains(u"locked"_s));
}

namespace {

/// A real ssh-agent that holds one key.
class Agent
{
public:
    Agent(const QString &socket, const QString &key)
    {
        m_agent.start(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
        QProcess add;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SSH_AUTH_SOCK"_s, socket);
        add.setProcessEnvironment(environment);
        for (int i = 0; i < 100 && !isReady; ++i) {
            add.start(u"ssh-add"_s, {u"-q"_s, key});
            isReady = add.waitForFinished() && add.exitCode() == 0;
            if (!isReady)
                m_agent.waitForFinished(50);
        }
    }
    ~Agent()
    {
        m_agent.terminate();
        m_agent.waitForFinished();
    }
    bool isReady = false;

private:
    QProcess m_agent;
};

} // namespace

void TestSshConnect::theAgentIsUsed()
{
    const Agent agent(m_sshd.path(u"agent"_s), m_sshd.clientKey());
    QVERIFY(agent.isReady);
    NodeSpec spec = m_sshd.node();
    spec.identity = m_sshd.path(u"not-there"_s);
    SshSettings settings = m_sshd.settings();
    settings.agentSocket = m_sshd.path(u"agent"_s);
    for (int i = 0; i < 5; ++i)
        QVERIFY(runToEnd(shell(spec, settings), u"true"_s).succeeded());
}

void TestSshConnect::identitiesOnlyKeepsTheAgentsOtherKeysBack()
{
    const Agent agent(m_sshd.path(u"agent2"_s), m_sshd.clientKey());
    QVERIFY(agent.isReady);
    QVERIFY(makeKey(m_sshd.path(u"other"_s)));
    NodeSpec spec = m_sshd.node();
    spec.identity.clear();
    SshSettings settings = m_sshd.settings();
    settings.configFile = m_sshd.path(u"config"_s);
    const QByteArray common = "Host *\n IdentityAgent " + m_sshd.path(u"agent2"_s).toUtf8()
                              + "\n IdentitiesOnly yes\n IdentityFile ";
    settings.agentSocket.clear();
    QVERIFY(writeTestFile(settings.configFile, common + m_sshd.path(u"other"_s).toUtf8() + '\n'));
    QCOMPARE(runToEnd(shell(spec, settings), u"true"_s).error.value_or(Error{}).code,
             ErrorCode::AuthenticationFailed);

    // The public half alone names the key that the agent holds.
    QVERIFY(QFile::copy(m_sshd.clientKey() + u".pub"_s, m_sshd.path(u"named.pub"_s)));
    QVERIFY(writeTestFile(settings.configFile, common + m_sshd.path(u"named"_s).toUtf8() + '\n'));
    QVERIFY(runToEnd(shell(spec, settings), u"true"_s).succeeded());
}

void TestSshConnect::aCertificateIsUsed()
{
    const QString authority = m_sshd.path(u"authority"_s);
    const QString key = m_sshd.path(u"certified"_s);
    QVERIFY(makeKey(authority));
    QVERIFY(makeKey(key));
    QCOMPARE(QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-s"_s, authority, u"-I"_s, u"test"_s, u"-n"_s,
                                                 m_sshd.user(), key + u".pub"_s}),
             0);
    SshdFixture other;
    QVERIFY(other.start("TrustedUserCAKeys " + authority.toUtf8() + ".pub"));
    NodeSpec spec = other.node();
    spec.identity = key;
    QVERIFY(runToEnd(shell(spec, other.settings()), u"true"_s).succeeded());
}

void TestSshConnect::anUnknownHostKeyIsRefusedByDefault()
{
    m_sshd.writeKnownHosts({});
    RemoteShell &node = shell();
    const CommandResult result = runToEnd(node, u"true"_s);
    QCOMPARE(result.error->code, ErrorCode::HostKeyUnknown);
    QVERIFY(result.error->message.contains(keyFingerprint(m_sshd.hostKey().split(' ').at(1))));
    QCOMPARE(m_sshd.knownHosts(), QByteArray());
}

void TestSshConnect::anUnknownHostKeyIsAskedFor_data()
{
    QTest::addColumn<bool>("accept");
    QTest::newRow("accepted") << true;
    QTest::newRow("declined") << false;
}

void TestSshConnect::anUnknownHostKeyIsAskedFor()
{
    QFETCH(bool, accept);
    m_sshd.writeKnownHosts("# mine\n");
    SshSettings settings = m_sshd.settings();
    settings.unknownHostKeys = UnknownHostKeys::Ask;
    RemoteShell &node = shell(m_sshd.node(), settings);
    QList<HostKeyQuestion> questions;
    connect(&node, &RemoteShell::hostKeyQuestion, this, [&](const HostKeyQuestion &question) {
        questions.append(question);
        node.answerHostKey(question.id, accept);
    });
    const CommandResult result = runToEnd(node, u"true"_s);
    QCOMPARE(result.succeeded(), accept);
    QCOMPARE(questions.size(), 1);
    QCOMPARE(questions.first().host.toUtf8(), m_sshd.hostName());
    QCOMPARE(questions.first().fingerprint, keyFingerprint(m_sshd.hostKey().split(' ').at(1)));
    QVERIFY(questions.first().randomArt.startsWith(u"+--[ED25519 256]--+"_s));
    QCOMPARE(m_sshd.knownHosts(), accept ? "# mine\n" + m_sshd.hostName() + ' ' + m_sshd.hostKey() + '\n'
                                         : QByteArray("# mine\n"));
    if (!accept)
        QCOMPARE(result.error->code, ErrorCode::HostKeyUnknown);
}

void TestSshConnect::aNewHostKeyMayBeAcceptedWithoutAsking()
{
    m_sshd.writeKnownHosts({});
    SshSettings settings = m_sshd.settings();
    settings.unknownHostKeys = UnknownHostKeys::AcceptNew;
    QVERIFY(runToEnd(shell(m_sshd.node(), settings), u"true"_s).succeeded());
    QCOMPARE(m_sshd.knownHosts(), m_sshd.hostName() + ' ' + m_sshd.hostKey() + '\n');
}

void TestSshConnect::aChangedHostKeyIsRefusedUntilItIsReplaced()
{
    const QByteArray old = readTestFile(m_sshd.clientKey() + u".pub"_s).split(' ').mid(0, 2).join(' ');
    m_sshd.writeKnownHosts("other ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA\n" + m_sshd.hostName() + ' ' + old
                           + '\n');
    SshSettings settings = m_sshd.settings();
    settings.unknownHostKeys = UnknownHostKeys::AcceptNew; // accepts new keys, never changed ones
    RemoteShell &node = shell(m_sshd.node(), settings);
    Watch watch(node);
    node.open();
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Failed, Patience);
    QCOMPARE(watch.code(), ErrorCode::HostKeyChanged);
    QVERIFY(watch.change);
    QCOMPARE(watch.change->host.toUtf8(), m_sshd.hostName());
    QCOMPARE(watch.change->oldFingerprint, keyFingerprint(old.split(' ').at(1)));
    QCOMPARE(watch.change->newFingerprint, keyFingerprint(m_sshd.hostKey().split(' ').at(1)));
    QCOMPARE(watch.change->knownHostsLines, QList<int>({2}));
    QCOMPARE(watch.change->newKey, m_sshd.hostKey());

    const auto replaced = replaceHostKey(*watch.change);
    QVERIFY2(replaced, replaced ? "" : qPrintable(toString(replaced.error())));
    QCOMPARE(m_sshd.knownHosts(), "other ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA\n" + m_sshd.hostName() + ' '
                                      + m_sshd.hostKey() + '\n');
    node.open();
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Ready, Patience);
}

void TestSshConnect::aRevokedHostKeyIsRefused()
{
    m_sshd.writeKnownHosts(m_sshd.knownHosts() + "@revoked * " + m_sshd.hostKey() + '\n');
    QCOMPARE(runToEnd(shell(), u"true"_s).error->code, ErrorCode::HostKeyRevoked);
}

void TestSshConnect::aHostKeyAliasIsLookedUp()
{
    m_sshd.writeKnownHosts(hashedHostName(u"cluster-node"_s, QByteArray(20, 'x')) + ' ' + m_sshd.hostKey()
                           + '\n');
    NodeSpec spec = m_sshd.node();
    QCOMPARE(runToEnd(shell(spec, m_sshd.settings()), u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    spec.hostKeyAlias = u"Cluster-Node"_s;
    QVERIFY(runToEnd(shell(spec, m_sshd.settings()), u"true"_s).succeeded());
}

void TestSshConnect::theKeyTypeOnRecordIsAskedFor()
{
    SshdFixture two;
    QVERIFY(makeKey(two.path(u"ecdsa"_s), {}, u"ecdsa"_s));
    const QByteArray ecdsa = readTestFile(two.path(u"ecdsa.pub"_s)).split(' ').mid(0, 2).join(' ');
    QVERIFY(two.start("HostKey " + two.path(u"ecdsa"_s).toUtf8()));
    two.writeKnownHosts(two.hostName() + ' ' + ecdsa + '\n');
    QVERIFY(runToEnd(shell(two.node(), two.settings()), u"true"_s).succeeded());
}

void TestSshConnect::aSilentServerRunsIntoItsDeadlineAlone()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost, 0));
    NodeSpec spec = m_sshd.node();
    spec.port = silent.serverPort();
    SshSettings settings = m_sshd.settings();
    settings.keyExchangeTimeout = std::chrono::milliseconds(1'500);
    std::vector<std::unique_ptr<Watch>> watches;
    for (int i = 0; i < 20; ++i) {
        spec.name = u"silent%1"_s.arg(i);
        RemoteShell &node = shell(spec, settings);
        watches.push_back(std::make_unique<Watch>(node));
        QSignalSpy finished(node.run(script(u"true"_s)), &RemoteCommand::finished);
    }
    RemoteShell &healthy = shell();
    QVERIFY(runToEnd(healthy, u"true"_s).succeeded());
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::all_of(watches, [](const auto &w) { return w->code() == ErrorCode::Timeout; }),
        Patience);
    QVERIFY(watches.front()->error->message.contains(u"said nothing"_s));
    QVERIFY(runToEnd(healthy, u"true"_s).succeeded());
}

void TestSshConnect::aClosedPortIsReportedAsRefused()
{
    NodeSpec spec = m_sshd.node();
    spec.port = freePort();
    RemoteShell &node = shell(spec, m_sshd.settings());
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::ConnectionRefused);
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Failed, Patience);
}

void TestSshConnect::anUnknownNameIsReported()
{
    NodeSpec spec = m_sshd.node();
    spec.address = u"no-such-host.invalid"_s;
    SshSettings settings = m_sshd.settings();
    settings.resolveTimeout = std::chrono::seconds(20);
    QCOMPARE(runToEnd(shell(spec, settings), u"true"_s).error->code, ErrorCode::HostUnreachable);
}

void TestSshConnect::waitingForOnesTurnIsNoFailure()
{
    // More nodes than threads, and a configuration that takes its time: the last ones wait longer than one may take.
    SshSettings settings = m_sshd.settings();
    settings.configFile = m_sshd.path(u"slow-config"_s);
    QVERIFY(writeTestFile(settings.configFile, "Match exec \"sleep 1\"\n User nobody\n"));
    settings.configurationTimeout = std::chrono::milliseconds(3'500);
    NodeSpec spec = m_sshd.node();
    spec.port = freePort();
    int refused = 0;
    int finished = 0;
    for (int i = 0; i < 80; ++i) {
        spec.name = u"node%1"_s.arg(i);
        connect(shell(spec, settings).run(script(u"true"_s)), &RemoteCommand::finished, this,
                [&](const CommandResult &result) {
                    ++finished;
                    refused += result.error->code == ErrorCode::ConnectionRefused;
                });
    }
    QTRY_COMPARE_WITH_TIMEOUT(finished, 80, Patience);
    QCOMPARE(refused, 80);
}

void TestSshConnect::aLostConnectionFinishesTheCommandOnce()
{
    RemoteShell &node = shell();
    QVERIFY(runToEnd(node, u"true"_s).succeeded());
    RemoteCommand *command = node.run(script(u"echo before; kill -9 $PPID; sleep 100"_s));
    QSignalSpy finished(command, &RemoteCommand::finished);
    QVERIFY(finished.wait(Patience));
    QCOMPARE(finished.first().first().value<CommandResult>().error->code, ErrorCode::ConnectionLost);
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Failed, Patience);
    QCOMPARE(runToEnd(node, u"echo again"_s).standardOutput, "again\n");
    QCOMPARE(finished.size(), 1);
}

void TestSshConnect::aFrozenServerIsNoticed()
{
    SshSettings settings = m_sshd.settings();
    settings.keepaliveAfter = std::chrono::milliseconds(700);
    RemoteShell &node = shell(m_sshd.node(), settings);
    const qint64 server = runToEnd(node, u"echo $PPID"_s).standardOutput.trimmed().toLongLong();
    QVERIFY(server > 1);
    RemoteCommand *command = node.run(script(u"sleep 3; echo still there"_s));
    QSignalSpy finished(command, &RemoteCommand::finished);
    QVERIFY(finished.wait(Patience)); // longer than three silent rounds: the answers to the keepalives count
    QCOMPARE(finished.first().first().value<CommandResult>().standardOutput, "still there\n");
    QCOMPARE(::kill(static_cast<pid_t>(server), SIGSTOP), 0);
    const CommandResult result = runToEnd(node, u"true"_s);
    ::kill(static_cast<pid_t>(server), SIGKILL);
    QCOMPARE(result.error.value_or(Error{}).code, ErrorCode::ConnectionLost);
}

void TestSshConnect::theConnectionComesBackAfterABackOff()
{
    SshdFixture flaky;
    QVERIFY(flaky.start());
    SshSettings settings = flaky.settings();
    settings.firstBackOff = std::chrono::milliseconds(100);
    settings.longestBackOff = std::chrono::milliseconds(400);
    RemoteShell &node = shell(flaky.node(), settings);
    Watch watch(node);
    node.open();
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Ready, Patience);
    node.run(script(u"kill -9 $PPID"_s));
    flaky.stop();
    QTRY_VERIFY_WITH_TIMEOUT(watch.phases.count(ConnectionPhase::BackingOff) >= 3, Patience);
    QVERIFY(flaky.start());
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::Ready, Patience);
    QVERIFY(runToEnd(node, u"true"_s).succeeded());
}

void TestSshConnect::commandsFailAtOnceWhileBackingOff()
{
    NodeSpec spec = m_sshd.node();
    spec.port = freePort();
    SshSettings settings = m_sshd.settings();
    settings.firstBackOff = settings.longestBackOff = std::chrono::hours(1);
    RemoteShell &node = shell(spec, settings);
    node.open();
    QTRY_COMPARE_WITH_TIMEOUT(node.phase(), ConnectionPhase::BackingOff, Patience);
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::ConnectionRefused);
    QCOMPARE(node.phase(), ConnectionPhase::BackingOff);
    QCOMPARE(node.error()->code, ErrorCode::ConnectionRefused);
}

void TestSshConnect::threeEqualFailuresStopTheRest()
{
    if (!QFile::exists(m_sshd.path(u"stranger"_s)))
        QVERIFY(makeKey(m_sshd.path(u"stranger"_s)));
    NodeSpec spec = m_sshd.node();
    spec.identity = m_sshd.path(u"stranger"_s);
    std::vector<std::unique_ptr<Watch>> watches;
    for (int i = 0; i < 8; ++i) {
        spec.name = u"node%1"_s.arg(i);
        RemoteShell &node = shell(spec, m_sshd.settings());
        watches.push_back(std::make_unique<Watch>(node));
        node.open();
    }
    const auto count = [&](const QString &text) {
        return std::ranges::count_if(
            watches, [&](const auto &w) { return w->error && w->error->message.startsWith(text); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(count(u"not tried"_s), 5, Patience);
    QCOMPARE(count(u"127.0.0.1"_s), 3);

    // An act of the user opens the way again.
    m_sshd.addAuthorizedKey(m_sshd.path(u"stranger.pub"_s));
    m_shells.back()->reconsider();
    QTRY_COMPARE_WITH_TIMEOUT(m_shells.back()->phase(), ConnectionPhase::Ready, Patience);
}

void TestSshConnect::aRefusedLoginIsTriedAgainOnTheUsersWish()
{
    const QByteArray known = m_sshd.knownHosts();
    m_sshd.writeKnownHosts({});
    SshSettings settings = m_sshd.settings();
    settings.longestBackOff = std::chrono::hours(1);
    RemoteShell &node = shell(m_sshd.node(), settings);
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    m_sshd.writeKnownHosts(known); // mended outside
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    node.reconsider();
    const CommandResult result = runToEnd(node, u"true"_s);
    QVERIFY2(result.succeeded(), qPrintable(toString(result.error.value_or(Error{}))));
}

void TestSshConnect::aRefusedLoginIsTriedAgainAfterTheLongestBackOff()
{
    const QByteArray known = m_sshd.knownHosts();
    m_sshd.writeKnownHosts({});
    SshSettings settings = m_sshd.settings();
    settings.longestBackOff = std::chrono::milliseconds(300);
    RemoteShell &node = shell(m_sshd.node(), settings);
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    m_sshd.writeKnownHosts(known);
    QTRY_VERIFY_WITH_TIMEOUT(runToEnd(node, u"true"_s).succeeded(), Patience);
}

void TestSshConnect::aDeclinedHostKeyIsAskedForAgainOnTheUsersWishOnly()
{
    m_sshd.writeKnownHosts({});
    SshSettings settings = m_sshd.settings();
    settings.unknownHostKeys = UnknownHostKeys::Ask;
    settings.longestBackOff = std::chrono::milliseconds(0);
    RemoteShell &node = shell(m_sshd.node(), settings);
    int questions = 0;
    connect(&node, &RemoteShell::hostKeyQuestion, this,
            [&](const HostKeyQuestion &question) { node.answerHostKey(question.id, ++questions > 1); });
    Watch watch(node);
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    const qsizetype phases = watch.phases.size();
    QCOMPARE(runToEnd(node, u"true"_s).error->code, ErrorCode::HostKeyUnknown);
    QCOMPARE_GT(watch.phases.size(), phases); // it was tried
    QCOMPARE(questions, 1);
    node.reconsider();
    QVERIFY(runToEnd(node, u"true"_s).succeeded());
    QCOMPARE(questions, 2);
}

QTEST_GUILESS_MAIN(TestSshConnect)
#include "tst_sshconnect.moc"
