// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proofrecorder.h"
#include "models/compatibility/claimjson.h"
#include "models/compatibility/compatibilityreader.h"
#include "tests/nodebuilder.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QDateTime morning = QDateTime::fromString(u"2026-11-20T06:12:00Z"_s, Qt::ISODate);

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// What nodes prove is kept, found again and believed: the file alone, and behind the store.
class TestProofLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsAppendedIsReadAgain();
    void badLinesAreNamedAndLeftOut();
    void aFileThatRepeatsItselfIsWrittenAnew();
    void aProbeIsRecordedOnceADay();
    void aTrialBuildChangesTheMatrixAtOnce();
    void realAndSimulatedNodesAreKeptApart();
    void aFolderThatCannotBeWrittenIsReported();

private:
    Inventory inventory() const;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    QList<Claim> m_proofs;
};

void TestProofLog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("XDG_STATE_HOME", QFile::encodeName(m_folder->path()));
    m_file = m_folder->filePath(u"compatibility.jsonl"_s);
    const NodeBuilder node = NodeBuilder::beegfs();
    m_proofs = proofsOf(node.facts, node.spec, NodeBuilder::inventory(), morning);
    QCOMPARE(m_proofs.size(), 3);
}

/// The lab's nodes, simulated, so that their proofs lie in the folder of the test.
Inventory TestProofLog::inventory() const
{
    Inventory inventory = NodeBuilder::inventory();
    inventory.file = m_folder->filePath(u"lab.yaml"_s);
    inventory.simulated = true;
    return inventory;
}

