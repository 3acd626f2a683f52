// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The main job of the window with real clicks, over a real sshd: see the broken node, Fix…, approve, healthy.

#include "app/console.h"
#include "app/practice/practicecluster.h"
#include "views/exportdialog.h"
#include "views/mainwindow.h"
#include "views/matrixview.h"

#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 60'000;

/// The row of a node, wherever the matrix has put it.
QModelIndex findRow(const QAbstractItemModel &model, const QString &node, const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(Qt::DisplayRole).toString() == node)
            return index;
        if (const QModelIndex below = findRow(model, node, index); below.isValid())
            return below;
    }
    return {};
}

} // namespace

class TestJourneyWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aBrokenNodeIsSeenFixedAndHealthy();
    void aStoppedFixIsTakenBack();
    void aReportIsExportedWithoutNames();

private:
    NodeState stateOf(const QString &node) const;
    void clickNode(const QString &node);
    QPushButton *button(const QString &name) const;
    void approveFixOf(const QString &node);
    RunRecord lastRun() const;

    QTemporaryDir m_folder;
    std::unique_ptr<PracticeCluster> m_cluster;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Console> m_console;
};

void TestJourneyWindow::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
    m_cluster = std::make_unique<PracticeCluster>(m_folder.filePath(u"practice"_s));
    const Result<QString> inventory = m_cluster->start({.nodes = 6, .story = false, .speed = 1});
    QVERIFY2(inventory, inventory ? "" : qPrintable(toString(inventory.error())));
    QVERIFY(m_cluster->breakNode(u"dkms-not-built"_s, u"compute02"_s));

    m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_console = std::make_unique<Console>(loadKnowledge(shippedKnowledgeFiles()).value(), m_settings.get());
    m_console->window().resize(1440, 900);
    m_console->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_console->window()));
    m_console->openInventory(*inventory);
}

void TestJourneyWindow::cleanupTestCase()
{
    m_console.reset();
    if (m_cluster)
        QVERIFY(m_cluster->stop());
}

NodeState TestJourneyWindow::stateOf(const QString &node) const
{
    const NodeSnapshot *snapshot = m_console->engine().state.snapshot().node(node);
    return snapshot ? snapshot->diagnosis.state : NodeState::Pending;
}

void TestJourneyWindow::clickNode(const QString &node)
{
    auto *matrix = m_console->window().findChild<MatrixView *>();
    const QModelIndex row = findRow(*matrix->model(), node);
    QVERIFY(row.isValid());
    matrix->scrollTo(row);
    QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {}, matrix->visualRect(row).center());
}

/// The button that a person can see and press, or null.
QPushButton *TestJourneyWindow::button(const QString &name) const
{
    const auto buttons = m_console->window().findChildren<QPushButton *>(name);
    for (QPushButton *candidate : buttons) {
        if (candidate->isVisible() && candidate->isEnabled())
            return candidate;
    }
    return nullptr;
}

