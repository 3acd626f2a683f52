// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window as a person uses it: clicks and keys on the sample cluster, intents out, values in. Any Qt warning
// fails the test that caused it.

#include "models/activitymodel.h"
#include "models/remediation/stepoutcome.h"
#include "tests/samplecluster.h"
#include "views/credentialdialog.h"
#include "views/filterline.h"
#include "views/findingcard.h"
#include "views/hostkeydialogs.h"
#include "views/leavequestion.h"
#include "views/loglinesview.h"
#include "views/mainwindow.h"
#include "views/matrixpanel.h"
#include "views/matrixview.h"
#include "views/remediationpanel.h"
#include "views/startpage.h"
#include "views/stepcard.h"
#include "views/summarychips.h"
#include "views/worklist.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

QtMessageHandler previousHandler = nullptr;
QStringList warnings;

void collectWarnings(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    // The offscreen platform has no window manager; that is no fault of the window.
    if (text.startsWith(u"This plugin does not support"_s))
        return;
    if (type != QtDebugMsg && type != QtInfoMsg)
        warnings.append(text);
    previousHandler(type, context, text);
}

} // namespace

class tst_Views : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void startPageOffersPracticeOpenImportAndRecent();
    void filterLineNarrowsTheMatrixAndShowsMistakes();
    void chipsFilterByState();
    void completionOffersKeysAndThisClustersValues();
    void groupingAndColumnsAreChosenFromMenus();
    void groupsStayCollapsedAndExpandedOverFiltering();
    void brokenNodeLeadsToTheFixIntent();
    void knownLogLinesLeadToTheirPlaybook();
    void severalNodesShareOneCard();
    void approvedPlansAreTheVeryPlansShown();
    void refusedPlansSayWhy();
    void decliningRunsNothing();
    void stepCardsFollowTheRun();
    void whatNeedsDoingLeadsToItsPlan();
    void theOutcomeComesIntoSight();
    void theWindowDoesNotCloseOnARunUnasked();
    void undoIsOfferedWhenARunEndsWithoutAFix();
    void stoppingAndCancellingNameTheRun();
    void howManyNodesMayBeDownIsChosenWhereSeveralReboot();
    void theWholePathWorksByKeyboard();
    void anUnexplainedKeyNeedsItsLastCharacters();
    void anExplainedKeyShowsWhyAndNeedsACheckMark();
    void aPlanForAnUnexplainedKeyLeadsToItsReview();
    void questionsAreAnsweredOnceAndInOrder();
    void withdrawnQuestionsAreNotAnswered();
    void evidenceOpensInItsTab();
    void everyFocusableWidgetHasAName();
    void everyButtonFitsItsText_data();
    void everyButtonFitsItsText();
    void stateIsRestoredByTheNextWindow();
    void damagedSettingsDoNoHarm();
    void themesChangeEveryColourWithoutARestart();
    void aThousandNodesTakeASweep();

private:
    template<typename T>
    T *child(const QString &name = {}) const
    {
        const auto children = m_window->findChildren<T *>(name);
        for (T *candidate : children) {
            if (candidate->isVisible())
                return candidate;
        }
        return children.value(0);
    }
    MatrixView *matrix() const { return child<MatrixView>(); }
    NodeMatrixProxyModel *proxy() const { return child<MatrixPanel>()->proxy(); }
    void load() { m_state->apply(SnapshotRestored{Sample::cluster()}); }
    void clickNode(const QString &node, Qt::KeyboardModifiers modifiers = {});
    QStringList shownCards() const;
    void openWindow();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ClusterState> m_state;
    std::unique_ptr<MainWindow> m_window;
};

void tst_Views::initTestCase()
{
    previousHandler = qInstallMessageHandler(collectWarnings);
}

void tst_Views::init()
{
    warnings.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_state = std::make_unique<ClusterState>(Knowledge{});
    openWindow();
}

