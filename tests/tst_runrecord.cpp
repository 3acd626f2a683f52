// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/runrecord.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;
using namespace std::chrono_literals;

namespace {

const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), QTimeZone::UTC);

Plan demoPlan()
{
    Plan plan;
    plan.id = u"ab12"_s;
    plan.node = u"compute01"_s;
    plan.preflight.resize(1);
    plan.steps.resize(2);
    plan.targets = {u"compute01/headers-missing"_s};
    return plan;
}

RunRecord fold(const QList<RunEvent> &events)
{
    RunRecord record;
    for (const RunEvent &event : events)
        applyRunEvent(record, event);
    return record;
}

QList<RunEvent> begun(const QList<RunEvent> &more = {})
{
    return QList<RunEvent>{RunStarted{demoPlan(), u"kim"_s, noon, {u"compute01/headers-missing"_s}}} + more;
}

const RunPhase steps = RunPhase::Steps;

} // namespace

class TestRunRecord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunIsTheFoldOfItsEvents();
    void eventsThatDoNotFitAreIgnored_data();
    void eventsThatDoNotFitAreIgnored();
    void outputKeepsItsTail();
    void aCharacterIsNotCutInTwo();
    void everyOutcomeHasAName();
    void everyEventKnowsItsRun();
};

void TestRunRecord::aRunIsTheFoldOfItsEvents()
{
    const RunRecord record = fold(begun({
        StepStarted{u"ab12"_s, RunPhase::Preflight, 0, noon},
        StepFinished{u"ab12"_s, RunPhase::Preflight, 0, StepState::Succeeded, 0, u"exit 0"_s, 20ms},
        StepStarted{u"ab12"_s, steps, 0, noon.addSecs(1)},
        StepOutput{u"ab12"_s, steps, 0, u"Reading "_s},
        StepReattached{u"ab12"_s, 0},
        StepOutput{u"ab12"_s, steps, 0, u"package lists"_s},
        StepFinished{u"ab12"_s, steps, 0, StepState::Succeeded, 0, u"exit 0"_s, 3s},
        StepStarted{u"ab12"_s, steps, 1, noon.addSecs(4)},
        StepFinished{u"ab12"_s, steps, 1, StepState::Failed, 100, u"exit 100"_s, 2s},
        StepStarted{u"ab12"_s, RunPhase::Verify, 0, noon.addSecs(6)},
        StepFinished{u"ab12"_s, RunPhase::Verify, 0, StepState::Failed, {}, u"still there"_s, 1s},
        RunFinished{u"ab12"_s,
                    RunOutcome::StepFailed,
                    u"exit 100"_s,
                    noon.addSecs(7),
                    {u"compute01/headers-missing"_s}},
    }));
    QCOMPARE(record.plan, demoPlan());
    QCOMPARE(record.user, u"kim"_s);
    QCOMPARE(record.preflight.first().state, StepState::Succeeded);
    QCOMPARE(record.steps[0].output, u"Reading package lists"_s);
    QVERIFY(record.steps[0].reattached);
    QCOMPARE(record.steps[0].duration, 3000ms);
    QCOMPARE(record.steps[1].exitCode, 100);
    QCOMPARE(record.steps[1].startedAt, noon.addSecs(4));
    QCOMPARE(record.verify.state, StepState::Failed);
    QCOMPARE(record.outcome, RunOutcome::StepFailed);
    QCOMPARE(record.finishedAt, noon.addSecs(7));
    QCOMPARE(record.findingsAfter, QStringList{u"compute01/headers-missing"_s});
}

