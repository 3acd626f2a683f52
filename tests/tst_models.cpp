// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/activitymodel.h"
#include "models/nodematrixproxymodel.h"
#include "tests/samplecluster.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;
using Column = MatrixColumn;
using FailureMode = QAbstractItemModelTester::FailureReportingMode;

class tst_Models : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filterAcceptsExactlyTheNodesItNames_data();
    void filterAcceptsExactlyTheNodesItNames();
    void filterMistakesNameTheirPlace_data();
    void filterMistakesNameTheirPlace();
    void filterOffersWhatTheClusterHas();
    void theDifferingPartOfAVersionIsMarkedInWholeNumbers_data();
    void theDifferingPartOfAVersionIsMarkedInWholeNumbers();
    void aLongReleaseIsShortenedOnlyWhileItStaysUnambiguous();
    void narrowColumnsSayTheSameInBrief_data();
    void narrowColumnsSayTheSameInBrief();
    void everyCellOfTheSampleClusterReadsAsInTheSketch_data();
    void everyCellOfTheSampleClusterReadsAsInTheSketch();
    void aNodeWithoutFactsShowsANoticeInsteadOfCells();
    void theFleetIsSummarised();
    void theReferenceRowStaysFirstInEveryOrder();
    void nodesSortWithNumbersAsNumbersInBothOrders();
    void aNodeThatHealsMovesToItsNewGroupAndKeepsItsIndex();
    void oneTurnOfEventsIsOneRunOfChanges();
    void theFilterFollowsChangesAndTheOrderDoesNot();
    void modelsHoldUnderRandomEvents_data();
    void modelsHoldUnderRandomEvents();
    void activityTellsNewsOnceAndInOrder();
};

namespace {

std::unique_ptr<ClusterState> sampleState()
{
    auto state = std::make_unique<ClusterState>(Knowledge{});
    state->apply(SnapshotRestored{Sample::cluster()});
    return state;
}

QString cellText(const QAbstractItemModel &model, const QModelIndex &node, Column column)
{
    return model.index(node.row(), int(column), node.parent()).data().toString();
}

} // namespace

void tst_Models::filterAcceptsExactlyTheNodesItNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("nodes");
    const QStringList computes{u"compute01"_s, u"compute02"_s, u"compute03"_s, u"compute04"_s, u"compute05"_s,
                               u"compute06"_s, u"compute07"_s, u"compute08"_s, u"compute09"_s};
    const QStringList all = QStringList{u"controller"_s} + computes
                            + QStringList{u"headnode"_s, u"login02"_s};
    QTest::newRow("nothing asked, everything shown") << u"  "_s << all;
    QTest::newRow("a state") << u"state:broken"_s << QStringList{u"compute02"_s, u"headnode"_s};
    QTest::newRow("either of two states")
        << u"state:broken,attention"_s
        << QStringList{u"compute02"_s, u"compute03"_s, u"headnode"_s, u"login02"_s};
    QTest::newRow("a kernel with a wildcard") << u"kernel:6.8*"_s << QStringList{u"headnode"_s, u"login02"_s};
    QTest::newRow("a wildcard stands for the whole value") << u"kernel:6.1?"_s << QStringList{};
    QTest::newRow("a part of a role") << u"role:storage"_s << computes;
    QTest::newRow("a mount") << u"mount:/fsx"_s << QStringList{u"headnode"_s, u"login02"_s};
    QTest::newRow("all terms must hold") << u"group:compute state:broken"_s << QStringList{u"compute02"_s};
    QTest::newRow("a negated term") << u"role:client -group:compute"_s
                                    << QStringList{u"controller"_s, u"headnode"_s, u"login02"_s};
    QTest::newRow("a negated word") << u"-compute -login"_s << QStringList{u"controller"_s};
    QTest::newRow("quotes mean the whole value") << u"node:\"compute0\""_s << QStringList{};
    QTest::newRow("quotes keep blanks") << u"\"host key changed\""_s << QStringList{u"compute05"_s};
    QTest::newRow("letter case does not matter")
        << u"STATE:Broken Kernel:6.12*"_s << QStringList{u"compute02"_s};
    QTest::newRow("a check of a consequence") << u"check:module-not-loaded"_s << QStringList{u"compute02"_s};
    QTest::newRow("regular expression characters are plain") << u"node:compute(0"_s << QStringList{};
}

