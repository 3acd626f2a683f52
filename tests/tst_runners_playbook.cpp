// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/plantext.h"
#include "models/remediation/stepoutcome.h"
#include "tests/runnerbench.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QString stateName(StepState state)
{
    static const QStringList names{u"pending"_s, u"running"_s, u"succeeded"_s,
                                   u"failed"_s,  u"skipped"_s, u"cancelled"_s};
    return names[static_cast<int>(state)];
}

/// A run as one readable line a step: what a person sees in the record.
QStringList story(const RunRecord &run)
{
    QStringList lines;
    for (qsizetype i = 0; i < run.preflight.size(); ++i)
        lines += u"preflight %1: %2, %3"_s.arg(run.plan.preflight[i].title, stateName(run.preflight[i].state),
                                               run.preflight[i].got);
    for (qsizetype i = 0; i < run.steps.size(); ++i)
        lines += u"%1: %2, %3"_s.arg(run.plan.steps[i].title, stateName(run.steps[i].state),
                                     run.steps[i].got);
    lines += u"verify: %1, %2"_s.arg(stateName(run.verify.state), run.verify.got);
    lines += runOutcomeName(run.outcome) + u": "_s + run.reason;
    return lines;
}

const QString finding = u"n1/package-half-configured"_s;

} // namespace

class TestRunnersPlaybook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunThatRemovesTheFindingIsFixed();
    void exitZeroIsNotFixedWhileTheFindingIsStillThere();
    void whatCannotBeLookedAtIsNotFixed();
    void aFailedPreflightStepChangesNothing();
    void aFailedStepEndsTheRunAndTheNodeIsProbed();
    void anExpectationThatDoesNotHoldFailsTheStepInSpiteOfExitZero();
    void aStepThatTimesOutSaysAfterHowLong();
    void cancellingEndsTheStepUnderWay();
    void stoppingWaitsForTheStepUnderWay();
    void outputReachesTheRecordWhileTheStepRuns();
    void aLostSessionFailsAPlainStep();
    void aDetachedStepOutlivesALostSession();
    void anInterruptedDetachedStepIsFoundInTheJournal();
    void onlyAStepThatMayStillRunStaysInTheJournal_data();
    void onlyAStepThatMayStillRunStaysInTheJournal();
    void aCanarySpeaksForItsOwnRemedyOnly();
    void aRolloutBeginsNoMoreThanItsLimitsAllow_data();
    void aRolloutBeginsNoMoreThanItsLimitsAllow();
    void noMoreNodesAreDownThanAllowed();
    void aCanaryThatFailsKeepsTheOthersFromBeginning();
    void afterTheCanaryTheOthersRunInBatches();
    void nodesThatRebootDoSoOneByOne();
    void aRebootStepWaitsForAnotherBootId();
    void aRebootThatKillsItsOwnCommandIsUnderWay();
    void aRebootCommandThatFailsFailsTheStep();
    void aHostKeyIsReplacedOnlyAsApproved();
    void theAuditLogTellsWhoDidWhat();
    void withoutAnAuditLogNothingIsRun();
    void aNodeIsChangedByOneRunAtATime();
    void undoRunsTheUndoStepsLastFirst();
};

void TestRunnersPlaybook::aRunThatRemovesTheFindingIsFixed()
{
    RunnerBench bench([&](const QString &node, const CommandSpec &spec) {
        if (spec.argv == QStringList{u"repair"_s})
            bench.broken[node] = false;
        return FakeReply{};
    });
    QVERIFY(bench.sweep());
    QSignalSpy finished(&bench.runner, &PlaybookRunner::allFinished);
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"install"_s}), stepRunning({u"repair"_s})})},
                               {.user = u"kim"_s}));
    QTRY_COMPARE(finished.size(), 1);
    const RunRecord &run = bench.run(u"plan-n1"_s);
    QCOMPARE(story(run),
             (QStringList{u"preflight preflight: succeeded, exit 0"_s, u"install: succeeded, exit 0"_s,
                          u"repair: succeeded, exit 0"_s, u"verify: succeeded, the finding is gone"_s,
                          u"fixed: the finding is gone"_s}));
    QCOMPARE(run.findingsBefore, QStringList{finding});
    QCOMPARE(run.findingsAfter, QStringList());
    QCOMPARE(run.user, u"kim"_s);
}