void tst_Views::openWindow()
{
    m_window = std::make_unique<MainWindow>(m_state.get(), m_settings.get());
    m_window->setClock([] { return Sample::now(); });
    m_window->resize(1500, 950);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_Views::cleanup()
{
    m_window.reset();
    m_state.reset();
    QCOMPARE(warnings, QStringList());
}

void tst_Views::clickNode(const QString &node, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = proxy()->indexOf(node);
    QVERIFY2(index.isValid(), qPrintable(node));
    matrix()->scrollTo(index);
    QTest::mouseClick(matrix()->viewport(), Qt::LeftButton, modifiers, matrix()->visualRect(index).center());
}

QStringList tst_Views::shownCards() const
{
    QStringList titles;
    for (const FindingCard *card : m_window->findChildren<FindingCard *>()) {
        if (card->isVisible())
            titles.append(card->findChild<QLabel *>()->text());
    }
    return titles;
}

void tst_Views::startPageOffersPracticeOpenImportAndRecent()
{
    auto *page = child<StartPage>();
    QVERIFY(page->isVisible());
    QSignalSpy practice(m_window.get(), &MainWindow::practiceRequested);
    for (QAbstractButton *button : page->findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == u"Practice cluster"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(practice.count(), 1);

    m_window->showErrors(
        u"The inventory cannot be read"_s,
        {{ErrorCode::InvalidInput, u"unknown key “grups”"_s, u"lab.yaml:3:1"_s, u"groups"_s}});
    bool shown = false;
    for (const QLabel *label : page->findChildren<QLabel *>())
        shown |= label->isVisible() && label->text().contains(u"lab.yaml:3:1"_s);
    QVERIFY(shown);

    load();
    QVERIFY(!page->isVisible());
    m_window->close();
    m_state->apply(InventoryLoaded{});
    openWindow();
    QSignalSpy open(m_window.get(), &MainWindow::openInventoryRequested);
    for (QAbstractButton *button : child<StartPage>()->findChildren<QAbstractButton *>()) {
        if (button->text() == u"hpc-lab.yaml"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(open.count(), 1);
    QCOMPARE(open.first().first().toString(), u"/etc/vermagic/hpc-lab.yaml"_s);
}

void tst_Views::filterLineNarrowsTheMatrixAndShowsMistakes()
{
    load();
    auto *line = child<FilterLine>();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(line->hasFocus());
    QTest::keyClicks(line, u"state:broken group:login"_s);
    QTRY_COMPARE(proxy()->shownNodes(), QStringList{u"headnode"_s});

    QSignalSpy mistakes(line, &FilterLine::mistakeChanged);
    line->setText(u"kernl:6"_s);
    QTRY_COMPARE(mistakes.count(), 1);
    QVERIFY(mistakes.first().first().toString().contains(u"kernl"_s));
    QCOMPARE(proxy()->shownNodes(), QStringList{u"headnode"_s}); // what was understood last stays
    line->clear();
    QTRY_COMPARE(proxy()->shownNodes().size(), 12);
}

void tst_Views::chipsFilterByState()
{
    load();
    auto *chips = child<SummaryChips>();
    QTRY_VERIFY(chips->text().contains(u"2 broken"_s));
    for (QAbstractButton *chip : chips->findChildren<QAbstractButton *>()) {
        if (chip->text() == u"2 broken"_s)
            QTest::mouseClick(chip, Qt::LeftButton);
    }
    QCOMPARE(proxy()->shownNodes(), (QStringList{u"compute02"_s, u"headnode"_s}));
}

void tst_Views::completionOffersKeysAndThisClustersValues()
{
    load();
    auto *line = child<FilterLine>();
    line->setFocus();
    QTest::keyClicks(line, u"gro"_s);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"group:"_s);
    QTest::keyClicks(line, u"l"_s);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"group:login"_s);
    QTRY_COMPARE(proxy()->shownNodes(), (QStringList{u"headnode"_s, u"login02"_s}));
}

void tst_Views::groupingAndColumnsAreChosenFromMenus()
{
    load();
    auto *panel = child<MatrixPanel>();
    for (QAction *action : panel->groupMenu()->actions()) {
        if (action->text() == u"state"_s)
            action->trigger();
    }
    QCOMPARE(proxy()->index(1, 0).data(NodeMatrixModel::GroupKeyRole).toString(), u"Broken"_s);
    QVERIFY(matrix()->isExpanded(proxy()->index(1, 0)));

    QAction *headers = nullptr;
    for (QAction *action : panel->columnMenu()->actions()) {
        if (action->text() == u"Headers"_s)
            headers = action;
    }
    QVERIFY(headers);
    headers->trigger();
    QVERIFY(matrix()->isColumnHidden(int(MatrixColumn::Headers)));
    headers->trigger();
    QVERIFY(!matrix()->isColumnHidden(int(MatrixColumn::Headers)));

    const int section = int(MatrixColumn::Health);
    const QPoint title(matrix()->header()->sectionViewportPosition(section) + 20, 10);
    QTest::mouseClick(matrix()->header()->viewport(), Qt::LeftButton, {}, title);
    QCOMPARE(proxy()->sortColumn(), section);
}

void tst_Views::groupsStayCollapsedAndExpandedOverFiltering()
{
    load();
    const auto group = [this](const QString &key) {
        for (int row = 0; row < proxy()->rowCount(); ++row) {
            if (proxy()->index(row, 0).data(NodeMatrixModel::GroupKeyRole).toString() == key)
                return proxy()->index(row, 0);
        }
        return QModelIndex();
    };
    QTest::mouseClick(matrix()->viewport(), Qt::LeftButton, {},
                      matrix()->visualRect(group(u"compute"_s)).topLeft() + QPoint(12, 12));
    QVERIFY(!matrix()->isExpanded(group(u"compute"_s)));
    auto *line = child<FilterLine>();
    line->setText(u"group:login"_s);
    line->applyNow();
    line->clear();
    line->applyNow();
    QVERIFY(!matrix()->isExpanded(group(u"compute"_s)));
    QVERIFY(matrix()->isExpanded(group(u"login"_s)));
    QVERIFY(matrix()->isExpanded(group(u"controller"_s)));
}

void tst_Views::brokenNodeLeadsToTheFixIntent()
{
    load();
    QSignalSpy fix(m_window.get(), &MainWindow::remediationRequested);
    clickNode(u"compute02"_s);
    QCOMPARE(shownCards().value(0), u"Root cause: Headers for the running kernel are missing"_s);
    QTest::mouseClick(child<QPushButton>(u"fixButton"_s), Qt::LeftButton);
    QCOMPARE(fix.count(), 1);
    QCOMPARE(fix.first()[0].toStringList(), QStringList{u"compute02"_s});
    QCOMPARE(fix.first()[1].toString(), u"beegfs-dkms-build"_s);

    clickNode(u"compute01"_s);
    QCOMPARE(shownCards(), QStringList());
}

/// The root cause shows what the logs say of it, the node's output all of it; harmless lines offer nothing.
void tst_Views::knownLogLinesLeadToTheirPlaybook()
{
    load();
    NodeSnapshot node = *m_state->snapshot().node(u"compute02"_s);
    const QString line = u"beegfs: disagrees about version of symbol module_layout"_s;
    node.diagnosis.logLines = {{.signature = u"kernel-symbol-version"_s,
                                .severity = Severity::Error,
                                .title = u"beegfs was built for another kernel"_s,
                                .meaning = u"It has another form there."_s,
                                .hint = u"Build it anew."_s,
                                .playbook = u"mount-or-service-down"_s,
                                .channel = u"journal"_s,
                                .line = line},
                               {.signature = u"kernel-taint-out-of-tree"_s,
                                .benign = true,
                                .title = u"beegfs is not part of the kernel"_s,
                                .meaning = u"No fault."_s,
                                .channel = u"journal"_s,
                                .line = u"beegfs: loading out-of-tree module taints kernel."_s}};
    m_state->apply(NodeRestored{node});
    clickNode(u"compute02"_s);
    QStringList onCard;
    for (const QLabel *label : child<FindingCard>()->findChildren<QLabel *>())
        onCard.append(label->text());
    QVERIFY(onCard.contains(line));
    QVERIFY(!onCard.contains(u"beegfs is not part of the kernel"_s));

    auto *lines = m_window->findChild<LogLinesView *>();
    QVERIFY(lines);
    QStringList shown;
    for (const QLabel *label : lines->findChildren<QLabel *>())
        shown.append(label->text());
    QVERIFY(shown.contains(u"error: beegfs was built for another kernel"_s));
    QVERIFY(shown.contains(u"known, harmless: beegfs is not part of the kernel"_s));
    const QList<QPushButton *> buttons = lines->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 1);
    QSignalSpy fix(m_window.get(), &MainWindow::remediationRequested);
    buttons[0]->click();
    QCOMPARE(fix.count(), 1);
    QCOMPARE(fix.first()[0].toStringList(), QStringList{u"compute02"_s});
    QCOMPARE(fix.first()[1].toString(), u"mount-or-service-down"_s);
}

void tst_Views::severalNodesShareOneCard()
{
    load();
    QSignalSpy fix(m_window.get(), &MainWindow::remediationRequested);
    clickNode(u"compute03"_s);
    clickNode(u"login02"_s, Qt::ControlModifier);
    clickNode(u"compute01"_s, Qt::ControlModifier);
    QCOMPARE(shownCards().size(), 2); // one cause, but two playbooks for it
    for (const QPushButton *button : m_window->findChildren<QPushButton *>())
        QVERIFY(!button->isVisible() || button->text() != u"Show evidence"_s); // whose, of several?
    QTest::keyClick(matrix(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(fix.count(), 1);
    QStringList nodes = fix.first()[0].toStringList();
    nodes.sort();
    QCOMPARE(nodes, (QStringList{u"compute01"_s, u"compute03"_s, u"login02"_s}));
    QCOMPARE(fix.first()[1].toString(), QString());
}

void tst_Views::approvedPlansAreTheVeryPlansShown()
{
    load();
    const QList<Plan> plans{Sample::plan(u"compute02"_s, u"run-1"_s),
                            Sample::plan(u"compute07"_s, u"run-2"_s)};
    QList<Plan> approved;
    int approvals = 0;
    connect(m_window.get(), &MainWindow::planApproved, this, [&](const QList<Plan> &given) {
        approved = given;
        ++approvals;
    });
    m_window->showPlan(plans);
    auto *list = child<RemediationPanel>()->findChild<QListWidget *>();
    QVERIFY(list->isVisible());
    QVERIFY(list->item(0)->text().contains(u"canary"_s));
    QVERIFY(!list->item(1)->text().contains(u"canary"_s));
    QCOMPARE(child<RemediationPanel>()->findChildren<StepCard *>().size(), plans.first().steps.size());
    auto *approve = child<QPushButton>(u"approveButton"_s);
    QCOMPARE(approve->text(), u"Run on 2 nodes"_s);
    QTest::mouseClick(approve, Qt::LeftButton);
    QCOMPARE(approvals, 1);
    QCOMPARE(approved, plans);
    QVERIFY(!approve->isVisible());
}

void tst_Views::refusedPlansSayWhy()
{
    load();
    m_window->showPlanRefused(u"compute02"_s,
                              {ErrorCode::InvalidInput, u"The kernel release is not one."_s, {}, {}});
    bool said = false;
    for (const QLabel *label : child<RemediationPanel>()->findChildren<QLabel *>())
        said |= label->isVisible() && label->text().contains(u"The kernel release is not one."_s);
    QVERIFY(said);
}

void tst_Views::decliningRunsNothing()
{
    load();
    QSignalSpy approved(m_window.get(), &MainWindow::planApproved);
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s)});
    QTest::mouseClick(child<QPushButton>(u"declineButton"_s), Qt::LeftButton);
    QCOMPARE(approved.count(), 0);
    QTRY_COMPARE(child<RemediationPanel>()->findChildren<StepCard *>().size(), 0);
}

