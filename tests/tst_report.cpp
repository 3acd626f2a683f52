// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/consistency.h"
#include "models/report/healthreport.h"
#include "models/report/reporthtml.h"
#include "models/report/reportjson.h"
#include "models/report/reporttext.h"
#include "models/report/reportwords.h"
#include "models/report/textlayout.h"
#include "tests/samplecluster.h"
#include "tests/samplehistory.h"
#include "tests/samplerun.h"
#include "tests/schemacheck.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QString version = u"0.1.0"_s;

/// What was kept from before.
ReportSources sampleSources()
{
    const QStringList nodes{u"compute01"_s, u"compute02"_s, u"compute03"_s};
    const QDateTime newest = Sample::now().addDays(-1);
    const QString address = Sample::cluster().node(u"compute02"_s)->spec.address;
    return {
        .runs = {Sample::benchmarkRun(nodes, newest.addDays(-7), 1.1), Sample::benchmarkRun(nodes, newest)},
        .auditLines = Sample::auditLines(u"compute02"_s, address, u"2025-11-01"_s),
        .earlier = Sample::earlierReport(),
        .timeZone = u"Asia/Seoul (UTC+09:00)"_s};
}

HealthReport sampleReport()
{
    return buildReport(Sample::cluster(), Sample::now(), version, true, sampleSources());
}

/// A cluster of which only the given nodes are left.
ClusterSnapshot only(const QStringList &names)
{
    ClusterSnapshot snapshot = Sample::cluster();
    snapshot.keepOnly(names);
    return snapshot;
}

/// One node of each kind of trouble: what the expected JSON and HTML are made from.
HealthReport smallReport()
{
    return buildReport(
        only({u"controller"_s, u"compute02"_s, u"compute03"_s, u"compute05"_s, u"compute06"_s}),
        Sample::now(), version, true, sampleSources());
}

QByteArray fileContents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Compares with a file of expected output, or writes it anew when VERMAGIC_UPDATE_GOLDEN is set.
void compareWithGolden(const QByteArray &got, const QString &name)
{
    const QString path = QStringLiteral(VERMAGIC_TEST_DATA "/golden/") + name;
    if (qEnvironmentVariableIsSet("VERMAGIC_UPDATE_GOLDEN")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(got), got.size());
    }
    const QByteArrayList expectedLines = fileContents(path).split('\n');
    const QByteArrayList gotLines = got.split('\n');
    for (qsizetype i = 0; i < std::max(expectedLines.size(), gotLines.size()); ++i) {
        const QByteArray place =
            name.toUtf8() + ':' + QByteArray::number(i + 1) + "\n  got:      " + gotLines.value(i)
            + "\n  expected: " + expectedLines.value(i)
            + "\nif this change is meant: ./dev shell env VERMAGIC_UPDATE_GOLDEN=1 build/dev/tests/tst_report";
        QVERIFY2(gotLines.value(i) == expectedLines.value(i), place.constData());
    }
}

