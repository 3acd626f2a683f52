// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/detachedstep.h"
#include "app/ssh/sshtransport.h"
#include "tests/sshdfixture.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int Patience = 60'000;

} // namespace

class TestSshDetached : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void outputInputAndExitCodeArrive();
    void exitCodesAndSignalsArrive_data();
    void exitCodesAndSignalsArrive();
    void aStepSurvivesItsConnectionAndIsFoundAgain();
    void aCutInTheMiddleOfTheOutputLosesNothing();
    void aSecondConsoleFollowsTheSameStep();
    void followingOnlyFindsARunButNeverBeginsOne();
    void cancellingLeavesTheStepRunning();
    void anInterruptedStepIsReportedAsUnknown();
    void followingAnInterruptedStepSaysThatItIsNotThere();
    void aStepThatCannotLeaveItsStatusIsReportedAsUnknown();
    void outputPastTheLimitKeepsItsBeginningAndItsEnd();
    void aBadRunIdIsRefused();
    void framesMayComeInPieces();
    void aFrameThatDoesNotFitIsRefused_data();
    void aFrameThatDoesNotFitIsRefused();

private:
    CommandSpec step(const QString &text);
    QString run(const QString &name) const { return m_sshd.path(u"runs/%1/%2"_s.arg(m_runId, name)); }

    SshdFixture m_sshd;
    std::unique_ptr<SshTransport> m_transport;
    std::unique_ptr<RemoteShell> m_shell;
    QString m_runId;
    int m_runs = 0;
};

void TestSshDetached::initTestCase()
{
    QVERIFY(m_sshd.start("SetEnv VERMAGIC_RUNS=" + m_sshd.path(u"runs"_s).toUtf8()));
}

void TestSshDetached::init()
{
    m_transport = std::make_unique<SshTransport>();
    SshSettings settings = m_sshd.settings();
    settings.firstBackOff = std::chrono::milliseconds(100);
    settings.longestBackOff = std::chrono::milliseconds(300);
    m_shell.reset(m_transport->shellFor(m_sshd.node(), settings));
}

void TestSshDetached::cleanup()
{
    m_shell.reset();
    m_transport.reset();
}

CommandSpec TestSshDetached::step(const QString &text)
{
    m_runId = u"deadbeef%1"_s.arg(++m_runs, 4, 16, QLatin1Char('0'));
    CommandSpec spec = script(text);
    spec.detached = true;
    spec.runId = m_runId;
    spec.timeout = std::chrono::seconds(60);
    return spec;
}