void tst_Views::stepCardsFollowTheRun()
{
    load();
    const Plan plan = Sample::plan(u"compute02"_s, u"run-1"_s);
    m_window->showPlan({plan});
    QTest::mouseClick(child<QPushButton>(u"approveButton"_s), Qt::LeftButton);
    for (const RunEvent &event : Sample::halfRun(plan))
        m_state->apply(event);
    auto *panel = child<RemediationPanel>();
    const auto states = [panel] {
        QList<StepState> list;
        for (const StepCard *card : panel->findChildren<StepCard *>())
            list.append(card->state());
        return list;
    };
    using enum StepState;
    QTRY_COMPARE(states(), (QList{Succeeded, Running, Pending, Pending, Pending}));
    QVERIFY(child<QPushButton>(u"stopButton"_s)->isVisible());
    m_state->apply(StepOutput{plan.id, RunPhase::Steps, 1, u"LD [M] beegfs.ko\n"_s});
    const auto output = [panel] {
        for (const QPlainTextEdit *log : panel->findChildren<QPlainTextEdit *>()) {
            if (log->isVisible())
                return log->toPlainText();
        }
        return QString();
    };
    QTRY_VERIFY(output().endsWith(u"LD [M] beegfs.ko\n"_s));
    QVERIFY(output().startsWith(u"Sign command"_s));
    for (const RunEvent &event : Sample::restOfRun(plan))
        m_state->apply(event);
    QTRY_COMPARE(states(), (QList{Succeeded, Succeeded, Succeeded, Succeeded, Succeeded}));
    bool fixed = false;
    for (const QLabel *label : panel->findChildren<QLabel *>())
        fixed |= label->isVisible() && label->text() == u"Fixed: a fresh probe no longer finds the fault."_s;
    QVERIFY(fixed);
    QVERIFY(!child<QPushButton>(u"stopButton"_s)->isVisible());
    QCOMPARE(child<QTabWidget>()->tabText(0), u"Remediation · compute02"_s);
}

