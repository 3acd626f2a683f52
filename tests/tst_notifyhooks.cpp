// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/notify/notifier.h"
#include "tests/nodebuilder.h"
#include "tests/samplecluster.h"
#include "tests/vermagicprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

/// With a real https server whose certificate is made for the test; sendmail and aws are programs that write down what
/// they are given, since nothing is to leave this machine.
class TestNotifyHooks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aWebhookGetsTheNotification();
    void anUntrustedCertificateIsRefused();
    void whatMayPassIsTriedAgain();
    void whatDoesNotPassIsNot_data();
    void whatDoesNotPassIsNot();
    void aDeadServerIsReported();
    void aSlowServerIsGivenUp();
    void aSecretAddressIsNotToldToAnybody();
    void aCommandGetsJsonAndMayFail();
    void sendmailGetsAMail();
    void cloudWatchGetsTheMetricOfTheGuide();
    void aCheckTellsOfAChangeOnce();
    void aHookThatFailsChangesNoExitCode();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &text) const;
    QByteArray read(const QString &name) const;
    void serve(const QStringList &statuses);
    QList<QJsonObject> requests();
    NotifyHook webhook() const;
    QStringList tell(const NotifyHook &hook, const Notification &notification) const;
    static Notification broken();

    QTemporaryDir m_certificates;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_server;
    int m_port = 0;
    QByteArray m_path = qgetenv("PATH");
};

QString TestNotifyHooks::write(const QString &name, const QByteArray &text) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return file.fileName();
}

QByteArray TestNotifyHooks::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestNotifyHooks::initTestCase()
{
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                   u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s,
                   u"-keyout"_s, m_certificates.filePath(u"key.pem"_s), u"-out"_s,
                   m_certificates.filePath(u"ca.pem"_s)});
    QCOMPARE(VermagicProcess::wait(openssl).exitCode, 0);
}

void TestNotifyHooks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("PATH", m_folder->path().toLocal8Bit() + ':' + m_path);
}

void TestNotifyHooks::cleanup()
{
    qputenv("PATH", m_path);
    if (!m_server)
        return;
    m_server->closeWriteChannel();
    m_server->waitForFinished();
    m_server.reset();
}

void TestNotifyHooks::serve(const QStringList &statuses)
{
    m_server = std::make_unique<QProcess>();
    m_server->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server->start(u"python3"_s,
                    QStringList{QStringLiteral(VERMAGIC_SOURCE_DIR "/tests/httpsserver.py"),
                                m_certificates.filePath(u"ca.pem"_s), m_certificates.filePath(u"key.pem"_s)}
                        + statuses);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->canReadLine(), 30'000);
    m_port = m_server->readLine().trimmed().toInt();
    QVERIFY(m_port > 0);
}

QList<QJsonObject> TestNotifyHooks::requests()
{
    QList<QJsonObject> list;
    while (m_server->canReadLine() || m_server->waitForReadyRead(100))
        list.append(QJsonDocument::fromJson(m_server->readLine()).object());
    return list;
}

NotifyHook TestNotifyHooks::webhook() const
{
    return {.kind = NotifyKind::Webhook,
            .when = NotifyWhen::Always,
            .timeout = std::chrono::seconds(5),
            .url = u"https://127.0.0.1:%1/hook?key=s3cret"_s.arg(m_port),
            .caFile = m_certificates.filePath(u"ca.pem"_s)};
}

