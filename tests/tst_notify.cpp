// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/watchlines.h"
#include "tests/samplecluster.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestNotify : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyNewsAreTold();
    void aLineSaysWhatItWasBefore();
};

void TestNotify::onlyNewsAreTold()
{
    const ClusterSnapshot cluster = Sample::cluster();
    NodeSnapshot node = *cluster.node(u"compute02"_s);
    NodeNews news;
    node.probing = true;
    QVERIFY(!news.take(node)); // still being asked
    node.probing = false;
    const std::optional<NodeChange> first = news.take(node);
    QVERIFY(first);
    QVERIFY(!first->before);
    QCOMPARE(first->state, NodeState::Broken);
    QVERIFY(!news.take(node));

    const NodeSnapshot healthy = Sample::healthy(node);
    const std::optional<NodeChange> second = news.take(healthy);
    QVERIFY(second);
    QCOMPARE(second->before, NodeState::Broken);
    QCOMPARE(second->state, NodeState::Healthy);
    QVERIFY(!news.take(healthy));

    // The same state with another finding is news, and so is what came before once more.
    NodeSnapshot other = node;
    other.diagnosis.findings.removeLast();
    QCOMPARE(news.take(other)->before, NodeState::Healthy);
    QCOMPARE(news.take(node)->before, NodeState::Broken);
}

void TestNotify::aLineSaysWhatItWasBefore()
{
    const NodeChange change{.node = u"n1"_s,
                            .before = NodeState::Healthy,
                            .state = NodeState::Broken,
                            .headline = u"Module not loaded"_s,
                            .findings = {u"n1/module-not-loaded/beegfs"_s}};
    const QByteArray line = stateLine(u"lab"_s, change, Sample::now());
    QCOMPARE(line.count('\n'), 1);
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object[u"before"_s], u"healthy"_s);
    QCOMPARE(object[u"state"_s], u"broken"_s);
    QCOMPARE(object[u"cluster"_s], u"lab"_s);
    QCOMPARE(object[u"findings"_s].toArray(), QJsonArray{u"n1/module-not-loaded/beegfs"_s});
}

QTEST_GUILESS_MAIN(TestNotify)
#include "tst_notify.moc"