void tst_Views::whatNeedsDoingLeadsToItsPlan()
{
    load();
    QSignalSpy fix(m_window.get(), &MainWindow::remediationRequested);
    auto *work = child<WorkList>();
    QVERIFY(work->isVisible());
    QCOMPARE(work->count(), sharedCauses(m_state->snapshot(), proxy()->shownNodes()).size());
    QTest::mouseClick(child<QPushButton>(u"fixCauseButton"_s), Qt::LeftButton);
    QCOMPARE(fix.count(), 1);
    QCOMPARE(fix.first().first().toStringList(), QStringList{u"compute02"_s});
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s)});
    QVERIFY(!work->isVisible());
    QTest::mouseClick(child<QPushButton>(u"declineButton"_s), Qt::LeftButton);
    QVERIFY(work->isVisible());
}

void tst_Views::theOutcomeComesIntoSight()
{
    m_window->resize(1280, 700);
    load();
    const Plan plan = Sample::plan(u"compute02"_s, u"run-1"_s);
    m_window->showPlan({plan});
    QTest::mouseClick(child<QPushButton>(u"approveButton"_s), Qt::LeftButton);
    for (const RunEvent &event : Sample::halfRun(plan) + Sample::restOfRun(plan))
        m_state->apply(event);
    const auto inSight = [this] {
        for (const QLabel *label : child<RemediationPanel>()->findChildren<QLabel *>()) {
            if (label->text() == u"Fixed: a fresh probe no longer finds the fault."_s)
                return label->visibleRegion().boundingRect() == label->rect();
        }
        return false;
    };
    QTRY_VERIFY(inSight());
    QTest::mouseClick(child<QPushButton>(u"leaveButton"_s), Qt::LeftButton);
    QVERIFY(child<WorkList>()->isVisible());
}