void tst_Models::filterAcceptsExactlyTheNodesItNames()
{
    QFETCH(QString, text);
    QFETCH(QStringList, nodes);
    const auto filter = parseNodeFilter(text);
    QVERIFY(filter.has_value());
    const ClusterSnapshot snapshot = Sample::cluster();
    QStringList accepted;
    for (const NodeSnapshot &node : snapshot.nodes) {
        if (matches(*filter, node, *snapshot.inventory))
            accepted.append(node.spec.name);
    }
    QCOMPARE(accepted, nodes);

    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    NodeMatrixProxyModel proxy(&model);
    proxy.setFilter(*filter);
    QCOMPARE(proxy.shownNodes(), nodes);
    QCOMPARE(proxy.index(0, 0).data(NodeMatrixModel::RowKindRole).toInt(), int(MatrixRowKind::Reference));
}

void tst_Models::filterMistakesNameTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<FilterError>("error");
    QTest::newRow("a key that does not exist")
        << u"state:broken kernl:6"_s << FilterError{FilterMistake::UnknownKey, 13, 6, u"kernl"_s};
    QTest::newRow("a state that does not exist")
        << u"state:brokn"_s << FilterError{FilterMistake::UnknownState, 6, 5, u"brokn"_s};
    QTest::newRow("a key without a value")
        << u"role: x"_s << FilterError{FilterMistake::MissingValue, 0, 5, u"role:"_s};
    QTest::newRow("a quote that does not end")
        << u"a \"b c"_s << FilterError{FilterMistake::UnclosedQuote, 2, 4, u"\"b c"_s};
    QTest::newRow("a mistake behind a minus")
        << u"-stat:x"_s << FilterError{FilterMistake::UnknownKey, 1, 5, u"stat"_s};
}

void tst_Models::filterMistakesNameTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(FilterError, error);
    const auto filter = parseNodeFilter(text);
    QVERIFY(!filter.has_value());
    QCOMPARE(filter.error().mistake, error.mistake);
    QCOMPARE(filter.error().position, error.position);
    QCOMPARE(filter.error().length, error.length);
    QCOMPARE(filter.error().word, error.word);
}

void tst_Models::filterOffersWhatTheClusterHas()
{
    const ClusterSnapshot snapshot = Sample::cluster();
    QCOMPARE(filterValues(FilterKey::Group, snapshot),
             (QStringList{u"compute"_s, u"controller"_s, u"login"_s}));
    QCOMPARE(filterValues(FilterKey::Mount, snapshot),
             (QStringList{u"/data"_s, u"/fsx"_s, u"/mnt/beegfs"_s}));
    for (const QString &word : filterKeyWords())
        QVERIFY2(filterKey(word).has_value(), qPrintable(word));
}

void tst_Models::theDifferingPartOfAVersionIsMarkedInWholeNumbers_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("marked");
    QTest::newRow("the last number") << u"6.12.43"_s << u"6.12.38"_s << u"43"_s;
    QTest::newRow("a number with a common digit in front") << u"6.12.48"_s << u"6.12.43"_s << u"48"_s;
    QTest::newRow("a number with a common digit behind") << u"6.12.43"_s << u"6.12.33"_s << u"43"_s;
    QTest::newRow("inside") << u"6.8.0-1042-aws"_s << u"6.8.0-1039-aws"_s << u"1042"_s;
    QTest::newRow("the flavour") << u"6.12.43-rt"_s << u"6.12.43-cloud"_s << u"rt"_s;
    QTest::newRow("equal") << u"6.12.43"_s << u"6.12.43"_s << QString();
    QTest::newRow("longer") << u"6.12.43.1"_s << u"6.12.43"_s << u"43.1"_s;
    QTest::newRow("nothing to compare with") << u"6.12.43"_s << QString() << QString();
}

