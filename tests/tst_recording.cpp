// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clusterstate.h"
#include "models/compatibility/proofs.h"
#include "models/recording/recording.h"
#include "models/recording/recordingwriter.h"
#include "models/report/reportjson.h"
#include "tests/nodebuilder.h"
#include "tests/samplecluster.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString file = u"session.jsonl"_s;

/// Every way in which a node can be, each as a cluster of one sweep after the other would bring it.
QList<NodeSnapshot> everyNode()
{
    QList<NodeSnapshot> nodes = Sample::cluster().nodes;
    const QList<NodeBuilder> built{
        NodeBuilder::beegfs(),
        NodeBuilder::lustre(),
        NodeBuilder::virtiofs(),
        NodeBuilder::beegfs().headersMissing(),
        NodeBuilder::beegfs().headersMissing(Fact<QString>::absent()).notBuilt().notLoaded().notMounted(),
        NodeBuilder::beegfs().mountIs(MountHealth::Hung),
        NodeBuilder::beegfs().mountIs(MountHealth::ReadOnly).serviceDown(u"beegfs-storage.service"_s),
        NodeBuilder::lustre().upgradedKernel(),
        NodeBuilder::beegfs().halfConfigured(u"beegfs-client-dkms"_s).nextKernel(false, false),
        NodeBuilder::beegfs().kernelAnswer(Fact<QString>::unknown(u"uname answered nonsense: \"{}\""_s)),
        NodeBuilder::beegfs().failing(ErrorCode::Timeout, u"no complete answer within 60 s"_s),
        NodeBuilder::lustre().hostKeyChanged(),
        NodeBuilder::beegfs().answers(u"upgrades.automatic"_s, u"1"_s),
    };
    for (const NodeBuilder &builder : built)
        nodes.append(builder.snapshot());
    return nodes;
}

QDateTime second(int number)
{
    return Sample::now().toUTC().addSecs(number);
}

/// The sample cluster with an inventory that a file could hold.
ClusterSnapshot sampleCluster()
{
    ClusterSnapshot cluster = Sample::cluster();
    Inventory inventory = *cluster.inventory;
    for (FilesystemSpec &filesystem : inventory.filesystems) {
        if (filesystem.mountUnit.isEmpty())
            filesystem.mountUnit = u"data.mount"_s;
    }
    cluster.inventory = std::make_shared<const Inventory>(inventory);
    return cluster;
}

/// The report over what a store holds, as bytes.
QByteArray reportOf(const ClusterState &state, const QDateTime &at)
{
    return renderJson(buildReport(state.snapshot(), at, u"1"_s));
}

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasSeenComesBackExactly();
    void aReportOfARecordingIsTheReport();
    void onlyChangesAreWritten();
    void eachSweepCanBeSeenAgain();
    void proofsTravelWithTheRecording();
    void aRecordingThatWasCutOffIsNotComplete();
    void secretsAndKeyFilesStayOut();
    void aBadFileIsRefused_data();
    void aBadFileIsRefused();
    void anyDamageIsRefusedOrHarmless();

private:
    QByteArray sampleRecording() const;
};

/// Two sweeps of the sample cluster; the second finds compute02 healthy.
QByteArray TestRecording::sampleRecording() const
{
    const ClusterSnapshot cluster = sampleCluster();
    RecordingWriter writer;
    QByteArray text = RecordingWriter::startLine(*cluster.inventory, {}, u"0.1"_s, second(0));
    text += RecordingWriter::sweepLine(second(1));
    for (const NodeSnapshot &node : cluster.nodes)
        text += writer.nodeLine(node, second(2));
    if (cluster.buildEnvironment)
        text += RecordingWriter::buildLine(*cluster.buildEnvironment, second(2));
    text += RecordingWriter::sweptLine(second(3)) + RecordingWriter::sweepLine(second(31));
    text += writer.nodeLine(Sample::healthy(*cluster.node(u"compute02"_s)), second(32));
    return text + RecordingWriter::sweptLine(second(33)) + RecordingWriter::endLine(true, second(34));
}

void TestRecording::whatWasSeenComesBackExactly()
{
    // One node is everything in turn, so that each patch goes from one state to quite another.
    Inventory inventory = NodeBuilder::inventory();
    const QString name = inventory.nodes.first().name;
    RecordingWriter writer;
    RecordingPlayer player(inventory, file);
    int line = 1;
    SeenNode before;
    for (const NodeSnapshot &was : everyNode() + everyNode()) {
        NodeSnapshot node = was;
        node.spec.name = name;
        const QByteArray text = writer.nodeLine(node, second(line));
        if (std::exchange(before, seenNode(node)) == seenNode(node)) {
            QCOMPARE(text, QByteArray());
            continue;
        }
        const Result<RecordedEvent> read = player.read(text, ++line);
        QVERIFY2(read, read ? "" : qPrintable(toString(read.error())));
        const NodeSeen seen = std::get<NodeSeen>(std::get<ClusterEvent>(read->event));
        QCOMPARE(seen.node, name);
        QCOMPARE(seen.error, node.error);
        QCOMPARE(seen.hostKeyChange, node.hostKeyChange);
        QCOMPARE(seen.phase, node.phase);
        QCOMPARE(seen.gatheredAt.isValid(), node.gatheredAt.isValid());
        QCOMPARE(seen.gatheredAt.toMSecsSinceEpoch(), node.gatheredAt.toMSecsSinceEpoch());
        QCOMPARE(seen.facts != nullptr, node.facts != nullptr);
        if (node.facts)
            QVERIFY2(*seen.facts == *node.facts, text.constData());
    }
}

