// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is seen of rates: the lines with their gaps, verdicts, the band of many nodes, pause, zoom, table and export.

#include "models/benchmark/nodemeter.h"
#include "models/benchmark/ratetext.h"
#include "models/benchmark/seriescsv.h"
#include "tests/samplecluster.h"
#include "tests/samplerates.h"
#include "views/charts/cursoritem.h"
#include "views/charts/endnames.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputlegend.h"
#include "views/charts/throughputpanel.h"
#include "views/charts/throughputwindow.h"
#include "views/mainwindow.h"
#include "views/matrixpanel.h"
#include "views/matrixview.h"

#include <QComboBox>
#include <QFile>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QXmlStreamReader>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QDateTime origin(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::UTC);

/// Counts how often the chart's surface is painted.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(QWidget *widget) { widget->installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

class Bench
{
public:
    Bench()
        : panel(&state, std::make_shared<LineStyles>())
    {
        ClusterSnapshot cluster = Sample::cluster();
        Inventory inventory = *cluster.inventory;
        inventory.filesystems.first().thresholds.insert(u"read"_s, {.value = 2e9, .unit = u"B/s"_s});
        filesystem = inventory.filesystems.first().name;
        cluster.inventory = std::make_shared<const Inventory>(inventory);
        state.apply(SnapshotRestored{cluster});
        store.start(origin);
        panel.setStore(&store);
        panel.resize(1000, 400);
        panel.show();
    }

    SeriesId read(const QString &node) const { return {node, filesystem, Measure::Read}; }
    void level(const QString &node, double rate, int from, int until)
    {
        for (int second = from; second <= until; ++second)
            store.append(read(node), {double(second), rate});
    }
    ThroughputChart &chart() const { return *panel.chart(); }
    const PlotData &plot() const { return chart().plot()->data(); }
    /// The line once it is drawn.
    const PlotLine *line(const QString &name) const
    {
        const auto found = std::ranges::find(plot().lines, name, &PlotLine::name);
        return found == plot().lines.end() ? nullptr : &*found;
    }
    /// A panel that is shown is up to date at once, whatever its timers wait for.
    void settle()
    {
        panel.hide();
        panel.show();
    }
    QString cell(const QString &name, ThroughputModel::Column column) const
    {
        return panel.model()->index(panel.model()->rowOf(name), column).data().toString();
    }

    ClusterState state{Knowledge{}};
    ThroughputStore store;
    QString filesystem;
    ThroughputPanel panel;
};

} // namespace

class tst_ThroughputChart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void emptyStoreSaysHowToStart();
    void gapIsNotDrawnOver();
    void thresholdIsJudgedByTheLastTenSeconds();
    void verdictIsSaidInWordsAtTheEndOfTheLine();
    void manyNodesAreABandWithTheirExtremes();
    void extremesHoldTheirPlace();
    void pauseKeepsTheViewWhilePointsCome();
    void zoomPanAndReset();
    void wheelAndRubberBandZoom();
    void cursorReadsTheLines();
    void stackAddsUpAndLeavesGaps();
    void countersOfLustreAndBeegfsDriveTheSameChart();
    void fileSystemsAreSummedOnce();
    void hiddenLinesAreNotDrawnUntilShownAgain();
    void legendKeepsTheFewThatMatter();
    void tableTellsWhatTheStoreHolds();
    void aNewRunForgetsTheOld();
    void exportsAreFiles();
    void csvIsWhatWasMeasured();
    void unitsFit_data();
    void unitsFit();
    void paintsAtMostFourTimesASecond();
    void paintsNothingWhileHidden();
    void saysItsValuesToAScreenReader();
    void matrixHasAColumnWhileThereAreRates();
    void ownWindowShowsTheSameColours();
};

