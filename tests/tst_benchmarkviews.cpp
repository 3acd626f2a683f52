// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is seen of benchmarks: the dialog and what it refuses, progress and verdict, the runs that are kept, their replay and
// two of them side by side.

#include "models/benchmark/playback.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/runtables.h"
#include "tests/samplecluster.h"
#include "tests/samplerates.h"
#include "views/benchmarks/benchmarkbar.h"
#include "views/benchmarks/benchmarkdesk.h"
#include "views/benchmarks/benchmarkdialog.h"
#include "views/benchmarks/benchmarkrunswindow.h"
#include "views/benchmarks/runview.h"
#include "views/charts/plotitem.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputpanel.h"
#include "views/mainwindow.h"
#include "views/matrixpanel.h"
#include "views/matrixview.h"
#include "views/widgets.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QList<BenchmarkProfile> &profiles()
{
    static const QList<BenchmarkProfile> all = loadBenchmarkProfiles(shippedBenchmarkFiles()).value();
    return all;
}

ClusterSnapshot clusterThatExpects(const QString &metric, const Threshold &threshold)
{
    ClusterSnapshot cluster = Sample::cluster();
    Inventory inventory = *cluster.inventory;
    inventory.filesystems.first().thresholds.insert(metric, threshold);
    cluster.inventory = std::make_shared<const Inventory>(inventory);
    return cluster;
}

/// A dialog over the sample cluster that is not deleted when it closes.
class Asked
{
public:
    explicit Asked(const QStringList &wanted = {}, bool simulated = false)
    {
        ClusterSnapshot cluster = clusterThatExpects(u"read"_s, {.value = 2e9, .unit = u"B/s"_s});
        Inventory inventory = *cluster.inventory;
        inventory.simulated = simulated;
        cluster.inventory = std::make_shared<const Inventory>(inventory);
        state.apply(SnapshotRestored{cluster});
        dialog = std::make_unique<BenchmarkDialog>(&state, profiles(), wanted);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
    }

    template<typename Widget>
    Widget *field(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    QPushButton *run() const { return field<QPushButton>(u"runBenchmarkButton"_s); }
    QString promise() const { return field<QLabel>(u"promise"_s)->text(); }
    void choose(const QString &profile) const
    {
        auto *box = field<QComboBox>(u"profile"_s);
        box->setCurrentIndex(box->findData(profile));
    }

    ClusterState state{Knowledge{}};
    std::unique_ptr<BenchmarkDialog> dialog;
};

BenchmarkRun runOf(const QString &id, int day, int nodes = 3, double factor = 1)
{
    return Sample::run(id, Sample::now().addDays(day), Sample::computeNodes(nodes), 20, factor);
}

QString visibleText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

const QAbstractItemModel *tableOf(const RunView *view, int tab)
{
    return qobject_cast<QTableView *>(view->findChild<QTabWidget *>()->widget(tab))->model();
}

} // namespace

class TestBenchmarkViews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDialogBeginsWithWhatSuits();
    void theDialogSaysWhatWillBeWritten();
    void theDialogRefusesInASentence_data();
    void theDialogRefusesInASentence();
    void aNetworkNeedsNoMountAndTwoNodes();
    void moreAndMoreNodesAreSeveralRuns();
    void nodesThatCannotTakePartSayWhy();
    void whatWasFilledInIsAsked();
    void progressCanBeCancelled();
    void theVerdictNamesTheNodes();
    void aBegunRunTurnsTheChartToIt();
    void aWindowThatMeasuresAsksBeforeItCloses();
    void playbackHandsOutEachPointOnce();
    void twoRunsAreOneLineEach();
    void runsAreListedNewestFirst();
    void aRunIsJudgedByWhatWasExpectedThen();
    void aLineIsJudgedByTheMetricOfItsBenchmark();
    void theMatrixOffersItForTheSelectedNodes();
    void twoSelectedRunsAreComparedTheOlderFirst();
    void anAnswerThatComesLateIsLeftOut();
    void aDroppedFileIsOpened();
    void aReplayIsPausedAndGoesOn();
};