void TestRunnersPlaybook::exitZeroIsNotFixedWhileTheFindingIsStillThere()
{
    RunnerBench bench([](const QString &, const CommandSpec &) { return FakeReply{}; });
    QVERIFY(bench.sweep());
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"repair"_s})})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::NotFixed);
    QCOMPARE(bench.run(u"plan-n1"_s).reason, u"still there: "_s + finding);
    QCOMPARE(bench.run(u"plan-n1"_s).findingsAfter, QStringList{finding});
}

void TestRunnersPlaybook::whatCannotBeLookedAtIsNotFixed()
{
    RunnerBench bench([&](const QString &, const CommandSpec &spec) {
        bench.silent = spec.argv == QStringList{u"repair"_s};
        return FakeReply{};
    });
    QVERIFY(bench.sweep());
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"repair"_s})})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::NotFixed);
    QCOMPARE(bench.run(u"plan-n1"_s).reason, u"could not be looked at: "_s + finding);
}

void TestRunnersPlaybook::aFailedPreflightStepChangesNothing()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.exitCode = spec.argv == QStringList{u"preflight"_s} ? 1 : 0};
    });
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"repair"_s})})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::PreflightFailed);
    QCOMPARE(story(bench.run(u"plan-n1"_s)),
             (QStringList{u"preflight preflight: failed, exit 1"_s, u"repair: skipped, "_s,
                          u"verify: pending, "_s, u"preflight-failed: “preflight”: exit 1"_s}));
    QCOMPARE(bench.cluster[u"n1"_s]->ran.size(), 1);
}

void TestRunnersPlaybook::aFailedStepEndsTheRunAndTheNodeIsProbed()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.exitCode = spec.argv == QStringList{u"install"_s} ? 100 : 0};
    });
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"install"_s}), stepRunning({u"repair"_s})})},
                               {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].exitCode, 100);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[1].state, StepState::Skipped);
    QCOMPARE(bench.run(u"plan-n1"_s).reason, u"“install”: exit 100"_s);
    QCOMPARE(bench.run(u"plan-n1"_s).findingsAfter, QStringList{finding});
}

void TestRunnersPlaybook::anExpectationThatDoesNotHoldFailsTheStepInSpiteOfExitZero()
{
    RunnerBench bench([](const QString &, const CommandSpec &) {
        return FakeReply{.standardOutput = "Error! Bad return status\n"};
    });
    PlanStep step = stepRunning({u"dkms"_s});
    step.expect.outputLacks = u"Error!"_s;
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {step})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].got, u"exit 0, output contains “Error!”"_s);
}

void TestRunnersPlaybook::aStepThatTimesOutSaysAfterHowLong()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        const Error late{ErrorCode::Timeout, u"deadline"_s, {}, {}};
        return spec.argv == QStringList{u"install"_s} ? FakeReply{.error = late} : FakeReply{};
    });
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"install"_s})})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].got, u"timed out after 30 s"_s);
}

void TestRunnersPlaybook::cancellingEndsTheStepUnderWay()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"install"_s}};
    });
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"install"_s}), stepRunning({u"repair"_s})})},
                               {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).steps[0].state, StepState::Running);
    bench.runner.cancel(u"plan-n1"_s);
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::Cancelled);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].state, StepState::Cancelled);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[1].state, StepState::Skipped);
}

