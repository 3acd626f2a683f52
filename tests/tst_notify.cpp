// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/notification.h"
#include "models/notify/notifyreader.h"
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
    void whatWasToldIsKept();
    void hooksAreRead();
    void aWrongHookIsRefused_data();
    void aWrongHookIsRefused();
    void onlyWhatIsDueIsTold();
    void noHeaderCanBeSmuggledIn();
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

void TestNotify::whatWasToldIsKept()
{
    const NodeSnapshot node = *Sample::cluster().node(u"compute02"_s);
    NodeNews news;
    QVERIFY(news.take(node));
    NodeNews later = NodeNews::fromJson(news.toJson());
    QVERIFY(!later.take(node));
    QCOMPARE(later.take(Sample::healthy(node))->before, NodeState::Broken);
    for (const char *bad : {"", "[]", "{\"compute02\":7}", "{\"compute02\":{\"state\":\"odd\"}}"})
        QVERIFY(!NodeNews::fromJson(bad).take(node)->before);
}

void TestNotify::hooksAreRead()
{
    const Loaded<QList<NotifyHook>> hooks = readNotifyHooks(R"(notify:
  - command: [/usr/local/bin/page, "--urgent"]
  - mail: {to: [ops@example.org], from: vermagic@example.org}
    when: failure
  - webhook: {url_file: secrets/url, token_env: TOKEN, ca_file: /etc/ca.pem, attempts: 2}
    timeout: 5
  - cloudwatch:
)",
                                                            u"/home/me/.config/vermagic/notify.yaml"_s);
    QVERIFY2(hooks, hooks ? "" : qPrintable(toString(hooks.error().first())));
    QCOMPARE(hooks->size(), 4);
    QCOMPARE(hooks->at(0).argv, (QStringList{u"/usr/local/bin/page"_s, u"--urgent"_s}));
    QCOMPARE(hooks->at(0).when, NotifyWhen::Change);
    QCOMPARE(hooks->at(1).when, NotifyWhen::Failure);
    QCOMPARE(hooks->at(2).secretUrl.file, u"/home/me/.config/vermagic/secrets/url"_s);
    QCOMPARE(hooks->at(2).token.variable, u"TOKEN"_s);
    QCOMPARE(hooks->at(2).timeout, std::chrono::seconds(5));
    QCOMPARE(hooks->at(3).when, NotifyWhen::Always);
    QCOMPARE(hooks->at(3).metric, u"LustreAvailable"_s);
    QCOMPARE(hooks->at(3).metricNamespace, u"ParallelCluster"_s);
}

void TestNotify::aWrongHookIsRefused_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const QByteArray &entry, const QString &complaint) {
        QTest::newRow(name) << "notify:\n  - " + entry + '\n' << complaint;
    };
    QTest::newRow("nothing") << QByteArray() << u"notify.yaml: the file is empty"_s;
    QTest::newRow("another file") << QByteArray("cluster: lab\n") << u"notify.yaml:1:1"_s;
    row("no hook", "{when: always}", u"notify.yaml:2:5: each entry is one of"_s);
    row("two hooks", "{command: [x], mail: {to: [a]}}", u"each entry is one of"_s);
    row("unknown", "{webhok: {}}", u"notify.yaml:2:6"_s);
    row("a shell line", "{command: page me}", u"notify.yaml:2:15"_s);
    row("no program", "{command: []}", u"no program"_s);
    row("nobody", "{mail: {to: []}}", u"nobody"_s);
    row("an option as address", "{mail: {to: [\"-OQueueDirectory=/tmp\"]}}", u"no mail address"_s);
    row("two headers", "{mail: {to: [\"a@b\\nBcc: c@d\"]}}", u"no mail address"_s);
    row("no address", "{webhook: {attempts: 1}}", u"one address"_s);
    row("two addresses", "{webhook: {url: 'https://a/', url_env: A}}", u"one address"_s);
    row("not https", "{webhook: {url: 'http://a/'}}", u"no https address"_s);
    row("a password", "{webhook: {url: 'https://a:b@c/'}}", u"a password does not belong"_s);
    row("two tokens", "{webhook: {url: 'https://a/', token_env: A, token_file: b}}", u"give one of both"_s);
    row("without end", "{webhook: {url: 'https://a/', attempts: 1000}}", u"notify.yaml:2"_s);
    row("never", "{command: [x], when: never}", u"never"_s);
    row("a bad namespace", "{cloudwatch: {namespace: '--endpoint-url'}}", u"no namespace"_s);
}

void TestNotify::aWrongHookIsRefused()
{
    QFETCH(const QByteArray, entry);
    QFETCH(const QString, complaint);
    const Loaded<QList<NotifyHook>> hooks = readNotifyHooks(entry, u"notify.yaml"_s);
    QVERIFY(!hooks);
    QStringList errors;
    for (const Error &error : hooks.error())
        errors.append(toString(error));
    QVERIFY2(errors.join(u'\n').contains(complaint), qPrintable(errors.join(u'\n')));
}

void TestNotify::onlyWhatIsDueIsTold()
{
    ClusterSnapshot cluster = Sample::cluster();
    const HealthReport broken = buildReport(cluster, Sample::now(), u"1"_s);
    NodeNews news;
    const NodeChange change = *news.take(*cluster.node(u"compute02"_s));
    const NodeChange recovery = *news.take(Sample::healthy(*cluster.node(u"compute02"_s)));
    NodeNews fresh;
    const NodeChange healthy = *fresh.take(Sample::healthy(*cluster.node(u"compute02"_s)));
    const auto due = [&](NotifyWhen when, const QList<NodeChange> &changes) {
        return isDue({.when = when}, notificationOf(broken, cluster, changes));
    };
    QVERIFY(due(NotifyWhen::Change, {change}));
    QVERIFY(due(NotifyWhen::Change, {recovery}));
    QVERIFY(!due(NotifyWhen::Change, {healthy})); // a first look at a healthy node
    QVERIFY(!due(NotifyWhen::Change, {}));
    QVERIFY(due(NotifyWhen::Failure, {}));
    QVERIFY(due(NotifyWhen::Always, {}));
    cluster.nodes = {Sample::healthy(*cluster.node(u"compute02"_s))};
    const HealthReport well = buildReport(cluster, Sample::now(), u"1"_s);
    QCOMPARE(well.verdict, ReportVerdict::Healthy);
    QVERIFY(!isDue({.when = NotifyWhen::Failure}, notificationOf(well, cluster, {})));
}

void TestNotify::noHeaderCanBeSmuggledIn()
{
    ClusterSnapshot cluster = Sample::cluster();
    Inventory inventory = *cluster.inventory;
    inventory.cluster = u"lab\nBcc: evil@example.org\n\nüber"_s;
    cluster.inventory = std::make_shared<const Inventory>(inventory);
    const Notification notification = notificationOf(buildReport(cluster, Sample::now(), u"1"_s), cluster,
                                                     {});
    const QByteArray mail = notificationMail({.kind = NotifyKind::Mail, .recipients = {u"a@b"_s}},
                                             notification);
    const QByteArray headers = mail.first(mail.indexOf("\n\n"));
    QVERIFY2(!headers.contains("\nBcc"), headers.constData());
    QVERIFY2(headers.contains("Subject: =?UTF-8?B?"), headers.constData());
    QCOMPARE(headers.count('\n'), 5);
}

QTEST_GUILESS_MAIN(TestNotify)
#include "tst_notify.moc"
