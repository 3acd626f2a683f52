// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Procedures without a finding: parameters, steps on the console, what is remembered of a stopped run. Commands on the
// console run for real; the console is killed for real; nodes are those of the practice cluster.

#include "app/practice/practicecluster.h"
#include "models/playbook/knowledge.h"
#include "models/remediation/ledger.h"
#include "models/remediation/planremediation.h"
#include "tests/runnerbench.h"
#include "tests/vermagicprocess.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 60'000;
const QString labFile = u"/lab/lab.yaml"_s;

/// `append` must not run twice; it ends only when the file `go` is there.
const QByteArray runbook = R"(id: demo
title: Demo
source: a manual
remedies:
  - id: build
    title: Build {{parameter.image}}
    on_demand: true
    for_each: cluster
    resumable: true
    risk: low
    parameters:
      - {id: image, title: Image, type: word, default: controller, choices: [controller, compute]}
    steps:
      - {id: prepare, title: Prepare, on: console, run: [make, prepare]}
      - id: append
        title: Append
        on: console
        run: [make, append]
        timeout: 10min
        rerun: never
        clean_up: [make, clean]
      - {id: finish, title: Finish, on: console, run: [make, "finish-{{parameter.image}}"], done_when: [test, -e, there]}
  - id: once
    title: Once only
    on_demand: true
    for_each: cluster
    resumable: true
    risk: low
    steps:
      - {id: once, title: Once, on: console, run: [make, fail], rerun: never}
  - id: on-nodes
    title: Append on a node
    on_demand: true
    resumable: true
    risk: low
    steps:
      - {id: prepare, title: Prepare, script: append.sh, arguments: [/tmp/prepared]}
      - id: append
        title: Append
        script: append.sh
        arguments: [/tmp/appended, /tmp/go]
        timeout: 10min
        rerun: never
        clean_up: {script: clean.sh, arguments: [/tmp/appended]}
)";

const QByteArray makefile = "prepare:\n\techo prepared >> log\n"
                            "append:\n\techo appended >> log; echo $$$$ > pid\n"
                            "\twhile test ! -e go; do sleep 0.05; done\n"
                            "clean:\n\techo cleaned >> log\n"
                            "finish-%:\n\techo finished $* >> log\n"
                            "fail:\n\techo tried >> log; exit 3\n";

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Knowledge demoKnowledge()
{
    QList<KnowledgeFile> files = shippedKnowledgeFiles();
    files.append({u"demo.yaml"_s, runbook});
    files.append({u"append.sh"_s, "true\n"});
    files.append({u"clean.sh"_s, "true\n"});
    const Loaded<Knowledge> knowledge = loadKnowledge(files);
    if (!knowledge)
        qFatal("%s", qPrintable(toString(knowledge.error().constFirst())));
    return *knowledge;
}

Inventory labIn(const QString &folder)
{
    Inventory inventory{.cluster = u"lab"_s, .file = folder + u"/lab.yaml"_s};
    inventory.buildEnvironment = BuildEnvironment{.name = u"docker"_s, .command = {u"true"_s}};
    return inventory;
}

QStringList ids(const QList<PlanStep> &steps)
{
    QStringList ids;
    for (const PlanStep &step : steps)
        ids.append(step.id);
    return ids;
}

bool isAlive(pid_t pid)
{
    return ::kill(pid, 0) == 0;
}

} // namespace

class TestRunbook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void parametersAreTypedAndNamedWhenWrong_data();
    void parametersAreTypedAndNamedWhenWrong();
    void aPlanForTheConsoleNeedsNoNode();
    void anObsoleteWayIsRefusedWithItsSuccessor();
    void doneStepsAreNotRunAgain_data();
    void doneStepsAreNotRunAgain();
    void whatWasDoneBeforeANodeWasInstalledAnewIsGone();
    void whatMustNotRunTwiceIsRefusedWithoutCleanUp();
    void otherParametersAreAnotherRunbook();
    void aRunbookOnTheConsoleRunsForReal();
    void aFoundDoneStepIsNotRun();
    void cancellingKillsTheWholeGroup();
    void aCutOffLineSpoilsNoOther();
    void aKilledConsoleLeavesNothingAndIsResumed();
    void aKilledConsoleDoesNotAppendTwiceOnANode();