void tst_Views::theWindowDoesNotCloseOnARunUnasked()
{
    load();
    const Plan plan = Sample::plan(u"compute02"_s, u"run-1"_s);
    for (const RunEvent &event : Sample::halfRun(plan))
        m_state->apply(event);
    QVERIFY(!m_window->close());
    auto *question = child<LeaveQuestion>();
    QTRY_VERIFY(question->isVisible());
    QVERIFY(question->detailedText().contains(u"compute02"_s));
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(m_window->findChildren<LeaveQuestion *>().isEmpty());
    QVERIFY(m_window->isVisible());

    QVERIFY(!m_window->close());
    QTest::mouseClick(child<QPushButton>(u"leaveNowButton"_s), Qt::LeftButton);
    QTRY_VERIFY(!m_window->isVisible());
}

void tst_Views::undoIsOfferedWhenARunEndsWithoutAFix()
{
    load();
    QSignalSpy undo(m_window.get(), &MainWindow::undoRequested);
    Plan plan = Sample::plan(u"compute02"_s, u"run-1"_s);
    plan.steps[0].undo = CommandSpec{.argv = {u"apt-get"_s, u"remove"_s, u"-y"_s, u"linux-headers"_s}};
    for (const RunEvent &event : Sample::halfRun(plan))
        m_state->apply(event);
    QTRY_VERIFY(child<QPushButton>(u"stopButton"_s)->isVisible());
    QVERIFY(!child<QPushButton>(u"undoButton"_s)->isVisible());
    m_state->apply(
        RunFinished{plan.id, RunOutcome::Stopped, u"stopped before “Load the module”"_s, Sample::now()});
    QTRY_VERIFY(child<QPushButton>(u"undoButton"_s)->isVisible());
    QTest::mouseClick(child<QPushButton>(u"undoButton"_s), Qt::LeftButton);
    QCOMPARE(undo.count(), 1);
    QCOMPARE(undo.first().first().toString(), plan.id);

    const Plan back = undoPlan(m_state->snapshot().runs.last(), u"run-2"_s).value();
    m_window->showPlan({back});
    QVERIFY(!child<QPushButton>(u"undoButton"_s)->isVisible());
    QTest::mouseClick(child<QPushButton>(u"approveButton"_s), Qt::LeftButton);
    m_state->apply(RunStarted{back, u"admin"_s, Sample::now()});
    m_state->apply(RunFinished{back.id, RunOutcome::Undone, u"looked at anew"_s, Sample::now()});
    // What is undone is not offered again, and undoing is not undone either.
    QVERIFY(!offersUndo(m_state->snapshot().runs.first(), m_state->snapshot().runs));
    QTRY_VERIFY(child<QPushButton>(u"leaveButton"_s)->isVisible());
    QVERIFY(!child<QPushButton>(u"undoButton"_s)->isVisible());
}

void tst_Views::stoppingAndCancellingNameTheRun()
{
    load();
    QSignalSpy stop(m_window.get(), &MainWindow::stopAfterStepRequested);
    QSignalSpy cancel(m_window.get(), &MainWindow::cancelRunRequested);
    const Plan plan = Sample::plan(u"compute02"_s, u"run-1"_s);
    for (const RunEvent &event : Sample::halfRun(plan))
        m_state->apply(event);
    QTRY_VERIFY(child<QPushButton>(u"stopButton"_s)->isVisible());
    QTest::mouseClick(child<QPushButton>(u"stopButton"_s), Qt::LeftButton);
    QVERIFY(!child<QPushButton>(u"stopButton"_s)->isEnabled());
    QTest::mouseClick(child<QPushButton>(u"cancelRunButton"_s), Qt::LeftButton);
    QCOMPARE(stop.count(), 1);
    QCOMPARE(stop.first().first().toString(), u"run-1"_s);
    QCOMPARE(cancel.count(), 1);
    QCOMPARE(cancel.first().first().toString(), u"run-1"_s);
}

void tst_Views::howManyNodesMayBeDownIsChosenWhereSeveralReboot()
{
    load();
    QSignalSpy approved(m_window.get(), &MainWindow::planApproved);
    QList<Plan> plans{Sample::plan(u"compute02"_s, u"run-1"_s), Sample::plan(u"compute07"_s, u"run-2"_s),
                      Sample::plan(u"compute08"_s, u"run-3"_s)};
    m_window->showPlan(plans);
    auto *number = child<QSpinBox>(u"maxUnavailable"_s);
    QVERIFY(!number->isVisible());
    for (Plan &plan : plans)
        plan.reboots = true;
    m_window->showPlan({plans.constFirst()});
    QVERIFY(!number->isVisible());
    m_window->showPlan(plans);
    QVERIFY(number->isVisible());
    QCOMPARE(number->value(), 1);
    number->setValue(99);
    QCOMPARE(number->value(), 3);
    number->setValue(2);
    QTest::mouseClick(child<QPushButton>(u"approveButton"_s), Qt::LeftButton);
    QCOMPARE(approved.count(), 1);
    QCOMPARE(approved.first().at(1).toInt(), 2);
    QVERIFY(!number->isVisible());
}