void TestRunnersPlaybook::stoppingWaitsForTheStepUnderWay()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"install"_s}};
    });
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"install"_s}), stepRunning({u"repair"_s})})},
                               {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).steps[0].state, StepState::Running);
    QTRY_VERIFY(bench.cluster[u"n1"_s]->phase() == ConnectionPhase::Ready);
    bench.runner.stopAfterStep(u"plan-n1"_s);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].state, StepState::Running);
    bench.cluster[u"n1"_s]->commands.constLast()->end(0);
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::Stopped);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].state, StepState::Succeeded);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[1].state, StepState::Skipped);
}

void TestRunnersPlaybook::outputReachesTheRecordWhileTheStepRuns()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"install"_s}};
    });
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"install"_s})})}, {}));
    QTRY_VERIFY(bench.cluster[u"n1"_s] && bench.cluster[u"n1"_s]->commands.size() == 2);
    FakeCommand *command = bench.cluster[u"n1"_s]->commands.constLast();
    command->say("Unpacking h\xc3");
    command->say("\xa9 \x1b[3");
    command->say("1mred\nhalf a line");
    QTRY_COMPARE(bench.run(u"plan-n1"_s).steps[0].output, u"Unpacking hé red\n"_s);
    command->end(0);
    QTRY_COMPARE(bench.run(u"plan-n1"_s).steps[0].output, u"Unpacking hé red\nhalf a line"_s);
    QTRY_VERIFY(!bench.runner.isRunning());
}

void TestRunnersPlaybook::aLostSessionFailsAPlainStep()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"install"_s}};
    });
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"install"_s})})}, {}));
    QTRY_VERIFY(bench.cluster[u"n1"_s] && bench.cluster[u"n1"_s]->commands.size() == 2);
    bench.cluster[u"n1"_s]->loseSession();
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].got, u"the connection was lost"_s);
}

void TestRunnersPlaybook::aDetachedStepOutlivesALostSession()
{
    RunnerBench bench(
        [](const QString &, const CommandSpec &spec) { return FakeReply{.hold = spec.detached}; });
    bench.broken[u"n1"_s] = false;
    PlanStep step = stepRunning({u"install"_s});
    step.command.detached = true;
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {step})}, {}));
    QTRY_VERIFY(bench.cluster[u"n1"_s] && bench.cluster[u"n1"_s]->commands.size() == 2);
    const QPointer<FakeCommand> command = bench.cluster[u"n1"_s]->commands.constLast();
    QCOMPARE(command->spec().runId.size(), 32);
    bench.cluster[u"n1"_s]->loseSession();
    bench.cluster[u"n1"_s]->reconnect();
    QVERIFY(bench.run(u"plan-n1"_s).steps[0].reattached);
    command->end(0);
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::Fixed);
    QCOMPARE(bench.journal.interrupted(u"/tmp/lab.yaml"_s), QList<JournalEntry>());
}

void TestRunnersPlaybook::anInterruptedDetachedStepIsFoundInTheJournal()
{
    PlanStep step = stepRunning({u"apt-get"_s, u"install"_s});
    step.command.detached = true;
    step.command.privilege = Privilege::Sudo;
    step.command.runId = u"0123456789abcdef"_s;
    step.expect = {.exitCode = 0, .outputContains = u"done"_s};
    JournalEntry entry{.inventory = u"/tmp/lab.yaml"_s,
                       .node = u"n1"_s,
                       .playbook = u"package-repair"_s,
                       .title = u"Repair"_s};
    entry.targets = {finding};
    entry.step = step;
    entry.startedAt = QDateTime::fromMSecsSinceEpoch(1'790'000'000'000, QTimeZone::UTC);
    entry.console = u"1:999999999"_s; // process 1 did not start then
    QTemporaryDir folder;
    RunJournal journal(folder.path());
    QVERIFY(journal.write(entry));
    QCOMPARE(journal.interrupted(u"/tmp/lab.yaml"_s), QList{entry});
    QCOMPARE(journal.interrupted(u"/tmp/other.yaml"_s), QList<JournalEntry>());

    const Plan plan = resumePlan(entry, u"again"_s);
    step.command.followOnly = true; // a node that no longer knows it must not run it now
    QCOMPARE(plan.steps, QList{step});
    QCOMPARE(plan.targets, QStringList{finding});

    entry.console = consoleProcess();
    QVERIFY(journal.write(entry));
    QCOMPARE(journal.interrupted(u"/tmp/lab.yaml"_s), QList<JournalEntry>());
}