QStringList schemaMistakes(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return {error.errorString()};
    const QByteArray schema = fileContents(
        QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/report/vermagic.report-1.schema.json"));
    return SchemaCheck(QJsonDocument::fromJson(schema).object()).mistakes(document.object());
}

QJsonObject nodeOf(const QByteArray &json, const QString &name)
{
    const QJsonArray nodes = QJsonDocument::fromJson(json).object().value("nodes"_L1).toArray();
    for (const auto node : nodes) {
        if (node.toObject().value("name"_L1).toString() == name)
            return node.toObject();
    }
    return {};
}

const QString hostileText =
    u"6.1</td><script>alert(1)</script>\"' onload=x %1 %2 \x1b[2J\x1b]0;owned\x07 $(reboot)\n`id`; "_s
    + QChar(0) + u" \u202egnp.exe\u2066 "_s + QChar(0xd800) + u" &amp; \u2028 ]]> {\"a\":1}"_s;

/// One node whose every answer is hostile.
ClusterSnapshot hostileCluster()
{
    ClusterSnapshot snapshot = Sample::cluster();
    NodeSnapshot &node = snapshot.nodes[2];
    NodeFacts facts = *node.facts;
    facts.runningKernel = Fact<QString>::known(hostileText);
    facts.nextBootKernel = Fact<QString>::unknown(hostileText);
    facts.bootId = Fact<QString>::known(hostileText);
    node.facts = std::make_shared<const NodeFacts>(facts);
    node.error = Error{ErrorCode::Protocol, hostileText, hostileText, hostileText};
    node.diagnosis.headline = hostileText;
    node.diagnosis.nextBoot = {Fact<QString>::known(hostileText), NextBootVerdict::WillBreak, hostileText};
    for (Finding &finding : node.diagnosis.findings) {
        finding.title = finding.expected = finding.actual = finding.explanation = hostileText;
        finding.evidence = {hostileText, hostileText + QString(200'000, u'x')};
    }
    for (Chain &chain : node.diagnosis.chains) {
        for (ChainStep &step : chain.steps)
            step.value = step.detail = hostileText;
    }
    node.diagnosis.logLines = {{.signature = u"kernel-oops"_s,
                                .severity = Severity::Error,
                                .title = hostileText,
                                .meaning = hostileText,
                                .channel = hostileText,
                                .time = hostileText,
                                .line = hostileText}};
    snapshot.nodes[5].hostKeyChange = HostKeyChange{hostileText, hostileText, hostileText, hostileText,
                                                    hostileText, {},          {}};
    snapshot.nodes[6].error = Error{ErrorCode::HostUnreachable, hostileText, {}, {}};
    snapshot.buildEnvironment = BuildEnvironmentFacts{hostileText,
                                                      Fact<QString>::known(hostileText),
                                                      Fact<QString>::known(hostileText),
                                                      Fact<QString>::unknown(hostileText),
                                                      Fact<QString>::known(hostileText),
                                                      {hostileText, hostileText}};
    return snapshot;
}

/// Characters that move, hide or reorder what stands around them.
QString forbiddenIn(const QString &text)
{
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if ((u < 0x20 && u != u'\n' && u != u'\t') || u == 0x7f || (u >= 0x80 && u < 0xa0)
            || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069))
            return u"U+"_s + QString::number(u, 16);
    }
    return {};
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTextReportIsAsPrinted();
    void theNarrowTextReportIsAsPrinted();
    void theJsonReportIsAsDocumented();
    void theHtmlReportIsAsPrinted();
    void theJsonReportFollowsItsSchema();
    void theJsonReportSaysWhatABrokenNodeLacks();
    void theSameSnapshotGivesTheSameBytes();
    void whatOnlyInformsIsNoRootCause();
    void hostileAnswersDoNoHarmInText();
    void hostileAnswersDoNoHarmInJson();
    void hostileAnswersDoNoHarmInHtml();
    void exitCodesFollowTheWorstOfAllNodes_data();
    void exitCodesFollowTheWorstOfAllNodes();
    void anInterruptedCheckIsNeverHealthy();
    void narrowTerminalsAreNotOverrun_data();
    void narrowTerminalsAreNotOverrun();
    void coloursAreAddedOnlyWhenAskedFor();
    void likeRootCausesAreToldOnce();
    void longOutputIsCutToItsEnd();
    void knownLogLinesAreReported();
    void aKernelIsComparedWithWhatItsModulesAreBuiltFor_data();
    void aKernelIsComparedWithWhatItsModulesAreBuiltFor();
};

/// Text leaves harmless ones out; the other formats have them, marked.
void TestReport::knownLogLinesAreReported()
{
    ClusterSnapshot snapshot = Sample::cluster();
    NodeSnapshot &node = snapshot.nodes[2];
    node.diagnosis.logLines = {{.signature = u"kernel-symbol-version"_s,
                                .severity = Severity::Error,
                                .title = u"beegfs was built for another kernel"_s,
                                .meaning = u"module_layout has another form."_s,
                                .hint = u"Build it anew."_s,
                                .playbook = u"mount-or-service-down"_s,
                                .channel = u"journal"_s,
                                .time = u"2025-11-20T15:08:54+0000"_s,
                                .line = u"beegfs: disagrees about version of symbol module_layout"_s,
                                .count = 3},
                               {.signature = u"kernel-taint-out-of-tree"_s,
                                .benign = true,
                                .title = u"beegfs is not part of the kernel"_s,
                                .channel = u"journal"_s,
                                .line = u"beegfs: loading out-of-tree module taints kernel."_s}};
    const HealthReport report = buildReport(snapshot, Sample::now(), u"1"_s);
    const QString text = renderText(report);
    QVERIFY(text.contains(node.spec.name + u": beegfs was built for another kernel"_s));
    QVERIFY(text.contains(u"journal, 2025-11-20T15:08:54+0000, 3 times: beegfs: disagrees"_s));
    QVERIFY(text.contains(u"Build it anew."_s));
    QVERIFY(!text.contains(u"out-of-tree"_s));
    const QByteArray json = renderJson(report);
    QCOMPARE(schemaMistakes(json), QStringList());
    const QJsonArray lines = nodeOf(json, node.spec.name)[u"logLines"_s].toArray();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0][u"signature"_s], u"kernel-symbol-version"_s);
    QCOMPARE(lines[0][u"count"_s], 3);
    QCOMPARE(lines[1][u"harmless"_s], true);
    const QByteArray html = renderHtml(report);
    QVERIFY(html.contains("known, harmless"));
    QVERIFY(html.contains("module_layout has another form. Build it anew."));
}