void tst_ThroughputChart::emptyStoreSaysHowToStart()
{
    Bench bench;
    const auto *empty = bench.panel.findChild<QWidget *>(u"noRates"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(!bench.chart().isVisible());
    bench.level(u"compute01"_s, 1e9, 1, 3);
    QTRY_VERIFY(bench.chart().isVisible());
    QVERIFY(!empty->isVisible());
}

void tst_ThroughputChart::gapIsNotDrawnOver()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 10);
    bench.store.append(bench.read(u"compute01"_s), RatePoint::gap(11));
    bench.level(u"compute01"_s, 1e9, 14, 20);
    bench.settle();
    const QList<QPolygonF> pieces = bench.chart().plot()->piecesOf(*bench.line(u"compute01"_s));
    QCOMPARE(pieces.size(), 2);
    QCOMPARE(pieces[0].size(), 10);
    QCOMPARE(pieces[1].size(), 7);
    const PlotScale scale = bench.chart().plot()->scale();
    QVERIFY(qAbs(scale.secondsAt(pieces[0].last().x()) - 10) < 0.01);
    QVERIFY(qAbs(scale.secondsAt(pieces[1].first().x()) - 14) < 0.01);
    QCOMPARE(bench.line(u"compute01"_s)->style, 0);
    const QImage picture = QImage::fromData(bench.panel.exported(u"png"_s));
    const auto painted = [&](double second) {
        const QPointF place = scale.at(second, 1e9) * 2;
        for (int dy = -4; dy <= 4; ++dy) {
            if (picture.pixelColor(int(place.x()), int(place.y()) + dy).red()
                < 190) // blue on white, not grey
                return true;
        }
        return false;
    };
    QVERIFY(painted(5.5));
    QVERIFY(!painted(12));
}

void tst_ThroughputChart::thresholdIsJudgedByTheLastTenSeconds()
{
    Bench bench;
    bench.level(u"fast"_s, 1e9, 1, 20); // slow at first: long ago
    bench.level(u"fast"_s, 2.1e9, 21, 40);
    bench.level(u"slow"_s, 3e9, 1, 20);
    bench.level(u"slow"_s, 1.9e9, 21, 40);
    bench.level(u"lost"_s, 3e9, 1, 40);
    bench.store.append(bench.read(u"lost"_s), RatePoint::gap(41));
    bench.level(u"silent"_s, 3e9, 1, 25);
    bench.settle();
    QCOMPARE(bench.plot().thresholds, QList<double>{2e9});
    QCOMPARE(bench.line(u"fast"_s)->verdict, LiveVerdict::Met);
    QCOMPARE(bench.line(u"slow"_s)->verdict, LiveVerdict::Missed);
    QCOMPARE(bench.line(u"lost"_s)->verdict, LiveVerdict::Unknown);
    QCOMPARE(bench.line(u"silent"_s)->verdict, LiveVerdict::Unknown);
    QCOMPARE(bench.cell(u"fast"_s, ThroughputModel::VerdictColumn), u"met"_s);
    QCOMPARE(bench.cell(u"slow"_s, ThroughputModel::VerdictColumn), u"missed"_s);
    QCOMPARE(bench.cell(u"lost"_s, ThroughputModel::VerdictColumn), u"no data"_s);
    // Writes are under no threshold, whatever the reads are.
    bench.store.append({u"fast"_s, bench.filesystem, Measure::Write}, {41, 1});
    bench.panel.setQuery({.measure = Measure::Write});
    QVERIFY(bench.plot().thresholds.isEmpty());
    QCOMPARE(bench.line(u"fast"_s)->verdict, LiveVerdict::None);
}

void tst_ThroughputChart::verdictIsSaidInWordsAtTheEndOfTheLine()
{
    Bench bench;
    for (int node = 1; node <= 9; ++node) // all end at the same place
        bench.level(u"compute0%1"_s.arg(node), 1.5e9, 1, 20);
    bench.settle();
    const QFont font = bench.chart().font();
    const QList<EndName> names = endNames(bench.plot(), bench.chart().plot()->scale(), 1000, font);
    QCOMPARE(names.size(), 9);
    for (qsizetype i = 0; i < names.size(); ++i) {
        QVERIFY2(names[i].text.endsWith(u"1.50 missed"_s), qPrintable(names[i].text));
        QVERIFY(i == 0 || !names[i].place.intersects(names[i - 1].place.adjusted(0, 1, 0, -1)));
    }
}