void TestRunnersPlaybook::onlyAStepThatMayStillRunStaysInTheJournal_data()
{
    QTest::addColumn<FakeReply>("reply");
    QTest::addColumn<bool>("stays");
    const auto error = [](ErrorCode code) { return FakeReply{.error = Error{code, u"no status"_s, {}, {}}}; };
    QTest::newRow("ended by itself") << FakeReply{.exitCode = 7} << false;
    QTest::newRow("could not be put on the node") << error(ErrorCode::Io) << false;
    QTest::newRow("sudo refused") << error(ErrorCode::SudoFailed) << false;
    QTest::newRow("the node knows no such step") << error(ErrorCode::NotFound) << false;
    QTest::newRow("the connection was lost") << error(ErrorCode::ConnectionLost) << true;
    QTest::newRow("timed out") << error(ErrorCode::Timeout) << true;
}

void TestRunnersPlaybook::onlyAStepThatMayStillRunStaysInTheJournal()
{
    QFETCH(FakeReply, reply);
    QFETCH(bool, stays);
    RunnerBench bench(
        [&](const QString &, const CommandSpec &spec) { return spec.detached ? reply : FakeReply{}; });
    PlanStep step = stepRunning({u"install"_s});
    step.command.detached = true;
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {step})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(QDir(bench.folder.filePath(u"runs"_s)).entryList(QDir::Files).size(), stays ? 1 : 0);
}

void TestRunnersPlaybook::aCanarySpeaksForItsOwnRemedyOnly()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"repair"_s}};
    });
    const QList steps{stepRunning({u"repair"_s})};
    QList<Plan> plans{planFor(u"n1"_s, steps), planFor(u"n2"_s, steps), planFor(u"n3"_s, steps)};
    plans[1].remedy = plans[2].remedy = u"new-kernel"_s;
    plans[1].reboots = plans[2].reboots = true;
    QVERIFY(bench.runner.start(plans, {.limits = {.batchSize = 8}}));
    // Both canaries begin at once; n3 waits for n2 and would not follow n1.
    QTRY_COMPARE(bench.run(u"plan-n1"_s).steps.value(0).state, StepState::Running);
    QTRY_COMPARE(bench.run(u"plan-n2"_s).steps.value(0).state, StepState::Running);
    QVERIFY(!bench.runner.isRunning(u"n3"_s));
    bench.runner.cancelAll();
    QTRY_VERIFY(!bench.runner.isRunning());
    QCOMPARE(bench.run(u"plan-n3"_s).outcome, RunOutcome::Stopped);
}

void TestRunnersPlaybook::aRolloutBeginsNoMoreThanItsLimitsAllow_data()
{
    QTest::addColumn<RolloutState>("state");
    QTest::addColumn<RolloutLimits>("limits");
    QTest::addColumn<qsizetype>("expected");
    const auto row = [](const char *name, const RolloutState &state, const RolloutLimits &limits,
                        int expected) { QTest::newRow(name) << state << limits << qsizetype(expected); };
    row("the canary alone", {.waiting = 8}, {}, 1);
    row("nobody beside the canary", {.waiting = 7, .running = 1}, {}, 0);
    row("then a batch", {.waiting = 7, .canaryDone = true}, {.batchSize = 4}, 4);
    row("as many as have ended", {.waiting = 3, .running = 3, .canaryDone = true}, {.batchSize = 4}, 1);
    row("no more than there are", {.waiting = 2, .canaryDone = true}, {.batchSize = 4}, 2);
    row("one by one where they reboot", {.waiting = 7, .reboots = true, .canaryDone = true}, {.batchSize = 4},
        1);
    row("as many down as allowed",
        {.waiting = 7, .running = 1, .unavailable = 1, .reboots = true, .canaryDone = true},
        {.maxUnavailable = 3}, 2);
    row("nodes of another remedy are down", {.waiting = 7, .unavailable = 2, .reboots = true},
        {.maxUnavailable = 2}, 0);
    row("one more than allowed is down", {.waiting = 7, .unavailable = 3, .reboots = true},
        {.maxUnavailable = 2}, 0);
    row("no limit keeps all of them from beginning", {.waiting = 7, .reboots = true}, {.maxUnavailable = 0},
        1);
    row("nobody after a failure", {.waiting = 7, .canaryDone = true, .stopped = true}, {}, 0);
    row("nobody waits", {.running = 2, .canaryDone = true}, {}, 0);
}

