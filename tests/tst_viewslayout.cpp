// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window's use of room, keyboard and words, in every language and size: what can be read, what can be reached,
// what has a name.

#include "tests/samplecluster.h"
#include "views/filterline.h"
#include "views/mainwindow.h"
#include "views/matrixcolumns.h"
#include "views/matrixdelegate.h"
#include "views/matrixview.h"
#include "views/summarychips.h"
#include "views/translation.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class tst_ViewsLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();

    void everyColumnCanBeReadWithoutScrolling_data();
    void everyColumnCanBeReadWithoutScrolling();
    void columnsFollowTheWindowUntilOneIsDragged();
    void anotherInventoryIsMeasuredAnew();
    void everySweptNodeIsMeasured();
    void wordsCountInAnyLocale_data();
    void wordsCountInAnyLocale();
    void everyButtonWithoutTextHasNameAndToolTip_data();
    void everyButtonWithoutTextHasNameAndToolTip();
    void tabReachesEveryWidgetThatTakesTheKeyboard();
    void panesAndTabsAreReachedByTheirKeys();
    void sizeAndPlaceAreKeptUntilTheNextRun();

private:
    void everyCellFits();
    void speak(const QLocale &locale);
    void openWindow(QSize size);
    void load();
    MatrixView *matrix() const { return m_window->findChild<MatrixView *>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ClusterState> m_state;
    std::unique_ptr<MainWindow> m_window;
};

void tst_ViewsLayout::cleanup()
{
    m_window.reset();
    m_state.reset();
    m_settings.reset();
    qDeleteAll(qApp->findChildren<QTranslator *>());
}

void tst_ViewsLayout::speak(const QLocale &locale)
{
    qDeleteAll(qApp->findChildren<QTranslator *>());
    installTranslation(*qApp, locale);
}

void tst_ViewsLayout::openWindow(QSize size)
{
    if (!m_settings) {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    }
    m_state = std::make_unique<ClusterState>(Knowledge{});
    m_window = std::make_unique<MainWindow>(m_state.get(), m_settings.get());
    m_window->setClock([] { return Sample::now(); });
    if (size.isValid())
        m_window->resize(size);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_ViewsLayout::load()
{
    m_state->apply(SnapshotRestored{Sample::cluster()});
    m_window->selectNodes({u"compute02"_s});
}

void tst_ViewsLayout::everyColumnCanBeReadWithoutScrolling_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QSize>("size");
    for (const QLocale &locale : {QLocale(QLocale::English), QLocale(QLocale::Korean)}) {
        for (QSize size : {QSize(1280, 800), QSize(1440, 900), QSize(1920, 1080)})
            QTest::addRow("%s %d", qPrintable(locale.name()), size.width()) << locale << size;
    }
}

void tst_ViewsLayout::everyColumnCanBeReadWithoutScrolling()
{
    QFETCH(QLocale, locale);
    QFETCH(QSize, size);
    speak(locale);
    openWindow(size);
    load();
    QTRY_COMPARE(matrix()->horizontalScrollBar()->maximum(), 0);
    everyCellFits();
    // The last column takes what is left: no blank strip beside it.
    QCOMPARE(matrix()->header()->length(), matrix()->viewport()->width());
}

void tst_ViewsLayout::everyCellFits()
{
    const QHeaderView *header = matrix()->header();
    const auto *delegate = static_cast<const MatrixDelegate *>(matrix()->itemDelegate());
    QStyleOptionViewItem option;
    option.initFrom(matrix());
    option.font = matrix()->font();
    int cells = 0;
    for (QModelIndex row = matrix()->model()->index(0, 0); row.isValid(); row = matrix()->indexBelow(row)) {
        for (int column = 0; column < matrixColumnCount; ++column) {
            const QModelIndex cell = row.siblingAtColumn(column);
            if (cell.data(NodeMatrixModel::RowKindRole).toInt() != int(MatrixRowKind::Node)
                || matrix()->isColumnHidden(column))
                continue;
            QVERIFY2(delegate->neededWidth(option, cell, true) <= header->sectionSize(column),
                     qPrintable(cell.data().toString()));
            ++cells;
        }
    }
    QCOMPARE(cells, 12 * (matrixColumnCount - 1)); // without rates there is no column for them
}

void tst_ViewsLayout::everySweptNodeIsMeasured()
{
    speak(QLocale(QLocale::English));
    openWindow({1280, 800});
    const ClusterSnapshot swept = Sample::cluster();
    ClusterSnapshot before = swept;
    for (NodeSnapshot &node : before.nodes)
        node = {.spec = node.spec};
    m_state->apply(SnapshotRestored{before});
    m_state->apply(SweepStarted{Sample::now(), {}});
    for (const NodeSnapshot &node : swept.nodes)
        m_state->apply(NodeRestored{node}); // the last ones in the same turn of the event loop as the end
    m_state->apply(SweepFinished{Sample::now()});
    QTRY_COMPARE(matrix()->header()->length(), matrix()->viewport()->width());
    everyCellFits();
}

void tst_ViewsLayout::columnsFollowTheWindowUntilOneIsDragged()
{
    speak(QLocale(QLocale::English));
    openWindow({1280, 800});
    load();
    QTRY_COMPARE(matrix()->header()->length(), matrix()->viewport()->width());
    const int build = int(MatrixColumn::Build);
    const int narrow = matrix()->header()->sectionSize(build);
    m_window->resize(1900, 1000);
    QTRY_VERIFY(matrix()->header()->sectionSize(build) > narrow);
    QTRY_COMPARE(matrix()->header()->length(), matrix()->viewport()->width());
    matrix()->header()->resizeSection(build, 99);
    m_window->resize(1280, 800);
    QTRY_COMPARE(m_window->width(), 1280);
    QCOMPARE(matrix()->header()->sectionSize(build), 99);
    matrix()->columns()->setAutomatic(true);
    QCOMPARE(matrix()->header()->length(), matrix()->viewport()->width());
}