QStringList TestNotifyHooks::tell(const NotifyHook &hook, const Notification &notification) const
{
    Notifier notifier({hook});
    QStringList errors;
    connect(&notifier, &Notifier::failed, this,
            [&errors](const Error &error) { errors.append(toString(error)); });
    QSignalSpy finished(&notifier, &Notifier::finished);
    notifier.notify(notification);
    if (!finished.isEmpty() || !finished.wait(60'000) || finished.size() != 1)
        qFatal("does not end once");
    return errors;
}

Notification TestNotifyHooks::broken()
{
    const ClusterSnapshot cluster = Sample::cluster();
    NodeNews news;
    QList<NodeChange> changes;
    for (const NodeSnapshot &node : cluster.nodes) {
        if (const auto change = news.take(node))
            changes.append(*change);
    }
    return notificationOf(buildReport(cluster, Sample::now(), u"1"_s), cluster, changes);
}

void TestNotifyHooks::aWebhookGetsTheNotification()
{
    serve({u"200"_s});
    NotifyHook hook = webhook();
    hook.token.file = write(u"token"_s, "geheim\n");
    QCOMPARE(tell(hook, broken()), QStringList());
    const QList<QJsonObject> got = requests();
    QCOMPARE(got.size(), 1);
    QCOMPARE(got[0][u"path"_s], u"/hook?key=s3cret"_s);
    const QJsonObject headers = got[0][u"headers"_s].toObject();
    QCOMPARE(headers[u"authorization"_s], u"Bearer geheim"_s);
    QCOMPARE(headers[u"content-type"_s], u"application/json"_s);
    const QJsonObject body = QJsonDocument::fromJson(got[0][u"body"_s].toString().toUtf8()).object();
    QCOMPARE(body[u"schema"_s], u"vermagic.notification/1"_s);
    QCOMPARE(body[u"cluster"_s], u"hpc-lab"_s);
    QCOMPARE(body[u"verdict"_s], u"broken"_s);
    QVERIFY(body[u"nodes"_s].toArray().size() >= 4);
}

void TestNotifyHooks::anUntrustedCertificateIsRefused()
{
    serve({u"200"_s});
    NotifyHook hook = webhook();
    hook.caFile.clear();
    const QStringList errors = tell(hook, broken());
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors[0], u"webhook to 127.0.0.1: its certificate is not to be trusted"_s);
    QCOMPARE(requests().size(), 0);
    // Nor is one that is good, for another host.
    hook = webhook();
    hook.url.replace(u"127.0.0.1"_s, u"localhost"_s);
    QCOMPARE(tell(hook, broken()).size(), 1);
    QCOMPARE(requests().size(), 0);
}

void TestNotifyHooks::whatMayPassIsTriedAgain()
{
    serve({u"500"_s, u"429"_s, u"200"_s});
    QCOMPARE(tell(webhook(), broken()), QStringList());
    const QList<QJsonObject> got = requests();
    QCOMPARE(got.size(), 3);
    const double first = got[1][u"time"_s].toDouble() - got[0][u"time"_s].toDouble();
    const double second = got[2][u"time"_s].toDouble() - got[1][u"time"_s].toDouble();
    QVERIFY2(first > 0.9 && second > 1.9, qPrintable(u"%1 %2"_s.arg(first).arg(second)));
}

void TestNotifyHooks::whatDoesNotPassIsNot_data()
{
    QTest::addColumn<QString>("status");
    QTest::newRow("not found") << u"404"_s;
    QTest::newRow("not allowed") << u"401"_s;
    QTest::newRow("moved") << u"307"_s; // a token is for the address that was given
}

void TestNotifyHooks::whatDoesNotPassIsNot()
{
    QFETCH(const QString, status);
    serve({status});
    const QStringList errors = tell(webhook(), broken());
    QCOMPARE(errors.size(), 1);
    QVERIFY2(errors[0].contains(status), qPrintable(errors[0]));
    QCOMPARE(requests().size(), 1);
}

void TestNotifyHooks::aDeadServerIsReported()
{
    NotifyHook hook = webhook();
    hook.url = u"https://127.0.0.1:1/"_s;
    hook.attempts = 2;
    const QStringList errors = tell(hook, broken());
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors[0], u"webhook to 127.0.0.1: no connection, 2 times"_s);
}

void TestNotifyHooks::aSlowServerIsGivenUp()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    NotifyHook hook = webhook();
    hook.url = u"https://127.0.0.1:%1/"_s.arg(silent.serverPort());
    hook.timeout = std::chrono::seconds(1);
    hook.attempts = 1;
    const QStringList errors = tell(hook, broken());
    QCOMPARE(errors.size(), 1);
    QVERIFY2(errors[0].contains(u"no answer within 1 s"_s), qPrintable(errors[0]));
}