void TestRunnersPlaybook::aRolloutBeginsNoMoreThanItsLimitsAllow()
{
    QFETCH(RolloutState, state);
    QFETCH(RolloutLimits, limits);
    QTEST(mayBegin(state, limits), "expected");
}

void TestRunnersPlaybook::noMoreNodesAreDownThanAllowed()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"repair"_s}};
    });
    const QList steps{stepRunning({u"repair"_s})};
    QList<Plan> plans;
    for (const QString &node : {u"n1"_s, u"n2"_s, u"n3"_s}) {
        plans.append(planFor(node, steps));
        plans.last().reboots = true;
    }
    plans[2].remedy = u"another"_s;
    // Two remedies, and the canary of each would be down at the same time.
    QVERIFY(bench.runner.start(plans, {.limits = {.maxUnavailable = 1}}));
    QTRY_COMPARE(bench.runner.isRunning(u"n1"_s) + bench.runner.isRunning(u"n2"_s)
                     + bench.runner.isRunning(u"n3"_s),
                 1);
    QVERIFY(!bench.runner.start({planFor(u"n3"_s, steps)}, {}));
    bench.runner.cancelAll();
    QTRY_VERIFY(!bench.runner.isRunning());
    const auto outcomes = {bench.run(u"plan-n1"_s).outcome, bench.run(u"plan-n2"_s).outcome,
                           bench.run(u"plan-n3"_s).outcome};
    QCOMPARE(std::ranges::count(outcomes, RunOutcome::Cancelled), 1);
    QCOMPARE(std::ranges::count(outcomes, RunOutcome::Stopped), 2);
}

void TestRunnersPlaybook::aCanaryThatFailsKeepsTheOthersFromBeginning()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.exitCode = spec.argv == QStringList{u"repair"_s} ? 1 : 0};
    });
    QSignalSpy finished(&bench.runner, &PlaybookRunner::allFinished);
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {stepRunning({u"repair"_s})}),
                                planFor(u"n2"_s, {stepRunning({u"repair"_s})}),
                                planFor(u"n3"_s, {stepRunning({u"repair"_s})})},
                               {}));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(bench.run(u"plan-n2"_s).outcome, RunOutcome::Stopped);
    QCOMPARE(bench.run(u"plan-n3"_s).reason, u"not begun: the canary n1 ended as step-failed"_s);
    QVERIFY(!bench.cluster[u"n2"_s]);
    QVERIFY(!bench.cluster[u"n3"_s]);
}

void TestRunnersPlaybook::afterTheCanaryTheOthersRunInBatches()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"repair"_s}};
    });
    bench.broken = {{u"n1"_s, false}, {u"n2"_s, false}, {u"n3"_s, false}};
    const QList steps{stepRunning({u"repair"_s})};
    QVERIFY(bench.runner.start({planFor(u"n1"_s, steps), planFor(u"n2"_s, steps), planFor(u"n3"_s, steps)},
                               {.limits = {.batchSize = 2}}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).steps.value(0).state, StepState::Running);
    QVERIFY(!bench.runner.isRunning(u"n2"_s));
    QTRY_VERIFY(bench.cluster[u"n1"_s]->phase() == ConnectionPhase::Ready);
    bench.cluster[u"n1"_s]->commands.constLast()->end(0);
    QTRY_COMPARE(bench.run(u"plan-n2"_s).steps.value(0).state, StepState::Running);
    QTRY_COMPARE(bench.run(u"plan-n3"_s).steps.value(0).state, StepState::Running);
    QCOMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::Fixed);
    bench.runner.cancelAll();
    QTRY_VERIFY(!bench.runner.isRunning());
    QCOMPARE(bench.run(u"plan-n3"_s).outcome, RunOutcome::Cancelled);
}