void TestJourneyWindow::aBrokenNodeIsSeenFixedAndHealthy()
{
    const QString node = u"compute02"_s;
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(node), NodeState::Broken, patience);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"compute01"_s), NodeState::Healthy, patience);
    clickNode(node);
    QCOMPARE(m_console->window().selectedNodes(), QStringList{node});
    QTRY_VERIFY(button(u"fixButton"_s));
    QTest::mouseClick(button(u"fixButton"_s), Qt::LeftButton);
    QTRY_VERIFY(button(u"approveButton"_s));
    QTest::mouseClick(button(u"approveButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->engine().state.snapshot().runs.size(), 1, patience);
    const auto outcome = [this] { return m_console->engine().state.snapshot().runs.constFirst().outcome; };
    QTRY_VERIFY_WITH_TIMEOUT(outcome() != RunOutcome::Running, patience);
    QVERIFY2(outcome() == RunOutcome::Fixed,
             qPrintable(m_console->engine().state.snapshot().runs.constFirst().reason));
    QCOMPARE(stateOf(node), NodeState::Healthy);
}

RunRecord TestJourneyWindow::lastRun() const
{
    const QList<RunRecord> &runs = m_console->engine().state.snapshot().runs;
    return runs.isEmpty() ? RunRecord() : runs.constLast();
}

void TestJourneyWindow::approveFixOf(const QString &node)
{
    clickNode(node);
    QTRY_VERIFY(button(u"fixButton"_s));
    QTest::mouseClick(button(u"fixButton"_s), Qt::LeftButton);
    QTRY_VERIFY(button(u"approveButton"_s));
    QTest::mouseClick(button(u"approveButton"_s), Qt::LeftButton);
}

void TestJourneyWindow::aStoppedFixIsTakenBack()
{
    const QString node = u"compute03"_s;
    ClusterState &state = m_console->engine().state;
    QVERIFY(m_cluster->breakNode(u"headers-missing"_s, node));
    QTest::keyClick(&m_console->window(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(node), NodeState::Broken, patience);

    // Stopped while the headers are being installed, that is after the first step that can be undone.
    const auto stopping = connect(&state, &ClusterState::runChanged, this, [&](const QString &id) {
        const RunRecord run = lastRun();
        if (run.plan.id == id && run.steps.size() > 1 && run.steps[1].state == StepState::Running)
            m_console->engine().runner.stopAfterStep(id);
    });
    approveFixOf(node);
    QTRY_COMPARE_WITH_TIMEOUT(lastRun().plan.node, node, patience);
    QTRY_VERIFY_WITH_TIMEOUT(lastRun().outcome != RunOutcome::Running, patience);
    disconnect(stopping);
    const RunRecord stopped = lastRun();
    QVERIFY2(stopped.outcome == RunOutcome::Stopped, qPrintable(stopped.reason));

    QTRY_VERIFY(button(u"undoButton"_s));
    QTest::mouseClick(button(u"undoButton"_s), Qt::LeftButton);
    QTRY_VERIFY(button(u"approveButton"_s));
    QTest::mouseClick(button(u"approveButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(lastRun().plan.undoes, stopped.plan.id, patience);
    QTRY_VERIFY_WITH_TIMEOUT(lastRun().outcome != RunOutcome::Running, patience);
    QVERIFY2(lastRun().outcome == RunOutcome::Undone, qPrintable(lastRun().reason));
    QCOMPARE(lastRun().plan.steps.size(), 1);
    QVERIFY(lastRun().plan.steps.first().command.argv.contains(u"remove"_s));
    // Installing headers makes DKMS build by itself; that stays. The headers are gone again.
    QVERIFY(lastRun().findingsAfter.contains(stopped.plan.targets.constFirst()));
    QCOMPARE(stateOf(node), NodeState::Broken);
    QTRY_VERIFY(!button(u"undoButton"_s));

    QFile audit(m_console->engine().audit.file());
    QVERIFY(audit.open(QIODevice::ReadOnly));
    const QByteArray log = audit.readAll();
    QVERIFY(log.contains("\"undoes\":\"" + stopped.plan.id.toUtf8() + '"'));
    QVERIFY(log.contains("\"outcome\":\"undone\""));
}

void TestJourneyWindow::aReportIsExportedWithoutNames()
{
    MainWindow &window = m_console->window();
    const auto menus = window.findChildren<QMenu *>();
    const auto menu = std::ranges::find(menus, u"&Export report"_s, &QMenu::title);
    QVERIFY(menu != menus.end());
    (*menu)->actions().first()->trigger(); // text
    auto *dialog = window.findChild<ExportDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->content().contains("compute02"));
    dialog->findChild<QCheckBox *>()->click();
    QVERIFY(!dialog->content().contains("compute0")); // not for a moment
    QTRY_VERIFY(!dialog->content().isEmpty());
    QVERIFY2(!dialog->content().contains("compute0") && dialog->content().contains("node-0"),
             dialog->content().constData());
    const QString file = m_folder.filePath(u"report.txt"_s);
    const QByteArray shown = dialog->content();
    Q_EMIT dialog->fileRequested(file, shown);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), shown);
    dialog->reject();
}

QTEST_MAIN(TestJourneyWindow)
#include "tst_journeywindow.moc"