void TestBenchmarkViews::theDialogBeginsWithWhatSuits()
{
    const Asked all;
    const BenchmarkRequest real = all.dialog->request();
    QCOMPARE(real.profile.id, u"seq-read"_s);
    QCOMPARE(real.target.mountpoint, u"/mnt/beegfs"_s);
    QCOMPARE(real.bounds, real.profile.bounds);
    const Asked practice({u"compute01"_s, u"compute04"_s}, true);
    const BenchmarkRequest simulated = practice.dialog->request();
    QCOMPARE(simulated.bounds, simulated.profile.simulated);
    QCOMPARE(simulated.nodes, (QStringList{u"compute01"_s, u"compute04"_s}));
    const Asked login({u"login02"_s});
    QCOMPARE(login.dialog->request().target.name, u"lustre"_s); // which that node mounts
}

void TestBenchmarkViews::theDialogSaysWhatWillBeWritten()
{
    const Asked asked({u"compute01"_s, u"compute04"_s});
    asked.field<QLineEdit>(u"folder"_s)->setText(u"scratch/admin"_s);
    asked.field<QLineEdit>(u"size"_s)->setText(u"3 GiB"_s);
    for (const QString &said :
         {u"/mnt/beegfs/scratch/admin"_s, u"3 GiB"_s, u"6 GiB"_s, u"1:05"_s, u"2 GB/s"_s})
        QVERIFY2(asked.promise().contains(said), qPrintable(asked.promise()));
    asked.choose(u"metadata"_s);
    QVERIFY2(asked.promise().contains(u"160000"_s), qPrintable(asked.promise())); // 8 jobs of 20,000 files
    QVERIFY(!asked.field<QLineEdit>(u"size"_s)->isVisible());
    QVERIFY(asked.field<QSpinBox>(u"files"_s)->isVisible());
}

void TestBenchmarkViews::theDialogRefusesInASentence_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("folder above") << u"folder"_s << u"../etc"_s << u"/mnt/beegfs"_s;
    QTest::newRow("folder elsewhere") << u"folder"_s << u"/etc"_s << u"/mnt/beegfs"_s;
    QTest::newRow("no size") << u"size"_s << u"much"_s << u"1 MiB"_s;
    QTest::newRow("too small") << u"size"_s << u"1 KiB"_s << u"1 MiB"_s;
    QTest::newRow("too large") << u"size"_s << u"900 TiB"_s << u"16 TiB"_s;
}

void TestBenchmarkViews::theDialogRefusesInASentence()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const Asked asked;
    QVERIFY(asked.run()->isEnabled());
    asked.field<QLineEdit>(field)->setText(text);
    QVERIFY(!asked.run()->isEnabled());
    QCOMPARE(asked.promise(), asked.dialog->obstacle());
    QVERIFY2(field == u"size"_s || asked.promise().contains(sentence), qPrintable(asked.promise()));
    QVERIFY(asked.promise().endsWith(u'.'));
}

void TestBenchmarkViews::aNetworkNeedsNoMountAndTwoNodes()
{
    const Asked asked({u"compute01"_s, u"compute02"_s}); // on the latter nothing is mounted
    asked.choose(u"network"_s);
    QVERIFY(!asked.field<QLineEdit>(u"folder"_s)->isVisible()
            && !asked.field<QLineEdit>(u"size"_s)->isVisible());
    QCOMPARE(asked.dialog->request().nodes, (QStringList{u"compute01"_s, u"compute02"_s}));
    QCOMPARE(asked.dialog->request().target.name, u"network"_s);
    QVERIFY2(asked.promise().contains(u"nothing is written"_s), qPrintable(asked.promise()));
    QVERIFY(asked.run()->isEnabled());
    const Asked alone({u"compute01"_s});
    alone.choose(u"network"_s);
    QVERIFY(!alone.run()->isEnabled());
    QCOMPARE(alone.promise(), u"It takes two nodes or more."_s);
}

void TestBenchmarkViews::moreAndMoreNodesAreSeveralRuns()
{
    const Asked asked({u"compute01"_s, u"compute03"_s, u"compute04"_s});
    asked.choose(u"scaling"_s);
    QVERIFY2(asked.promise().contains(u"It is run 3 time"_s), qPrintable(asked.promise())); // on 1, 2, 3
    const Asked alone({u"compute01"_s});
    alone.choose(u"scaling"_s);
    QVERIFY(!alone.run()->isEnabled());
}