void tst_Models::theDifferingPartOfAVersionIsMarkedInWholeNumbers()
{
    QFETCH(QString, version);
    QFETCH(QString, reference);
    QFETCH(QString, marked);
    const TextRange range = differingRange(version, reference);
    QCOMPARE(version.mid(range.start, range.length), marked);
}

void tst_Models::aLongReleaseIsShortenedOnlyWhileItStaysUnambiguous()
{
    ClusterSnapshot snapshot = Sample::cluster();
    QCOMPARE(fleetKernels(snapshot).shortened(u"6.12.38+deb13-cloud-amd64"_s), u"6.12.38"_s);
    NodeFacts facts = *snapshot.nodes[1].facts;
    facts.runningKernel = Fact<QString>::known(u"6.12.38+deb13-rt-amd64"_s);
    snapshot.nodes[1].facts = std::make_shared<const NodeFacts>(facts);
    QCOMPARE(fleetKernels(snapshot).shortened(u"6.12.38+deb13-cloud-amd64"_s),
             u"6.12.38+deb13-cloud-amd64"_s);
}

void tst_Models::narrowColumnsSayTheSameInBrief_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<Column>("column");
    QTest::addColumn<QString>("brief");
    QTest::addColumn<QString>("marked");
    QTest::newRow("nothing shorter") << u"compute01"_s << Column::RunningKernel << QString() << QString();
    QTest::newRow("long release") << u"headnode"_s << Column::RunningKernel << u"…1042-aws"_s << u"1042"_s;
    QTest::newRow("next boot") << u"login02"_s << Column::NextBoot << u"…1042-aws"_s << u"1042"_s;
    QTest::newRow("installed") << u"compute01"_s << Column::Build << u"8.1.0"_s << QString();
    QTest::newRow("not built") << u"compute02"_s << Column::Build << u"not built"_s << QString();
    QTest::newRow("none for the next") << u"compute03"_s << Column::Build << u"no 6.12.43"_s << u"43"_s;
    QTest::newRow("other package") << u"headnode"_s << Column::Build << u"…1039-aws only"_s << u"1039"_s;
    QTest::newRow("loaded") << u"compute01"_s << Column::LoadedModule << u"8.1.0"_s << QString();
    QTest::newRow("not loaded") << u"compute02"_s << Column::LoadedModule << u"not loaded"_s << QString();
    QTest::newRow("two mounts") << u"controller"_s << Column::Mounts << u"/mnt/beegfs +1"_s << QString();
    QTest::newRow("absent mount") << u"compute02"_s << Column::Mounts << u"/mnt/beegfs"_s << QString();
}

void tst_Models::narrowColumnsSayTheSameInBrief()
{
    QFETCH(QString, node);
    QFETCH(Column, column);
    QFETCH(QString, brief);
    QFETCH(QString, marked);
    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    const QModelIndex index = model.indexOf(node, int(column));
    QCOMPARE(index.data(NodeMatrixModel::BriefRole).toString(), brief);
    const auto range = index.data(NodeMatrixModel::BriefEmphasisRole).value<TextRange>();
    QCOMPARE(brief.mid(range.start, range.length), marked);
    // What is left out is in the tool tip.
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(index.data().toString()));
}

