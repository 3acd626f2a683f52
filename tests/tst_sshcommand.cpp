// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/sshtransport.h"
#include "tests/sshdfixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestSshCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theExitCodeAndBothStreamsArrive();
    void anArgumentReachesTheNodeUnchanged_data();
    void anArgumentReachesTheNodeUnchanged();
    void aMegabyteOnEachStreamArrivesWhole();
    void standardInputArrivesWhole();
    void keptInputTakesMoreAndEndsWithTheCommand();
    void exitCodesAndSignalsAreToldApart_data();
    void exitCodesAndSignalsAreToldApart();
    void tooMuchOutputIsCutAndReported();
    void anOverdueCommandEndsWithTimeout();
    void aCancelledCommandFinishesOnce();
    void destroyingTheShellFinishesItsCommands();
    void destroyingTheTransportFinishesItsCommands();
    void closingTheShellFinishesItsCommands();
    void aShellMayGoInAnyPhaseWhileItsNodeDies_data();
    void aShellMayGoInAnyPhaseWhileItsNodeDies();
    void manyCommandsShareFourChannels();
    void aServerWithOneSessionStillRunsEverything();
    void aDaemonThatKeepsTheOutputOpenDoesNotHoldTheCommand();
    void startedComesBeforeOutputAndFinishedLast();

private:
    SshdFixture m_sshd;
    std::unique_ptr<SshTransport> m_transport;
    std::unique_ptr<RemoteShell> m_shell;
};

void TestSshCommand::initTestCase()
{
    QVERIFY(m_sshd.start());
}

void TestSshCommand::init()
{
    m_transport = std::make_unique<SshTransport>();
    m_shell.reset(m_transport->shellFor(m_sshd.node(), m_sshd.settings()));
}

void TestSshCommand::cleanup()
{
    m_shell.reset();
    m_transport.reset();
}

void TestSshCommand::theExitCodeAndBothStreamsArrive()
{
    const CommandResult result = runToEnd(*m_shell, u"echo out; echo err >&2; exit 3"_s);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QCOMPARE(result.exitCode, 3);
    QCOMPARE(result.standardOutput, "out\n");
    QCOMPARE(result.standardError, "err\n");
    QCOMPARE(m_shell->phase(), ConnectionPhase::Ready);
}

void TestSshCommand::anArgumentReachesTheNodeUnchanged_data()
{
    QTest::addColumn<QString>("argument");
    QTest::newRow("quotes") << u"a'b\"c"_s;
    QTest::newRow("substitution") << u"$(touch /nonexistent) `id` $HOME"_s;
    QTest::newRow("newline") << u"one\ntwo\n"_s;
    QTest::newRow("glob") << u"/*"_s;
    QTest::newRow("unicode") << u"노드 é"_s;
    QTest::newRow("empty") << QString();
}

void TestSshCommand::anArgumentReachesTheNodeUnchanged()
{
    QFETCH(QString, argument);
    CommandSpec spec;
    spec.argv = {u"printf"_s, u"%s"_s, argument};
    QCOMPARE(runToEnd(*m_shell, spec).standardOutput, argument.toUtf8());
}

void TestSshCommand::aMegabyteOnEachStreamArrivesWhole()
{
    CommandSpec spec = script(
        u"head -c 1000000 /dev/zero | tr '\\0' o; head -c 1000000 /dev/zero | tr '\\0' e >&2"_s);
    spec.outputLimit = 4'000'000;
    const CommandResult result = runToEnd(*m_shell, spec);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.standardOutput == QByteArray(1'000'000, 'o'));
    QVERIFY(result.standardError == QByteArray(1'000'000, 'e'));
}

void TestSshCommand::standardInputArrivesWhole()
{
    QByteArray input;
    while (input.size() < 300'000)
        input += QByteArray::number(input.size()) + '\n';
    CommandSpec spec = script(u"cat"_s);
    spec.standardInput = input;
    spec.outputLimit = 1'000'000;
    const CommandResult result = runToEnd(*m_shell, spec);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.standardOutput == input);
}

void TestSshCommand::keptInputTakesMoreAndEndsWithTheCommand()
{
    QTemporaryDir folder;
    const QString end = folder.filePath(u"end"_s);
    CommandSpec spec{
        .argv = {u"sh"_s, u"-c"_s,
                 u"trap '' TERM; while read -r line; do echo \"got $line\"; done; echo gone >\"$1\""_s,
                 u"sh"_s, end},
        .standardInput = "first\n",
        .keepInput = true};
    RemoteCommand *command = m_shell->run(spec);
    QByteArray output;
    connect(command, &RemoteCommand::outputReceived, this,
            [&output](const QByteArray &bytes) { output += bytes; });
    QTRY_COMPARE(output, "got first\n");
    command->send("second\n");
    QTRY_COMPARE(output, "got first\ngot second\n");
    QVERIFY(!QFile::exists(end));
    command->cancel();
    QTRY_VERIFY(QFile::exists(end));
}

