// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Benchmarks and sampling in the window with real keys and clicks, over real sshds and real tools in the nodes' own folders.

#include "app/console.h"
#include "app/practice/practicecluster.h"
#include "app/runstore.h"
#include "models/benchmark/runtables.h"
#include "views/benchmarks/benchmarkbar.h"
#include "views/benchmarks/benchmarkdesk.h"
#include "views/benchmarks/benchmarkdialog.h"
#include "views/benchmarks/benchmarkrunswindow.h"
#include "views/benchmarks/runview.h"
#include "views/charts/plotitem.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputpanel.h"
#include "views/mainwindow.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 60'000;
const QStringList threeNodes{u"compute01"_s, u"compute02"_s, u"compute03"_s};

/// Lines of the chart with a rate that is known.
int linesIn(const ThroughputPanel *panel)
{
    return int(std::ranges::count_if(panel->chart()->plot()->data().lines, [](const PlotLine &line) {
        return std::ranges::any_of(line.points, [](const RatePoint &point) { return !point.isGap(); });
    }));
}

} // namespace

class TestJourneyBenchWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();
    void aRunShowsLiveLinesAndEndsWithAVerdict();
    void runsAreListedReopenedReplayedAndCompared();
    void aFileFromElsewhereIsOpened();
    void moreAndMoreNodesSayHowTheyScale();
    void cancelledHalfWayNothingIsLeft();
    void samplingIsSwitchedByTheKeyboard();

private:
    MainWindow &window() { return m_console->window(); }
    Engine &engine() { return m_console->engine(); }
    /// In the main window, with the focus in it.
    bool press(Qt::Key key, Qt::KeyboardModifiers modifiers);
    BenchmarkDialog *openDialog();
    ThroughputPanel *panel() { return window().findChild<ThroughputPanel *>(); }
    BenchmarkBar *bar() { return panel()->findChild<BenchmarkBar *>(); }
    QPushButton *button(const QString &name);
    QString barText();
    QStringList foldersOnNodes() const;
    QList<BenchmarkRun> keptRuns();
    bool runOnce();

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeCluster> m_cluster;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Console> m_console;
    std::optional<BenchmarkRun> m_finished;
};

void TestJourneyBenchWindow::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
    m_cluster = std::make_unique<PracticeCluster>(m_folder.filePath(u"practice"_s));
    const Result<QString> inventory = m_cluster->start({.nodes = 6, .story = false, .speed = 1});
    QVERIFY2(inventory, inventory ? "" : qPrintable(toString(inventory.error())));
    m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_console = std::make_unique<Console>(loadKnowledge(shippedKnowledgeFiles()).value(), m_settings.get());
    window().resize(1440, 900);
    window().show();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    connect(&engine().benchmarks, &BenchmarkRunner::finished, this,
            [this](const BenchmarkRun &run) { m_finished = run; });
    m_console->openInventory(*inventory);
    for (const QString &node : threeNodes) {
        QTRY_VERIFY_WITH_TIMEOUT(engine().state.snapshot().node(node)
                                     && engine().state.snapshot().node(node)->diagnosis.state
                                            == NodeState::Healthy,
                                 patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!engine().prober.isSweeping(), patience);
}

void TestJourneyBenchWindow::cleanup()
{
    m_finished.reset();
    if (auto *runs = window().findChild<BenchmarkRunsWindow *>())
        runs->close();
    QTRY_COMPARE_WITH_TIMEOUT(foldersOnNodes(), QStringList(), 15'000);
}

void TestJourneyBenchWindow::cleanupTestCase()
{
    m_console.reset();
    if (m_cluster)
        QVERIFY(m_cluster->stop());
}

QStringList TestJourneyBenchWindow::foldersOnNodes() const
{
    QStringList found;
    for (const QString &node : threeNodes)
        found += QDir(m_cluster->nodeFolder(node) + u"/mnt/beegfs"_s)
                     .entryList({u".vermagic-benchmark*"_s}, QDir::AllEntries | QDir::Hidden | QDir::System);
    return found;
}

QList<BenchmarkRun> TestJourneyBenchWindow::keptRuns()
{
    return RunStore(RunStore::folderFor(*engine().state.snapshot().inventory)).all();
}

bool TestJourneyBenchWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    window().activateWindow();
    if (!QTest::qWaitForWindowActive(&window()))
        return false;
    QTest::keyClick(&window(), key, modifiers);
    return true;
}

/// Ctrl+B with three nodes selected.
BenchmarkDialog *TestJourneyBenchWindow::openDialog()
{
    window().selectNodes(threeNodes);
    if (!press(Qt::Key_B, Qt::ControlModifier))
        return nullptr;
    BenchmarkDialog *dialog = nullptr;
    const auto isOpen = [&] {
        dialog = window().findChild<BenchmarkDialog *>();
        return dialog && dialog->isVisible();
    };
    return QTest::qWaitFor(isOpen) ? dialog : nullptr;
}