void TestReport::theTextReportIsAsPrinted()
{
    compareWithGolden(renderText(sampleReport()).toUtf8(), u"report.txt"_s);
}

void TestReport::theNarrowTextReportIsAsPrinted()
{
    compareWithGolden(renderText(sampleReport(), {.width = 80}).toUtf8(), u"report-80.txt"_s);
}

void TestReport::theJsonReportIsAsDocumented()
{
    compareWithGolden(renderJson(smallReport()), u"report.json"_s);
}

void TestReport::theHtmlReportIsAsPrinted()
{
    compareWithGolden(renderHtml(smallReport()), u"report.html"_s);
}

void TestReport::theJsonReportFollowsItsSchema()
{
    QCOMPARE(schemaMistakes(renderJson(sampleReport())), QStringList());
    QCOMPARE(schemaMistakes(renderJson(buildReport(hostileCluster(), Sample::now(), version))),
             QStringList());
    QCOMPARE(schemaMistakes(renderJson(buildReport({}, Sample::now(), version))), QStringList());
    QVERIFY(!schemaMistakes("{\"schema\": \"vermagic.report/2\"}").isEmpty());
}

void TestReport::theJsonReportSaysWhatABrokenNodeLacks()
{
    const QByteArray json = renderJson(sampleReport());
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    QCOMPARE(root.value("schema"_L1).toString(), u"vermagic.report/1"_s);
    QCOMPARE(root.value("generatedAt"_L1).toString(), u"2025-11-02T14:03:20Z"_s);
    QCOMPARE(root.value("verdict"_L1).toString(), u"broken"_s);
    QCOMPARE(root.value("summary"_L1).toObject().value("broken"_L1).toInt(), 2);
    const QJsonObject node = nodeOf(json, u"compute02"_s);
    QCOMPARE(node.value("state"_L1).toString(), u"broken"_s);
    QCOMPARE(node.value("facts"_L1)["kernel.release"_L1]["value"_L1].toString(),
             u"6.12.43+deb13-cloud-amd64"_s);
    const QJsonObject finding = node.value("findings"_L1)[0].toObject();
    QCOMPARE(finding.value("check"_L1).toString(), u"headers-missing"_s);
    QCOMPARE(finding.value("rootCause"_L1).toBool(), true);
    QCOMPARE(finding.value("severity"_L1).toString(), u"error"_s);
    QCOMPARE(finding.value("playbook"_L1).toString(), u"beegfs-dkms-build"_s);
    QVERIFY(finding.value("evidence"_L1)["output"_L1].toString().contains("no packages found"_L1));
    const QJsonObject changed = nodeOf(json, u"compute05"_s);
    QCOMPARE(changed.value("state"_L1).toString(), u"unreachable"_s);
    QCOMPARE(changed.value("error"_L1)["code"_L1].toString(), u"host-key-changed"_s);
    QVERIFY(changed.value("hostKeyChange"_L1)["newFingerprint"_L1].toString().startsWith("SHA256:Zk"_L1));
    const QJsonObject next = nodeOf(json, u"compute03"_s).value("nextBoot"_L1).toObject();
    QCOMPARE(next.value("verdict"_L1).toString(), u"will-break"_s);
    QVERIFY(nodeOf(json, u"compute06"_s).value("facts"_L1).toObject().isEmpty());
}