void TestSshCommand::exitCodesAndSignalsAreToldApart_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("success") << u"true"_s << 0;
    QTest::newRow("failure") << u"false"_s << 1;
    QTest::newRow("not found") << u"vermagic-no-such-command"_s << 127;
    QTest::newRow("255") << u"exit 255"_s << 255;
    QTest::newRow("terminated") << u"kill -TERM $$"_s << 143;
    QTest::newRow("killed") << u"kill -KILL $$"_s << 137;
}

void TestSshCommand::exitCodesAndSignalsAreToldApart()
{
    QFETCH(QString, text);
    const CommandResult result = runToEnd(*m_shell, text);
    QVERIFY(!result.error);
    QTEST(result.exitCode.value_or(-1), "exitCode");
}

void TestSshCommand::tooMuchOutputIsCutAndReported()
{
    CommandSpec spec = script(u"head -c 50000000 /dev/zero"_s);
    spec.outputLimit = 100'000;
    const CommandResult result = runToEnd(*m_shell, spec);
    QVERIFY(result.error);
    QCOMPARE(result.error->code, ErrorCode::OutputLimit);
    QCOMPARE(result.standardOutput.size(), 100'000);
    QCOMPARE(runToEnd(*m_shell, u"echo alive"_s).standardOutput, "alive\n");
}

void TestSshCommand::anOverdueCommandEndsWithTimeout()
{
    CommandSpec spec = script(u"echo begun; sleep 100"_s);
    spec.timeout = std::chrono::seconds(3);
    const CommandResult result = runToEnd(*m_shell, spec);
    QVERIFY(result.error);
    QCOMPARE(result.error->code, ErrorCode::Timeout);
    QCOMPARE(result.error->context, u"node1"_s);
    QVERIFY(!result.exitCode);
    QCOMPARE(result.standardOutput, "begun\n");
}

void TestSshCommand::aCancelledCommandFinishesOnce()
{
    RemoteCommand *command = m_shell->run(script(u"sleep 100"_s));
    QSignalSpy started(command, &RemoteCommand::started);
    QSignalSpy finished(command, &RemoteCommand::finished);
    QVERIFY(started.wait(20'000));
    command->cancel();
    command->cancel();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(finished.first().first().value<CommandResult>().error->code, ErrorCode::Cancelled);
    QCOMPARE(runToEnd(*m_shell, u"echo alive"_s).standardOutput, "alive\n");
    QCOMPARE(finished.size(), 1);
}

void TestSshCommand::destroyingTheShellFinishesItsCommands()
{
    QVERIFY(runToEnd(*m_shell, u"true"_s).succeeded());
    QSignalSpy first(m_shell->run(script(u"sleep 100"_s)), &RemoteCommand::finished);
    QSignalSpy second(m_shell->run(script(u"sleep 100"_s)), &RemoteCommand::finished);
    m_shell.reset();
    QCOMPARE(first.size(), 1);
    QCOMPARE(second.size(), 1);
    QCOMPARE(first.first().first().value<CommandResult>().error->code, ErrorCode::Cancelled);
}

void TestSshCommand::destroyingTheTransportFinishesItsCommands()
{
    QVERIFY(runToEnd(*m_shell, u"true"_s).succeeded());
    QSignalSpy finished(m_shell->run(script(u"sleep 100"_s)), &RemoteCommand::finished);
    m_transport.reset();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<CommandResult>().error->code, ErrorCode::Cancelled);
    QCOMPARE(runToEnd(*m_shell, u"true"_s).error->code, ErrorCode::Cancelled);
}

void TestSshCommand::closingTheShellFinishesItsCommands()
{
    RemoteCommand *command = m_shell->run(script(u"sleep 100"_s));
    QSignalSpy started(command, &RemoteCommand::started);
    QSignalSpy finished(command, &RemoteCommand::finished);
    QVERIFY(started.wait(20'000));
    m_shell->close();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(finished.first().first().value<CommandResult>().error->code, ErrorCode::Cancelled);
    QTRY_COMPARE(m_shell->phase(), ConnectionPhase::Idle);
}

void TestSshCommand::aShellMayGoInAnyPhaseWhileItsNodeDies_data()
{
    QTest::addColumn<ConnectionPhase>("phase");
    QTest::newRow("resolving") << ConnectionPhase::Resolving;
    QTest::newRow("connecting") << ConnectionPhase::Connecting;
    QTest::newRow("key exchange") << ConnectionPhase::KeyExchange;
    QTest::newRow("authenticating") << ConnectionPhase::Authenticating;
    QTest::newRow("ready") << ConnectionPhase::Ready;
}

void TestSshCommand::aShellMayGoInAnyPhaseWhileItsNodeDies()
{
    QFETCH(ConnectionPhase, phase);
    std::vector<std::unique_ptr<RemoteShell>> shells;
    int gone = 0;
    int finished = 0;
    const int count = 8;
    for (int i = 0; i < count; ++i) {
        shells.emplace_back(m_transport->shellFor(m_sshd.node(u"node%1"_s.arg(i)), m_sshd.settings()));
        RemoteShell *shell = shells.back().get();
        connect(shell, &RemoteShell::phaseChanged, this, [&, i, phase](ConnectionPhase reached) {
            if (reached != phase || !shells[static_cast<size_t>(i)])
                return;
            if (phase == ConnectionPhase::Ready && i % 2 == 0)
                m_sshd.killSessions();
            shells[static_cast<size_t>(i)].reset();
            ++gone;
        });
        for (int command = 0; command < 3; ++command)
            connect(shell->run(script(u"while :; do echo noise; done"_s)), &RemoteCommand::finished, this,
                    [&finished] { ++finished; });
    }
    QTRY_VERIFY_WITH_TIMEOUT(finished == 3 * count, 60'000);
    QVERIFY(gone > 0);
    QCOMPARE(runToEnd(*m_shell, u"echo well"_s).standardOutput, "well\n");
}

void TestSshCommand::manyCommandsShareFourChannels()
{
    const QString folder = m_sshd.path(u"slots"_s);
    QVERIFY(runToEnd(*m_shell, u"rm -rf %1; mkdir %1"_s.arg(folder)).succeeded());
    // Each command counts those that run beside it.
    const QString text = u"touch %1/$$; ls %1 | wc -l; sleep 0.1; rm %1/$$"_s.arg(folder);
    QList<CommandResult> results;
    for (int i = 0; i < 20; ++i) {
        connect(m_shell->run(script(text)), &RemoteCommand::finished, this,
                [&](const CommandResult &r) { results.append(r); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(results.size(), 20, 30'000);
    for (const CommandResult &result : std::as_const(results)) {
        QVERIFY(result.succeeded());
        QCOMPARE_LE(result.standardOutput.trimmed().toInt(), 4);
    }
}

void TestSshCommand::aServerWithOneSessionStillRunsEverything()
{
    SshdFixture narrow;
    QVERIFY(narrow.start("MaxSessions 1"));
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(narrow.node(), narrow.settings()));
    QList<CommandResult> results;
    for (int i = 0; i < 6; ++i) {
        connect(shell->run(script(u"sleep 0.05; echo done"_s)), &RemoteCommand::finished, this,
                [&](const CommandResult &r) { results.append(r); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(results.size(), 6, 30'000);
    for (const CommandResult &result : std::as_const(results))
        QCOMPARE(result.standardOutput, "done\n");
    QCOMPARE(shell->phase(), ConnectionPhase::Ready);
}

void TestSshCommand::aDaemonThatKeepsTheOutputOpenDoesNotHoldTheCommand()
{
    CommandSpec spec = script(u"sleep 60 & echo left it behind; exit 4"_s);
    const CommandResult result = runToEnd(*m_shell, spec);
    QVERIFY(!result.error);
    QCOMPARE(result.exitCode, 4);
    QCOMPARE(result.standardOutput, "left it behind\n");
}

void TestSshCommand::startedComesBeforeOutputAndFinishedLast()
{
    QStringList order;
    RemoteCommand *command = m_shell->run(script(u"echo x"_s));
    connect(command, &RemoteCommand::started, this, [&] { order.append(u"started"_s); });
    connect(command, &RemoteCommand::outputReceived, this, [&] { order.append(u"output"_s); });
    connect(command, &RemoteCommand::finished, this, [&] { order.append(u"finished"_s); });
    QVERIFY(order.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(order, QStringList({u"started"_s, u"output"_s, u"finished"_s}), 20'000);
}

QTEST_GUILESS_MAIN(TestSshCommand)
#include "tst_sshcommand.moc"
