// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A report that is given away tells nobody whose it is: in no format, wherever a name stands.

#include "app/reportexporter.h"
#include "models/report/redaction.h"
#include "models/report/redactor.h"
#include "tests/samplecluster.h"
#include "tests/samplerun.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

/// What must not be left of it, in any case.
const QStringList originals{u"compute0"_s,
                            u"headnode"_s,
                            u"login02"_s,
                            u"controller"_s,
                            u"hpc-lab"_s,
                            u"192.168.100"_s,
                            u"alice"_s,
                            u"mgmt01"_s,
                            u"/srv/secret"_s,
                            u"2001:db8"_s,
                            u"52:54:00"_s,
                            u"4c4c4544"_s,
                            u"c0ffee00c0ffee00"_s,
                            u"corp.example.org"_s,
                            u"fs-0123456789"_s,
                            u"AbCdEfGhIjKlMnOpQrSt"_s,
                            u"bob"_s,
                            u"jump7"_s,
                            u"hunter2"_s,
                            u"fe80::"_s};

/// Names in every shape, as a log or a command's output has them.
const QString talkative =
    u"compute02 (192.168.100.12, 2001:db8::5, fe80::5054:ff:fe00:1%ib0, 52:54:00:ab:cd:ef) on "
    "COMPUTE02.corp.example.org: beegfs-compute02 said compute[01-03],headnode; mgmt01:/export at "
    "192.168.100.10@tcp:/fsx, alice@mgmt01.corp.example.org in /home/alice/project x/build.log and "
    "/home/bob/.ssh/id_rsa; user alice, uuid 4c4c4544-0043-4810-8052-b4c04f565331, "
    "machine c0ffee00c0ffee00c0ffee00c0ffee00, fs-0123456789abcdef0.fsx.eu-west-1.amazonaws.com, "
    "SHA256:AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg key; via jump7; 192.168.100.1-192.168.100.9; "
    "mount -o password=hunter2 https://alice:hunter2@mgmt01.corp.example.org/x ip-192-168-100-7"_s;

ClusterSnapshot talkativeCluster()
{
    ClusterSnapshot snapshot = Sample::cluster();
    Inventory inventory = *snapshot.inventory;
    inventory.file = u"/srv/secret project/inventory.yaml"_s;
    snapshot.inventory = std::make_shared<const Inventory>(inventory);
    for (NodeSnapshot &node : snapshot.nodes) {
        node.spec.user = u"alice"_s;
        node.spec.proxyJump = u"bob@jump7:2222"_s;
        if (!node.facts)
            continue;
        NodeFacts facts = *node.facts;
        facts.hostname = Fact<QString>::known(node.spec.name + u".corp.example.org"_s);
        facts.secureBoot = Fact<QString>::known(talkative);
        facts.bootId = Fact<QString>::unknown(talkative);
        MountFacts mount;
        mount.source = u"mgmt01:/export"_s;
        facts.mounts[u"/mnt/beegfs"_s] = Fact<MountFacts>::known(mount);
        node.facts = std::make_shared<const NodeFacts>(facts);
        for (Finding &finding : node.diagnosis.findings) {
            finding.explanation = finding.actual = finding.expected = talkative;
            finding.evidence = {talkative, talkative};
        }
        for (Chain &chain : node.diagnosis.chains) {
            for (ChainStep &step : chain.steps)
                step.detail = talkative;
        }
        node.diagnosis.nextBoot.reason = talkative;
        node.diagnosis.logLines = {{.signature = u"kernel-oops"_s, .title = u"Oops"_s, .line = talkative}};
        Forecast forecast{.verdict = ForecastVerdict::Breaks, .reason = talkative, .events = {}};
        forecast.events = {{ForecastEvent::Kind::Note, {}, talkative, talkative, {}}};
        node.forecast = std::make_shared<const Forecast>(forecast);
    }
    snapshot.nodes[5].error = Error{ErrorCode::HostUnreachable, talkative, talkative, talkative};
    snapshot.nodes[5].hostKeyChange = HostKeyChange{
        u"compute05"_s, u"ssh-ed25519"_s, talkative, talkative, u"/home/alice/.ssh/known_hosts"_s, {}, {}};
    snapshot.buildEnvironment->evidence = {talkative, talkative};
    return snapshot;
}