void tst_Models::everyCellOfTheSampleClusterReadsAsInTheSketch_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<Column>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<CellStatus>("status");
    QTest::newRow("healthy") << u"compute01"_s << Column::Health << u"Healthy"_s << CellStatus::Ok;
    QTest::newRow("same kernel next") << u"compute01"_s << Column::NextBoot << u"="_s << CellStatus::Muted;
    QTest::newRow("headers there") << u"compute01"_s << Column::Headers << u"6.12.38"_s << CellStatus::Ok;
    QTest::newRow("two mounts") << u"controller"_s << Column::Mounts << u"/mnt/beegfs, /data"_s
                                << CellStatus::Ok;
    QTest::newRow("services") << u"controller"_s << Column::Services << u"2/2"_s << CellStatus::Ok;
    QTest::newRow("root cause") << u"compute02"_s << Column::Headers << u"missing"_s << CellStatus::Broken;
    QTest::newRow("not built") << u"compute02"_s << Column::Build << u"8.1.0 added, not built"_s
                               << CellStatus::Consequence;
    QTest::newRow("not loaded") << u"compute02"_s << Column::LoadedModule << u"beegfs not loaded"_s
                                << CellStatus::Consequence;
    QTest::newRow("absent") << u"compute02"_s << Column::Mounts << u"/mnt/beegfs absent"_s
                            << CellStatus::Consequence;
    QTest::newRow("one service down")
        << u"compute02"_s << Column::Services << u"1/2"_s << CellStatus::Warning;
    QTest::newRow("breaks at reboot")
        << u"compute03"_s << Column::NextBoot << u"6.12.43"_s << CellStatus::Warning;
    QTest::newRow("none for the next kernel")
        << u"compute03"_s << Column::Build << u"none for 6.12.43"_s << CellStatus::Warning;
    QTest::newRow("no headers needed")
        << u"login02"_s << Column::Headers << u"not needed"_s << CellStatus::Muted;
    QTest::newRow("package of another kernel")
        << u"headnode"_s << Column::Build << u"for 6.8.0-1039-aws only"_s << CellStatus::Broken;
}

void tst_Models::everyCellOfTheSampleClusterReadsAsInTheSketch()
{
    QFETCH(QString, node);
    QFETCH(Column, column);
    QFETCH(QString, text);
    QFETCH(CellStatus, status);
    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    const QModelIndex index = model.indexOf(node, int(column));
    QCOMPARE(index.data().toString(), text);
    QCOMPARE(CellStatus(index.data(NodeMatrixModel::StatusRole).toInt()), status);
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(text));
}

void tst_Models::aNodeWithoutFactsShowsANoticeInsteadOfCells()
{
    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    const QModelIndex changed = model.indexOf(u"compute05"_s);
    QVERIFY(changed.data(NodeMatrixModel::NoticeRole).toString().contains(u"replaced by"_s));
    QVERIFY(changed.data(NodeMatrixModel::KeyChangedRole).toBool());
    QCOMPARE(cellText(model, changed, Column::RunningKernel), QString());
    const QModelIndex silent = model.indexOf(u"compute06"_s);
    QVERIFY(silent.data(NodeMatrixModel::NoticeRole).toString().contains(u"No answer"_s));
    QVERIFY(!silent.data(NodeMatrixModel::KeyChangedRole).toBool());
}

void tst_Models::theFleetIsSummarised()
{
    const ClusterSnapshot snapshot = Sample::cluster();
    const FleetSummary summary = fleetSummary(snapshot, fleetKernels(snapshot));
    QCOMPARE(summary.healthy, 6);
    QCOMPARE(summary.attention, 2);
    QCOMPARE(summary.broken, 2);
    QCOMPARE(summary.unreachable, 2);
    QCOMPARE(summary.alike, 8);
    QCOMPARE(summary.differInKernel, (QStringList{u"compute02"_s, u"headnode"_s}));
    QCOMPARE(summary.differingKernels, (QStringList{u"6.12.43"_s, u"6.8.0-1042-aws"_s}));
}

void tst_Models::theReferenceRowStaysFirstInEveryOrder()
{
    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    NodeMatrixProxyModel proxy(&model);
    for (MatrixGrouping grouping : {MatrixGrouping::None, MatrixGrouping::Group, MatrixGrouping::State}) {
        model.setGrouping(grouping);
        for (int column = 0; column < matrixColumnCount; ++column) {
            for (Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                proxy.sort(column, order);
                QCOMPARE(proxy.index(0, 0).data(NodeMatrixModel::RowKindRole).toInt(),
                         int(MatrixRowKind::Reference));
                if (grouping == MatrixGrouping::Group)
                    QCOMPARE(proxy.index(1, 0).data(NodeMatrixModel::GroupKeyRole).toString(),
                             u"controller"_s);
            }
        }
    }
}