void TestRunnersPlaybook::nodesThatRebootDoSoOneByOne()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"repair"_s}};
    });
    bench.broken = {{u"n1"_s, false}, {u"n2"_s, false}, {u"n3"_s, false}};
    QList<Plan> plans;
    for (const QString &node : {u"n1"_s, u"n2"_s, u"n3"_s}) {
        plans.append(planFor(node, {stepRunning({u"repair"_s})}));
        plans.last().reboots = true;
    }
    QVERIFY(bench.runner.start(plans, {.limits = {.batchSize = 4}}));
    for (const QString &node : {u"n1"_s, u"n2"_s, u"n3"_s}) {
        QTRY_COMPARE(bench.run(u"plan-"_s + node).steps.value(0).state, StepState::Running);
        for (const QString &other : {u"n1"_s, u"n2"_s, u"n3"_s})
            QCOMPARE(bench.runner.isRunning(other), other == node);
        QTRY_VERIFY(bench.cluster[node]->phase() == ConnectionPhase::Ready);
        bench.cluster[node]->commands.constLast()->end(0);
        QTRY_COMPARE(bench.run(u"plan-"_s + node).outcome, RunOutcome::Fixed);
    }
}

void TestRunnersPlaybook::aRebootStepWaitsForAnotherBootId()
{
    int asked = 0;
    RunnerBench bench([&](const QString &, const CommandSpec &spec) {
        const Error lost{ErrorCode::ConnectionLost, u"lost"_s, {}, {}};
        const Error refused{ErrorCode::ConnectionRefused, u"refused"_s, {}, {}};
        if (spec.argv == QStringList{u"systemctl"_s, u"reboot"_s})
            return FakeReply{.error = lost};
        if (spec.argv.value(0) != u"cat"_s)
            return FakeReply{};
        ++asked;
        if (asked == 3)
            return FakeReply{.error = refused};
        return FakeReply{.standardOutput = asked < 4 ? "boot-1\n" : "boot-2\n"};
    });
    bench.broken[u"n1"_s] = false;
    PlanStep reboot = stepRunning({u"systemctl"_s, u"reboot"_s});
    reboot.kind = StepKind::Reboot;
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {reboot})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::Fixed);
    QCOMPARE(asked, 4);
}

void TestRunnersPlaybook::aRebootThatKillsItsOwnCommandIsUnderWay()
{
    int asked = 0;
    RunnerBench bench([&](const QString &, const CommandSpec &spec) {
        if (spec.argv == QStringList{u"systemctl"_s, u"reboot"_s})
            return FakeReply{.exitCode = 128 + 15};
        if (spec.argv.value(0) != u"cat"_s)
            return FakeReply{};
        return FakeReply{.standardOutput = ++asked < 2 ? "boot-1\n" : "boot-2\n"};
    });
    bench.broken[u"n1"_s] = false;
    PlanStep reboot = stepRunning({u"systemctl"_s, u"reboot"_s});
    reboot.kind = StepKind::Reboot;
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {reboot})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::Fixed);
}