void tst_ViewsLayout::anotherInventoryIsMeasuredAnew()
{
    speak(QLocale(QLocale::English));
    openWindow({1280, 800});
    load();
    QTRY_COMPARE(matrix()->header()->length(), matrix()->viewport()->width());
    const int before = matrix()->header()->sectionSize(int(MatrixColumn::Node));
    m_state->apply(SnapshotRestored{Sample::largeCluster(1000)}); // "compute0001" is longer than "compute01"
    QTRY_VERIFY(matrix()->header()->sectionSize(int(MatrixColumn::Node)) > before);
}

void tst_ViewsLayout::wordsCountInAnyLocale_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("two");
    const QString one = u"1 needs attention"_s;
    const QString two = u"2 need attention"_s;
    QTest::newRow("C") << QLocale::c() << one << two;
    QTest::newRow("English") << QLocale(u"en_US"_s) << one << two;
    QTest::newRow("British") << QLocale(u"en_GB"_s) << one << two;
    QTest::newRow("without a catalogue") << QLocale(u"de_DE"_s) << one << two;
    QTest::newRow("Korean") << QLocale(u"ko_KR"_s) << u"주의 1"_s << u"주의 2"_s;
}

void tst_ViewsLayout::wordsCountInAnyLocale()
{
    QFETCH(QLocale, locale);
    QFETCH(QString, one);
    QFETCH(QString, two);
    speak(locale);
    SummaryChips chips;
    chips.setSummary({.attention = 1});
    QCOMPARE(chips.text(), one);
    chips.setSummary({.attention = 2});
    QCOMPARE(chips.text(), two);
}

void tst_ViewsLayout::everyButtonWithoutTextHasNameAndToolTip_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("English") << QLocale(QLocale::English);
    QTest::newRow("Korean") << QLocale(QLocale::Korean);
}

void tst_ViewsLayout::everyButtonWithoutTextHasNameAndToolTip()
{
    QFETCH(QLocale, locale);
    speak(locale);
    openWindow({1280, 800});
    load();
    m_window->findChild<FilterLine *>()->setText(u"compute"_s); // shows the button that clears it
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s)});
    int seen = 0;
    for (const QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || !button->text().isEmpty() || button->focusPolicy() == Qt::NoFocus)
            continue;
        const QString where = QString::fromLatin1(button->metaObject()->className()) + u' '
                              + button->objectName();
        QVERIFY2(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty(), qPrintable(where));
    }
    for (QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->focusPolicy() == Qt::NoFocus)
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(button);
        QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), qPrintable(button->objectName()));
        ++seen;
    }
    QVERIFY(seen > 10);
}

void tst_ViewsLayout::tabReachesEveryWidgetThatTakesTheKeyboard()
{
    speak(QLocale(QLocale::English));
    openWindow({1440, 900});
    load();
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s)});
    QTest::qWait(0);
    QSet<QWidget *> wanted;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool takesTab = widget->isVisible() && widget->isEnabled()
                              && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy()
                              && widget->window() == m_window.get();
        if (takesTab && qobject_cast<QAbstractButton *>(widget))
            wanted.insert(widget);
    }
    wanted.insert(matrix());
    wanted.insert(m_window->findChild<FilterLine *>());
    QVERIFY(wanted.size() > 10);
    m_window->findChild<FilterLine *>()->setFocus();
    QSet<QWidget *> reached;
    for (int i = 0; i < 200; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (QWidget *widget : wanted)
        QVERIFY2(reached.contains(widget),
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' '
                            + widget->objectName() + u' ' + widget->accessibleName()));
}

void tst_ViewsLayout::panesAndTabsAreReachedByTheirKeys()
{
    speak(QLocale(QLocale::English));
    openWindow({1440, 900});
    load();
    matrix()->setFocus();
    const auto focusName = [] {
        return QApplication::focusWidget() ? QApplication::focusWidget()->accessibleName() : QString();
    };
    const auto *tabs = m_window->findChild<QTabWidget *>();
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QCOMPARE(focusName(), u"Chain of the selected node"_s);
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(tabs->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(matrix()->hasFocus());
    QTest::keyClick(m_window.get(), Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(tabs->isAncestorOf(QApplication::focusWidget()));
    for (int tab : {1, 2, 3, 0}) {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + tab), Qt::ControlModifier);
        QCOMPARE(tabs->currentIndex(), tab);
        QVERIFY(tabs->isAncestorOf(QApplication::focusWidget()));
    }
}

void tst_ViewsLayout::sizeAndPlaceAreKeptUntilTheNextRun()
{
    speak(QLocale(QLocale::English));
    openWindow({790, 650}); // what the screen of a test can hold
    load();
    const QSize size = m_window->size();
    matrix()->header()->moveSection(matrix()->header()->visualIndex(int(MatrixColumn::Services)), 2);
    m_window->close();

    openWindow({});
    QCOMPARE(m_window->size(), size);
    load();
    QCOMPARE(matrix()->header()->visualIndex(int(MatrixColumn::Services)), 2);
    // Nobody has dragged a column, so they still follow the window.
    QVERIFY(matrix()->columns()->isAutomatic());
    m_window->resize(1500, 900);
    QTRY_COMPARE(matrix()->header()->length(), matrix()->viewport()->width());
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(u"Fusion"_s);
    tst_ViewsLayout test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_viewslayout.moc"