void TestReport::theSameSnapshotGivesTheSameBytes()
{
    const HealthReport one = sampleReport();
    const HealthReport other = sampleReport();
    QVERIFY(one == other);
    QCOMPARE(renderJson(one), renderJson(other));
    QCOMPARE(renderHtml(one), renderHtml(other));
    QCOMPARE(renderText(one), renderText(other));
}

void TestReport::whatOnlyInformsIsNoRootCause()
{
    HealthReport report = smallReport();
    Finding single;
    single.severity = Severity::Info;
    single.title = u"Only this node manages BeeGFS"_s;
    report.rootCauses = {{single, {u"controller"_s}, {}}};
    for (const QString &text : {renderText(report), QString::fromUtf8(renderHtml(report))})
        QVERIFY2(text.contains(u"Good to know"_s) && !text.contains(u"Root causes"_s), qPrintable(text));
    Finding down = single;
    down.severity = Severity::Error;
    down.title = u"beegfs-mgmtd.service is down"_s;
    report.rootCauses.prepend({down, {u"controller"_s}, {}});
    const QString text = renderText(report);
    const qsizetype causes = text.indexOf(u"Root causes"_s), known = text.indexOf(u"Good to know"_s);
    QVERIFY2(causes >= 0 && causes < text.indexOf(down.title) && text.indexOf(down.title) < known
                 && known < text.indexOf(single.title),
             qPrintable(text));
}