void TestBenchmarkViews::nodesThatCannotTakePartSayWhy()
{
    const Asked asked;
    auto *nodes = asked.field<QListWidget>(u"nodes"_s);
    QStringList refused;
    for (int row = 0; row < nodes->count(); ++row) {
        if (!(nodes->item(row)->flags() & Qt::ItemIsEnabled))
            refused.append(nodes->item(row)->text());
    }
    QCOMPARE(refused.size(), 3); // not mounted, another host key, silent
    QCOMPARE(refused[0], u"compute02: nothing is mounted at /mnt/beegfs"_s);
    QVERIFY2(refused[2].startsWith(u"compute06: "_s), qPrintable(refused[2]));
    QVERIFY(!asked.dialog->request().nodes.contains(u"compute06"_s));
    for (int row = 0; row < nodes->count(); ++row)
        nodes->item(row)->setCheckState(Qt::Unchecked);
    QVERIFY(!asked.run()->isEnabled());
    QVERIFY(!asked.promise().isEmpty());
    const Asked silent({u"compute06"_s});
    QVERIFY(!silent.run()->isEnabled());
}

void TestBenchmarkViews::whatWasFilledInIsAsked()
{
    const Asked asked({u"compute01"_s});
    asked.choose(u"seq-write"_s);
    asked.field<QLineEdit>(u"size"_s)->setText(u"64 MiB"_s);
    asked.field<QSpinBox>(u"runtime"_s)->setValue(7);
    std::optional<BenchmarkRequest> request;
    connect(asked.dialog.get(), &BenchmarkDialog::runRequested, this,
            [&](const BenchmarkRequest &wanted) { request = wanted; });
    QTest::mouseClick(asked.run(), Qt::LeftButton);
    QVERIFY(request && !asked.dialog->isVisible());
    QCOMPARE(request->profile.id, u"seq-write"_s);
    QCOMPARE(request->bounds.size, qint64(64) << 20);
    QCOMPARE(request->bounds.runtime, 7);
    QCOMPARE(request->nodes, QStringList{u"compute01"_s});
}

void TestBenchmarkViews::progressCanBeCancelled()
{
    const Asked asked({u"compute01"_s, u"compute04"_s});
    BenchmarkBar bar;
    QVERIFY(bar.isHidden());
    bar.showProgress(u"Sequential read"_s, asked.dialog->request(), {.nodes = 2, .ready = 1});
    QVERIFY(!bar.isHidden());
    QVERIFY2(visibleText(bar).contains(u"1 of 2"_s), qPrintable(visibleText(bar)));
    bar.showProgress(u"Sequential read"_s, asked.dialog->request(),
                     {.stage = BenchmarkProgress::Stage::Measuring,
                      .nodes = 2,
                      .running = 2,
                      .seconds = 12,
                      .rate = 4.2e9});
    QVERIFY2(visibleText(bar).contains(u"12 of 65 s"_s) && visibleText(bar).contains(u"4.20 GB/s"_s),
             qPrintable(visibleText(bar)));
    const QSignalSpy cancelled(&bar, &BenchmarkBar::cancelRequested);
    auto *button = bar.findChild<QPushButton *>(u"cancelBenchmarkButton"_s);
    button->click();
    QCOMPARE(cancelled.size(), 1);
    bar.showProgress(u"Sequential read"_s, asked.dialog->request(),
                     {.stage = BenchmarkProgress::Stage::Cancelling, .nodes = 2});
    QVERIFY(!button->isEnabled());
}

void TestBenchmarkViews::theVerdictNamesTheNodes()
{
    BenchmarkBar bar;
    bar.showRun(u"Sequential read"_s, runOf(u"few"_s, 0));
    for (const QString &said :
         {u"compute01"_s, u"compute03"_s, u"FAIL"_s, u"PASS"_s, u"2 GB/s"_s, u"last after 20.3 s"_s})
        QVERIFY2(visibleText(bar).contains(said), qPrintable(visibleText(bar)));
    QVERIFY(bar.findChild<QPushButton *>(u"cancelBenchmarkButton"_s)->isHidden());
    bar.showRun(u"Sequential read"_s, runOf(u"many"_s, 0, 60));
    QCOMPARE(bar.findChildren<Badge *>().size(), 0); // the details have them
    BenchmarkRun failed = runOf(u"failed"_s, 0);
    failed.end = RunEnd::Incomplete;
    failed.course[1].problem = u"nothing is mounted at /mnt/beegfs"_s;
    bar.showRun(u"Sequential read"_s, failed);
    QVERIFY2(visibleText(bar).contains(u"compute02: nothing is mounted"_s), qPrintable(visibleText(bar)));
}

