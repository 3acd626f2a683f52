// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/runnerbench.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

/// The answer is the kernel release itself, so that a test sees whose answer became whose facts.
ProbeProtocol kernelOnly()
{
    return {
        [](const NodeSpec &node, const Inventory &, const QByteArray &, const ProbeManner &manner) {
            return node.name.toUtf8() + (manner.fresh ? " fresh" : "");
        },
        [](const QByteArray &output, const NodeSpec &, const Inventory &, const QByteArray &) {
            NodeFacts facts;
            facts.runningKernel = Fact<QString>::known(QString::fromUtf8(output));
            return facts;
        },
        [](const BuildEnvironment &environment, const CommandResult &result) {
            BuildEnvironmentFacts facts{.name = environment.name};
            facts.kernel = result.succeeded()
                               ? Fact<QString>::known(QString::fromUtf8(result.standardOutput).trimmed())
                               : Fact<QString>::unknown(result.error ? result.error->message : QString());
            return facts;
        },
    };
}

struct Bench
{
    FakeCluster cluster;
    ClusterState state{Knowledge{}};
    NodePool pool{cluster.factory(), &state};
    ProbeRunner prober{kernelOnly(), &pool, &state};

    explicit Bench(FakeResponder responder, const Inventory &inventory = threeNodes())
    {
        cluster.responder = std::move(responder);
        state.apply(InventoryLoaded{inventory});
    }
    QString kernel(const QString &node) const
    {
        const NodeSnapshot *snapshot = state.snapshot().node(node);
        return snapshot->facts ? snapshot->facts->runningKernel.value() : QString();
    }
};

FakeReply kernelOf(const QString &node, const CommandSpec &)
{
    return {.standardOutput = "6.12-" + node.toUtf8()};
}

} // namespace

class TestRunners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSweepYieldsTheFactsOfEveryNodeAndThenEnds();
    void aNodeThatFailsDoesNotDelayTheOthers();
    void aNodeThatNeverAnswersIsGivenUpAtItsDeadline();
    void aRequestedProbeReplacesTheOneThatBeganEarlier();
    void anotherInventoryForgetsTheSweepUnderWay();
    void aRefreshAsksAnewForWhatWasDeclinedOrKept();
    void theBuildEnvironmentIsProbedByItsLocalCommand();
    void aSlowBuildEnvironmentHoldsNoSweepUp();
    void theBuildEnvironmentIsAskedAgainOnTheUsersWish();
    void aLocalCommandEndsWithItsChildrenAtItsDeadline();
    void aLocalCommandThatDoesNotExistSaysSo();
};

void TestRunners::aSweepYieldsTheFactsOfEveryNodeAndThenEnds()
{
    Bench bench(kernelOf);
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    bench.prober.sweep();
    QVERIFY(bench.state.snapshot().node(u"n1"_s)->probing);
    QTRY_COMPARE(finished.size(), 1);
    for (const QString &node : {u"n1"_s, u"n2"_s, u"n3"_s}) {
        QCOMPARE(bench.kernel(node), u"6.12-"_s + node);
        QVERIFY(!bench.state.snapshot().node(node)->probing);
    }
    QVERIFY(bench.state.snapshot().sweepFinishedAt.isValid());
}

void TestRunners::aNodeThatFailsDoesNotDelayTheOthers()
{
    const Error refused{ErrorCode::ConnectionRefused, u"connection refused"_s, u"n2"_s, {}};
    Bench bench([&](const QString &node, const CommandSpec &spec) {
        return node == u"n2"_s ? FakeReply{.error = refused} : kernelOf(node, spec);
    });
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    bench.prober.sweep();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(bench.state.snapshot().node(u"n2"_s)->error == refused);
    QCOMPARE(bench.kernel(u"n2"_s), QString());
    QCOMPARE(bench.kernel(u"n3"_s), u"6.12-n3"_s);
}

void TestRunners::aNodeThatNeverAnswersIsGivenUpAtItsDeadline()
{
    Bench bench([](const QString &node, const CommandSpec &spec) {
        return node == u"n1"_s ? FakeReply{.hold = true} : kernelOf(node, spec);
    });
    bench.prober.setNodeDeadline(std::chrono::milliseconds(50));
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    bench.prober.sweep();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(bench.state.snapshot().node(u"n1"_s)->error->code, ErrorCode::Timeout);
    QTRY_VERIFY(bench.cluster[u"n1"_s]->commands.constFirst().isNull());
}

void TestRunners::aRequestedProbeReplacesTheOneThatBeganEarlier()
{
    int asked = 0;
    Bench bench([&](const QString &, const CommandSpec &) {
        ++asked;
        return asked == 1 ? FakeReply{.standardOutput = "old", .hold = true}
                          : FakeReply{.standardOutput = "new"};
    });
    QSignalSpy sweepFinished(&bench.prober, &ProbeRunner::sweepFinished);
    QSignalSpy probeFinished(&bench.prober, &ProbeRunner::probeFinished);
    bench.prober.sweep({u"n1"_s});
    QTRY_VERIFY(bench.state.snapshot().node(u"n1"_s)->phase == ConnectionPhase::Ready);
    const quint64 request = bench.prober.probe(u"n1"_s);
    QTRY_COMPARE(probeFinished.size(), 1);
    QCOMPARE(probeFinished.constFirst().constFirst().toULongLong(), request);
    QCOMPARE(sweepFinished.size(), 1);
    QCOMPARE(bench.kernel(u"n1"_s), u"new"_s);
    QCOMPARE(asked, 2);
}