void tst_Views::theWholePathWorksByKeyboard()
{
    load();
    QSignalSpy refresh(m_window.get(), &MainWindow::refreshRequested);
    QSignalSpy fix(m_window.get(), &MainWindow::remediationRequested);
    QSignalSpy approved(m_window.get(), &MainWindow::planApproved);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(refresh.count(), 1);
    QCOMPARE(refresh.first().first().toStringList(), QStringList());

    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"compute02"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(proxy()->shownNodes(), QStringList{u"compute02"_s});
    for (int i = 0; i < 40 && QApplication::focusWidget() != matrix(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(matrix()->hasFocus());
    QTest::keyClick(matrix(), Qt::Key_End);
    QCOMPARE(matrix()->selectedNodes(), QStringList{u"compute02"_s});
    QTest::keyClick(matrix(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(fix.count(), 1);
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s)});
    QCOMPARE(QApplication::focusWidget()->objectName(), u"approveButton"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(approved.count(), 1);
}

void tst_Views::anUnexplainedKeyNeedsItsLastCharacters()
{
    load();
    QSignalSpy replace(m_window.get(), &MainWindow::replaceHostKeyRequested);
    const QModelIndex index = proxy()->indexOf(u"compute05"_s);
    QTest::mouseClick(matrix()->viewport(), Qt::LeftButton, {}, matrix()->noticeLinkRect(index).center());
    QTRY_VERIFY(child<ChangedKeyDialog>());
    auto *dialog = child<ChangedKeyDialog>();
    const HostKeyChange change = *m_state->snapshot().node(u"compute05"_s)->hostKeyChange;
    QCOMPARE(dialog->findChild<QLabel *>(u"oldFingerprint"_s)->text(), change.oldFingerprint);
    QCOMPARE(dialog->findChild<QLabel *>(u"newFingerprint"_s)->text(), change.newFingerprint);
    auto *button = dialog->findChild<QPushButton *>(u"replaceButton"_s);
    QVERIFY(!button->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return); // what is pressed without reading keeps the old key
    QTRY_VERIFY(!child<ChangedKeyDialog>());
    QCOMPARE(replace.count(), 0);

    matrix()->setFocus();
    matrix()->setCurrentIndex(proxy()->indexOf(u"compute05"_s));
    QTest::keyClick(matrix(), Qt::Key_Return);
    QTRY_VERIFY(child<ChangedKeyDialog>());
    dialog = child<ChangedKeyDialog>();
    QVERIFY(!dialog->findChild<QCheckBox *>(u"sureBox"_s));
    auto *typed = dialog->findChild<QLineEdit *>(u"fingerprintEdit"_s);
    button = dialog->findChild<QPushButton *>(u"replaceButton"_s);
    QTest::keyClicks(typed, change.oldFingerprint.right(8));
    QVERIFY(!button->isEnabled());
    typed->clear();
    QTest::keyClicks(typed, change.newFingerprint.right(8));
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(replace.count(), 1);
    QCOMPARE(replace.first().first().toString(), u"compute05"_s);
}

void tst_Views::anExplainedKeyShowsWhyAndNeedsACheckMark()
{
    load();
    QSignalSpy replace(m_window.get(), &MainWindow::replaceHostKeyRequested);
    const QString fingerprint = m_state->snapshot().node(u"compute05"_s)->hostKeyChange->newFingerprint;
    NodeSnapshot node = *m_state->snapshot().node(u"compute05"_s);
    node.hostKeyChange->evidence = {
        publishedEvidence({.file = u"/srv/keys"_s, .fingerprints = {fingerprint}}, fingerprint)};
    m_state->apply(NodeRestored{node});
    matrix()->setFocus();
    matrix()->setCurrentIndex(proxy()->indexOf(u"compute05"_s));
    QTest::keyClick(matrix(), Qt::Key_Return);
    QTRY_VERIFY(child<ChangedKeyDialog>());
    auto *dialog = child<ChangedKeyDialog>();
    QStringList texts;
    for (const QLabel *label : dialog->findChild<QWidget *>(u"evidenceCard"_s)->findChildren<QLabel *>())
        texts.append(label->text());
    QVERIFY2(texts.join(u'\n').contains(u"the same key is published in /srv/keys"),
             qPrintable(texts.join(u'\n')));
    auto *button = dialog->findChild<QPushButton *>(u"replaceButton"_s);
    QVERIFY(!button->isEnabled());
    dialog->findChild<QCheckBox *>(u"sureBox"_s)->click();
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(replace.count(), 1);
}

void tst_Views::aPlanForAnUnexplainedKeyLeadsToItsReview()
{
    load();
    QSignalSpy approved(m_window.get(), &MainWindow::planApproved);
    Plan plan = Sample::plan(u"compute05"_s, u"run-1"_s);
    plan.steps = {{.id = u"replace"_s, .title = u"Replace"_s, .kind = StepKind::ReplaceHostKey}};
    m_window->showPlan({plan});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_VERIFY(child<ChangedKeyDialog>());
    QCOMPARE(approved.count(), 0);
    child<ChangedKeyDialog>()->reject();
    plan.steps.first().hostKeyExplained = true;
    m_window->showPlan({plan});
    m_window->findChild<QPushButton *>(u"approveButton"_s)->click();
    QCOMPARE(approved.count(), 1);
}

void tst_Views::questionsAreAnsweredOnceAndInOrder()
{
    load();
    QStringList answers;
    connect(m_window.get(), &MainWindow::hostKeyAnswered, this,
            [&](quint64 id, bool accept) { answers.append(u"key %1 %2"_s.arg(id).arg(accept)); });
    connect(m_window.get(), &MainWindow::credentialAnswered, this,
            [&](quint64 id, const std::optional<QByteArray> &secret) {
                answers.append(
                    u"secret %1 %2"_s.arg(id).arg(secret ? QString::fromUtf8(*secret) : u"declined"_s));
            });
    m_window->askHostKey({.id = 1, .node = u"compute01"_s, .host = u"h"_s, .fingerprint = u"SHA256:abc"_s});
    m_window->askCredential(
        {.id = 2, .kind = CredentialKind::SudoPassword, .node = u"compute01"_s, .scope = u"compute"_s});
    m_window->askHostKey({.id = 3, .node = u"compute02"_s, .host = u"h"_s, .fingerprint = u"SHA256:def"_s});
    m_window->askCredential({.id = 4, .kind = CredentialKind::Password, .node = u"compute02"_s});
    QTRY_VERIFY(child<HostKeyDialog>());
    QVERIFY(!child<CredentialDialog>());
    QTest::keyClick(child<HostKeyDialog>(), Qt::Key_Return); // refusing is the default
    QTRY_VERIFY(child<CredentialDialog>());
    auto *line = child<QLineEdit>(u"secretLine"_s);
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    QTest::keyClicks(line, u"s3cret"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(child<HostKeyDialog>() && child<HostKeyDialog>()->isVisible());
    QTest::mouseClick(child<QPushButton>(u"acceptButton"_s), Qt::LeftButton);
    QTRY_VERIFY(child<CredentialDialog>() && child<CredentialDialog>()->isVisible());
    child<CredentialDialog>()->close();
    QCOMPARE(answers,
             (QStringList{u"key 1 0"_s, u"secret 2 s3cret"_s, u"key 3 1"_s, u"secret 4 declined"_s}));
}

void tst_Views::withdrawnQuestionsAreNotAnswered()
{
    load();
    QSignalSpy answered(m_window.get(), &MainWindow::hostKeyAnswered);
    m_window->askHostKey({.id = 1, .node = u"compute01"_s});
    m_window->askHostKey({.id = 2, .node = u"compute02"_s});
    m_window->withdrawQuestion(1);
    QTRY_COMPARE(m_window->findChildren<HostKeyDialog *>().size(), 1);
    m_window->withdrawQuestion(2);
    QTRY_COMPARE(m_window->findChildren<HostKeyDialog *>().size(), 0);
    QCOMPARE(answered.count(), 0);
}

void tst_Views::evidenceOpensInItsTab()
{
    load();
    clickNode(u"compute02"_s);
    for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->accessibleName() == u"Evidence for DKMS"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(child<QTabWidget>()->currentIndex(), 2);
    auto *log = child<QTabWidget>()->currentWidget()->findChild<QPlainTextEdit *>();
    QVERIFY(log->toPlainText().contains(u"Your kernel headers for kernel 6.12.43"_s));
}

void tst_Views::everyFocusableWidgetHasAName()
{
    load();
    clickNode(u"compute02"_s);
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s), Sample::plan(u"compute07"_s, u"run-2"_s)});
    for (int tab = 0; tab < child<QTabWidget>()->count(); ++tab) {
        child<QTabWidget>()->setCurrentIndex(tab);
        int seen = 0;
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()
                || qobject_cast<QTabBar *>(widget) || qobject_cast<QTabWidget *>(widget))
                continue;
            if (qobject_cast<QAbstractScrollArea *>(widget->parentWidget()))
                continue; // viewports and headers are reached through their view
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(interface);
            const QString name = interface->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty(), qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' '
                                                 + widget->objectName()));
            ++seen;
        }
        QVERIFY(seen > 8);
    }
}