void TestBenchmarkViews::aBegunRunTurnsTheChartToIt()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    ClusterState state{Knowledge{}};
    ThroughputStore store;
    MainWindow window(&state, &settings);
    window.setThroughput(&store);
    state.apply(SnapshotRestored{Sample::cluster()});
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const QSignalSpy list(&window.benchmarks(), &BenchmarkDesk::listRequested);
    QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
    auto *dialog = window.findChild<BenchmarkDialog *>();
    QVERIFY(dialog);
    BenchmarkRequest request = dialog->request();
    request.profile.metric = u"write"_s;
    dialog->reject();
    window.benchmarks().showProgress(request, {.nodes = 1});
    window.benchmarks().showBegun(request);
    auto *panel = window.findChild<ThroughputPanel *>();
    QVERIFY(panel->isVisible()); // its tab came up
    QCOMPARE(panel->query().measure, Measure::Write);
    QCOMPARE(panel->query().filesystem, std::optional(u"beegfs"_s));
    window.benchmarks().askToRun({});
    const QList<BenchmarkDialog *> dialogs = window.findChildren<BenchmarkDialog *>();
    QVERIFY2(dialogs.last()->obstacle().contains(u"under way"_s), qPrintable(dialogs.last()->obstacle()));
    dialogs.last()->reject();
    window.benchmarks().showThroughput();
    QVERIFY(
        window.findChildren<BenchmarkBar *>().last()->isVisible()); // the own window knows of the run, too
    const BenchmarkRun run = runOf(u"last"_s, 0);
    window.benchmarks().showFinished(run);
    panel->findChild<QPushButton *>(u"benchmarkDetailsButton"_s)->click();
    QCOMPARE(list.size(), 1);
    window.benchmarks().setRuns({run});
    QCOMPARE(window.findChild<BenchmarkRunsWindow *>()->selectedIds(), QStringList{u"last"_s});
}

void TestBenchmarkViews::aWindowThatMeasuresAsksBeforeItCloses()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    ClusterState state{Knowledge{}};
    MainWindow window(&state, &settings);
    state.apply(SnapshotRestored{Sample::cluster()});
    window.show();
    window.benchmarks().showProgress({}, {.nodes = 1});
    QVERIFY(!window.close());
    auto *question = window.findChild<QMessageBox *>(u"leaveQuestion"_s);
    QVERIFY(question && question->text().contains(u"benchmark"_s));
    question->close();
    QVERIFY(window.isVisible());
    window.benchmarks().showFinished(runOf(u"last"_s, 0));
    QVERIFY(window.close());
}

void TestBenchmarkViews::playbackHandsOutEachPointOnce()
{
    const BenchmarkRun run = runOf(u"run"_s, 0);
    Playback playback(run);
    QCOMPARE(playback.length(), 20.0);
    const qsizetype all = 3 * 21; // each second of three nodes, and where they begin
    QList<MeasuredPoint> points = playback.until(7.5);
    QCOMPARE(points.size(), 3 * 8);
    QVERIFY(!playback.isAtEnd());
    points += playback.until(100);
    QCOMPARE(points.size(), all);
    QVERIFY(playback.isAtEnd());
    QVERIFY(
        std::ranges::is_sorted(points, {}, [](const MeasuredPoint &entry) { return entry.point.seconds; }));
    playback.rewind();
    QCOMPARE(playback.until(100).size(), all);
}

void TestBenchmarkViews::twoRunsAreOneLineEach()
{
    Playback playback(runOf(u"slow"_s, 0, 3, 0.5), u"Before"_s, runOf(u"fast"_s, 1), u"After"_s);
    QMap<QString, double> last;
    for (const MeasuredPoint &entry : playback.until(100))
        last[entry.series.node] = entry.point.rate;
    QCOMPARE(last.keys(), (QStringList{u"After"_s, u"Before"_s}));
    const double sum = Sample::rateOf(0, 20) + Sample::rateOf(1, 20) + Sample::rateOf(2, 20);
    QVERIFY(qFuzzyCompare(last[u"After"_s], sum));
    QVERIFY(qFuzzyCompare(last[u"Before"_s], sum / 2));
}