void tst_Models::nodesSortWithNumbersAsNumbersInBothOrders()
{
    ClusterSnapshot snapshot = Sample::largeCluster(12);
    for (int i = 0; i < snapshot.nodes.size(); ++i)
        snapshot.nodes[i].spec.name = u"n%1"_s.arg(i + 1);
    ClusterState state{Knowledge{}};
    state.apply(SnapshotRestored{snapshot});
    NodeMatrixModel model(&state);
    NodeMatrixProxyModel proxy(&model);
    proxy.sort(0, Qt::AscendingOrder);
    QCOMPARE(proxy.shownNodes().mid(0, 3), (QStringList{u"n1"_s, u"n2"_s, u"n3"_s}));
    proxy.sort(0, Qt::DescendingOrder);
    QCOMPARE(proxy.shownNodes().mid(0, 3), (QStringList{u"n12"_s, u"n11"_s, u"n10"_s}));
    proxy.sort(int(Column::Health), Qt::AscendingOrder);
    QCOMPARE(proxy.shownNodes().first(), u"n8"_s); // the broken one
}

void tst_Models::aNodeThatHealsMovesToItsNewGroupAndKeepsItsIndex()
{
    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    QAbstractItemModelTester tester(&model, FailureMode::QtTest);
    model.setGrouping(MatrixGrouping::State);
    const QPersistentModelIndex index = model.indexOf(u"compute02"_s);
    QCOMPARE(index.parent().data(NodeMatrixModel::GroupKeyRole).toString(), u"Broken"_s);
    state->apply(NodeRestored{Sample::healthy(*state->snapshot().node(u"compute02"_s))});
    model.flush();
    QVERIFY(index.isValid());
    QCOMPARE(index.data().toString(), u"compute02"_s);
    QCOMPARE(index.parent().data(NodeMatrixModel::GroupKeyRole).toString(), u"Healthy"_s);
    state->apply(NodeRestored{Sample::healthy(*state->snapshot().node(u"headnode"_s))});
    model.flush();
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(model.index(row, 0).data(NodeMatrixModel::GroupKeyRole).toString() != u"Broken"_s);
}

void tst_Models::oneTurnOfEventsIsOneRunOfChanges()
{
    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    for (const QString &name : {u"compute07"_s, u"compute08"_s, u"compute09"_s}) {
        NodeSnapshot node = *state->snapshot().node(name);
        node.diagnosis.headline = u"Renamed"_s;
        node.diagnosis.state = NodeState::Attention;
        state->apply(NodeRestored{node});
    }
    QCOMPARE(changes.count(), 0);
    QTRY_COMPARE(changes.count(), 1);
    const auto from = changes.first()[0].toModelIndex();
    const auto to = changes.first()[1].toModelIndex();
    QCOMPARE(to.row() - from.row(), 2);
}

void tst_Models::theFilterFollowsChangesAndTheOrderDoesNot()
{
    const auto state = sampleState();
    NodeMatrixModel model(state.get());
    NodeMatrixProxyModel proxy(&model);
    model.setGrouping(MatrixGrouping::None);
    proxy.sort(int(Column::Health), Qt::AscendingOrder);
    const QStringList before = proxy.shownNodes();
    QCOMPARE(before.first(), u"compute02"_s);
    state->apply(NodeRestored{Sample::healthy(*state->snapshot().node(u"compute02"_s))});
    model.flush();
    QCOMPARE(proxy.shownNodes(), before);
    proxy.refresh();
    QCOMPARE(proxy.shownNodes().first(), u"headnode"_s);

    proxy.setFilter(*parseNodeFilter(u"state:broken"_s));
    QCOMPARE(proxy.shownNodes(), QStringList{u"headnode"_s});
    NodeSnapshot node = *state->snapshot().node(u"compute09"_s);
    node.diagnosis.state = NodeState::Broken;
    state->apply(NodeRestored{node});
    model.flush();
    QCOMPARE(proxy.shownNodes(), (QStringList{u"compute09"_s, u"headnode"_s}));
}