private:
    Plan plan(const QString &remedy = u"build"_s) const
    {
        return planForConsole(labIn(m_folder.path()), m_knowledge, u"ab12"_s, {u"demo"_s, remedy, {}})
            .value();
    }
    LedgerEntry entry(LedgerEvent event, const QString &step, const QString &digest = {}) const;
    QString inFolder(const QString &name) const { return m_folder.filePath(name); }
    Plan planned(const RunnerBench &bench) const;

    const Knowledge m_knowledge = demoKnowledge();
    QTemporaryDir m_folder;
};

void TestRunbook::init()
{
    m_folder = QTemporaryDir();
    write(inFolder(u"Makefile"_s), makefile);
}

LedgerEntry TestRunbook::entry(LedgerEvent event, const QString &step, const QString &digest) const
{
    const Plan of = plan();
    const auto found = std::ranges::find(of.steps, step, &PlanStep::id);
    LedgerEntry entry{.key = ledgerKeyOf(of, labFile), .event = event, .step = step};
    entry.digest = digest.isEmpty() && found != of.steps.end() ? digestOf(*found) : digest;
    entry.at = QDateTime(QDate(2026, 3, 1), QTime(8, 0));
    return entry;
}

void TestRunbook::parametersAreTypedAndNamedWhenWrong_data()
{
    QTest::addColumn<ParameterValues>("given");
    QTest::addColumn<QString>("result");
    QTest::newRow("default") << ParameterValues{} << u"make finish-controller"_s;
    QTest::newRow("given") << ParameterValues{{u"image"_s, u"compute"_s}} << u"make finish-compute"_s;
    QTest::newRow("no choice") << ParameterValues{{u"image"_s, u"storage"_s}}
                               << u"the parameter 'image' “storage” is not one of its choices"_s;
    QTest::newRow("shell") << ParameterValues{{u"image"_s, u"x;reboot"_s}}
                           << u"the parameter 'image' “x;reboot” is not a word"_s;
    QTest::newRow("option") << ParameterValues{{u"image"_s, u"-f"_s}}
                            << u"the parameter 'image' “-f” is not a word"_s;
    QTest::newRow("unknown") << ParameterValues{{u"imag"_s, u"compute"_s}} << u"no parameter 'imag'"_s;
}

void TestRunbook::parametersAreTypedAndNamedWhenWrong()
{
    QFETCH(ParameterValues, given);
    QFETCH(QString, result);
    const RemedyRequest request{u"demo"_s, u"build"_s, given};
    const Result<Plan> plan = planForConsole(labIn(m_folder.path()), m_knowledge, u"ab12"_s, request);
    const QString got = plan ? plan->steps.constLast().displayed : toString(plan.error());
    QVERIFY2(got.contains(result), qPrintable(got));
    QCOMPARE(checkRequest(m_knowledge, request).has_value(), plan.has_value());
}

void TestRunbook::aPlanForTheConsoleNeedsNoNode()
{
    const Plan plan = this->plan();
    QCOMPARE(plan.node, u"docker"_s);
    QVERIFY(plan.onConsole && plan.targets.isEmpty());
    QCOMPARE(plan.title, u"Build controller"_s);
    for (const PlanStep &step : plan.steps)
        QCOMPARE(step.place, Place::Console);
    Inventory without = labIn(m_folder.path());
    without.buildEnvironment.reset();
    QCOMPARE(planForConsole(without, m_knowledge, u"ab12"_s, {u"demo"_s, u"build"_s, {}})->node,
             u"console"_s);
}

void TestRunbook::anObsoleteWayIsRefusedWithItsSuccessor()
{
    const Result<void> asked = checkRequest(m_knowledge, {u"kernel-downgrade"_s, u"kernel-6-6-lts"_s, {}});
    QVERIFY(!asked);
    QVERIFY2(toString(asked.error()).contains(u"is obsolete: BeeGFS 8 builds on current kernels"_s),
             qPrintable(toString(asked.error())));
    QCOMPARE(asked.error().hint, u"instead: beegfs-dkms-build"_s);
}