void TestBenchmarkViews::runsAreListedNewestFirst()
{
    const Asked asked;
    BenchmarkRunsWindow window(&asked.state, profiles());
    QSignalSpy read(&window, &BenchmarkRunsWindow::readRequested);
    BenchmarkRun cancelled = runOf(u"cancelled"_s, -2);
    cancelled.end = RunEnd::Cancelled;
    cancelled.verdicts.clear();
    window.setRuns({cancelled, runOf(u"newest"_s, 0), runOf(u"met"_s, -1, 2, 2)});
    QCOMPARE(window.selectedIds(), QStringList{u"newest"_s});
    QCOMPARE(read.size(), 1);
    const auto cell = [&](int row, int column) {
        return window.model()->index(row, column).data().toString();
    };
    QCOMPARE(cell(0, BenchmarkRunsModel::ProfileColumn), u"Sequential read"_s);
    QCOMPARE(cell(0, BenchmarkRunsModel::NodesColumn), u"compute[01-03]"_s);
    QCOMPARE(cell(0, BenchmarkRunsModel::VerdictColumn), u"FAIL"_s);
    QCOMPARE(cell(1, BenchmarkRunsModel::VerdictColumn), u"PASS"_s);
    QCOMPARE(cell(2, BenchmarkRunsModel::VerdictColumn), u"cancelled"_s);
    QVERIFY(cell(0, BenchmarkRunsModel::RateColumn).endsWith(u"GB/s"_s));
    window.addRun(runOf(u"just now"_s, 1));
    QCOMPARE(window.model()->rowCount(), 4);
    QCOMPARE(window.selectedIds(), QStringList{u"just now"_s});
}

void TestBenchmarkViews::aRunIsJudgedByWhatWasExpectedThen()
{
    ClusterState state{Knowledge{}}; // expects 3 GB/s now
    state.apply(SnapshotRestored{clusterThatExpects(u"read"_s, {.value = 3e9, .unit = u"B/s"_s})});
    RunView view(&state);
    view.resize(1000, 700);
    view.show();
    view.showRun(u"Sequential read"_s, runOf(u"run"_s, 0));
    QTRY_COMPARE(view.panel()->chart()->plot()->data().thresholds, QList<double>{2e9});
    QCOMPARE(view.panel()->chart()->plot()->data().lines.size(), 3);
    QCOMPARE(view.panel()->chart()->plot()->data().to, 20.0);
    const QAbstractItemModel *results = tableOf(&view, 0);
    QCOMPARE(results->rowCount(), 4);
    QCOMPARE(results->index(2, results->columnCount() - 1).data().toString(), u"FAIL"_s);
    QCOMPARE(results->index(3, results->columnCount() - 1).data().toString(),
             QString()); // together nothing is expected
    QCOMPARE(tableOf(&view, 2)->index(0, 0).data().toString(), u"compute01"_s);
}