void TestRunRecord::eventsThatDoNotFitAreIgnored_data()
{
    QTest::addColumn<QList<RunEvent>>("before");
    QTest::addColumn<RunEvent>("event");
    const QList<RunEvent> running = begun({StepStarted{u"ab12"_s, steps, 0, noon}});
    const QList<RunEvent> done = running
                                 + QList<RunEvent>{StepFinished{u"ab12"_s, steps, 0, StepState::Succeeded, 0,
                                                                u"exit 0"_s, 1s}};
    const QList<RunEvent> over = done
                                 + QList<RunEvent>{RunFinished{u"ab12"_s, RunOutcome::Stopped, {}, noon, {}}};
    const auto row = [](const char *name, const QList<RunEvent> &before, const RunEvent &event) {
        QTest::newRow(name) << before << event;
    };
    row("before the run", {}, StepStarted{u"ab12"_s, steps, 0, noon});
    row("second start of the run", running, RunStarted{demoPlan(), u"lee"_s, noon.addSecs(9), {}});
    row("another run's output", running, StepOutput{u"cd34"_s, steps, 0, u"x"_s});
    row("another run's end", running, RunFinished{u"cd34"_s, RunOutcome::Fixed, {}, noon, {}});
    row("step that the plan lacks", running, StepStarted{u"ab12"_s, steps, 2, noon});
    row("negative step", running, StepOutput{u"ab12"_s, RunPhase::Preflight, -1, u"x"_s});
    row("second verification", running, StepStarted{u"ab12"_s, RunPhase::Verify, 1, noon});
    row("output before the step's start", running, StepOutput{u"ab12"_s, steps, 1, u"x"_s});
    row("success of a step that never began", running,
        StepFinished{u"ab12"_s, steps, 1, StepState::Succeeded, 0, {}, 1s});
    row("end that is none", running, StepFinished{u"ab12"_s, steps, 0, StepState::Running, {}, {}, 1s});
    row("output after the step's end", done, StepOutput{u"ab12"_s, steps, 0, u"x"_s});
    row("second start of a step", done, StepStarted{u"ab12"_s, steps, 0, noon.addSecs(9)});
    row("second end of a step", done, StepFinished{u"ab12"_s, steps, 0, StepState::Failed, 1, {}, 1s});
    row("reattached after its end", done, StepReattached{u"ab12"_s, 0});
    row("run that goes on running", running, RunFinished{u"ab12"_s, RunOutcome::Running, u"x"_s, noon, {}});
    row("step after the end of the run", over, StepStarted{u"ab12"_s, steps, 1, noon});
    row("second end of the run", over, RunFinished{u"ab12"_s, RunOutcome::Fixed, {}, noon.addSecs(9), {}});
}

void TestRunRecord::eventsThatDoNotFitAreIgnored()
{
    QFETCH(QList<RunEvent>, before);
    QFETCH(RunEvent, event);
    QVERIFY(fold(before + QList<RunEvent>{event}) == fold(before));
}

void TestRunRecord::outputKeepsItsTail()
{
    QList<RunEvent> events = begun({StepStarted{u"ab12"_s, steps, 0, noon}});
    for (int i = 0; i < 1000; ++i)
        events.append(StepOutput{u"ab12"_s, steps, 0, u"%1 "_s.arg(i, 6) + QString(993, u'x')});
    const RunRecord record = fold(events);
    QCOMPARE(record.steps[0].output.size(), 256 * 1024);
    QVERIFY(record.steps[0].output.contains(u"   999 "_s));
    QVERIFY(!record.steps[0].output.contains(u"   100 "_s));
}

void TestRunRecord::aCharacterIsNotCutInTwo()
{
    const QString clef = QString::fromUcs4(U"\U0001D11E");
    const RunRecord record = fold(
        begun({StepStarted{u"ab12"_s, steps, 0, noon},
               StepOutput{u"ab12"_s, steps, 0, clef + QString(256 * 1024 - 1, u'x')}}));
    QCOMPARE(record.steps[0].output.size(), 256 * 1024 - 1);
}

void TestRunRecord::everyOutcomeHasAName()
{
    QSet<QString> names;
    for (int outcome = 0; outcome <= int(RunOutcome::Cancelled); ++outcome)
        names.insert(runOutcomeName(RunOutcome(outcome)));
    QCOMPARE(names.size(), int(RunOutcome::Cancelled) + 1);
    QVERIFY(!names.contains(QString()));
}

void TestRunRecord::everyEventKnowsItsRun()
{
    for (const RunEvent &event : begun({StepStarted{u"ab12"_s, steps, 0, noon},
                                        StepOutput{u"ab12"_s, steps, 0, {}}, StepReattached{u"ab12"_s, 0},
                                        StepFinished{.runId = u"ab12"_s}, RunFinished{.runId = u"ab12"_s}}))
        QCOMPARE(runIdOf(event), u"ab12"_s);
}

QTEST_GUILESS_MAIN(TestRunRecord)
#include "tst_runrecord.moc"