void tst_ThroughputChart::manyNodesAreABandWithTheirExtremes()
{
    Bench bench;
    const QStringList nodes = Sample::computeNodes(21);
    for (int second = 1; second <= 30; ++second) {
        for (int i = 0; i < 20; ++i)
            bench.store.append(bench.read(nodes[i]), {double(second), 1e9 + i * 1e7});
    }
    bench.settle();
    QCOMPARE(bench.plot().lines.size(), 20);
    QVERIFY(bench.plot().spread.isEmpty());
    for (int second = 1; second <= 30; ++second)
        bench.store.append(bench.read(nodes[20]), {double(second), 1.2e9});
    bench.settle();
    QCOMPARE(bench.plot().lineCount, 21);
    QStringList drawn;
    for (const PlotLine &line : bench.plot().lines)
        drawn.append(line.name);
    QCOMPARE(drawn, (QStringList{nodes[0], nodes[1], nodes[2], nodes[18], nodes[19], nodes[20]}));
    // 1.00, 1.01 … 1.20 GB/s
    QCOMPARE(bench.plot().spread.last().p5, 1.01e9);
    QCOMPARE(bench.plot().spread.last().p25, 1.05e9);
    QCOMPARE(bench.plot().spread.last().median, 1.1e9);
    QCOMPARE(bench.plot().spread.last().p75, 1.15e9);
    QCOMPARE(bench.plot().spread.last().p95, 1.19e9);
    bench.panel.setSelectedNodes({nodes[9]});
    QVERIFY(bench.line(nodes[9]));
    QVERIFY(bench.line(nodes[9])->emphasised);
}

void tst_ThroughputChart::extremesHoldTheirPlace()
{
    Extremes extremes;
    const auto rates = [](double a) {
        QList<Extremes::Ranked> lines{{u"a"_s, a}};
        for (int i = 1; i <= 7; ++i)
            lines.append({QString::number(i), double(i)});
        return lines;
    };
    QCOMPARE(extremes.update(100, rates(9)).first(), u"a"_s);
    QCOMPARE(extremes.update(104, rates(0)).first(), u"a"_s); // too soon
    QCOMPARE(extremes.update(105, rates(0)).first(), u"7"_s);
    QCOMPARE(extremes.names().last(), u"a"_s);
    QList<Extremes::Ranked> gone = rates(0);
    gone.removeFirst();
    QVERIFY(!extremes.update(106, gone).contains(u"a"_s)); // who is not there holds nothing
}

void tst_ThroughputChart::pauseKeepsTheViewWhilePointsCome()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 700);
    bench.settle();
    QCOMPARE(bench.chart().timeWindow().to(), 700);
    QTest::keyClick(&bench.chart(), Qt::Key_Space);
    QVERIFY(!bench.chart().timeWindow().follows());
    const double from = bench.plot().from;
    const double top = bench.plot().top;
    bench.level(u"compute01"_s, 9e9, 701, 760);
    bench.settle();
    QCOMPARE(bench.plot().from, from);
    QCOMPARE(bench.plot().to, 700);
    QCOMPARE(bench.plot().top, top);
    QTest::keyClick(&bench.chart(), Qt::Key_Space);
    QCOMPARE(bench.plot().to, 760);
    QVERIFY(bench.plot().top > 9e9);
}

void tst_ThroughputChart::zoomPanAndReset()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 300);
    bench.settle();
    ThroughputChart &chart = bench.chart();
    QCOMPARE(chart.timeWindow().span(), 300);
    chart.zoom(2, 100);
    QCOMPARE(chart.timeWindow().from(), 50);
    QCOMPARE(chart.timeWindow().to(), 200);
    chart.pan(-30);
    QCOMPARE(chart.timeWindow().from(), 20);
    QCOMPARE(chart.timeWindow().to(), 170);
    chart.pan(-500);
    QCOMPARE(chart.timeWindow().from(), 0);
    QCOMPARE(chart.timeWindow().span(), 150);
    chart.zoom(1000, 70);
    QCOMPARE(chart.timeWindow().span(), TimeWindow::shortest);
    QVERIFY(!chart.timeWindow().follows());
    chart.zoom(1e-6, 70);
    QCOMPARE(chart.timeWindow().span(), 300);
    QTest::keyClick(&chart, Qt::Key_Home);
    QVERIFY(chart.timeWindow().follows());
    QCOMPARE(chart.timeWindow().to(), 300);
    QTest::keyClick(&chart, Qt::Key_Plus);
    QVERIFY(chart.timeWindow().span() < 300);
}