void tst_Views::everyButtonFitsItsText_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280x800") << QSize(1280, 800);
    QTest::newRow("1920x1080") << QSize(1920, 1080);
}

void tst_Views::everyButtonFitsItsText()
{
    QFETCH(QSize, size);
    m_window->resize(size);
    load();
    clickNode(u"compute02"_s);
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s)});
    QTest::qWait(0);
    for (QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty())
            continue;
        QVERIFY2(button->width() >= button->fontMetrics().horizontalAdvance(button->text().remove(u'&')),
                 qPrintable(button->text()));
        const QRect inWindow(button->mapTo(m_window.get(), QPoint()), button->size());
        QVERIFY2(inWindow.right() <= m_window->width(), qPrintable(button->text()));
    }
}

void tst_Views::stateIsRestoredByTheNextWindow()
{
    load();
    auto *panel = child<MatrixPanel>();
    panel->setGrouping(MatrixGrouping::Kernel);
    panel->columnMenu()->actions().at(int(MatrixColumn::Services))->trigger();
    matrix()->sortByColumn(int(MatrixColumn::Health), Qt::DescendingOrder);
    matrix()->header()->resizeSection(int(MatrixColumn::Health), 231);
    child<FilterLine>()->setText(u"role:client"_s);
    m_window->setTheme(Theme::Dark);
    QSignalSpy live(m_window.get(), &MainWindow::liveIntervalChanged);
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->text() == u"Every 10 s"_s)
            action->trigger();
    }
    QCOMPARE(live.count(), 1);
    QCOMPARE(m_window->liveInterval(), std::chrono::seconds(10));
    m_window->close();

    openWindow();
    QCOMPARE(m_window->liveInterval(), std::chrono::seconds(10));
    QCOMPARE(m_window->theme(), Theme::Dark);
    QCOMPARE(child<MatrixPanel>()->model()->grouping(), MatrixGrouping::Kernel);
    QVERIFY(matrix()->isColumnHidden(int(MatrixColumn::Services)));
    QCOMPARE(matrix()->header()->sectionSize(int(MatrixColumn::Health)), 231);
    QCOMPARE(proxy()->sortColumn(), int(MatrixColumn::Health));
    QCOMPARE(proxy()->sortOrder(), Qt::DescendingOrder);
    QCOMPARE(child<FilterLine>()->text(), u"role:client"_s);
    QCOMPARE(proxy()->filter().terms.size(), 1);
}

