// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What happens to a sweep and to a run when a node fails in the middle of it: over real sshds, behind relays that
// fail at an exact moment.

#include "app/engine.h"
#include "app/inventoryfile.h"
#include "app/planner.h"
#include "app/practice/practicecluster.h"
#include "tests/faultproxy.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 60'000;
const QString victim = u"compute01"_s;
const QString other = u"compute02"_s;

} // namespace

class TestJourneyFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void aSessionKilledInTheMiddleOfASweepFailsThatNodeAlone();
    void aNodeThatFallsSilentFailsAtItsDeadline();
    void aRefusedPortIsAState();
    void aPlainStepEndsWithItsSession();
    void aDetachedStepIsFoundAgainAfterItsSessionWasKilled();

private:
    /// A node that is not there is one in no state, so that the test fails instead of the process.
    NodeSnapshot node(const QString &name) const
    {
        const NodeSnapshot *found = m_engine->state.snapshot().node(name);
        return found ? *found : NodeSnapshot();
    }
    const RunRecord &run() const { return m_engine->state.snapshot().runs.constLast(); }
    bool sweep();
    void startStep(const QString &script, bool detached);

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeCluster> m_cluster;
    Inventory m_inventory;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<Engine> m_engine;
};

void TestJourneyFaults::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
    m_cluster = std::make_unique<PracticeCluster>(m_folder.filePath(u"practice"_s));
    const Result<QString> file = m_cluster->start({.nodes = 5, .story = false, .speed = 1});
    QVERIFY2(file, file ? "" : qPrintable(toString(file.error())));
    const Loaded<ImportedInventory> read = readInventoryFile(*file);
    QVERIFY(read);
    m_inventory = read->inventory;
    for (const QString &name : {victim, other})
        QVERIFY2(std::ranges::contains(m_inventory.nodes, name, &NodeSpec::name), qPrintable(name));
}

void TestJourneyFaults::init()
{
    SshSettings settings;
    settings.unknownHostKeys = UnknownHostKeys::AcceptNew;
    settings.askCredentials = false;
    settings.firstBackOff = std::chrono::milliseconds(50);
    settings.keyExchangeTimeout = std::chrono::seconds(3);
    m_engine = std::make_unique<Engine>(loadKnowledge(shippedKnowledgeFiles()).value(), settings);
    Inventory inventory = m_inventory;
    const auto spec = std::ranges::find(inventory.nodes, victim, &NodeSpec::name);
    m_proxy = std::make_unique<FaultProxy>(spec->address, static_cast<quint16>(spec->port));
    spec->address = u"127.0.0.1"_s;
    spec->port = m_proxy->serverPort();
    spec->hostKeyAlias = u"relayed"_s;
    m_engine->state.apply(InventoryLoaded{inventory});
}

void TestJourneyFaults::cleanup()
{
    m_engine.reset();
    m_proxy.reset();
}

void TestJourneyFaults::cleanupTestCase()
{
    if (m_cluster)
        QVERIFY(m_cluster->stop());
}

bool TestJourneyFaults::sweep()
{
    m_engine->prober.sweep();
    return QTest::qWaitFor([this] { return !m_engine->prober.isSweeping(); }, patience);
}

void TestJourneyFaults::startStep(const QString &script, bool detached)
{
    PlanStep step{.id = u"step"_s, .title = u"step"_s};
    step.command = {
        .argv = {u"sh"_s, u"-c"_s, script}, .timeout = std::chrono::seconds(60), .detached = detached};
    step.expect.outputContains = u"end"_s;
    QVERIFY(m_engine->runner.start(
        {Plan{.id = newPlanId(), .node = victim, .title = u"a step"_s, .steps = {step}}}, {}));
}

void TestJourneyFaults::aSessionKilledInTheMiddleOfASweepFailsThatNodeAlone()
{
    m_engine->prober.sweep();
    // The key exchange has passed and the answer has begun to arrive.
    QTRY_VERIFY_WITH_TIMEOUT(node(victim).phase == ConnectionPhase::Ready, patience);
    m_proxy->kill(true);
    QTRY_VERIFY_WITH_TIMEOUT(!m_engine->prober.isSweeping(), patience);
    QCOMPARE(node(victim).diagnosis.state, NodeState::Unreachable);
    QVERIFY(node(victim).error);
    QCOMPARE(node(other).diagnosis.state, NodeState::Healthy);

    m_proxy->revive();
    QVERIFY(sweep());
    QCOMPARE(node(victim).diagnosis.state, NodeState::Healthy);
}

void TestJourneyFaults::aNodeThatFallsSilentFailsAtItsDeadline()
{
    m_proxy->freeze();
    m_engine->prober.setNodeDeadline(std::chrono::seconds(4));
    QVERIFY(sweep());
    QCOMPARE(node(victim).diagnosis.state, NodeState::Unreachable);
    QCOMPARE(node(victim).error->code, ErrorCode::Timeout);
    QCOMPARE(node(other).diagnosis.state, NodeState::Healthy);
}

void TestJourneyFaults::aRefusedPortIsAState()
{
    m_proxy->kill(true);
    QVERIFY(sweep());
    QCOMPARE(node(victim).diagnosis.state, NodeState::Unreachable);
    QCOMPARE(node(victim).error->code, ErrorCode::ConnectionRefused);
    QCOMPARE(node(other).diagnosis.state, NodeState::Healthy);
}

void TestJourneyFaults::aPlainStepEndsWithItsSession()
{
    startStep(u"echo begun; sleep 600"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(run().steps.constFirst().output, u"begun\n"_s, patience);
    m_proxy->kill(false);
    QTRY_COMPARE_WITH_TIMEOUT(run().outcome, RunOutcome::StepFailed, patience);
    QVERIFY(!run().steps.constFirst().exitCode);
}

void TestJourneyFaults::aDetachedStepIsFoundAgainAfterItsSessionWasKilled()
{
    // The step ends only once its session is known to be lost: its second half can only come by another session.
    const QString gate = m_cluster->nodeFolder(victim) + u"/tmp/gate"_s;
    startStep(u"echo begun; until [ -e /tmp/gate ]; do sleep 0.1; done; echo the end"_s, true);
    QTRY_COMPARE_WITH_TIMEOUT(run().steps.constFirst().output, u"begun\n"_s, patience);
    const int before = m_proxy->connections();
    m_proxy->kill(false);
    QTRY_VERIFY_WITH_TIMEOUT(m_proxy->connections() > before, patience);
    QFile file(gate);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTRY_VERIFY_WITH_TIMEOUT(run().outcome != RunOutcome::Running, patience);
    QCOMPARE(run().outcome, RunOutcome::Done);
    QCOMPARE(run().steps.constFirst().output, u"begun\nthe end\n"_s);
    QVERIFY(run().steps.constFirst().reattached);
    QVERIFY(file.remove());
}

QTEST_GUILESS_MAIN(TestJourneyFaults)
#include "tst_journeyfaults.moc"