void TestRunbook::doneStepsAreNotRunAgain_data()
{
    using enum LedgerEvent;
    QTest::addColumn<QList<LedgerEntry>>("entries");
    QTest::addColumn<bool>("restart");
    QTest::addColumn<QStringList>("steps");
    QTest::addColumn<int>("done");
    const QList<LedgerEntry> prepared{entry(Begun, u"prepare"_s), entry(Done, u"prepare"_s)};
    const QList<LedgerEntry> appended = prepared + QList{entry(Begun, u"append"_s), entry(Done, u"append"_s)};
    const QStringList all{u"prepare"_s, u"append"_s, u"finish"_s};
    const QStringList cleaned{u"prepare"_s, u"clean-up-append"_s, u"append"_s, u"finish"_s};
    QTest::newRow("nothing begun") << QList<LedgerEntry>() << false << all << 0;
    QTest::newRow("stopped between two") << prepared << false << all << 1;
    QTest::newRow("stopped in an appending one")
        << prepared + QList{entry(Begun, u"append"_s)} << false << cleaned << 1;
    QTest::newRow("behind it") << appended << false << all << 2;
    QTest::newRow("stopped in one that may run again")
        << appended + QList{entry(Begun, u"finish"_s)} << false << all << 2;
    QTest::newRow("all done") << appended + QList{entry(Done, u"finish"_s), entry(Ended, {})} << false << all
                              << 3;
    QTest::newRow("restarted now") << appended << true << cleaned << 0;
    QTest::newRow("restarted, then stopped at once")
        << appended + QList{entry(Restarted, {})} << false << cleaned << 0;
    QTest::newRow("restarted, cleaned up, then stopped")
        << appended + QList{entry(Restarted, {}), entry(Done, u"prepare"_s), entry(CleanedUp, u"append"_s)}
        << false << all << 1;
    QTest::newRow("what comes before it has changed")
        << QList{entry(Done, u"prepare"_s, u"other"_s), entry(Done, u"append"_s)} << false << cleaned << 0;
    QTest::newRow("failed and stopped")
        << prepared + QList{entry(Begun, u"append"_s), entry(Stopped, {})} << false << cleaned << 1;
}

void TestRunbook::doneStepsAreNotRunAgain()
{
    QFETCH(QList<LedgerEntry>, entries);
    QFETCH(bool, restart);
    const Result<Plan> after = planAfter(plan(), entries, labFile, restart);
    QVERIFY2(after, after ? "" : qPrintable(toString(after.error())));
    QTEST(ids(after->steps), "steps");
    const auto isDone = [](const PlanStep &step) { return step.doneAt.isValid(); };
    QTEST(int(std::ranges::count_if(after->steps, isDone)), "done");
    // The same plan for another inventory has nothing behind it.
    QCOMPARE(planAfter(plan(), entries, u"/other.yaml"_s, false).value().steps, plan().steps);
}

void TestRunbook::whatWasDoneBeforeANodeWasInstalledAnewIsGone()
{
    LedgerEntry done = entry(LedgerEvent::Done, u"prepare"_s);
    done.machine = u"0123"_s;
    const auto doneSteps = [&](const QString &machine) {
        Plan of = plan();
        of.machine = machine;
        const Plan after = planAfter(of, {done}, labFile, false).value();
        return std::ranges::count_if(after.steps, [](const PlanStep &step) { return step.doneAt.isValid(); });
    };
    QCOMPARE(doneSteps(u"0123"_s), 1);
    QCOMPARE(doneSteps(u"4567"_s), 0);
    QCOMPARE(doneSteps({}), 1); // not known: better not twice
}

void TestRunbook::whatMustNotRunTwiceIsRefusedWithoutCleanUp()
{
    const Plan once = plan(u"once"_s);
    LedgerEntry begun{.key = ledgerKeyOf(once, labFile), .event = LedgerEvent::Begun, .step = u"once"_s};
    begun.digest = digestOf(once.steps.constFirst());
    const Result<Plan> again = planAfter(once, {begun}, labFile, false);
    QVERIFY(!again);
    QVERIFY2(again.error().message.contains(u"“Once” was begun"_s), qPrintable(again.error().message));
    QVERIFY2(again.error().hint.contains(u"by hand: make fail"_s), qPrintable(again.error().hint));
    QVERIFY(!planAfter(once, {begun}, labFile, true));
}

void TestRunbook::otherParametersAreAnotherRunbook()
{
    const QList<LedgerEntry> entries{entry(LedgerEvent::Done, u"prepare"_s)};
    const RemedyRequest other{u"demo"_s, u"build"_s, {{u"image"_s, u"compute"_s}}};
    const Plan compute = planForConsole(labIn(m_folder.path()), m_knowledge, u"ab12"_s, other).value();
    QCOMPARE(planAfter(compute, entries, labFile, false).value().steps, compute.steps);
    // Asked again without a value, it goes on with the one that it had.
    LedgerKey which{labFile, {}, u"demo"_s, u"build"_s, {}};
    QCOMPARE(unfinishedParameters(which, entries), (ParameterValues{{u"image"_s, u"controller"_s}}));
    QCOMPARE(unfinishedParameters(which, entries + QList{entry(LedgerEvent::Ended, {})}), ParameterValues());
}