void TestNotifyHooks::aSecretAddressIsNotToldToAnybody()
{
    serve({u"500"_s});
    NotifyHook hook = webhook();
    qputenv("VERMAGIC_TEST_HOOK", std::exchange(hook.url, {}).toUtf8());
    hook.secretUrl.variable = u"VERMAGIC_TEST_HOOK"_s;
    hook.attempts = 1;
    const QStringList errors = tell(hook, broken());
    qunsetenv("VERMAGIC_TEST_HOOK");
    QCOMPARE(errors.size(), 1);
    QCOMPARE(requests().size(), 1);
    QVERIFY2(!errors[0].contains(u"s3cret"_s), qPrintable(errors[0]));
    QVERIFY(tell(hook, broken())[0].contains(u"VERMAGIC_TEST_HOOK"_s)); // which is not set now
}

void TestNotifyHooks::aCommandGetsJsonAndMayFail()
{
    NotifyHook hook{.kind = NotifyKind::Command, .when = NotifyWhen::Always};
    hook.argv = {write(u"page"_s, "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$0.argv\"\ncat >\"$0.json\"\n"),
                 u"a b"_s, u"$HOME"_s};
    QCOMPARE(tell(hook, broken()), QStringList());
    QCOMPARE(read(u"page.argv"_s), QByteArray("a b\n$HOME\n"));
    QCOMPARE(QJsonDocument::fromJson(read(u"page.json"_s)).object()[u"cluster"_s], u"hpc-lab"_s);
    hook.argv = {write(u"fails"_s, "#!/bin/sh\necho 'no such pager' >&2\nexit 7\n")};
    const QStringList errors = tell(hook, broken());
    QCOMPARE(errors.size(), 1);
    QVERIFY2(errors[0].contains(u"exit code 7: no such pager"_s), qPrintable(errors[0]));
    hook.argv = {path(u"gone"_s)};
    QCOMPARE(tell(hook, broken()).size(), 1);
}

void TestNotifyHooks::sendmailGetsAMail()
{
    write(u"sendmail"_s, "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$0.argv\"\ncat >\"$0.mail\"\n");
    const NotifyHook hook{.kind = NotifyKind::Mail,
                          .when = NotifyWhen::Always,
                          .recipients = {u"ops@example.org"_s, u"root"_s},
                          .sender = u"vermagic@example.org"_s};
    QCOMPARE(tell(hook, broken()), QStringList());
    QCOMPARE(read(u"sendmail.argv"_s),
             QByteArray("-i\n-f\nvermagic@example.org\n--\nops@example.org\nroot\n"));
    const QByteArray mail = read(u"sendmail.mail"_s);
    QVERIFY2(mail.startsWith(
                 "From: vermagic@example.org\nTo: ops@example.org, root\nSubject: [vermagic] hpc-lab: "),
             mail.constData());
    QVERIFY(mail.contains("\n\n") && mail.contains("compute02: ? → broken: "));
}