void TestRunners::anotherInventoryForgetsTheSweepUnderWay()
{
    Bench bench([](const QString &, const CommandSpec &) { return FakeReply{.hold = true}; });
    bench.prober.sweep();
    bench.state.apply(InventoryLoaded{threeNodes()});
    QVERIFY(!bench.prober.isSweeping());
    QVERIFY(!bench.state.snapshot().node(u"n1"_s)->error);
    bench.cluster.responder = kernelOf;
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    bench.prober.sweep();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(bench.kernel(u"n1"_s), u"6.12-n1"_s);
}

void TestRunners::theBuildEnvironmentIsProbedByItsLocalCommand()
{
    Inventory inventory = threeNodes();
    inventory.file = u"/tmp/lab.yaml"_s;
    inventory.buildEnvironment = BuildEnvironment{u"docker"_s, {u"pwd"_s}};
    Bench bench(kernelOf, inventory);
    bench.prober.setWaitsForBuildEnvironment(true);
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    bench.prober.sweep();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(bench.state.snapshot().buildEnvironment->kernel.value(), u"/tmp"_s);
}

void TestRunners::aSlowBuildEnvironmentHoldsNoSweepUp()
{
    const QTemporaryDir folder;
    Inventory inventory = threeNodes();
    inventory.file = folder.filePath(u"lab.yaml"_s);
    inventory.buildEnvironment = BuildEnvironment{
        u"docker"_s, {u"sh"_s, u"-c"_s, u"while [ ! -e go ]; do sleep 0.05; done; echo 6.12"_s}};
    Bench bench(kernelOf, inventory);
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    for (int sweeps = 1; sweeps <= 2; ++sweeps) {
        bench.prober.sweep();
        QTRY_COMPARE(finished.size(), sweeps);
    }
    QVERIFY(!bench.state.snapshot().buildEnvironment);
    QFile go(folder.filePath(u"go"_s));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QTRY_VERIFY(bench.state.snapshot().buildEnvironment);
    QCOMPARE(bench.state.snapshot().buildEnvironment->kernel.value(), u"6.12"_s);
    QCOMPARE(finished.size(), 2);
}

void TestRunners::theBuildEnvironmentIsAskedAgainOnTheUsersWish()
{
    const QTemporaryDir folder;
    Inventory inventory = threeNodes();
    inventory.file = folder.filePath(u"lab.yaml"_s);
    inventory.buildEnvironment = BuildEnvironment{u"docker"_s,
                                                  {u"sh"_s, u"-c"_s, u"echo asked >>log; wc -l <log"_s}};
    Bench bench(kernelOf, inventory);
    const auto asked = [&] {
        const auto &environment = bench.state.snapshot().buildEnvironment;
        return environment ? environment->kernel.value() : QString();
    };
    bench.prober.sweep();
    QTRY_COMPARE(asked(), u"1"_s);
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    bench.prober.sweep();
    QTRY_COMPARE(finished.size(), 1);
    bench.prober.refresh();
    QTRY_COMPARE(asked(), u"2"_s); // once for the two
}

void TestRunners::aRefreshAsksAnewForWhatWasDeclinedOrKept()
{
    Bench bench(kernelOf);
    QSignalSpy finished(&bench.prober, &ProbeRunner::sweepFinished);
    const auto after = [&](int sweeps) { return QTest::qWaitFor([&] { return finished.size() == sweeps; }); };
    bench.prober.sweep();
    QVERIFY(after(1));
    bench.prober.sweep();
    QVERIFY(after(2));
    QCOMPARE(bench.cluster[u"n1"_s]->reconsidered, 0);
    bench.prober.refresh({u"n1"_s});
    QVERIFY(after(3));
    QCOMPARE(bench.cluster[u"n1"_s]->reconsidered, 1);
    QCOMPARE(bench.cluster[u"n2"_s]->reconsidered, 0);
    bench.prober.probe(u"n1"_s);
    QByteArrayList asked;
    for (const CommandSpec &spec : std::as_const(bench.cluster[u"n1"_s]->ran))
        asked.append(spec.standardInput);
    QCOMPARE(asked, QByteArrayList({"n1 fresh", "n1", "n1 fresh", "n1 fresh"}));
    QCOMPARE(bench.cluster[u"n2"_s]->ran.constLast().standardInput, "n2");
}

void TestRunners::aLocalCommandEndsWithItsChildrenAtItsDeadline()
{
    LocalCommand command;
    QSignalSpy finished(&command, &LocalCommand::finished);
    // The child keeps standard output open: were it to live on, the read end would never see its end.
    command.start({.argv = {u"sh"_s, u"-c"_s, u"echo begun; sleep 600 & wait"_s},
                   .timeout = std::chrono::milliseconds(300)},
                  {});
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(finished.size(), 1);
    const auto result = finished.constFirst().constFirst().value<CommandResult>();
    QCOMPARE(result.error->code, ErrorCode::Timeout);
    QCOMPARE(result.standardOutput, "begun\n");
    QVERIFY(!result.exitCode);
}

void TestRunners::aLocalCommandThatDoesNotExistSaysSo()
{
    LocalCommand command;
    QSignalSpy finished(&command, &LocalCommand::finished);
    command.start({.argv = {u"/nonexistent/make"_s}}, {});
    QTRY_COMPARE(finished.size(), 1);
    const auto result = finished.constFirst().constFirst().value<CommandResult>();
    QVERIFY2(result.error, QByteArray::number(result.exitCode.value_or(-1)).constData());
    QCOMPARE(result.error->code, ErrorCode::NotFound);
    QCOMPARE(result.error->context, u"/nonexistent/make"_s);
}

QTEST_GUILESS_MAIN(TestRunners)
#include "tst_runners.moc"