HealthReport talkativeReport()
{
    const ClusterSnapshot snapshot = talkativeCluster();
    ReportSources sources;
    BenchmarkRun run = Sample::benchmarkRun({u"compute01"_s, u"compute02"_s}, Sample::now().addDays(-1));
    BenchmarkRun before = Sample::benchmarkRun({u"compute01"_s, u"compute02"_s}, Sample::now().addDays(-2));
    run.environment[0].mountSource = talkative;
    run.course[0].problem = talkative;
    run.configuration.parameters[u"folder"_s] = talkative;
    sources.runs = {before, run};
    const QString address = snapshot.nodes[2].spec.address;
    const QJsonObject line{{u"at"_s, u"2025-11-01T10:00:00.000Z"_s},
                           {u"event"_s, u"run-started"_s},
                           {u"user"_s, u"bob"_s},
                           {u"run"_s, u"run-1"_s},
                           {u"node"_s, u"compute02"_s},
                           {u"address"_s, address},
                           {u"title"_s, talkative}};
    sources.auditLines = QJsonDocument(line).toJson(QJsonDocument::Compact);
    ClusterSnapshot earlier = Sample::cluster();
    earlier.nodes[1].spec.name = u"compute77"_s;
    const HealthReport old = buildReport(earlier, Sample::now().addDays(-3), u"1"_s);
    sources.earlier = readEarlierReport(renderReport(old, u"json"_s), u"x"_s).value();
    Claim claim{.versions = VersionScope::any(),
                .kernels = KernelScope::parse(u"6.12"_s).value(),
                .provenance = Provenance::MountedHere,
                .outcome = Outcome::Fails,
                .source = LocalText{{{u"en"_s, u"compute09"_s}}}};
    sources.compatibility.setProofs({claim});
    return buildReport(snapshot, Sample::now(), u"1.0"_s, true, sources);
}

QString replacedBy(const QString &text)
{
    Redactor redactor;
    for (const QString &node : {u"compute01"_s, u"compute02"_s, u"compute03"_s})
        redactor.addNode(node);
    redactor.addUser(u"alice"_s);
    redactor.addPath(u"/srv/ops"_s);
    redactor.addHost(u"mgmt.lab.acme:22"_s);
    return redactor.replaced(text);
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLeftInAnyFormat_data();
    void nothingIsLeftInAnyFormat();
    void theSameThingHasTheSamePseudonym();
    void whatIsWrongIsStillTold();
    void theSameReportGivesTheSamePseudonyms();
    void namesAreReplaced_data();
    void namesAreReplaced();
    void secretsAreNeverTold_data();
    void secretsAreNeverTold();
};

void TestRedaction::nothingIsLeftInAnyFormat_data()
{
    QTest::addColumn<QString>("format");
    for (const QString &format : reportFormats())
        QTest::addRow("%s", qPrintable(format)) << format;
}

void TestRedaction::nothingIsLeftInAnyFormat()
{
    QFETCH(QString, format);
    const HealthReport report = talkativeReport();
    const QString before = QString::fromUtf8(renderReport(report, format));
    QVERIFY(before.contains(u"compute0"_s) || before.contains(u"compute[0"_s));
    const QString text = QString::fromUtf8(renderReport(redacted(report), format));
    for (const QString &original : originals) {
        const qsizetype at = text.indexOf(original, 0, Qt::CaseInsensitive);
        QVERIFY2(at < 0, qPrintable(original + u": "_s + text.mid(std::max<qsizetype>(0, at - 80), 200)));
    }
    QVERIFY(text.contains(u"node-0"_s) || text.contains(u"node-[0"_s));
}

void TestRedaction::theSameThingHasTheSamePseudonym()
{
    const QJsonObject root = QJsonDocument::fromJson(renderReport(redacted(talkativeReport()), u"json"_s))
                                 .object();
    QCOMPARE(root[u"redacted"_s], true);
    const QJsonValue node = root[u"nodes"_s][2];
    const QString name = node[u"name"_s].toString(), address = node[u"address"_s].toString();
    QCOMPARE(name, u"node-003"_s);
    QVERIFY(address.startsWith(u"addr-"_s));
    QVERIFY(node[u"findings"_s][0][u"id"_s].toString().startsWith(u"node-003/"_s));
    const QString evidence = node[u"findings"_s][0][u"evidence"_s][u"output"_s].toString();
    QVERIFY2(evidence.startsWith(name + u" ("_s + address + u','), qPrintable(evidence));
    QVERIFY2(evidence.contains(u"node-[002-004],node-011"_s), qPrintable(evidence));
    QCOMPARE(root[u"benchmarks"_s][0][u"nodes"_s][1].toString(), name);
    QCOMPARE(root[u"remediations"_s][0][u"node"_s].toString(), name);
    QVERIFY(evidence.contains(root[u"remediations"_s][0][u"user"_s].toString()));
}