void TestNotifyHooks::cloudWatchGetsTheMetricOfTheGuide()
{
    const NotifyHook hook{.kind = NotifyKind::CloudWatch,
                          .when = NotifyWhen::Always,
                          .metricNamespace = u"ParallelCluster"_s,
                          .metric = u"LustreAvailable"_s,
                          .region = u"eu-central-1"_s};
    QCOMPARE(tell(hook, broken()), QStringList()); // no aws here: nothing to do
    write(u"aws"_s, "#!/bin/sh\nprintf '%s\\n' \"$@\" >>\"$0.argv\"\n");
    ClusterSnapshot cluster;
    Inventory inventory = NodeBuilder::inventory();
    NodeSnapshot up = NodeBuilder::lustre().snapshot();
    NodeSnapshot down = NodeBuilder::lustre().notMounted().snapshot();
    NodeSnapshot silent = NodeBuilder::lustre().failing(ErrorCode::Timeout, u"no answer"_s).snapshot();
    up.spec.name = u"login01"_s;
    down.spec.name = u"login02"_s;
    silent.spec.name = u"login03"_s;
    cluster.inventory = std::make_shared<const Inventory>(inventory);
    cluster.nodes = {up, down, silent, NodeBuilder::beegfs().snapshot()};
    const Notification notification = notificationOf(buildReport(cluster, Sample::now(), u"1"_s), cluster,
                                                     {});
    QCOMPARE(tell(hook, notification), QStringList());
    const QList<QByteArray> argv = read(u"aws.argv"_s).split('\n');
    QCOMPARE(argv.first(5).join(' '),
             QByteArray("cloudwatch put-metric-data --namespace ParallelCluster --metric-data"));
    QCOMPARE(argv.mid(6, 2).join(' '), QByteArray("--region eu-central-1"));
    const QJsonArray data = QJsonDocument::fromJson(argv[5]).array();
    QCOMPARE(data.size(), 3); // nobody saw login03's mount: no data is no zero
    QCOMPARE(data[0][u"MetricName"_s], u"LustreAvailable"_s);
    QCOMPARE(data[0][u"Value"_s], 0);
    QVERIFY(data[0][u"Dimensions"_s].isUndefined());
    QCOMPARE(data[1][u"Dimensions"_s][0][u"Value"_s], u"login01"_s);
    QCOMPARE(data[1][u"Value"_s], 1);
    QCOMPARE(data[2][u"Value"_s], 0);
}

void TestNotifyHooks::aCheckTellsOfAChangeOnce()
{
    const QString lab = write(u"lab.yaml"_s,
                              "cluster: lab\ngroups:\n  a: {nodes: n1, address: 127.0.0.1, port: 1}\n");
    write(u"page"_s, "#!/bin/sh\ncat >>\"$0.json\"\n");
    const QString hooks = write(u"notify.yaml"_s,
                                "notify:\n  - command: [" + path(u"page"_s).toUtf8() + "]\n");
    const VermagicProcess vermagic;
    const QStringList check{u"check"_s, u"-q"_s, u"-i"_s, lab, u"--notify"_s, hooks};
    QCOMPARE(vermagic.run(check).exitCode, 2);
    QCOMPARE(read(u"page.json"_s).count('\n'), 1);
    const QJsonObject told = QJsonDocument::fromJson(read(u"page.json"_s)).object();
    QCOMPARE(told[u"changes"_s][0][u"state"_s], u"unreachable"_s);
    QCOMPARE(vermagic.run(check).exitCode, 2);
    QCOMPARE(read(u"page.json"_s).count('\n'), 1); // it is known by now
    write(u"notify.yaml"_s, "notify:\n  - command: [" + path(u"page"_s).toUtf8() + "]\n    when: failure\n");
    QCOMPARE(vermagic.run(check).exitCode, 2);
    QCOMPARE(read(u"page.json"_s).count('\n'), 2);
}

void TestNotifyHooks::aHookThatFailsChangesNoExitCode()
{
    const QString lab = write(u"lab.yaml"_s,
                              "cluster: lab\ngroups:\n  a: {nodes: n1, address: 127.0.0.1, port: 1}\n");
    const QString hooks = write(
        u"notify.yaml"_s,
        "notify:\n  - webhook: {url: 'https://127.0.0.1:1/x', attempts: 1}\n    when: always\n");
    const VermagicProcess vermagic;
    const ProcessResult result = vermagic.run(
        {u"check"_s, u"-f"_s, u"json"_s, u"-i"_s, lab, u"--notify"_s, hooks});
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.json()[u"complete"_s].toBool());
    QVERIFY2(result.standardError.contains("webhook to 127.0.0.1: no connection"),
             result.standardError.constData());
    write(u"notify.yaml"_s, "notify:\n  - webhok: {}\n");
    const ProcessResult refused = vermagic.run({u"check"_s, u"-i"_s, lab, u"--notify"_s, hooks});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.standardError.contains("notify.yaml:2:5"), refused.standardError.constData());
}

QTEST_GUILESS_MAIN(TestNotifyHooks)
#include "tst_notifyhooks.moc"