void tst_Views::damagedSettingsDoNoHarm()
{
    m_window.reset();
    for (const char *key :
         {"matrix/header", "matrix/grouping", "matrix/columns", "window/geometry", "window/across",
          "window/down", "window/theme", "live/seconds", "inventories/recent", "matrix/filter"})
        m_settings->setValue(QString::fromLatin1(key), u"\x01 not what it should be: \"99999999999"_s);
    openWindow();
    load();
    QVERIFY(matrix()->isVisible());
    QCOMPARE(m_window->liveInterval(), std::chrono::milliseconds(0));
}

void tst_Views::themesChangeEveryColourWithoutARestart()
{
    load();
    clickNode(u"compute02"_s);
    m_window->showPlan({Sample::plan(u"compute02"_s, u"run-1"_s)});
    for (Theme theme : {Theme::Dark, Theme::Light, Theme::Dark}) {
        m_window->setTheme(theme);
        QApplication::processEvents();
        const QColor base = QApplication::palette().color(QPalette::Base);
        QCOMPARE(isDark(QApplication::palette()), theme == Theme::Dark);
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const QColor ink = label->palette().color(label->foregroundRole());
            QVERIFY2(std::abs(ink.lightnessF() - base.lightnessF()) > 0.25f, qPrintable(label->text()));
        }
    }
}

void tst_Views::aThousandNodesTakeASweep()
{
    ClusterSnapshot snapshot = Sample::largeCluster(1000);
    m_state->apply(SnapshotRestored{snapshot});
    m_window->selectNodes({u"compute0500"_s});
    const int scrolledTo = matrix()->verticalScrollBar()->value();
    QSignalSpy changes(child<MatrixPanel>()->model(), &QAbstractItemModel::dataChanged);
    QSignalSpy resets(child<MatrixPanel>()->model(), &QAbstractItemModel::modelReset);
    m_state->apply(SweepStarted{Sample::now(), {}});
    for (const NodeSnapshot &node : snapshot.nodes) {
        NodeSnapshot changed = node;
        changed.diagnosis.headline = u"Seen again"_s;
        changed.diagnosis.state = NodeState::Attention;
        m_state->apply(NodeRestored{changed});
    }
    m_state->apply(SweepFinished{Sample::now()});
    QTRY_COMPARE(matrix()->model()->index(0, 1, proxy()->index(0, 0)).data().toString(), u"Seen again"_s);
    QVERIFY(changes.count() <= 2 * 20); // one run a group and turn, not one a node
    QCOMPARE(resets.count(), 0);
    QCOMPARE(matrix()->selectedNodes(), QStringList{u"compute0500"_s});
    QCOMPARE(matrix()->verticalScrollBar()->value(), scrolledTo);
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setStyle(u"Fusion"_s);
    QTranslator plurals;
    if (plurals.load(u":/i18n/vermagic_en.qm"_s))
        QCoreApplication::installTranslator(&plurals);
    tst_Views test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_views.moc"