void TestRedaction::whatIsWrongIsStillTold()
{
    const QString text = QString::fromUtf8(renderReport(redacted(talkativeReport()), u"text"_s));
    for (const QString &part :
         {u"Headers for the running kernel are missing"_s, u"6.12.43+deb13-cloud-amd64"_s, u"/mnt/beegfs"_s,
          u"beegfs-dkms-build"_s, u"seq-read of beegfs on node-[002-003]"_s, u"cluster-1: broken"_s,
          u"--nodes node-003"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
}

void TestRedaction::theSameReportGivesTheSamePseudonyms()
{
    QVERIFY(redacted(talkativeReport()) == redacted(talkativeReport()));
    const HealthReport once = redacted(talkativeReport());
    QCOMPARE(renderReport(once, u"html"_s), renderReport(redacted(talkativeReport()), u"html"_s));
}

void TestRedaction::namesAreReplaced_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    const auto row = [](const QString &text, const QString &result) {
        QTest::addRow("%s", qPrintable(text)) << text << result;
    };
    const auto stays = [&](const QString &text) { row(text, text); };
    row(u"compute02"_s, u"node-002"_s);
    row(u"(Compute02)."_s, u"(node-002)."_s);
    row(u"beegfs-compute02.service"_s, u"beegfs-node-002.service"_s);
    row(u"compute[01-02] down"_s, u"node-[001-002] down"_s);
    row(u"......compute02......"_s, u"......node-002......"_s);
    stays(u"compute020"_s);
    row(u"10.1.2.3:988"_s, u"addr-1:988"_s);
    row(u"10.1.2.3@tcp0"_s, u"addr-1@tcp0"_s);
    row(u"10.1.2.3-10.1.2.4 10.1.2.3"_s, u"addr-1-addr-2 addr-1"_s);
    row(u"[2001:db8::1]:22"_s, u"[addr-1]:22"_s);
    row(u"::ffff:10.1.2.3"_s, u"addr-1"_s);
    row(u"2001:db8:0:0:0:0:0:1"_s, u"addr-1"_s);
    row(u"00:11:22:33:44:55"_s, u"mac-1"_s);
    row(u"/home/carol"_s, u"/home/user-2"_s);
    row(u"/home/alice/x"_s, u"/home/user-1/path-1"_s);
    row(u"bob@mail.example.com"_s, u"user-2@host-3"_s);
    row(u"nfs7.lab.example.de:/export"_s, u"host-3:/export"_s);
    row(u"0002:c903:0045:f120"_s, u"id-1"_s);
    stays(u"127.0.0.1"_s);
    stays(u"14:03:20"_s);
    stays(u"2025-11-20T15:08:54+0000"_s);
    stays(u"0000:00:1f.2"_s);
    stays(u"6.12.43+deb13-cloud-amd64"_s);
    stays(u"5.15.0-1015-aws"_s);
    stays(u"std::vector"_s);
    stays(u"/mnt/beegfs"_s);
    stays(u"/lib/modules/6.12.43/updates/dkms/beegfs.ko.xz"_s);
    stays(u"beegfs-storage@1.service"_s);
    stays(u"https://www.beegfs.io/release"_s);
    stays(u"linux-headers-6.12.43+deb13-cloud-amd64 20:8.1.0"_s);
    stays(u"/root"_s);
    row(u"/srv/ops/x/y.yaml /srv/ops"_s, u"path-1 path-2"_s);
    stays(u"/srv/ops2/x"_s);
    row(u"mgmt.lab.acme said mgmt, x.lab.acme"_s, u"host-1 said host-2, x.domain-1"_s);
}

void TestRedaction::namesAreReplaced()
{
    QFETCH(QString, text);
    QTEST(replacedBy(text), "result");
}

void TestRedaction::secretsAreNeverTold_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("option") << u"rw,username=x,password=hunter2,ro"_s;
    QTest::newRow("argument") << u"curl --password hunter2 x"_s;
    QTest::newRow("quoted") << u"secret = \"hunter2\""_s;
    QTest::newRow("json") << u"{\"api_key\": \"hunter2\"}"_s;
    QTest::newRow("address") << u"https://user:hunter2@example.org/"_s;
    QTest::newRow("header") << u"Authorization: Bearer hunter2"_s;
    QTest::newRow("key")
        << u"-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\nhunter2\n-----END OPENSSH PRIVATE KEY-----"_s;
    QTest::newRow("key, cut off") << u"-----BEGIN RSA PRIVATE KEY-----\nhunter2"_s;
}

/// In a report that is not redacted, too.
void TestRedaction::secretsAreNeverTold()
{
    QFETCH(QString, text);
    ClusterSnapshot snapshot = Sample::cluster();
    snapshot.nodes[2].diagnosis.findings[0].evidence = {text, text};
    snapshot.nodes[2].diagnosis.findings[0].actual = text;
    snapshot.nodes[6].error = Error{ErrorCode::HostUnreachable, text, {}, {}};
    const HealthReport report = buildReport(snapshot, Sample::now(), u"1.0"_s);
    for (const QString &format : reportFormats())
        QVERIFY2(!renderReport(report, format).contains("hunter2"), qPrintable(format));
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