void TestRecording::aReportOfARecordingIsTheReport()
{
    const ClusterSnapshot cluster = sampleCluster();
    ClusterState live(shippedKnowledge());
    live.apply(InventoryLoaded{*cluster.inventory});
    live.apply(SweepStarted{second(1), {}});
    for (const NodeSnapshot &node : cluster.nodes)
        live.apply(nodeSeen(node.spec.name, seenNode(node)));
    if (cluster.buildEnvironment)
        live.apply(BuildEnvironmentGathered{*cluster.buildEnvironment});
    live.apply(SweepFinished{second(3)});

    const Loaded<Recording> recording = Recording::read(sampleRecording(), file);
    QVERIFY2(recording, recording ? "" : qPrintable(toString(recording.error().first())));
    ClusterState replayed(shippedKnowledge());
    replayed.apply(InventoryLoaded{recording->start().inventory});
    for (const ClusterEvent &event : recording->stateAfter(0))
        replayed.apply(event);
    QCOMPARE(reportOf(replayed, second(9)), reportOf(live, second(9)));
    QVERIFY(reportOf(live, second(9)).contains("headers"));
}

void TestRecording::onlyChangesAreWritten()
{
    RecordingWriter writer;
    NodeSnapshot node = NodeBuilder::beegfs().snapshot();
    const QByteArray first = writer.nodeLine(node, second(1));
    QVERIFY(first.size() > 2000);
    QCOMPARE(writer.nodeLine(node, second(2)), QByteArray());
    NodeFacts facts = *node.facts;
    facts.uptimeSeconds = Fact<qint64>::known(4711);
    node.facts = std::make_shared<const NodeFacts>(facts);
    const QByteArray next = writer.nodeLine(node, second(3));
    QVERIFY2(next.contains("\"uptimeSeconds\":{\"known\":4711}"), next.constData());
    QVERIFY2(next.size() < 200, next.constData());
}

void TestRecording::eachSweepCanBeSeenAgain()
{
    const Loaded<Recording> recording = Recording::read(sampleRecording(), file);
    QVERIFY(recording);
    QCOMPARE(recording->sweeps().size(), 2);
    QCOMPARE(recording->sweeps()[1].startedAt, second(31));
    ClusterState state(shippedKnowledge());
    state.apply(InventoryLoaded{recording->start().inventory});
    const auto stateOf = [&](qsizetype sweep) {
        for (const ClusterEvent &event : recording->stateAfter(sweep))
            state.apply(event);
        return *state.snapshot().node(u"compute02"_s);
    };
    const NodeSnapshot before = stateOf(0);
    const NodeSnapshot after = stateOf(1);
    QVERIFY(seenNode(before) != seenNode(after));
    const NodeSnapshot again = stateOf(0);
    QCOMPARE(again.diagnosis, before.diagnosis);
    QCOMPARE(seenNode(again), seenNode(before));
    QCOMPARE(recording->momentAfter(0).at, second(33 - 30));
    QCOMPARE(recording->momentAfter(1).at, second(34));
    QVERIFY(recording->momentAfter(1).complete);
}

void TestRecording::proofsTravelWithTheRecording()
{
    const NodeSnapshot node = NodeBuilder::beegfs().snapshot();
    const QList<Claim> proofs = proofsOf(*node.facts, node.spec, NodeBuilder::inventory(), second(1));
    QVERIFY(!proofs.isEmpty());
    RecordingPlayer player(NodeBuilder::inventory(), file);
    const Result<RecordedEvent> read = player.read(RecordingWriter::proofsLine(proofs, second(1)), 2);
    QVERIFY(read);
    QCOMPARE(std::get<CompatibilityProven>(std::get<ClusterEvent>(read->event)).proofs, proofs);
}

void TestRecording::aRecordingThatWasCutOffIsNotComplete()
{
    const QByteArray whole = sampleRecording();
    const qsizetype end = whole.lastIndexOf("\n", -2); // behind the last line but one
    for (const QByteArray &text : {whole.first(end + 1), whole.first(end + 20)}) {
        const Loaded<Recording> recording = Recording::read(text, file);
        QVERIFY(recording);
        QCOMPARE(recording->sweeps().size(), 2);
        QVERIFY(!recording->momentAfter(1).complete);
        QVERIFY(recording->momentAfter(0).complete);
    }
}