void tst_ThroughputChart::wheelAndRubberBandZoom()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 300);
    bench.settle();
    ThroughputChart &chart = bench.chart();
    const PlotScale scale = chart.plot()->scale();
    const QPoint place = scale.at(100, 0.5e9).toPoint();
    QWheelEvent wheel(place, chart.viewport()->mapToGlobal(place), {}, QPoint(0, 120), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(chart.viewport(), &wheel);
    QVERIFY(qAbs(chart.timeWindow().span() - 240) < 0.001);
    QVERIFY(qAbs(chart.plot()->scale().secondsAt(place.x()) - 100) < 1);
    chart.reset();
    QTest::mousePress(chart.viewport(), Qt::LeftButton, {}, scale.at(60, 1.1e9).toPoint());
    QTest::mouseMove(chart.viewport(), scale.at(120, 0.2e9).toPoint());
    QTest::mouseRelease(chart.viewport(), Qt::LeftButton, {}, scale.at(120, 0.2e9).toPoint());
    QVERIFY(qAbs(chart.timeWindow().from() - 60) < 1);
    QVERIFY(qAbs(chart.timeWindow().to() - 120) < 1);
    QVERIFY(qAbs(bench.plot().bottom - 0.2e9) < 0.02e9);
    QVERIFY(qAbs(bench.plot().top - 1.1e9) < 0.02e9);
    QTest::mouseDClick(chart.viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(chart.timeWindow().span(), 300);
    QCOMPARE(bench.plot().bottom, 0);
}

void tst_ThroughputChart::cursorReadsTheLines()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 20);
    bench.level(u"compute02"_s, 2.31e9, 1, 10);
    bench.settle();
    const QList<CursorRow> rows = cursorRows(bench.plot(), 5, 12);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].name, u"compute02"_s); // the fastest first
    QCOMPARE(rows[0].rate, u"2.31 GB/s"_s);
    QCOMPARE(rows[1].rate, u"1.00 GB/s"_s);
    QCOMPARE(cursorRows(bench.plot(), 15, 12).size(), 1); // compute02 has ended
    QCOMPARE(cursorRows(bench.plot(), 0.5, 12).size(), 0);
    for (int node = 3; node <= 15; ++node)
        bench.level(u"compute%1"_s.arg(node), 3e9, 1, 20);
    bench.settle();
    QCOMPARE(cursorRows(bench.plot(), 5, 6).size(), 6);
    QVERIFY(cursorRows(bench.plot(), 5, 6).last().name.contains(u"10"_s));
}

void tst_ThroughputChart::stackAddsUpAndLeavesGaps()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 20);
    bench.level(u"compute02"_s, 2e9, 1, 9);
    bench.store.append(bench.read(u"compute02"_s), RatePoint::gap(10));
    bench.level(u"compute02"_s, 2e9, 11, 20);
    bench.panel.setQuery({.by = LinesBy::Stack});
    QCOMPARE(bench.plot().layers.size(), 2);
    const auto at = [&](double second) {
        double sum = 0;
        for (const PlotLayer &layer : bench.plot().layers)
            sum += layer.rates[bench.plot().columns.indexOf(second)];
        return sum;
    };
    QCOMPARE(at(5), 3e9);
    QVERIFY(std::isnan(at(10))); // half of the sum is not known
    QCOMPARE(at(12), 3e9);
    QVERIFY(bench.plot().top >= 3e9);
    const QStringList many = Sample::computeNodes(60);
    Sample::appendRates(bench.store, many, bench.filesystem, 20, 40);
    bench.settle();
    QVERIFY(bench.plot().layers.size() <= PlotBuilder::mostLayers);
    double sum = 0;
    for (int node = 0; node < many.size(); ++node)
        sum += Sample::rateOf(node, 30);
    const qsizetype column = bench.plot().columns.indexOf(31.0);
    Q_ASSERT(column >= 0);
    double drawn = 0;
    for (const PlotLayer &layer : bench.plot().layers)
        drawn += layer.rates[column];
    QVERIFY2(qAbs(drawn - sum) < 0.05 * sum, qPrintable(u"%1 %2"_s.arg(drawn).arg(sum)));
}