void TestProofLog::whatIsAppendedIsReadAgain()
{
    ProofLog log(m_file);
    QCOMPARE(log.read().value().proofs, QList<Claim>());
    QVERIFY(!QFileInfo::exists(m_file));
    QVERIFY(log.append(m_proofs));
    QCOMPARE(log.read().value().proofs, m_proofs);
    QCOMPARE(QFileInfo(m_file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    Claim later = m_proofs.first();
    later.at = morning.addDays(2);
    QVERIFY(ProofLog(m_file).append({later}));
    const ReadProofs read = log.read().value();
    QCOMPARE(read.proofs.size(), 3);
    QCOMPARE(read.proofs.first(), later);
}

void TestProofLog::badLinesAreNamedAndLeftOut()
{
    const QByteArray good = proofLine(m_proofs.first());
    write(m_file, good + "\nnot JSON\n\n{\"filesystem\":\"beegfs\"}\n" + good.left(40));
    const ReadProofs read = ProofLog(m_file).read().value();
    QCOMPARE(read.proofs, m_proofs.first(1));
    QStringList places;
    for (const Error &error : read.skipped)
        places.append(error.context);
    QCOMPARE(places, (QStringList{m_file + u":2"_s, m_file + u":4"_s, m_file + u":5"_s}));
}

void TestProofLog::aFileThatRepeatsItselfIsWrittenAnew()
{
    QByteArray text;
    for (int i = 0; i < 400; ++i)
        text += proofLine(m_proofs.at(i % 3)) + '\n';
    write(m_file, text);
    QCOMPARE(ProofLog(m_file).read().value().proofs.size(), 3);
    QCOMPARE(bytesOf(m_file).count('\n'), 3);
    QCOMPARE(ProofLog(m_file).read().value().proofs.size(), 3);
}

void TestProofLog::aProbeIsRecordedOnceADay()
{
    ClusterState state(shippedKnowledge());
    ProofRecorder recorder(&state);
    QSignalSpy changed(&state, &ClusterState::compatibilityChanged);
    state.apply(InventoryLoaded{inventory()});
    const NodeFacts facts = NodeBuilder::beegfs().facts;
    const auto probeAt = [&](const QDateTime &at) { state.apply(FactsGathered{u"compute01"_s, facts, at}); };
    probeAt(morning);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bytesOf(m_file).count('\n'), 3);
    probeAt(morning.addSecs(300));
    QCOMPARE(bytesOf(m_file).count('\n'), 3);
    probeAt(morning.addDays(1));
    QCOMPARE(bytesOf(m_file).count('\n'), 6);
    // Another program run knows it from the file.
    ClusterState later(shippedKnowledge());
    ProofRecorder reader(&later);
    later.apply(InventoryLoaded{inventory()});
    QCOMPARE(later.knowledge().compatibility.proofs().size(), 3);
    QCOMPARE(later.knowledge().compatibility.proofs().first().at, morning.addDays(1));
}

void TestProofLog::aTrialBuildChangesTheMatrixAtOnce()
{
    ClusterState state(shippedKnowledge());
    ProofRecorder recorder(&state);
    state.apply(InventoryLoaded{inventory()});
    state.apply(FactsGathered{u"compute01"_s, NodeBuilder::beegfs().facts, morning});
    const QString kernel = u"6.15.2-1-cloud-amd64"_s;
    const CompatibilityQuery query{.version = u"8.3.1"_s, .kernel = KernelName::release(kernel)};
    QCOMPARE(state.knowledge().compatibility.cellFor(query).verdict, CellVerdict::Unknown);
    QDateTime now = morning;
    const auto tried = [&](const QString &id, int exitCode, const QString &output) {
        now = now.addSecs(600);
        Plan plan{.id = id, .node = u"compute01"_s};
        plan.steps.append({.id = u"build"_s, .triesBuild = PlannedTrial{u"beegfs"_s, u"8.3.1"_s, kernel}});
        state.apply(RunStarted{plan, u"alice"_s, morning, {}});
        state.apply(StepStarted{.runId = id, .at = now});
        state.apply(StepOutput{.runId = id, .text = output});
        state.apply(StepFinished{.runId = id,
                                 .state = exitCode == 0 ? StepState::Succeeded : StepState::Failed,
                                 .exitCode = exitCode});
        return state.knowledge().compatibility.cellFor(query).verdict;
    };
    QCOMPARE(tried(u"run-1"_s, 2, u"not tried: there are no headers\n"_s), CellVerdict::Unknown);
    QCOMPARE(tried(u"run-2"_s, 1, u"make: error\ndoes not build: FhgfsPage.h:74:21: error\n"_s),
             CellVerdict::Fails);
    QVERIFY(!bytesOf(m_file).contains("make: error"));
    QVERIFY(bytesOf(m_file).contains("FhgfsPage.h:74:21: error"));
    QCOMPARE(tried(u"run-3"_s, 0, u"builds\n"_s), CellVerdict::Works); // what was seen last counts
}

void TestProofLog::realAndSimulatedNodesAreKeptApart()
{
    Inventory real = inventory();
    real.simulated = false;
    QCOMPARE(ProofLog::fileFor(inventory()), m_file);
    QCOMPARE(ProofLog::fileFor(real), m_folder->filePath(u"vermagic/compatibility.jsonl"_s));
    ClusterState state(shippedKnowledge());
    ProofRecorder recorder(&state);
    state.apply(InventoryLoaded{inventory()});
    state.apply(FactsGathered{u"compute01"_s, NodeBuilder::beegfs().facts, morning});
    QCOMPARE(state.knowledge().compatibility.proofs().size(), 3);
    state.apply(InventoryLoaded{real});
    QCOMPARE(state.knowledge().compatibility.proofs().size(), 0);
    state.apply(FactsGathered{u"compute01"_s, NodeBuilder::beegfs().facts, morning});
    QCOMPARE(bytesOf(ProofLog::fileFor(real)).count('\n'), 3);
}

void TestProofLog::aFolderThatCannotBeWrittenIsReported()
{
    ClusterState state(shippedKnowledge());
    ProofRecorder recorder(&state);
    QSignalSpy failed(&recorder, &ProofRecorder::failed);
    Inventory gone = inventory();
    gone.file = m_folder->filePath(u"no/such/folder/lab.yaml"_s);
    state.apply(InventoryLoaded{gone});
    state.apply(FactsGathered{u"compute01"_s, NodeBuilder::beegfs().facts, morning});
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().value<Error>().message.contains(u"cannot be written"_s));
    QCOMPARE(state.knowledge().compatibility.proofs().size(), 3); // believed all the same
}

QTEST_GUILESS_MAIN(TestProofLog)
#include "tst_prooflog.moc"