QPushButton *TestJourneyBenchWindow::button(const QString &name)
{
    for (QPushButton *candidate : window().findChildren<QPushButton *>(name)) {
        if (candidate->isVisible() && candidate->isEnabled())
            return candidate;
    }
    return nullptr;
}

QString TestJourneyBenchWindow::barText()
{
    QStringList texts;
    for (const QLabel *label : bar()->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

bool TestJourneyBenchWindow::runOnce()
{
    m_finished.reset();
    if (!openDialog() || !button(u"runBenchmarkButton"_s))
        return false;
    QTest::mouseClick(button(u"runBenchmarkButton"_s), Qt::LeftButton);
    return QTest::qWaitFor([this] { return m_finished.has_value(); }, patience);
}

void TestJourneyBenchWindow::aRunShowsLiveLinesAndEndsWithAVerdict()
{
    const BenchmarkDialog *dialog = openDialog();
    QVERIFY(dialog);
    QCOMPARE(dialog->request().nodes, threeNodes);
    QCOMPARE(dialog->request().profile.id, u"seq-read"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"promise"_s)->text().contains(dialog->request().target.mountpoint));
    QElapsedTimer sinceBegin;
    const QObject here;
    connect(&engine().benchmarks, &BenchmarkRunner::began, &here, [&] { sinceBegin.start(); });
    QTest::mouseClick(button(u"runBenchmarkButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"cancelBenchmarkButton"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(engine().benchmarks.hasBegun(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(linesIn(panel()), 3, patience);
    QVERIFY2(sinceBegin.elapsed() < 2000, qPrintable(QString::number(sinceBegin.elapsed())));
    QVERIFY(panel()->isVisible());
    QCOMPARE(panel()->chart()->plot()->data().thresholds, QList<double>{2e9});
    QTRY_VERIFY2(barText().contains(u"together"_s) && barText().contains(u"/s"_s), qPrintable(barText()));

    QTRY_VERIFY_WITH_TIMEOUT(m_finished, patience);
    QCOMPARE(m_finished->end, RunEnd::Completed);
    QCOMPARE(m_finished->verdicts.size(), 3);
    for (const ThresholdVerdict &verdict : m_finished->verdicts) {
        QVERIFY2(barText().contains(verdict.node + u' '), qPrintable(barText()));
        QVERIFY2(barText().contains(outcomeTitle(verdict.outcome)), qPrintable(barText()));
    }
    QVERIFY2(barText().contains(u"First done after"_s), qPrintable(barText()));
    QCOMPARE(keptRuns().size(), 1);
    QCOMPARE(keptRuns().first().id, m_finished->id);
}

void TestJourneyBenchWindow::runsAreListedReopenedReplayedAndCompared()
{
    const qsizetype before = keptRuns().size();
    while (keptRuns().size() < before + 2)
        QVERIFY(runOnce());
    QVERIFY(press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier));
    auto *runs = window().findChild<BenchmarkRunsWindow *>();
    QVERIFY(runs && runs->isVisible());
    QTRY_COMPARE(runs->model()->rowCount(), before + 2);
    const QString newest = runs->model()->runs()[0].id, oldest = runs->model()->runs()[1].id;
    const QDateTime oldestBegan = runs->model()->runs()[1].origin;
    QCOMPARE(newest, m_finished->id);

    RunView *view = runs->view();
    runs->select({oldest});
    QTRY_COMPARE(view->player()->store()->origin(), oldestBegan); // the newest one was shown first
    QTRY_COMPARE(linesIn(view->panel()), 3);
    QTRY_VERIFY(view->findChild<QLabel *>(u"runVerdict"_s)->text().contains(u"reached 2 GB/s"_s));
    auto *tables = view->findChild<QTabWidget *>();
    QCOMPARE(tables->count(), 3);
    QVERIFY(qobject_cast<QTableView *>(tables->widget(0))->model()->rowCount()
            >= 4); // each node, and together

    const double length = view->player()->length();
    QVERIFY2(length > 2 && length < 20, qPrintable(QString::number(length)));
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(view->findChild<QToolButton *>(u"replayButton"_s), Qt::LeftButton);
    QVERIFY(view->player()->isPlaying());
    QVERIFY(view->player()->store()->latestSecond() < length / 2); // it began anew
    QTRY_VERIFY_WITH_TIMEOUT(!view->player()->isPlaying(), patience);
    QVERIFY2(std::abs(double(clock.elapsed()) / 1000 - length) < 1,
             qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(view->player()->store()->latestSecond(), length);

    runs->select({newest, oldest});
    QTRY_COMPARE(linesIn(view->panel()), 2);
    QTRY_COMPARE(tables->count(), 2);
    const QAbstractItemModel *changes = qobject_cast<QTableView *>(tables->widget(0))->model();
    QVERIFY(changes->rowCount() >= 4);
    QVERIFY(changes->index(0, changes->columnCount() - 1).data().toString().endsWith(u'%'));
}

void TestJourneyBenchWindow::aFileFromElsewhereIsOpened()
{
    if (keptRuns().isEmpty())
        QVERIFY(runOnce());
    BenchmarkRun foreign = keptRuns().first();
    foreign.id = u"20200101-000000-abcdef"_s;
    QDir().mkpath(m_folder.filePath(u"elsewhere"_s));
    const Result<QString> path = RunStore(m_folder.filePath(u"elsewhere"_s)).write(foreign);
    QVERIFY(path);
    QVERIFY(press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier));
    auto *runs = window().findChild<BenchmarkRunsWindow *>();
    QTRY_COMPARE(runs->model()->rowCount(), int(keptRuns().size()));
    Q_EMIT runs->openRequested(*path);
    QTRY_COMPARE(runs->selectedIds(), QStringList{foreign.id});
    QTRY_COMPARE(linesIn(runs->view()->panel()), int(foreign.configuration.nodes.size()));

    QFile broken(m_folder.filePath(u"broken.json"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{}") == 2);
    broken.close();
    Q_EMIT runs->openRequested(broken.fileName());
    const auto shownBox = [this] {
        auto *box = window().findChild<QMessageBox *>();
        return box && box->isVisible() ? box : nullptr;
    };
    QTRY_VERIFY(shownBox());
    QMessageBox *box = shownBox();
    QVERIFY2(box->informativeText().contains(u"broken.json"_s), qPrintable(box->informativeText()));
    box->close();
    QCOMPARE(runs->selectedIds(), QStringList{foreign.id});
}

void TestJourneyBenchWindow::moreAndMoreNodesSayHowTheyScale()
{
    BenchmarkDialog *dialog = openDialog();
    QVERIFY(dialog);
    auto *profile = dialog->findChild<QComboBox *>(u"profile"_s);
    profile->setCurrentIndex(profile->findData(u"scaling"_s));
    dialog->findChild<QSpinBox *>(u"runtime"_s)->setValue(1);
    QTest::mouseClick(button(u"runBenchmarkButton"_s), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(barText().contains(u"efficiency"_s), qPrintable(barText()), patience);
    QVERIFY(!engine().benchmarks.isRunning());
    QVERIFY2(barText().contains(u"From 1 to 3 nodes"_s), qPrintable(barText()));
    const QString sequence = m_finished->sequence;
    QVERIFY(!sequence.isEmpty());
    const QList<BenchmarkRun> kept = keptRuns();
    QCOMPARE(std::ranges::count(kept, sequence, &BenchmarkRun::sequence), 3);
}

void TestJourneyBenchWindow::cancelledHalfWayNothingIsLeft()
{
    BenchmarkDialog *dialog = openDialog();
    QVERIFY(dialog);
    dialog->findChild<QSpinBox *>(u"runtime"_s)->setValue(50);
    QTest::mouseClick(button(u"runBenchmarkButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(engine().benchmarks.hasBegun(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(linesIn(panel()), 3, patience);
    QCOMPARE(foldersOnNodes().size(), 3);
    QTest::mouseClick(button(u"cancelBenchmarkButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_finished, 20'000);
    QCOMPARE(m_finished->end, RunEnd::Cancelled);
    QTRY_COMPARE(foldersOnNodes(), QStringList());
    QVERIFY2(barText().contains(u"cancelled"_s), qPrintable(barText()));
}

void TestJourneyBenchWindow::samplingIsSwitchedByTheKeyboard()
{
    engine().throughput.start({});
    window().selectNodes(threeNodes);
    QVERIFY(press(Qt::Key_4, Qt::ControlModifier));
    QVERIFY(press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier));
    QVERIFY(engine().sampler.isSampling());
    const auto sampledNodes = [this] {
        QStringList nodes;
        for (const SeriesId &series : engine().throughput.series()) {
            if (!nodes.contains(series.node))
                nodes.append(series.node);
        }
        return nodes;
    };
    QTRY_COMPARE_WITH_TIMEOUT(sampledNodes(), threeNodes, patience);
    QTRY_VERIFY_WITH_TIMEOUT(linesIn(panel()) > 0, patience);
    QVERIFY(press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier));
    QVERIFY(!engine().sampler.isSampling());
    const double last = engine().throughput.latestSecond();
    QTest::qWait(1500);
    QCOMPARE(engine().throughput.latestSecond(), last);
}

QTEST_MAIN(TestJourneyBenchWindow)
#include "tst_journeybenchwindow.moc"