void tst_ThroughputChart::countersOfLustreAndBeegfsDriveTheSameChart()
{
    const auto fixture = [](const QString &name) {
        QFile file(QStringLiteral(VERMAGIC_TEST_DATA "/counters/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    Bench bench;
    const Inventory &inventory = *bench.state.snapshot().inventory;
    SampleHello hello{.boot = "boot", .addresses = {u"10.0.2.15"_s}};
    for (const FilesystemSpec &filesystem : inventory.filesystems)
        hello.mounts.append(
            {u"10.0.2.15@tcp:/fsxname"_s, filesystem.mountpoint, filesystemKindName(filesystem.kind)});
    NodeMeter meter(*inventory.node(u"compute01"_s), inventory.filesystems, 1);
    meter.greet(hello);
    // What was recorded after a second, once more for each second that follows: 16 MiB read from each.
    for (int second = 1; second <= 10; ++second) {
        SampleFrame frame{.seconds = 500.0 + second};
        frame.files["/sys/kernel/debug/lustre/llite/fsxname-ff34780841ed4000/stats"] =
            fixture(u"lustre-2.17.0-llite.txt"_s)
                .replace("1795186736.405158498", QByteArray::number(1795186736 + second) + ".0")
                .replace("1048576 16777216", "1048576 " + QByteArray::number(16777216 * second));
        frame.files["beegfs-ctl"] = fixture(u"beegfs-7.4.7-clientstats.txt"_s)
                                        .replace("16 [MiB-rd]",
                                                 QByteArray::number(16 * second) + " [MiB-rd]");
        for (const RateSample &sample : meter.read(frame, second)) {
            if (!sample.rates.gap)
                bench.store.append({u"compute01"_s, sample.filesystem, Measure::Read},
                                   {sample.seconds, sample.rates.read});
        }
    }
    bench.panel.setQuery({.by = LinesBy::Filesystem});
    bench.settle();
    QCOMPARE(bench.plot().lines.size(), 2);
    for (const QString &name : {u"beegfs"_s, u"lustre"_s}) {
        QVERIFY2(bench.line(name), qPrintable(name));
        QVERIFY(bench.line(name)->points.size() >= 8);
        QCOMPARE(bench.line(name)->points.last().rate, 16777216.0);
    }
}

void tst_ThroughputChart::fileSystemsAreSummedOnce()
{
    Bench bench;
    for (int second = 1; second <= 20; ++second) {
        bench.store.append({u"n1"_s, u"beegfs"_s, Measure::Read}, {double(second), 1e9});
        bench.store.append({u"n1"_s, u"fsx"_s, Measure::Read}, {double(second), 2e9});
        bench.store.append({u"n2"_s, u"fsx"_s, Measure::Read}, {double(second), 4e9});
        // The network carries the same bytes again.
        bench.store.append({u"n1"_s, {}, Measure::Read}, {double(second), 3.1e9});
    }
    bench.settle();
    QCOMPARE(bench.line(u"n1"_s)->points.last().rate, 3e9);
    bench.panel.setQuery({.filesystem = u"fsx"_s});
    QCOMPARE(bench.line(u"n1"_s)->points.last().rate, 2e9);
    bench.panel.setQuery({.filesystem = u""_s});
    QCOMPARE(bench.plot().lines.size(), 1);
    QCOMPARE(bench.line(u"n1"_s)->points.last().rate, 3.1e9);
    bench.panel.setQuery({.by = LinesBy::Filesystem});
    QCOMPARE(bench.plot().lines.size(), 2);
    QCOMPARE(bench.line(u"fsx"_s)->points.last().rate, 6e9);
}

void tst_ThroughputChart::hiddenLinesAreNotDrawnUntilShownAgain()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 20);
    bench.level(u"compute02"_s, 2e9, 1, 20);
    bench.settle();
    auto *view = bench.panel.findChild<ThroughputLegend *>()->view();
    const QModelIndex first = view->model()->index(0, 0);
    QCOMPARE(first.data().toString(), u"compute01"_s);
    QVERIFY(view->model()->setData(first, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!bench.line(u"compute01"_s));
    QVERIFY(bench.line(u"compute02"_s));
    QCOMPARE(view->model()->rowCount(), 2); // still listed
    QVERIFY(view->model()->setData(first, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(bench.line(u"compute01"_s));
    QSignalSpy asked(&bench.panel, &ThroughputPanel::nodesRequested);
    view->setCurrentIndex(first);
    QCOMPARE(asked.count(), 1);
    QVERIFY(bench.line(u"compute01"_s)->emphasised);
}

void tst_ThroughputChart::legendKeepsTheFewThatMatter()
{
    Bench bench;
    const QStringList nodes = Sample::computeNodes(60);
    Sample::appendRates(bench.store, nodes, bench.filesystem, 0, 40);
    bench.settle();
    auto *legend = bench.panel.findChild<ThroughputLegend *>();
    auto *keep = legend->findChild<QComboBox *>();
    const QAbstractItemModel *rows = legend->view()->model();
    QCOMPARE(rows->rowCount(), 60);
    const auto names = [&] {
        QSet<QString> shown;
        for (int row = 0; row < rows->rowCount(); ++row)
            shown.insert(rows->index(row, 0).data().toString());
        return shown;
    };
    keep->setCurrentIndex(2);
    QCOMPARE(rows->rowCount(), 10);
    for (const int slow : {2, 12, 22, 32, 42, 52})
        QVERIFY(names().contains(nodes[slow]));
    keep->setCurrentIndex(3);
    QCOMPARE(rows->rowCount(), 6);
    keep->setCurrentIndex(1);
    QCOMPARE(rows->rowCount(), 10);
    QVERIFY(!names().contains(nodes[2]));
    keep->setCurrentIndex(0);
    QCOMPARE(rows->rowCount(), 60);
}

void tst_ThroughputChart::tableTellsWhatTheStoreHolds()
{
    Bench bench;
    const SeriesId id = bench.read(u"compute01"_s);
    for (const auto &[second, rate] : {std::pair{1.0, 1e9}, {2.0, 2e9}, {4.0, 3e9}})
        bench.store.append(id, {second, rate});
    bench.settle();
    bench.panel.findChild<QToolButton *>(u"asTable"_s)->click();
    const auto *table = bench.panel.findChild<QTableView *>();
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 1);
    QStringList cells;
    for (int column = 0; column < ThroughputModel::ColumnCount; ++column)
        cells.append(table->model()->index(0, column).data().toString());
    // The mean is over time: the last rate held for two of four seconds.
    QCOMPARE(cells, (QStringList{u"compute01"_s, bench.filesystem, u"3.00 GB/s"_s, u"2.25 GB/s"_s,
                                 u"1.00 GB/s"_s, u"3.00 GB/s"_s, u"met"_s}));
    bench.store.append(id, RatePoint::gap(5));
    bench.settle();
    QCOMPARE(bench.cell(u"compute01"_s, ThroughputModel::NowColumn), u"–"_s);
    QCOMPARE(bench.cell(u"compute01"_s, ThroughputModel::MeanColumn), u"2.25 GB/s"_s);
    QCOMPARE(bench.cell(u"compute01"_s, ThroughputModel::VerdictColumn), u"no data"_s);
}

void tst_ThroughputChart::aNewRunForgetsTheOld()
{
    Bench bench;
    bench.level(u"compute01"_s, 8e9, 1, 400);
    bench.settle();
    bench.chart().zoom(4, 100);
    bench.store.start(origin.addSecs(3600));
    bench.level(u"compute02"_s, 1e9, 1, 10);
    bench.settle();
    QVERIFY(!bench.line(u"compute01"_s));
    QVERIFY(bench.line(u"compute02"_s));
    QVERIFY(bench.chart().timeWindow().follows());
    QCOMPARE(bench.plot().to, 60);
    QVERIFY(bench.plot().top < 4e9);
    QCOMPARE(bench.panel.model()->rowCount(), 1);
}

void tst_ThroughputChart::exportsAreFiles()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 20);
    bench.level(u"compute02"_s, 2e9, 1, 20);
    bench.settle();
    const QImage png = QImage::fromData(bench.panel.exported(u"png"_s));
    QCOMPARE(png.size(), bench.chart().size() * 2);
    const QByteArray svg = bench.panel.exported(u"svg"_s);
    QXmlStreamReader xml(svg);
    int lines = 0;
    QString text;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "polyline"_L1 && xml.attributes().value("points"_L1).count(u',') == 20)
            ++lines;
        if (xml.name() == "text"_L1)
            text += xml.readElementText() + u'\n';
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(lines, 2);
    for (const QString &wanted : {u"compute01"_s, u"compute02"_s, u"threshold 2 GB/s"_s, u"missed"_s})
        QVERIFY2(text.contains(wanted), qPrintable(text));
    QVERIFY(bench.panel.exported(u"csv"_s).startsWith("node,filesystem"));
}