void TestReport::hostileAnswersDoNoHarmInText()
{
    const QString text = renderText(buildReport(hostileCluster(), Sample::now(), version), {.width = 100});
    QCOMPARE(forbiddenIn(text), QString());
    QVERIFY(text.contains("<script>"_L1)); // shown as what it is
    QVERIFY(text.size() < 100'000);
}

void TestReport::hostileAnswersDoNoHarmInJson()
{
    const QByteArray json = renderJson(buildReport(hostileCluster(), Sample::now(), version));
    QCOMPARE(forbiddenIn(QString::fromUtf8(json)), QString());
    QVERIFY(json.isValidUtf8());
    const QString kernel =
        nodeOf(json, u"compute02"_s).value("facts"_L1)["kernel.release"_L1]["value"_L1].toString();
    QVERIFY(kernel.startsWith("6.1</td><script>"_L1));
    QCOMPARE(forbiddenIn(kernel), QString());
}

void TestReport::hostileAnswersDoNoHarmInHtml()
{
    ReportSources sources = sampleSources();
    sources.runs.last().configuration.nodes[0] = sources.runs.last().configuration.tool = hostileText;
    sources.runs.last().series[0].id.node = hostileText;
    const QByteArray html = renderHtml(buildReport(hostileCluster(), Sample::now(), version, true, sources));
    QCOMPARE(forbiddenIn(QString::fromUtf8(html)), QString());
    static const QStringList known{
        u"html"_s,    u"head"_s, u"meta"_s, u"title"_s, u"style"_s, u"body"_s,    u"header"_s, u"h1"_s,
        u"h2"_s,      u"h3"_s,   u"h4"_s,   u"p"_s,     u"span"_s,  u"div"_s,     u"table"_s,  u"thead"_s,
        u"tbody"_s,   u"tr"_s,   u"th"_s,   u"td"_s,    u"em"_s,    u"section"_s, u"dl"_s,     u"dt"_s,
        u"dd"_s,      u"pre"_s,  u"ul"_s,   u"ol"_s,    u"li"_s,    u"strong"_s,  u"code"_s,   u"details"_s,
        u"summary"_s, u"svg"_s,  u"g"_s,    u"path"_s,  u"text"_s};
    static const QStringList attributes{
        u"lang"_s, u"charset"_s, u"http-equiv"_s, u"content"_s, u"name"_s, u"class"_s, u"scope"_s,
        u"colspan"_s, u"title"_s, u"open"_s,
        // Of pictures: none that loads, runs or links.
        u"viewBox"_s, u"width"_s, u"height"_s, u"role"_s, u"aria-label"_s, u"font-size"_s, u"font-family"_s,
        u"fill"_s, u"fill-opacity"_s, u"stroke"_s, u"stroke-width"_s, u"stroke-opacity"_s,
        u"stroke-dasharray"_s, u"d"_s, u"x"_s, u"y"_s, u"text-anchor"_s, u"transform"_s};
    QXmlStreamReader reader(html);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        QVERIFY2(known.contains(reader.name().toString()), qPrintable(reader.name().toString()));
        for (const QXmlStreamAttribute &attribute : reader.attributes())
            QVERIFY2(attributes.contains(attribute.name().toString()),
                     qPrintable(attribute.name().toString()));
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(html.contains("default-src 'none'") && html.contains("<svg "));
}

void TestReport::exitCodesFollowTheWorstOfAllNodes_data()
{
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("healthy") << QStringList{u"controller"_s, u"compute01"_s} << 0 << u"healthy"_s;
    QTest::newRow("breaks at reboot") << QStringList{u"controller"_s, u"compute03"_s} << 1 << u"attention"_s;
    QTest::newRow("broken") << QStringList{u"controller"_s, u"compute02"_s} << 1 << u"broken"_s;
    QTest::newRow("host key changed") << QStringList{u"controller"_s, u"compute05"_s} << 1 << u"unknown"_s;
    QTest::newRow("no answer") << QStringList{u"controller"_s, u"compute06"_s} << 2 << u"unknown"_s;
    QTest::newRow("no answer, and broken") << QStringList{u"compute06"_s, u"compute02"_s} << 1 << u"broken"_s;
    QTest::newRow("no answer, and a warning")
        << QStringList{u"compute06"_s, u"compute03"_s} << 1 << u"unknown"_s;
    QTest::newRow("nothing") << QStringList{} << 2 << u"unknown"_s;
}

void TestReport::exitCodesFollowTheWorstOfAllNodes()
{
    QFETCH(QStringList, nodes);
    const HealthReport report = buildReport(only(nodes), Sample::now(), version);
    QTEST(exitCodeFor(report), "code");
    QTEST(verdictName(report.verdict), "verdict");
}

void TestReport::anInterruptedCheckIsNeverHealthy()
{
    const HealthReport report = buildReport(only({u"controller"_s}), Sample::now(), version, false);
    QCOMPARE(exitCodeFor(report), 2);
    QCOMPARE(report.verdict, ReportVerdict::Unknown);
    ClusterSnapshot waiting = only({u"controller"_s});
    waiting.nodes[0].facts.reset();
    waiting.nodes[0].diagnosis = {};
    const HealthReport pending = buildReport(waiting, Sample::now(), version);
    QCOMPARE(exitCodeFor(pending), 2);
    QCOMPARE(pending.unreachable, 1);
    QVERIFY(renderText(pending).contains("not checked"_L1));
}

void TestReport::narrowTerminalsAreNotOverrun_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("80") << 80;
    QTest::newRow("100") << 100;
    QTest::newRow("132") << 132;
}

void TestReport::narrowTerminalsAreNotOverrun()
{
    QFETCH(int, width);
    const QString text = renderText(sampleReport(), {.width = width});
    const QStringList matrix = text.section(u"Root causes"_s, 0, 0).split(u'\n').mid(1);
    for (const QString &line : matrix)
        QVERIFY2(displayWidth(line) <= width, qPrintable(line));
}