void tst_Models::modelsHoldUnderRandomEvents_data()
{
    QTest::addColumn<MatrixGrouping>("grouping");
    QTest::newRow("not grouped") << MatrixGrouping::None;
    QTest::newRow("by group") << MatrixGrouping::Group;
    QTest::newRow("by role") << MatrixGrouping::Role;
    QTest::newRow("by state") << MatrixGrouping::State;
    QTest::newRow("by kernel") << MatrixGrouping::Kernel;
}

void tst_Models::modelsHoldUnderRandomEvents()
{
    QFETCH(MatrixGrouping, grouping);
    ClusterState state{Knowledge{}};
    NodeMatrixModel model(&state);
    NodeMatrixProxyModel proxy(&model);
    ActivityModel activity(&state);
    QAbstractItemModelTester matrixTester(&model, FailureMode::Fatal);
    QAbstractItemModelTester proxyTester(&proxy, FailureMode::Fatal);
    QAbstractItemModelTester activityTester(&activity, FailureMode::Fatal);
    model.setGrouping(grouping);
    state.apply(SnapshotRestored{Sample::cluster()});

    QRandomGenerator random(20251102);
    const ClusterSnapshot pool = Sample::cluster();
    for (int i = 0; i < 400; ++i) {
        const auto pick = [&] { return pool.nodes[random.bounded(pool.nodes.size())]; };
        switch (random.bounded(7)) {
        case 0:
        case 1: {
            NodeSnapshot node = pick();
            const NodeSnapshot other = pick();
            node.diagnosis = other.diagnosis;
            node.facts = other.facts;
            state.apply(NodeRestored{node});
            break;
        }
        case 2:
            state.apply(SweepStarted{Sample::now(), {}});
            break;
        case 3:
            state.apply(SweepFinished{Sample::now()});
            break;
        case 4: {
            const Plan plan = Sample::plan(pick().spec.name, QString::number(i));
            for (const RunEvent &event : Sample::halfRun(plan) + Sample::restOfRun(plan))
                state.apply(event);
            break;
        }
        case 5:
            proxy.setFilter(*parseNodeFilter(random.bounded(2) ? u"state:broken"_s : QString()));
            proxy.sort(random.bounded(matrixColumnCount),
                       random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
            break;
        case 6:
            model.flush();
            proxy.refresh();
            break;
        }
    }
    model.flush();
    proxy.setFilter({});
    QCOMPARE(proxy.shownNodes().size(), pool.nodes.size());
    for (const NodeSnapshot &node : state.snapshot().nodes)
        QCOMPARE(cellText(model, model.indexOf(node.spec.name), Column::Health),
                 matrixRow(node, *pool.inventory, fleetKernels(state.snapshot())).cells[1].text);
}

void tst_Models::activityTellsNewsOnceAndInOrder()
{
    const auto state = sampleState();
    ActivityModel activity(state.get());
    const Plan plan = Sample::plan(u"compute02"_s, u"run-1"_s);
    for (const RunEvent &event : Sample::halfRun(plan) + Sample::restOfRun(plan))
        state->apply(event);
    state->apply(NodeRestored{Sample::healthy(*state->snapshot().node(u"compute02"_s))});
    QStringList texts;
    for (int row = 0; row < activity.rowCount(); ++row)
        texts.append(activity.index(row, ActivityModel::TextColumn).data().toString());
    QCOMPARE(texts.size(), 1 + plan.preflight.size() + plan.steps.size() + 1 + 1);
    QVERIFY(texts.first().contains(u"started by admin"_s));
    QVERIFY(texts[5].startsWith(u"sudo apt-get install"_s));
    QVERIFY(texts[texts.size() - 2].startsWith(u"Fixed"_s));
    QCOMPARE(texts.last(), u"Healthy"_s);
}

QTEST_MAIN(tst_Models)
#include "tst_models.moc"