void tst_ThroughputChart::csvIsWhatWasMeasured()
{
    const QList<CsvSeries> series{
        {{u"a,b"_s, u"fsx"_s, Measure::Read}, {{.seconds = 0.25, .rate = 1.5e9, .low = 1e9, .high = 2e9}}},
        {{u"=cmd"_s, {}, Measure::Operations}, {RatePoint{1, 10'234}, RatePoint::gap(2)}}};
    QCOMPARE(seriesCsv(origin, series),
             "node,filesystem,measure,time,seconds,rate,low,high\r\n"
             "\"a,b\",fsx,read,2026-03-01T12:00:00.250Z,0.25,1500000000,1000000000,2000000000\r\n"
             "'=cmd,,operations,2026-03-01T12:00:01.000Z,1,10234,10234,10234\r\n"
             "'=cmd,,operations,2026-03-01T12:00:02.000Z,2,,,\r\n"_ba);
}

void tst_ThroughputChart::unitsFit_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << Measure::Read << 0.0 << u"0 B/s"_s;
    QTest::newRow("bytes") << Measure::Read << 512.0 << u"512 B/s"_s;
    QTest::newRow("megabytes") << Measure::Write << 64.26e6 << u"64.3 MB/s"_s;
    QTest::newRow("nearly a gigabyte") << Measure::Read << 999.7e6 << u"1.00 GB/s"_s;
    QTest::newRow("gigabytes") << Measure::Read << 2.314e9 << u"2.31 GB/s"_s;
    QTest::newRow("terabytes") << Measure::Read << 1.2e12 << u"1.20 TB/s"_s;
    QTest::newRow("operations") << Measure::Operations << 10'234.0 << u"10.2 kop/s"_s;
    QTest::newRow("not known") << Measure::Operations << std::nan("") << u"–"_s;
}

void tst_ThroughputChart::unitsFit()
{
    QFETCH(Measure, measure);
    QFETCH(double, rate);
    QFETCH(QString, text);
    QCOMPARE(rateText(measure, rate), text);
}

void tst_ThroughputChart::paintsAtMostFourTimesASecond()
{
    Bench bench;
    const QStringList nodes = Sample::computeNodes(60);
    bench.level(nodes[0], 1e9, 1, 1);
    bench.settle();
    PaintCounter paints(bench.chart().viewport());
    const int before = bench.chart().plot()->paintCount();
    QElapsedTimer clock;
    clock.start();
    for (int tick = 1; clock.elapsed() < 3000; ++tick) {
        for (int node = 0; node < nodes.size(); ++node)
            bench.store.append(bench.read(nodes[node]), {1 + tick / 4.0, Sample::rateOf(node, tick)});
        QTest::qWait(int(qMax<qint64>(1, 250 * tick - clock.elapsed())));
    }
    const double seconds = double(clock.elapsed()) / 1000;
    QVERIFY2(paints.count >= 4, qPrintable(QString::number(paints.count)));
    QVERIFY2(paints.count <= 4 * seconds + 1, qPrintable(u"%1 in %2 s"_s.arg(paints.count).arg(seconds)));
    QVERIFY(bench.chart().plot()->paintCount() - before <= 4 * seconds + 1);
}

void tst_ThroughputChart::paintsNothingWhileHidden()
{
    Bench bench;
    bench.level(u"compute01"_s, 1e9, 1, 10);
    bench.settle();
    bench.panel.hide();
    const int before = bench.chart().plot()->paintCount();
    bench.level(u"compute01"_s, 1e9, 11, 30);
    QTest::qWait(1400);
    QCOMPARE(bench.chart().plot()->paintCount(), before);
    QCOMPARE(bench.line(u"compute01"_s)->points.last().seconds, 10);
    bench.panel.show();
    QTRY_COMPARE(bench.line(u"compute01"_s)->points.last().seconds, 30);
}

void tst_ThroughputChart::saysItsValuesToAScreenReader()
{
    Bench bench;
    bench.level(u"compute01"_s, 1.5e9, 1, 20);
    bench.settle();
    QVERIFY(!bench.chart().accessibleName().isEmpty());
    QVERIFY2(bench.chart().accessibleDescription().contains(u"compute01 1.50 GB/s missed"_s),
             qPrintable(bench.chart().accessibleDescription()));
    for (const QWidget *widget : bench.panel.findChildren<QWidget *>()) {
        const bool takesKeyboard = widget->isVisible() && !widget->focusProxy()
                                   && (widget->focusPolicy() & Qt::TabFocus);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!takesKeyboard || !widget->accessibleName().isEmpty()
                     || (button && !button->text().isEmpty()),
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
    }
}

void tst_ThroughputChart::matrixHasAColumnWhileThereAreRates()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    ClusterState state{Knowledge{}};
    ThroughputStore store;
    auto window = std::make_unique<MainWindow>(&state, &settings);
    window->setThroughput(&store);
    state.apply(SnapshotRestored{Sample::cluster()});
    window->resize(1280, 800);
    window->show();
    auto *matrix = window->findChild<MatrixView *>();
    const int column = int(MatrixColumn::Throughput);
    const auto cell = [&](const QString &node) {
        return window->findChild<MatrixPanel *>()->proxy()->indexOf(node, column);
    };
    QVERIFY(matrix->isColumnHidden(column));
    store.start(origin);
    for (int second = 1; second <= 40; ++second) {
        store.append({u"compute03"_s, u"beegfs"_s, Measure::Read}, {double(second), 1.5e9});
        store.append({u"compute03"_s, u"beegfs"_s, Measure::Write}, {double(second), 0.5e9});
        store.append({u"compute01"_s, u"beegfs"_s, Measure::Read},
                     second == 35 ? RatePoint::gap(second) : RatePoint{double(second), 1e9});
    }
    QTRY_VERIFY(!matrix->isColumnHidden(column));
    QCOMPARE(cell(u"compute03"_s).data().toString(), u"2.00 GB/s"_s); // read and write
    QCOMPARE(cell(u"compute03"_s).data(Qt::AccessibleTextRole).toString(), u"Throughput: 2.00 GB/s"_s);
    const auto bars = cell(u"compute01"_s).data(NodeMatrixModel::SparklineRole).value<QList<double>>();
    QCOMPARE(bars.size(), 30);
    QCOMPARE(bars.last(), 0.5); // half of the fastest node's
    QCOMPARE(std::ranges::count_if(bars, [](double bar) { return std::isnan(bar); }), 1);
    QCOMPARE(cell(u"controller"_s).data().toString(), QString());
    QCOMPARE(matrix->horizontalScrollBar()->maximum(), 0); // fits into a small window, too

    window->findChild<MatrixPanel *>()->columnMenu()->actions().at(column)->trigger();
    QVERIFY(matrix->isColumnHidden(column));
    window->findChild<MatrixPanel *>()->columnMenu()->actions().at(column)->trigger();
    window->close();
    window = std::make_unique<MainWindow>(&state,
                                          &settings); // hidden for want of rates is not hidden by choice
    window->setThroughput(&store);
    window->show();
    matrix = window->findChild<MatrixView *>();
    QTRY_VERIFY(!matrix->isColumnHidden(column));
    store.start(origin);
    QTRY_VERIFY(matrix->isColumnHidden(column));
}

void tst_ThroughputChart::ownWindowShowsTheSameColours()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    ClusterState state{Knowledge{}};
    ThroughputStore store;
    MainWindow window(&state, &settings);
    window.setThroughput(&store);
    state.apply(SnapshotRestored{Sample::cluster()});
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    store.start(origin);
    Sample::appendRates(store, {u"compute03"_s}, u"beegfs"_s, 0, 10);
    QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
    const auto *docked = window.findChild<ThroughputPanel *>();
    QVERIFY(docked->isVisible());
    Sample::appendRates(store, {u"compute01"_s, u"compute02"_s}, u"beegfs"_s, 0, 10);
    QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier);
    const auto *own = window.findChild<ThroughputWindow *>();
    QVERIFY(own && own->isVisible());
    QTRY_COMPARE(docked->chart()->plot()->data().lines.size(), 3);
    QTRY_COMPARE(own->panel()->chart()->plot()->data().lines.size(), 3);
    for (qsizetype i = 0; i < 3; ++i)
        QCOMPARE(own->panel()->chart()->plot()->data().lines[i].style,
                 docked->chart()->plot()->data().lines[i].style);
    QCOMPARE(docked->chart()->plot()->data().lines[2].style, 0); // whoever came first keeps the first colour
    QSignalSpy file(&window, &MainWindow::fileRequested);
    Q_EMIT own->panel()->fileRequested(u"x.csv"_s, own->panel()->exported(u"csv"_s));
    QCOMPARE(file.count(), 1);
}

QTEST_MAIN(tst_ThroughputChart)
#include "tst_throughputchart.moc"