void TestRunnersPlaybook::aRebootCommandThatFailsFailsTheStep()
{
    RunnerBench bench([&](const QString &, const CommandSpec &spec) {
        if (spec.argv.value(0) == u"systemctl"_s)
            return FakeReply{.exitCode = 1, .standardError = "Call to Reboot failed: Access denied\n"};
        return FakeReply{.standardOutput = "boot-1\n"};
    });
    PlanStep reboot = stepRunning({u"systemctl"_s, u"reboot"_s});
    reboot.kind = StepKind::Reboot;
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {reboot})}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].got, u"exit 1"_s);
    QCOMPARE(bench.run(u"plan-n1"_s).steps[0].output, u"Call to Reboot failed: Access denied\n"_s);
}

void TestRunnersPlaybook::aHostKeyIsReplacedOnlyAsApproved()
{
    RunnerBench bench([](const QString &, const CommandSpec &) { return FakeReply{}; });
    const auto offer = [&](const QString &fingerprint) {
        const HostKeyChange change{
            .host = u"n1"_s, .oldFingerprint = u"SHA256:old"_s, .newFingerprint = fingerprint};
        const Error changed{ErrorCode::HostKeyChanged, u"the host key has changed"_s, u"n1"_s, {}};
        bench.state.apply(ConnectionChanged{u"n1"_s, ConnectionPhase::Failed, changed, change});
    };
    PlanStep step = stepRunning({});
    step.kind = StepKind::ReplaceHostKey;
    step.oldHostKey = u"SHA256:old"_s;
    step.newHostKey = u"SHA256:approved"_s;
    Plan plan = planFor(u"n1"_s, {step});
    plan.preflight.clear();

    offer(u"SHA256:another"_s); // since the plan was looked at
    QVERIFY(bench.runner.start({plan}, {}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::StepFailed);
    QCOMPARE(bench.replacedKeys, QList<HostKeyChange>());

    plan.id = u"second"_s;
    bench.broken[u"n1"_s] = false;
    offer(u"SHA256:approved"_s);
    QVERIFY(bench.runner.start({plan}, {}));
    QTRY_COMPARE(bench.run(u"second"_s).outcome, RunOutcome::Fixed);
    QCOMPARE(bench.replacedKeys.size(), 1);
    QCOMPARE(bench.replacedKeys.constFirst().newFingerprint, u"SHA256:approved"_s);
}

void TestRunnersPlaybook::theAuditLogTellsWhoDidWhat()
{
    RunnerBench bench([&](const QString &node, const CommandSpec &) {
        bench.broken[node] = false;
        return FakeReply{};
    });
    QVERIFY(bench.sweep());
    PlanStep step = stepRunning({u"dpkg"_s, u"--configure"_s, u"-a"_s});
    step.command.privilege = Privilege::Sudo;
    step.command.standardInput = "secret-free script";
    QVERIFY(bench.runner.start({planFor(u"n1"_s, {step})}, {.user = u"kim"_s}));
    QTRY_COMPARE(bench.run(u"plan-n1"_s).outcome, RunOutcome::Fixed);

    const QList<QJsonObject> lines = bench.auditLines();
    QStringList told;
    for (const QJsonObject &line : lines)
        told.append(line[u"event"_s].toString());
    QCOMPARE(told, (QStringList{u"run-started"_s, u"step-started"_s, u"step-finished"_s, u"step-started"_s,
                                u"step-finished"_s, u"run-finished"_s}));
    for (const QJsonObject &line : lines) {
        QCOMPARE(line[u"user"_s], u"kim"_s);
        QCOMPARE(line[u"node"_s], u"n1"_s);
        QCOMPARE(line[u"run"_s], u"plan-n1"_s);
        QVERIFY(QDateTime::fromString(line[u"at"_s].toString(), Qt::ISODateWithMs).isValid());
    }
    QCOMPARE(lines[0][u"findingsBefore"_s], QJsonArray{finding});
    for (const QJsonObject &line : {lines[3], lines[4]}) {
        QCOMPARE(line[u"argv"_s], (QJsonArray{u"dpkg"_s, u"--configure"_s, u"-a"_s}));
        QVERIFY(!QJsonDocument(line).toJson().contains("secret-free"));
    }
    QCOMPARE(lines[4][u"exit"_s], 0);
    QCOMPARE(lines[5][u"outcome"_s], u"fixed"_s);
    QCOMPARE(lines[5][u"findingsAfter"_s], QJsonArray());
    QCOMPARE(QFile::permissions(bench.audit.file())
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
}

void TestRunnersPlaybook::withoutAnAuditLogNothingIsRun()
{
    RunnerBench bench([](const QString &, const CommandSpec &) { return FakeReply{}; });
    QVERIFY(QDir().mkpath(bench.audit.file())); // a folder where the file should be
    const Result<void> started = bench.runner.start({planFor(u"n1"_s, {stepRunning({u"repair"_s})})}, {});
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::Io);
    QCOMPARE(started.error().context, bench.audit.file());
    QVERIFY(bench.state.snapshot().runs.isEmpty());
    QVERIFY(!bench.cluster[u"n1"_s]);
}

void TestRunnersPlaybook::aNodeIsChangedByOneRunAtATime()
{
    RunnerBench bench([](const QString &, const CommandSpec &spec) {
        return FakeReply{.hold = spec.argv == QStringList{u"repair"_s}};
    });
    const QList steps{stepRunning({u"repair"_s})};
    QVERIFY(bench.runner.start({planFor(u"n1"_s, steps), planFor(u"n2"_s, steps)}, {}));
    for (const QString &node : {u"n1"_s, u"n2"_s}) {
        Plan other = planFor(node, steps);
        other.id = u"other"_s;
        const Result<void> started = bench.runner.start({other}, {});
        QVERIFY(!started);
        QCOMPARE(started.error().context, node);
    }
    bench.runner.cancelAll();
    QTRY_VERIFY(!bench.runner.isRunning());
}

void TestRunnersPlaybook::undoRunsTheUndoStepsLastFirst()
{
    RunRecord run;
    for (const QString &name : {u"hold"_s, u"install"_s, u"mount"_s, u"start"_s}) {
        PlanStep step = stepRunning({name});
        if (name == u"install"_s)
            step.undoNote = u"Packages stay."_s;
        else
            step.undo = CommandSpec{.argv = {u"un"_s + name}};
        run.plan.steps.append(step);
        run.steps.append({.state = name == u"start"_s ? StepState::Failed : StepState::Succeeded});
    }
    run.plan.title = u"Repair"_s;
    const std::optional<Plan> undo = undoPlan(run, u"undo"_s);
    QVERIFY(undo);
    QCOMPARE(undo->steps.size(), 2);
    QCOMPARE(undo->steps[0].command.argv, QStringList{u"unmount"_s});
    QCOMPARE(undo->steps[1].command.argv, QStringList{u"unhold"_s});
    QCOMPARE(undo->warnings, QStringList{u"No undo for “install”: Packages stay."_s});
    QCOMPARE(undo->targets, QStringList());

    // Without the window the same commands are printed, and only where there was no fix.
    for (auto &step : run.plan.steps)
        step.undoDisplayed = step.undo ? step.undo->argv.join(u' ') : QString();
    run.plan.node = u"n1"_s;
    run.outcome = RunOutcome::StepFailed;
    QCOMPARE(undoText(run),
             u"n1: to undo what was done, run there, in this order:\n        unmount\n        unhold\n"
             "    No undo for “install”: Packages stay.\n"_s);
    run.outcome = RunOutcome::Fixed;
    QCOMPARE(undoText(run), QString());

    // A detached step of which nobody saw the end may still be at work.
    run.plan.steps[3].command.detached = true;
    run.steps[3].startedAt = QDateTime::currentDateTimeUtc();
    QCOMPARE(undoPlan(run, u"undo"_s)->warnings.first(),
             u"“start” may still be running on the node: wait until it has ended."_s);

    run.steps[0].state = run.steps[2].state = StepState::Skipped;
    QVERIFY(!undoPlan(run, u"undo"_s));
}

QTEST_GUILESS_MAIN(TestRunnersPlaybook)
#include "tst_runners_playbook.moc"