void TestReport::coloursAreAddedOnlyWhenAskedFor()
{
    QVERIFY(!renderText(sampleReport()).contains(u'\x1b'));
    QString coloured = renderText(sampleReport(), {.colour = true});
    QVERIFY(coloured.contains("\x1b[31m"_L1));
    static const QRegularExpression escapes(u"\\x1b\\[[0-9]*m"_s);
    QCOMPARE(coloured.remove(escapes), renderText(sampleReport()));
}

void TestReport::likeRootCausesAreToldOnce()
{
    const HealthReport report = buildReport(Sample::largeCluster(100), Sample::now(), version);
    QCOMPARE(report.rootCauses.first().nodes.size(), 12);
    QCOMPARE(report.rootCauses.first().finding.check, u"headers-missing"_s);
    const QString text = renderText(report);
    QCOMPARE(text.count("Headers for the running kernel are missing"_L1), 1);
    QVERIFY(text.contains("(12 nodes)"_L1));
}

void TestReport::longOutputIsCutToItsEnd()
{
    ClusterSnapshot snapshot = only({u"compute02"_s});
    QString output = u"first line\n"_s;
    for (int i = 0; i < 5000; ++i)
        output += u"make: line %1\n"_s.arg(i);
    snapshot.nodes[0].diagnosis.findings[0].evidence.output = output;
    const HealthReport report = buildReport(snapshot, Sample::now(), version);
    const QString kept = report.nodes[0].findings[0].evidence.output;
    QVERIFY(kept.size() < 9000);
    QVERIFY(kept.endsWith("make: line 4999\n"_L1));
    QVERIFY(kept.startsWith("["_L1));
}

void TestReport::aKernelIsComparedWithWhatItsModulesAreBuiltFor_data()
{
    QTest::addColumn<QString>("built"); // by the build environment; empty: there is none
    QTest::addColumn<QStringList>("kernels");
    QTest::addColumn<QStringList>("texts");
    const QString old = u"6.12.38-amd64"_s, next = u"6.12.43-amd64"_s, other = u"6.14.0-amd64"_s;
    QTest::newRow("the same, the series, another one")
        << old << QStringList{old, next, other}
        << QStringList{u"✔ MATCHES"_s, u"✔ SAME SERIES as 6.12.38-amd64"_s,
                       u"✖ DIFFERS from 6.12.38-amd64"_s};
    QTest::newRow("by the most of the group")
        << QString() << QStringList{old, old, next}
        << QStringList{u"✔ as the others of its group"_s, u"✔ as the others of its group"_s,
                       u"✖ DIFFERS from its group's 6.12.38-amd64"_s};
    QTest::newRow("nobody is right by being older")
        << QString() << QStringList{old, next}
        << QStringList{u"⊘ NOTHING TO COMPARE WITH"_s, u"⊘ NOTHING TO COMPARE WITH"_s};
    QTest::newRow("alone") << QString() << QStringList{old} << QStringList{u"⊘ NOTHING TO COMPARE WITH"_s};
}

void TestReport::aKernelIsComparedWithWhatItsModulesAreBuiltFor()
{
    QFETCH(QString, built);
    QFETCH(QStringList, kernels);
    QFETCH(QStringList, texts);
    Inventory inventory;
    inventory.filesystems = {{.name = u"beegfs"_s, .provision = Provision::Dkms}};
    HealthReport report;
    if (!built.isEmpty()) {
        report.buildEnvironment = BuildEnvironmentFacts{.name = u"docker"_s};
        report.buildEnvironment->kernel = Fact<QString>::known(built);
    }
    for (const QString &kernel : kernels) {
        ReportNode node;
        node.spec = {.name = u"n%1"_s.arg(report.nodes.size()), .mounts = {u"beegfs"_s}};
        node.state = NodeState::Healthy;
        node.facts[u"kernel.release"_s] = Fact<QString>::known(kernel);
        report.nodes.append(node);
    }
    QStringList found;
    for (const KernelLine &line : consistencyOf(report, inventory).kernels)
        found.append(matchText(line));
    QCOMPARE(found, texts);
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