void TestRecording::secretsAndKeyFilesStayOut()
{
    Inventory inventory = *Sample::cluster().inventory;
    inventory.nodes[0].identity = u"/home/admin/.ssh/id_of_admin"_s;
    const QByteArray line = RecordingWriter::startLine(inventory, {}, u"0.1"_s, second(0));
    QVERIFY(!line.contains("id_of_admin"));
    QVERIFY(line.contains("compute"));
}

void TestRecording::aBadFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("complaint");
    const QByteArray good = sampleRecording();
    const auto lines = good.split('\n');
    const QByteArray start = lines[0] + '\n';
    const QByteArray at = R"("at":"2026-05-01T02:00:00.000Z")";
    const auto node = [&](const QByteArray &patch) {
        return start + R"({"event":"node",)" + at + R"(,"node":"compute02","patch":)" + patch + "}\n";
    };
    const auto row = [](const char *name, const QByteArray &text, const QString &complaint) {
        QTest::newRow(name) << text << complaint;
    };
    row("empty", {}, u"no whole line"_s);
    row("no line's end", start.chopped(1), u"no whole line"_s);
    row("an inventory", "cluster: lab\ngroups:\n", u"session.jsonl:1:1"_s);
    row("another file of JSON lines", "{\"event\":\"state\"}\n", u"no recorded session"_s);
    row("another version", QByteArray(start).replace("recording/1", "recording/2"), u"another version"_s);
    row("binary", QByteArray(1000, '\0') + '\n', u"session.jsonl:1:1"_s);
    row("a bad inventory", QByteArray(start).replace("cluster:", "clusters:"),
        u"session.jsonl:1: inventory:1:1"_s);
    row("no JSON in line 2", start + "{\"event\":\n", u"session.jsonl:2:9"_s);
    row("a list", start + "[]\n", u"session.jsonl:2"_s);
    row("no such event", start + R"({"event":"magic",)" + at + "}\n", u"no such event: “magic”"_s);
    row("an unknown key", start + R"({"event":"swept","mood":1,)" + at + "}\n", u"“mood”"_s);
    row("no time", start + "{\"event\":\"swept\"}\n", u"at: not a time in UTC"_s);
    row("a local time", start + R"({"event":"swept","at":"2026-05-01T02:00:00"})" + '\n',
        u"not a time in UTC"_s);
    row("a node from elsewhere",
        start + R"({"event":"node",)" + at + R"(,"node":"x\u001b[2J","patch":{}})" + '\n', u"no node “x"_s);
    row("no patch", start + R"({"event":"node",)" + at + R"(,"node":"compute02"})" + '\n',
        u"patch: not an object"_s);
    row("an unknown fact", node(R"({"facts":{"mood":{"known":"good"}}})"),
        u"patch: facts: has the unknown key “mood”"_s);
    row("a fact of the wrong type", node(R"({"facts":{"hostname":{"known":7}}})"),
        u"session.jsonl:2: patch: facts.hostname.known: not a text"_s);
    row("a fact that is nothing", node(R"({"facts":{"hostname":{}}})"), u"neither known nor absent"_s);
    row("a word that is none", node(R"({"facts":{"mounts":{"/x":{"known":{"health":"fine"}}}}})"),
        u"facts.mounts./x.known.health: “fine” is none of the words"_s);
    row("a number that is too large", node(R"({"facts":{"logs":{"matches":[{"count":4294967296}]}}})"),
        u"facts.logs.matches.0.count: too large"_s);
    row("a number with decimals", node(R"({"facts":{"uptimeSeconds":{"known":1.5}}})"),
        u"not a whole number"_s);
    row("lines behind the end", good + lines[1] + '\n', u"behind the end"_s);
    row("nested without end", start + QByteArray(100'000, '[') + '\n', u"session.jsonl:2"_s);
}

void TestRecording::aBadFileIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, complaint);
    const Loaded<Recording> recording = Recording::read(text, file);
    QVERIFY(!recording);
    const QString error = toString(recording.error().first());
    QVERIFY2(error.contains(complaint), qPrintable(error));
    QVERIFY2(!error.contains(u'\x1b'), qPrintable(error));
}

/// Whatever happens to a byte, a recording is refused, or read as something that can be shown.
void TestRecording::anyDamageIsRefusedOrHarmless()
{
    const QByteArray whole = sampleRecording();
    int refused = 0;
    for (qsizetype i = 0; i < whole.size(); i += 997) {
        QByteArray text = whole;
        text[i] = char(text[i] ^ 0x11);
        const Loaded<Recording> recording = Recording::read(text, file);
        if (!recording) {
            ++refused;
            QVERIFY(toString(recording.error().first()).startsWith(file));
            continue;
        }
        ClusterState state(shippedKnowledge());
        state.apply(InventoryLoaded{recording->start().inventory});
        for (const ClusterEvent &event : recording->stateAfter(recording->sweeps().size() - 1))
            state.apply(event);
        QVERIFY(QJsonDocument::fromJson(reportOf(state, second(9))).isObject());
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