/// A chart has lines of operations for metadata and for small reads; what is expected of them differs.
void TestBenchmarkViews::aLineIsJudgedByTheMetricOfItsBenchmark()
{
    const QMap<QString, Threshold> thresholds{{u"metadata"_s, {.value = 10'000, .unit = u"op/s"_s}},
                                              {u"read_iops"_s, {.value = 500, .unit = u"op/s"_s}},
                                              {u"network"_s, {.value = 1e9, .unit = u"B/s"_s}}};
    const auto expectedOf = [&](const QString &filesystem, const QString &metric) {
        const Inventory inventory = judgedBy(*Sample::cluster().inventory, filesystem, metric, thresholds);
        const QList<ThroughputLine> lines = throughputLines({{u"compute01"_s, filesystem, measureOf(metric)}},
                                                            {.measure = measureOf(metric)}, &inventory);
        return lines.first().threshold;
    };
    QCOMPARE(expectedOf(u"beegfs"_s, u"metadata"_s), std::optional(10'000.0));
    QCOMPARE(expectedOf(u"beegfs"_s, u"read_iops"_s), std::optional(500.0));
    QCOMPARE(expectedOf(u"beegfs"_s, u"write_iops"_s), std::nullopt);
    QCOMPARE(expectedOf(u"network"_s, u"network"_s),
             std::optional(1e9)); // of which the inventory knows no file system
}

void TestBenchmarkViews::theMatrixOffersItForTheSelectedNodes()
{
    ClusterState state{Knowledge{}};
    MatrixPanel panel(&state);
    state.apply(SnapshotRestored{Sample::cluster()});
    panel.model()->flush();
    panel.show();
    panel.view()->selectNodes({u"compute01"_s, u"compute04"_s});
    const QSignalSpy wanted(&panel, &MatrixPanel::benchmarkRequested);
    Q_EMIT panel.view()->customContextMenuRequested(QPoint(5, 5));
    for (QAction *action : panel.findChildren<QAction *>()) {
        if (action->text() == u"Run a benchmark…"_s)
            action->trigger();
    }
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toStringList(), (QStringList{u"compute01"_s, u"compute04"_s}));
}

void TestBenchmarkViews::twoSelectedRunsAreComparedTheOlderFirst()
{
    const Asked asked;
    BenchmarkRunsWindow window(&asked.state, profiles());
    window.show();
    const BenchmarkRun older = runOf(u"older"_s, -1, 3, 0.8), newer = runOf(u"newer"_s, 0);
    window.setRuns({newer, older, runOf(u"oldest"_s, -2)});
    QSignalSpy read(&window, &BenchmarkRunsWindow::readRequested);
    window.select({u"newer"_s, u"older"_s});
    QCOMPARE(read.last().first().toStringList(), (QStringList{u"older"_s, u"newer"_s}));
    window.showRead({older, newer});
    const QAbstractItemModel *changes = tableOf(window.view(), 0);
    QCOMPARE(changes->index(0, changes->columnCount() - 1).data().toString(), u"+25.0 %"_s);
    const QAbstractItemModel *differences = tableOf(window.view(), 1);
    QCOMPARE(differences->rowCount(), 3); // the kernel of each node
    QCOMPARE(differences->index(0, 2).data().toString(), u"6.12.38+deb13-cloud-amd64"_s);
    QTRY_COMPARE(window.view()->panel()->chart()->plot()->data().lines.size(), 2);
    QCOMPARE(window.view()->panel()->chart()->plot()->data().thresholds,
             QList<double>()); // of one node, not of all
    window.select({u"newer"_s, u"older"_s, u"oldest"_s});
    QVERIFY2(visibleText(window).contains(u"Only two"_s), qPrintable(visibleText(window)));
}

void TestBenchmarkViews::anAnswerThatComesLateIsLeftOut()
{
    const Asked asked;
    BenchmarkRunsWindow window(&asked.state, profiles());
    window.show();
    const BenchmarkRun first = runOf(u"first"_s, -1, 1), second = runOf(u"second"_s, 0, 2);
    window.setRuns({first, second});
    window.select({u"first"_s});
    window.showRead({first});
    window.showRead({second});
    QCOMPARE(tableOf(window.view(), 2)->rowCount(), 1);
}

void TestBenchmarkViews::aDroppedFileIsOpened()
{
    const Asked asked;
    BenchmarkRunsWindow window(&asked.state, profiles());
    window.show();
    QSignalSpy open(&window, &BenchmarkRunsWindow::openRequested);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(u"/srv/runs/a.json"_s)});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    QCOMPARE(open.size(), 1);
    QCOMPARE(open.first().first().toString(), u"/srv/runs/a.json"_s);
    QSignalSpy read(&window, &BenchmarkRunsWindow::readRequested);
    window.addRun(runOf(u"foreign"_s, 0), u"/srv/runs/a.json"_s);
    QCOMPARE(read.last().first().toStringList(),
             QStringList{u"/srv/runs/a.json"_s}); // it is not among those kept
}

void TestBenchmarkViews::aReplayIsPausedAndGoesOn()
{
    RunPlayer player;
    player.load(Playback(runOf(u"run"_s, 0)), Sample::now());
    QCOMPARE(player.store()->latestSecond(), 20.0);
    player.play();
    QCOMPARE(player.store()->latestSecond(), 0.0);
    QTRY_VERIFY(player.store()->latestSecond() >= 1);
    QVERIFY(player.store()->latestSecond() < 3);
    player.pause();
    const double paused = player.position();
    QTest::qWait(300);
    QCOMPARE(player.position(), paused);
    player.play();
    QTRY_VERIFY(player.position() > paused);
    QVERIFY(player.position() < paused + 1.5);
}

QTEST_MAIN(TestBenchmarkViews)
#include "tst_benchmarkviews.moc"