Plan TestRunbook::planned(const RunnerBench &bench) const
{
    Plan plan = this->plan();
    plan.id = QString::number(bench.state.snapshot().runs.size() + 1);
    return resumed(plan, bench.ledger, bench.state.snapshot().inventory->file, false).value();
}

void TestRunbook::aRunbookOnTheConsoleRunsForReal()
{
    RunnerBench bench({}, labIn(m_folder.path()));
    write(inFolder(u"go"_s), {});
    QVERIFY(bench.runner.start({planned(bench)}, {.user = u"kim"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(bench.run(u"1"_s).outcome, RunOutcome::Done, patience);
    QCOMPARE(read(inFolder(u"log"_s)), "prepared\nappended\nfinished controller\n");
    const StepRecord &finish = bench.run(u"1"_s).steps.constLast();
    QVERIFY2(finish.output.contains(u"echo finished controller >> log"_s), qPrintable(finish.output));
    QVERIFY2(read(finish.log).contains("echo finished controller >> log"), read(finish.log).constData());
    QCOMPARE(QFileInfo(finish.log).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    const QList<QJsonObject> audit = bench.auditLines();
    QCOMPARE(audit.constFirst()[u"parameters"_s][u"image"_s].toString(), u"controller"_s);
    QCOMPARE(audit[1][u"on"_s].toString(), u"console"_s);
    QCOMPARE(audit.constLast()[u"outcome"_s].toString(), u"done"_s);
    // Done is done: a second run runs nothing.
    QVERIFY(bench.runner.start({planned(bench)}, {}));
    QTRY_COMPARE_WITH_TIMEOUT(bench.run(u"2"_s).outcome, RunOutcome::Done, patience);
    QCOMPARE(read(inFolder(u"log"_s)), "prepared\nappended\nfinished controller\n");
}

void TestRunbook::aFoundDoneStepIsNotRun()
{
    RunnerBench bench({}, labIn(m_folder.path()));
    write(inFolder(u"go"_s), {});
    write(inFolder(u"there"_s), {});
    QVERIFY(bench.runner.start({planned(bench)}, {}));
    QTRY_COMPARE_WITH_TIMEOUT(bench.run(u"1"_s).outcome, RunOutcome::Done, patience);
    QCOMPARE(read(inFolder(u"log"_s)), "prepared\nappended\n");
    const StepRecord &finish = bench.run(u"1"_s).steps.constLast();
    QCOMPARE(finish.state, StepState::Skipped);
    QCOMPARE(finish.got, u"already done: test -e there gave exit 0"_s);
    QVERIFY(planned(bench).steps.constLast().doneAt.isValid());
}

void TestRunbook::cancellingKillsTheWholeGroup()
{
    RunnerBench bench({}, labIn(m_folder.path()));
    QVERIFY(bench.runner.start({planned(bench)}, {}));
    QTRY_VERIFY_WITH_TIMEOUT(!read(inFolder(u"pid"_s)).trimmed().isEmpty(), patience);
    const pid_t pid = read(inFolder(u"pid"_s)).trimmed().toInt();
    bench.runner.cancel(u"1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.run(u"1"_s).outcome, RunOutcome::Cancelled, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), patience);
    QCOMPARE(ids(planned(bench).steps),
             (QStringList{u"prepare"_s, u"clean-up-append"_s, u"append"_s, u"finish"_s}));
}

void TestRunbook::aCutOffLineSpoilsNoOther()
{
    const QString file = inFolder(u"steps.jsonl"_s);
    write(file, "{\"schema\":\"vermagic.step/1\",\"event\":\"do");
    StepLedger ledger(file);
    QVERIFY(ledger.write(entry(LedgerEvent::Done, u"prepare"_s)));
    const Result<QList<LedgerEntry>> entries = ledger.entries();
    QVERIFY(entries);
    QCOMPARE(entries->size(), 1);
    QCOMPARE(entries->constFirst().step, u"prepare"_s);
}

void TestRunbook::aKilledConsoleLeavesNothingAndIsResumed()
{
    const VermagicProcess vermagic;
    QVERIFY(QDir(m_folder.path()).mkdir(u"own"_s));
    write(inFolder(u"own/demo.yaml"_s), runbook);
    for (const QString &script : {u"own/append.sh"_s, u"own/clean.sh"_s})
        write(inFolder(script), "true\n");
    // No node is needed: this one is not there.
    write(inFolder(u"lab.yaml"_s), "cluster: lab\nbuild_environment: {name: docker, command: ['true']}\n"
                                   "groups: {a: {nodes: n1, address: 127.0.0.1, port: 1}}\n");
    const QStringList ask{
        u"-i"_s,   inFolder(u"lab.yaml"_s), u"--playbooks"_s, inFolder(u"own"_s), u"--playbook"_s,
        u"demo"_s, u"--remedy"_s,           u"build"_s};
    const QStringList fix = QStringList{u"fix"_s, u"--yes"_s} + ask;
    const std::unique_ptr<QProcess> process = vermagic.start(fix
                                                             + QStringList{u"--set"_s, u"image=compute"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!read(inFolder(u"pid"_s)).trimmed().isEmpty(), patience);
    const pid_t pid = read(inFolder(u"pid"_s)).trimmed().toInt();

    // Nobody else runs the same meanwhile.
    const ProcessResult second = vermagic.run(fix);
    QCOMPARE(second.exitCode, 3);
    QVERIFY2(second.standardError.contains("another console is running this"),
             second.standardError.constData());

    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGKILL), 0);
    QVERIFY(process->waitForFinished(patience));
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), patience);
    write(inFolder(u"go"_s), {});

    const ProcessResult plan = vermagic.run(QStringList{u"plan"_s} + ask);
    QCOMPARE(plan.exitCode, 0);
    QVERIFY2(plan.standardOutput.contains("Clean up before: Append"), plan.standardOutput.constData());
    QVERIFY2(plan.standardOutput.contains("Prepare [on the console; done on"),
             plan.standardOutput.constData());
    const ProcessResult resumed = vermagic.run(fix);
    QVERIFY2(resumed.exitCode == 0, resumed.standardOutput.constData());
    QCOMPARE(read(inFolder(u"log"_s)), "prepared\nappended\ncleaned\nappended\nfinished compute\n");
    const ProcessResult anew = vermagic.run(fix
                                            + QStringList{u"--set"_s, u"image=compute"_s, u"--restart"_s});
    QVERIFY2(anew.exitCode == 0, anew.standardOutput.constData());
    QVERIFY2(read(inFolder(u"log"_s)).endsWith("prepared\ncleaned\nappended\nfinished compute\n"),
             read(inFolder(u"log"_s)).constData());
}

void TestRunbook::aKilledConsoleDoesNotAppendTwiceOnANode()
{
    const VermagicProcess vermagic;
    QVERIFY(QDir(m_folder.path()).mkdir(u"own"_s));
    write(inFolder(u"own/demo.yaml"_s), runbook);
    write(inFolder(u"own/append.sh"_s),
          "echo appended >> \"$1\"\nwhile test -n \"$2\" && test ! -e \"$2\"; do sleep 0.05; done\n");
    write(inFolder(u"own/clean.sh"_s), "rm -f \"$1\"\n");
    PracticeCluster practice(inFolder(u"practice"_s));
    const auto stopped = qScopeGuard([&practice] { static_cast<void>(practice.stop()); });
    const Result<QString> file = practice.start({.nodes = 5, .story = false, .speed = 1});
    QVERIFY2(file, file ? "" : qPrintable(toString(file.error())));
    const QString node = QFileInfo(*file).absolutePath() + u"/nodes/compute01/tmp/"_s;
    const QStringList fix{u"fix"_s,        u"--yes"_s,     u"-i"_s,          *file,
                          u"--nodes"_s,    u"compute01"_s, u"--playbooks"_s, inFolder(u"own"_s),
                          u"--playbook"_s, u"demo"_s,      u"--remedy"_s,    u"on-nodes"_s};
    const std::unique_ptr<QProcess> process = vermagic.start(fix);
    QTRY_VERIFY2_WITH_TIMEOUT(QFile::exists(node + u"appended"_s), process->readAll().constData(), patience);
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGKILL), 0);
    QVERIFY(process->waitForFinished(patience));
    write(node + u"go"_s, {});
    const ProcessResult resumed = vermagic.run(fix);
    QVERIFY2(resumed.exitCode == 0, (resumed.standardOutput + resumed.standardError).constData());
    QCOMPARE(read(node + u"appended"_s), "appended\n");
    QCOMPARE(read(node + u"prepared"_s), "appended\n");
    QVERIFY2(resumed.standardOutput.contains("skipped   Prepare (done on"),
             resumed.standardOutput.constData());
}

QTEST_GUILESS_MAIN(TestRunbook)
#include "tst_runbook.moc"
