// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a desktop is told when nodes change their state, and when it is told nothing: the texts, and a console on the
// practice cluster beside a real notification daemon.

#include "app/console.h"
#include "app/practice/practicecluster.h"
#include "models/notify/desktopnotice.h"
#include "tests/desktopbench.h"
#include "views/mainwindow.h"

#include <QAction>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

constexpr int patience = 60'000;

NodeChange change(const QString &node, std::optional<NodeState> before, NodeState state,
                  const QString &headline = {})
{
    return {.node = node, .before = before, .state = state, .headline = headline, .findings = {}};
}

} // namespace

class TestDesktopNotice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFirstLookIsNoNews();
    void allChangesAreCountedAndSomeAreNamed();
    void whatANodeTellsIsNoMarkup();
    void aBreakAndItsRepairAreToldWhileNobodyLooks();

private:
    void refreshUntil(Console &console, const QString &node, NodeState state);

    QTemporaryDir m_folder;
};

void TestDesktopNotice::aFirstLookIsNoNews()
{
    QVERIFY(!desktopNoticeOf(u"lab"_s, {}));
    QVERIFY(!desktopNoticeOf(u"lab"_s, {change(u"a"_s, {}, NodeState::Broken)}));
    QVERIFY(!desktopNoticeOf(u"lab"_s, {change(u"a"_s, NodeState::Broken, NodeState::Broken, u"another"_s)}));
}

void TestDesktopNotice::allChangesAreCountedAndSomeAreNamed()
{
    QList<NodeChange> changes{change(u"n0"_s, NodeState::Broken, NodeState::Healthy)};
    for (int i = 1; i < 6; ++i)
        changes.append(change(u"n%1"_s.arg(i), NodeState::Healthy, NodeState::Broken, u"no module"_s));
    const std::optional<DesktopNotice> notice = desktopNoticeOf(u"lab"_s, changes);
    QVERIFY(notice);
    QCOMPARE(notice->summary, u"lab: 5 node(s) broken, 1 node(s) healthy again"_s);
    QCOMPARE(notice->body, u"n0: healthy again\nn1: no module\nn2: no module\nn3: no module\nand 2 more"_s);
    QVERIFY(notice->critical);
    QCOMPARE(notice->nodes.size(), 6);
    QVERIFY(!desktopNoticeOf(u"lab"_s, changes.first(1))->critical);
}

void TestDesktopNotice::whatANodeTellsIsNoMarkup()
{
    const std::optional<DesktopNotice> notice = desktopNoticeOf(
        u"lab"_s,
        {change(u"a"_s, NodeState::Healthy, NodeState::Attention, u"<img src=x> "_s + QString(500, u'<'))});
    QVERIFY(notice && !notice->body.contains(u'<'));
    QVERIFY(notice->body.startsWith(u"a: &lt;img src=x&gt; &lt;"_s) && notice->body.endsWith(u"…"_s));
}

void TestDesktopNotice::refreshUntil(Console &console, const QString &node, NodeState state)
{
    const ClusterState &cluster = console.engine().state;
    Q_EMIT console.window().refreshRequested({node});
    QTRY_COMPARE_WITH_TIMEOUT(cluster.snapshot().node(node)->diagnosis.state, state, patience);
    QTRY_VERIFY_WITH_TIMEOUT(cluster.snapshot().sweepFinishedAt.isValid(), patience);
}

void TestDesktopNotice::aBreakAndItsRepairAreToldWhileNobodyLooks()
{
    DesktopBench desktop;
    QCOMPARE(desktop.start(), QString());
    qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
    PracticeCluster cluster(m_folder.filePath(u"practice"_s));
    const Result<QString> inventory = cluster.start({.nodes = 6, .story = false, .speed = 1});
    QVERIFY2(inventory, inventory ? "" : qPrintable(toString(inventory.error())));
    const QScopeGuard stop([&cluster] { static_cast<void>(cluster.stop()); });

    QSettings settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    Console console(loadKnowledge(shippedKnowledgeFiles()).value(), &settings);
    const auto stateOf = [&console](const QString &node) {
        const NodeSnapshot *snapshot = console.engine().state.snapshot().node(node);
        return snapshot ? snapshot->diagnosis.state : NodeState::Pending;
    };
    const QString node = u"compute01"_s;
    console.openInventory(*inventory);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(node), NodeState::Healthy, patience);

    QVERIFY(cluster.breakNode(u"dkms-not-built"_s, node));
    refreshUntil(console, node, NodeState::Broken);
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown(), 1, patience);
    QVERIFY(!console.window().isVisible());
    desktop.click();
    QTRY_VERIFY_WITH_TIMEOUT(console.window().isVisible(), patience);
    QCOMPARE(console.window().selectedNodes(), QStringList{node});
    const QJsonObject broken = desktop.takeNewest();
    QVERIFY2(broken[u"summary"_s].toString().endsWith(u": 1 node(s) broken"_s),
             qPrintable(broken[u"summary"_s].toString()));
    QVERIFY2(broken[u"body"_s].toString().startsWith(node + u": "_s),
             qPrintable(broken[u"body"_s].toString()));
    QCOMPARE(broken[u"appname"_s].toString(), QCoreApplication::applicationName());
    QCOMPARE(broken[u"urgency"_s].toString(), u"CRITICAL"_s);

    console.window().hide();
    QTRY_VERIFY(!QApplication::activeWindow());
    QVERIFY(cluster.repairNode(node));
    refreshUntil(console, node, NodeState::Healthy);
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown(), 1, patience);
    const QJsonObject repaired = desktop.takeNewest();
    QVERIFY(repaired[u"summary"_s].toString().endsWith(u": 1 node(s) healthy again"_s));
    QCOMPARE(repaired[u"urgency"_s].toString(), u"NORMAL"_s);

    auto *const notify = console.window().findChild<QAction *>(u"notifyAction"_s);
    QVERIFY(notify && notify->isChecked());
    notify->trigger();
    QVERIFY(cluster.breakNode(u"dkms-not-built"_s, node));
    refreshUntil(console, node, NodeState::Broken);
    notify->trigger();
    const QString other = u"compute02"_s;
    QVERIFY(cluster.breakNode(u"dkms-not-built"_s, other));
    refreshUntil(console, other, NodeState::Broken);
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown(), 1, patience);
    const QString body = desktop.takeNewest()[u"body"_s].toString();
    QVERIFY2(body.contains(other) && !body.contains(node), qPrintable(body));
}

QTEST_MAIN(TestDesktopNotice)
#include "tst_desktopnotice.moc"