void TestSshDetached::outputInputAndExitCodeArrive()
{
    CommandSpec spec = step(u"echo out; echo err >&2; cat; printf 'no newline'; exit 7"_s);
    spec.standardInput = "line 1\nline 'two'\n";
    const CommandResult result = runToEnd(*m_shell, spec);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QCOMPARE(result.exitCode, 7);
    QCOMPARE(result.standardOutput, "out\nerr\nline 1\nline 'two'\nno newline");
    QCOMPARE(QFile::permissions(m_sshd.path(u"runs"_s)) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestSshDetached::exitCodesAndSignalsArrive_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("success") << u"true"_s << 0;
    QTest::newRow("255") << u"exit 255"_s << 255;
    QTest::newRow("terminated") << u"kill -TERM $$"_s << 143;
}

void TestSshDetached::exitCodesAndSignalsArrive()
{
    QFETCH(QString, text);
    QTEST(runToEnd(*m_shell, step(text)).exitCode.value_or(-1), "exitCode");
}

void TestSshDetached::aStepSurvivesItsConnectionAndIsFoundAgain()
{
    const CommandSpec spec = step(
        u"i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo line $i; sleep 0.05; done; exit 3"_s);
    QByteArray expected;
    for (int i = 1; i <= 60; ++i)
        expected += "line " + QByteArray::number(i) + '\n';
    RemoteCommand *command = m_shell->run(spec);
    QByteArray got;
    CommandResult result;
    int reattached = 0;
    int finished = 0;
    int kills = 0;
    connect(command, &RemoteCommand::outputReceived, this, [&](const QByteArray &bytes) {
        got += bytes;
        if (kills < 3 && got.size() > 60 * (kills + 1)) {
            ++kills;
            m_sshd.killSessions();
        }
    });
    connect(command, &RemoteCommand::reattached, this, [&] { ++reattached; });
    connect(command, &RemoteCommand::finished, this, [&](const CommandResult &r) {
        result = r;
        ++finished;
    });
    QTRY_COMPARE_WITH_TIMEOUT(finished, 1, Patience);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QCOMPARE(result.exitCode, 3);
    QCOMPARE(got, expected);
    QCOMPARE(result.standardOutput, expected);
    QCOMPARE_GE(kills, 1);
    QCOMPARE_GE(reattached, 1);
}

void TestSshDetached::aCutInTheMiddleOfTheOutputLosesNothing()
{
    CommandSpec spec = step(
        u"i=0; while [ $i -lt 20 ]; do i=$((i+1)); head -c 100000 /dev/zero | tr '\\0' $((i % 10)); done"_s);
    spec.outputLimit = 4'000'000;
    QByteArray expected;
    for (int i = 1; i <= 20; ++i)
        expected += QByteArray(100'000, static_cast<char>('0' + i % 10));
    RemoteCommand *command = m_shell->run(spec);
    qsizetype received = 0;
    qsizetype nextKill = 150'000;
    std::optional<CommandResult> result;
    connect(command, &RemoteCommand::outputReceived, this, [&](const QByteArray &bytes) {
        received += bytes.size();
        if (received > nextKill) {
            nextKill += 500'000;
            m_sshd.killSessions();
        }
    });
    connect(command, &RemoteCommand::finished, this, [&](const CommandResult &r) { result = r; });
    QTRY_VERIFY_WITH_TIMEOUT(result, Patience);
    QCOMPARE(result->exitCode, 0);
    QVERIFY(result->standardOutput == expected);
}

void TestSshDetached::aSecondConsoleFollowsTheSameStep()
{
    const CommandSpec spec = step(
        u"echo once >>%1; for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done"_s.arg(
            m_sshd.path(u"begun-count"_s)));
    const std::unique_ptr<RemoteShell> other(
        m_transport->shellFor(m_sshd.node(u"again"_s), m_sshd.settings()));
    QList<CommandResult> results;
    for (RemoteShell *shell : {m_shell.get(), other.get()})
        connect(shell->run(spec), &RemoteCommand::finished, this,
                [&](const CommandResult &r) { results.append(r); });
    QTRY_COMPARE_WITH_TIMEOUT(results.size(), 2, Patience);
    for (const CommandResult &result : std::as_const(results)) {
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.standardOutput, "1\n2\n3\n4\n5\n6\n7\n8\n");
    }
    QCOMPARE(readTestFile(m_sshd.path(u"begun-count"_s)), "once\n");
}

void TestSshDetached::followingOnlyFindsARunButNeverBeginsOne()
{
    const QString trace = m_sshd.path(u"follow-only"_s);
    CommandSpec spec = step(u"echo begun >>%1; echo out; exit 5"_s.arg(trace));
    spec.followOnly = true;
    const CommandResult before = runToEnd(*m_shell, spec);
    QVERIFY(before.error);
    QCOMPARE(before.error->code, ErrorCode::NotFound);
    QVERIFY(!before.exitCode);
    QVERIFY(!QFileInfo::exists(trace));
    QVERIFY(!QFileInfo::exists(run(u"."_s)));

    spec.followOnly = false;
    QCOMPARE(runToEnd(*m_shell, spec).exitCode, 5);
    spec.followOnly = true;
    spec.argv = {u"false"_s}; // what to run is not looked at
    const CommandResult after = runToEnd(*m_shell, spec);
    QVERIFY(!after.error);
    QCOMPARE(after.exitCode, 5);
    QCOMPARE(after.standardOutput, "out\n");
    QCOMPARE(readTestFile(trace), "begun\n");
}

void TestSshDetached::cancellingLeavesTheStepRunning()
{
    RemoteCommand *command = m_shell->run(step(u"echo begun; sleep 1; echo ended"_s));
    QSignalSpy output(command, &RemoteCommand::outputReceived);
    QSignalSpy finished(command, &RemoteCommand::finished);
    QVERIFY(output.wait(Patience));
    command->cancel();
    QVERIFY(finished.wait(Patience));
    QCOMPARE(finished.first().first().value<CommandResult>().error->code, ErrorCode::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(QFileInfo(run(u"status"_s)).readSymLink(), u"0"_s, Patience);
    QCOMPARE(readTestFile(run(u"log"_s)), "begun\nended\n");
}

void TestSshDetached::anInterruptedStepIsReportedAsUnknown()
{
    RemoteCommand *command = m_shell->run(step(u"echo $PPID $$; exec sleep 100"_s));
    QList<QByteArray> processes; // the runner's and the step's
    connect(command, &RemoteCommand::outputReceived, this, [&](const QByteArray &bytes) {
        processes = bytes.trimmed().split(' ');
        ::kill(processes.first().toInt(), SIGKILL); // the runner, as a reboot would
    });
    QSignalSpy finished(command, &RemoteCommand::finished);
    const bool ended = finished.wait(Patience);
    QCOMPARE(processes.size(), 2);
    ::kill(processes.last().toInt(), SIGKILL);
    QVERIFY(ended);
    const auto result = finished.first().first().value<CommandResult>();
    QVERIFY(!result.exitCode);
    QVERIFY(result.error->message.contains(u"unknown"_s));
}

void TestSshDetached::followingAnInterruptedStepSaysThatItIsNotThere()
{
    CommandSpec spec = step(u"kill -KILL $PPID; exit 0"_s);
    const CommandResult lost = runToEnd(*m_shell, spec);
    QVERIFY(!lost.exitCode);
    QCOMPARE(lost.error->code, ErrorCode::ConnectionLost);
    spec.followOnly = true;
    QCOMPARE(runToEnd(*m_shell, spec).error->code, ErrorCode::NotFound);
}

void TestSshDetached::aStepThatCannotLeaveItsStatusIsReportedAsUnknown()
{
    CommandSpec spec = step(u"true"_s);
    spec.argv = script(u"mkdir -p %1/x"_s.arg(run(u"status"_s))).argv; // in the way of what the runner leaves
    const CommandResult result = runToEnd(*m_shell, spec);
    QVERIFY(!result.exitCode);
    QVERIFY(result.error);
    QVERIFY2(result.error->message.contains(u"no exit status"_s), qPrintable(result.error->message));
}

void TestSshDetached::outputPastTheLimitKeepsItsBeginningAndItsEnd()
{
    CommandSpec spec = step(u"echo first; head -c 300000 /dev/zero | tr '\\0' x; echo; echo last; exit 6"_s);
    spec.outputLimit = 100'000;
    RemoteCommand *command = m_shell->run(spec);
    qsizetype live = 0;
    std::optional<CommandResult> result;
    connect(command, &RemoteCommand::outputReceived, this,
            [&](const QByteArray &bytes) { live += bytes.size(); });
    connect(command, &RemoteCommand::finished, this, [&](const CommandResult &r) { result = r; });
    QTRY_VERIFY_WITH_TIMEOUT(result, Patience);
    QVERIFY(!result->error);
    QCOMPARE(result->exitCode, 6);
    QCOMPARE(live, 300'012);
    const QByteArray mark("\n[... 200012 bytes left out ...]\n");
    QCOMPARE(result->standardOutput.size(), 100'000 + mark.size());
    QCOMPARE(result->standardOutput.mid(50'000, mark.size()), mark);
    QVERIFY(result->standardOutput.startsWith("first\nxxx"));
    QVERIFY(result->standardOutput.endsWith("xxx\nlast\n"));
}

void TestSshDetached::aBadRunIdIsRefused()
{
    CommandSpec spec = step(u"true"_s);
    spec.runId = u"../../etc"_s;
    QCOMPARE(runToEnd(*m_shell, spec).error->code, ErrorCode::InvalidInput);
}

void TestSshDetached::framesMayComeInPieces()
{
    FrameReader reader;
    QByteArray output;
    const QByteArray answer("F\nD 0 5\nab\ncdD 5 1\n\nX 143\nnoise");
    for (const char c : answer)
        QVERIFY(reader.feed(QByteArray(1, c), &output));
    QCOMPARE(output, "ab\ncd\n");
    QVERIFY(reader.isFound());
    QCOMPARE(reader.end(), FrameReader::End::Exited);
    QCOMPARE(reader.exitCode(), 143);

    FrameReader cut; // in the middle of a frame: what came counts
    QVERIFY(cut.feed("F\nD 0 5\nabc", &output));
    QCOMPARE(cut.offset(), 3);
    cut.restart();
    QVERIFY(cut.feed("F\nD 3 2\nde", &output));
    QCOMPARE(cut.offset(), 5);
}

void TestSshDetached::aFrameThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("hole") << QByteArray("F\nD 7 2\n");
    QTest::newRow("too long") << QByteArray("F\nD 0 99999\n");
    QTest::newRow("negative") << QByteArray("F\nD 0 -2\n");
    QTest::newRow("other words") << QByteArray("motd: welcome\n");
    QTest::newRow("endless line") << QByteArray(1000, 'x');
}

void TestSshDetached::aFrameThatDoesNotFitIsRefused()
{
    QFETCH(QByteArray, answer);
    FrameReader reader;
    QByteArray output;
    QVERIFY(!reader.feed(answer, &output));
    QCOMPARE(output, QByteArray());
}

QTEST_GUILESS_MAIN(TestSshDetached)
#include "tst_sshdetached.moc"
