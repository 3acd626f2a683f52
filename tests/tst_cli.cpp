// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/pseudoterminal.h"
#include "tests/schemacheck.h"
#include "tests/vermagicprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Vermagic;

using Variables = QMap<QString, QString>;

class TestCli : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCommandExplainsItself_data();
    void everyCommandExplainsItself();
    void aUsageErrorNamesTheArgument_data();
    void aUsageErrorNamesTheArgument();
    void playbooksAreListedWithWhatIsObsolete();
    void lintNamesFileLineAndColumn();
    void shippedKnowledgeHasNoMistakes();
    void theMatrixSaysWhoSaysWhat();
    void explainSaysWhatALogMeans();
    void explainReadsStandardInputAndSucceedsWhenNothingIsBad();
    void aNodeThatRefusesIsUncheckedAndThePipeStaysSilent();
    void aReportIsWrittenAsAWholeOrNotAtAll();
    void aNodeThatSaysNothingIsGivenUpAtTheDeadline();
    void anInterruptedCheckReportsWhatThereIs_data();
    void anInterruptedCheckReportsWhatThereIs();
    void onlyTheChosenNodesAreAsked();
    void aQuietCheckSaysNothingButErrors();
    void aTerminalShowsWhoIsWaitedFor();
    void aWatchPrintsWhatIsNewAndThatItIsAlive();
    void aWatchThatIsEndedEarlySaysSo();
    void aPlanForAnUnreachableNodeIsNoPlan();
    void aTerminalGetsItsWidthAndColours_data();
    void aTerminalGetsItsWidthAndColours();
    void aPipeGetsColoursOnlyWhenAskedTo();

private:
    QString inventory(const QString &nodes) const;
    /// Each of them found to follow the schema.
    static QList<QJsonObject> watchLines(const QByteArray &output);
    QString write(const QString &name, const QByteArray &text) const;

    VermagicProcess m_vermagic;
    QTemporaryDir m_folder;
};

QString TestCli::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QString TestCli::inventory(const QString &nodes) const
{
    return write(u"lab.yaml"_s, "cluster: lab\ngroups:\n" + nodes.toUtf8());
}

void TestCli::everyCommandExplainsItself_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("program") << QStringList{u"--help"_s} << QByteArray("Exit codes");
    QTest::newRow("version") << QStringList{u"--version"_s} << QByteArray("vermagic ");
    for (const char *command : {"check", "plan", "fix", "watch", "sample"})
        QTest::newRow(command) << QStringList{QString::fromLatin1(command), u"--help"_s}
                               << QByteArray("--inventory");
    QTest::newRow("lint") << QStringList{u"lint"_s, u"-h"_s} << QByteArray("FILE...");
}

void TestCli::everyCommandExplainsItself()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const ProcessResult result = m_vermagic.run(arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.standardOutput.contains(word), result.standardOutput.constData());
    QCOMPARE(result.standardError, QByteArray());
}

void TestCli::aUsageErrorNamesTheArgument_data()
{
    const QString lab = inventory(u"  a: {nodes: n1, address: 127.0.0.1, port: 1}\n"_s);
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &complaint) {
        QTest::newRow(name) << arguments << complaint;
    };
    row("no such command", {u"chekc"_s}, "chekc");
    row("no inventory", {u"check"_s}, "--inventory");
    row("inventory without a value", {u"check"_s, u"-i"_s}, "-i");
    row("inventory that is not there", {u"check"_s, u"-i"_s, u"/nonexistent.yaml"_s}, "/nonexistent.yaml");
    row("inventory that is a folder", {u"check"_s, u"-i"_s, m_folder.path()}, "not a file");
    row("unknown option", {u"check"_s, u"-i"_s, lab, u"--fast"_s}, "fast");
    row("stray argument", {u"check"_s, u"-i"_s, lab, u"n1"_s}, "n1");
    row("unknown colour", {u"check"_s, u"-i"_s, lab, u"--color"_s, u"blue"_s}, "blue");
    row("unknown format", {u"check"_s, u"-i"_s, lab, u"-f"_s, u"word"_s}, "word");
    row("timeout that is no number", {u"check"_s, u"-i"_s, lab, u"--timeout"_s, u"soon"_s}, "--timeout");
    row("timeout of nothing", {u"check"_s, u"-i"_s, lab, u"--timeout"_s, u"0"_s}, "--timeout");
    row("node that is not there", {u"check"_s, u"-i"_s, lab, u"--nodes"_s, u"n2"_s}, "n2");
    row("bad range", {u"plan"_s, u"-i"_s, lab, u"--nodes"_s, u"n[1-"_s}, "n[1-");
    row("unknown playbook", {u"plan"_s, u"-i"_s, lab, u"--playbook"_s, u"magic"_s}, "magic");
    row("unapproved fix", {u"fix"_s, u"-i"_s, lab, u"--nodes"_s, u"n1"_s}, "--yes");
    row("fix of nobody", {u"fix"_s, u"-i"_s, lab, u"--yes"_s}, "--nodes");
    row("host key accepted blindly",
        {u"fix"_s, u"-i"_s, lab, u"--nodes"_s, u"n1"_s, u"--yes"_s, u"--playbook"_s, u"rebuilt-node"_s},
        "--accept-host-key");
    row("remedy of no playbook", {u"plan"_s, u"-i"_s, lab, u"--remedy"_s, u"mount"_s},
        "--remedy needs --playbook");
    row("value of no playbook", {u"plan"_s, u"-i"_s, lab, u"--set"_s, u"a=b"_s}, "--set needs --playbook");
    const QStringList kernel{u"plan"_s, u"-i"_s, lab, u"--playbook"_s, u"kernel-downgrade"_s};
    row("value without a name", kernel + QStringList{u"--set"_s, u"=b"_s}, "NAME=VALUE");
    row("value given twice", kernel + QStringList{u"--set"_s, u"a=b"_s, u"--set"_s, u"a=c"_s}, "'a' twice");
    row("obsolete playbook", kernel, "is obsolete: BeeGFS 8 builds on current kernels");
    row("what to do instead", kernel, "instead: beegfs-dkms-build");
    row("unknown remedy",
        {u"plan"_s, u"-i"_s, lab, u"--playbook"_s, u"package-repair"_s, u"--remedy"_s, u"no-such"_s},
        "no-such");
    row("parameter that there is not",
        {u"fix"_s, u"-i"_s, lab, u"--nodes"_s, u"n1"_s, u"--yes"_s, u"--playbook"_s, u"package-repair"_s,
         u"--set"_s, u"speed=9"_s},
        "no parameter 'speed'");
    row("unknown format of playbooks", {u"playbooks"_s, u"-f"_s, u"html"_s}, "html");
    row("folder of playbooks that is not there",
        {u"check"_s, u"-i"_s, lab, u"--playbooks"_s, u"/nonexistent"_s}, "/nonexistent");
    row("nothing to lint", {u"lint"_s}, "FILE");
    row("samples too often", {u"sample"_s, u"-i"_s, lab, u"--interval"_s, u"0.1"_s}, "--interval");
    row("interval that is no number", {u"sample"_s, u"-i"_s, lab, u"--interval"_s, u"nan"_s}, "--interval");
    row("duration that is no number", {u"sample"_s, u"-i"_s, lab, u"--duration"_s, u"long"_s}, "--duration");
    row("heartbeat that is no number", {u"watch"_s, u"-i"_s, lab, u"--heartbeat"_s, u"-1"_s}, "--heartbeat");
    row("interval of nothing", {u"watch"_s, u"-i"_s, lab, u"--interval"_s, u"0"_s}, "--interval");
}

void TestCli::aUsageErrorNamesTheArgument()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, complaint);
    const ProcessResult result = m_vermagic.run(arguments);
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.standardError.contains(complaint), result.standardError.constData());
    QCOMPARE(result.standardOutput, QByteArray());
}

void TestCli::playbooksAreListedWithWhatIsObsolete()
{
    const ProcessResult text = m_vermagic.run({u"playbooks"_s});
    QCOMPARE(text.exitCode, 0);
    for (const char *word : {"package-repair: ", "source: ", "OBSOLETE: BeeGFS 8 builds on current kernels",
                             "instead: beegfs-dkms-build", "risk low"})
        QVERIFY2(text.standardOutput.contains(word), word);
    const QJsonObject json = m_vermagic.run({u"playbooks"_s, u"-f"_s, u"json"_s}).json();
    QCOMPARE(json[u"schema"_s].toString(), u"vermagic.playbooks/1"_s);
    int obsolete = 0;
    for (const auto &playbook : json[u"playbooks"_s].toArray())
        obsolete += playbook[u"obsolete"_s].isObject() ? 1 : 0;
    QVERIFY(obsolete >= 1);
}

void TestCli::lintNamesFileLineAndColumn()
{
    const QString bad = write(u"bad.yaml"_s, "cluster: lab\ngroups:\n  a: {nodes: n1, colour: red}\n");
    const ProcessResult refused = m_vermagic.run({u"lint"_s, bad});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.standardError.contains(bad.toUtf8() + ":3:18"), refused.standardError.constData());
    QVERIFY2(refused.standardError.contains("colour"), refused.standardError.constData());

    const QString good = write(u"good.yaml"_s, "cluster: lab\ngroups:\n  a: {nodes: \"n[1-3]\"}\n");
    const ProcessResult accepted = m_vermagic.run({u"lint"_s, good});
    QCOMPARE(accepted.exitCode, 0);
    QCOMPARE(accepted.standardError, QByteArray());
}

void TestCli::theMatrixSaysWhoSaysWhat()
{
    const ProcessResult table = m_vermagic.run({u"matrix"_s, u"--fs"_s, u"beegfs"_s});
    QCOMPARE(table.exitCode, 0);
    QVERIFY2(table.standardOutput.contains("8.1.0") && table.standardOutput.contains("≠ contra."),
             table.standardOutput.constData());

    const QStringList cell{u"matrix"_s, u"--fs"_s,     u"beegfs"_s,           u"--version"_s,
                           u"8.1.0"_s,  u"--kernel"_s, u"6.14.0-37-generic"_s};
    const ProcessResult text = m_vermagic.run(cell);
    QCOMPARE(text.exitCode, 0);
    for (const char *words : {"contradicted", "built in the laboratory", "FhgfsOpsDir.c:25:22", "TASK-028.1"})
        QVERIFY2(text.standardOutput.contains(words), text.standardOutput.constData());

    const QJsonObject json = m_vermagic.run(cell + QStringList{u"-f"_s, u"json"_s}).json();
    QCOMPARE(json[u"schema"_s], u"vermagic.matrix/1"_s);
    const QJsonObject found = json[u"matrices"_s][0][u"cells"_s][0].toObject();
    QCOMPARE(found[u"verdict"_s], u"contradicted"_s);
    QCOMPARE(found[u"claims"_s][0][u"provenance"_s], u"lab-built"_s);

    for (const QStringList &wrong :
         {QStringList{u"--kernel"_s, u"newest"_s}, {u"--version"_s, u"eight"_s}, {u"--fs"_s, u"zfs"_s}}) {
        const ProcessResult refused = m_vermagic.run(QStringList{u"matrix"_s} + wrong);
        QCOMPARE(refused.exitCode, 3);
        QVERIFY2(refused.standardError.contains(wrong.last().toUtf8()), refused.standardError.constData());
    }
}

void TestCli::explainSaysWhatALogMeans()
{
    const QString log = write(u"dmesg"_s,
                              "[   46.014407] beegfs: disagrees about version of symbol module_layout\n"
                              "[   46.502954] beegfs: disagrees about version of symbol module_layout\n"
                              "[   47.000000] usb 1-1: new high-speed USB device\n");
    const ProcessResult result = m_vermagic.run({u"explain"_s, log});
    QCOMPARE(result.exitCode, 1);
    QVERIFY(result.standardOutput.contains("line 1 and 1 more: error: beegfs was built for another kernel"));
    QVERIFY(result.standardOutput.contains("What to do: Build the module for the running kernel"));
    QVERIFY(result.standardOutput.contains("Playbook: mount-or-service-down"));
    QVERIFY(!result.standardOutput.contains("usb"));
    QVERIFY(
        result.standardOutput.endsWith("3 lines read: 1 known to be bad, 0 known and harmless or over\n"));
    QCOMPARE(m_vermagic.run({u"explain"_s, log + u".gone"_s}).exitCode, 3);
    QCOMPARE(m_vermagic.run({u"explain"_s, log, log}).exitCode, 3);
}

/// What is harmless, and what a later line says to be over, is no reason to fail.
void TestCli::explainReadsStandardInputAndSucceedsWhenNothingIsBad()
{
    const QString log = write(
        u"log"_s, "gss/krb5 is not supported\n"
                  "Lustre: fsx-OST0000-osc-ff34: Connection to fsx-OST0000 (at 0@lo) was lost; in progress "
                  "operations using this service will wait for recovery to complete\n"
                  "Lustre: fsx-OST0000-osc-ff34: Connection restored to 0@lo (at 0@lo)\n");
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::unique_ptr<QProcess> process = m_vermagic.start(
        {u"explain"_s, u"-"_s}, [fd = file.handle()] { dup2(fd, STDIN_FILENO); });
    const ProcessResult result = VermagicProcess::wait(*process);
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.standardOutput.contains("known, harmless: No Kerberos for Lustre"));
    QVERIFY(result.standardOutput.contains("Over: line 3 says so."));
}

void TestCli::shippedKnowledgeHasNoMistakes()
{
    const ProcessResult result = m_vermagic.run(
        {u"lint"_s, QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/playbooks"),
         QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/signatures")});
    QCOMPARE(result.standardError, QByteArray());
    QCOMPARE(result.exitCode, 0);
}

void TestCli::aNodeThatRefusesIsUncheckedAndThePipeStaysSilent()
{
    const QString lab = inventory(u"  a: {nodes: n1, address: 127.0.0.1, port: 1}\n"_s);
    const ProcessResult result = m_vermagic.run({u"check"_s, u"-i"_s, lab, u"-f"_s, u"json"_s});
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.standardError, QByteArray());
    const QJsonObject report = result.json();
    QCOMPARE(report[u"schema"_s], u"vermagic.report/1"_s);
    QCOMPARE(report[u"cluster"_s], u"lab"_s);
    QCOMPARE(report[u"summary"_s][u"unreachable"_s], 1);
    QCOMPARE(report[u"nodes"_s][0][u"state"_s], u"unreachable"_s);
    QCOMPARE(report[u"nodes"_s][0][u"findings"_s][0][u"id"_s], u"n1/unreachable"_s);
    QVERIFY(report[u"complete"_s].toBool());
}

void TestCli::aReportIsWrittenAsAWholeOrNotAtAll()
{
    const QString lab = inventory(u"  a: {nodes: n1, address: 127.0.0.1, port: 1}\n"_s);
    const QString target = m_folder.filePath(u"report.json"_s);
    const ProcessResult written = m_vermagic.run(
        {u"check"_s, u"-i"_s, lab, u"-f"_s, u"json"_s, u"-o"_s, target});
    QCOMPARE(written.exitCode, 2);
    QCOMPARE(written.standardOutput, QByteArray());
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(QJsonDocument::fromJson(file.readAll()).isObject());

    const QString folder = m_folder.filePath(u"reports"_s);
    QVERIFY(QDir().mkpath(folder));
    for (const QString &path : {folder, m_folder.filePath(u"missing/report.json"_s)}) {
        const ProcessResult refused = m_vermagic.run(
            {u"check"_s, u"-i"_s, lab, u"-f"_s, u"json"_s, u"-o"_s, path});
        QCOMPARE(refused.exitCode, 3);
        QVERIFY2(refused.standardError.contains(path.toUtf8()), refused.standardError.constData());
    }
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList());
    QVERIFY(!QFile::exists(m_folder.filePath(u"missing"_s)));
}

void TestCli::aNodeThatSaysNothingIsGivenUpAtTheDeadline()
{
    QTcpServer silent; // accepts by its backlog, answers nothing
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString lab = inventory(
        u"  a: {nodes: dumb, address: 127.0.0.1, port: %1}\n"
        "  b: {nodes: closed, address: 127.0.0.1, port: 1}\n"_s.arg(silent.serverPort()));
    const ProcessResult result = m_vermagic.run(
        {u"check"_s, u"-i"_s, lab, u"-f"_s, u"json"_s, u"--timeout"_s, u"1"_s});
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.json()[u"summary"_s][u"unreachable"_s], 2);
}

void TestCli::anInterruptedCheckReportsWhatThereIs_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("mark");
    QTest::newRow("Ctrl-C, JSON") << SIGINT << u"json"_s << QByteArray("\"complete\": false");
    QTest::newRow("Ctrl-C, the gap") << SIGINT << u"json"_s << QByteArray("\"kind\": \"sweep\"");
    QTest::newRow("Ctrl-C, text") << SIGINT << u"text"_s << QByteArray("ended before all nodes had answered");
    QTest::newRow("SIGTERM, JSON") << SIGTERM << u"json"_s << QByteArray("\"complete\": false");
    QTest::newRow("SIGTERM, Prometheus")
        << SIGTERM << u"prometheus"_s << QByteArray("vermagic_report_complete{cluster=\"lab\"} 0");
}

void TestCli::anInterruptedCheckReportsWhatThereIs()
{
    QFETCH(const int, signal);
    QFETCH(const QString, format);
    QFETCH(const QByteArray, mark);
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString lab = inventory(
        u"  a: {nodes: dumb, address: 127.0.0.1, port: %1}\n"_s.arg(silent.serverPort()));
    const std::unique_ptr<QProcess> process = m_vermagic.start(
        {u"check"_s, u"-i"_s, lab, u"-f"_s, format, u"--timeout"_s, u"600"_s});
    QVERIFY(silent.waitForNewConnection(30'000)); // the sweep is under way
    ::kill(static_cast<pid_t>(process->processId()), signal);
    const ProcessResult result = VermagicProcess::wait(*process);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.standardOutput.contains(mark), result.standardOutput.constData());
    QVERIFY(result.standardOutput.contains("dumb"));
}

void TestCli::onlyTheChosenNodesAreAsked()
{
    QTcpServer untouched;
    QVERIFY(untouched.listen(QHostAddress::LocalHost));
    const QString lab = inventory(
        u"  a: {nodes: \"n[1-3]\", address: \"127.0.0.[1-3]\", port: 1}\n"
        "  b: {nodes: other, address: 127.0.0.1, port: %1}\n"_s.arg(untouched.serverPort()));
    const ProcessResult result = m_vermagic.run(
        {u"check"_s, u"-i"_s, lab, u"-f"_s, u"json"_s, u"--nodes"_s, u"n[2-3]"_s});
    QCOMPARE(result.exitCode, 2);
    QStringList names;
    for (const auto &node : result.json()[u"nodes"_s].toArray())
        names.append(node[u"name"_s].toString());
    QCOMPARE(names, (QStringList{u"n2"_s, u"n3"_s}));
    QVERIFY(!untouched.waitForNewConnection(0));
}

void TestCli::aQuietCheckSaysNothingButErrors()
{
    const QString lab = inventory(u"  a: {nodes: n1, address: 127.0.0.1, port: 1}\n"_s);
    PseudoTerminal terminal(80);
    const std::unique_ptr<QProcess> process = m_vermagic.start({u"check"_s, u"-i"_s, lab, u"--quiet"_s},
                                                               terminal.as(STDERR_FILENO));
    const ProcessResult silent = VermagicProcess::wait(*process);
    QCOMPARE(silent.exitCode, 2);
    QCOMPARE(silent.standardOutput, QByteArray());
    QCOMPARE(terminal.text(), QByteArray());

    const QString report = m_folder.filePath(u"quiet.json"_s);
    const QStringList toFile{u"check"_s, u"-q"_s, u"-i"_s, lab, u"-f"_s, u"json"_s, u"-o"_s};
    QCOMPARE(m_vermagic.run(toFile + QStringList{report}).exitCode, 2);
    QVERIFY(QFile::exists(report));
    const ProcessResult refused = m_vermagic.run(toFile + QStringList{m_folder.filePath(u"gone/r.json"_s)});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.standardError.contains("gone/r.json"), refused.standardError.constData());
}

void TestCli::aTerminalShowsWhoIsWaitedFor()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::AnyIPv4));
    const QString lab = inventory(
        u"  a: {nodes: n1, address: 127.0.0.1, port: 1}\n"
        "  b: {nodes: \"a-node-with-a-long-name[1-9]\", address: \"127.0.0.[1-9]\", port: %1}\n"_s.arg(
            silent.serverPort()));
    PseudoTerminal terminal(70);
    const std::unique_ptr<QProcess> process = m_vermagic.start(
        {u"check"_s, u"-i"_s, lab, u"-f"_s, u"json"_s, u"--timeout"_s, u"3"_s}, terminal.as(STDERR_FILENO));
    QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains("1 of 10 nodes, 1 s; waiting for a-node"), 30'000);
    QCOMPARE(VermagicProcess::wait(*process).exitCode, 2);
    const QString text = QString::fromUtf8(terminal.text());
    QVERIFY2(text.endsWith(u"\r\x1b[K"_s), qPrintable(text)); // nothing stays behind
    for (const QString &line : text.split(u"\r\x1b[K"_s))
        QVERIFY2(line.size() < 70, qPrintable(line));
}

QList<QJsonObject> TestCli::watchLines(const QByteArray &output)
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/report/vermagic.watch-1.schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no schema");
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    QList<QJsonObject> lines;
    for (const QByteArray &line : output.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const QString kind = object[u"event"_s] == u"state"_s ? u"state"_s : u"summary"_s;
        SchemaCheck check({{u"$ref"_s, u"#/$defs/"_s + kind}, {u"$defs"_s, schema[u"$defs"_s]}});
        if (const QStringList mistakes = check.mistakes(object); !mistakes.isEmpty())
            qFatal("%s: %s", line.constData(), qPrintable(mistakes.join(u'\n')));
        lines.append(object);
    }
    return lines;
}

void TestCli::aWatchPrintsWhatIsNewAndThatItIsAlive()
{
    const QString lab = inventory(u"  a: {nodes: \"n[1-2]\", address: \"127.0.0.[1-2]\", port: 1}\n"_s);
    const std::unique_ptr<QProcess> process = m_vermagic.start(
        {u"watch"_s, u"-i"_s, lab, u"--interval"_s, u"1"_s, u"--heartbeat"_s, u"1"_s});
    QByteArray output;
    const auto hasBeatenTwice = [&] {
        output += process->readAllStandardOutput();
        return output.count("heartbeat") >= 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasBeatenTwice(), 30'000);
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    const ProcessResult result = VermagicProcess::wait(*process);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.standardError, QByteArray());
    const QList<QJsonObject> lines = watchLines(output + result.standardOutput);
    const auto count = [&lines](const QString &event) {
        return std::ranges::count_if(lines,
                                     [&](const QJsonObject &line) { return line[u"event"_s] == event; });
    };
    QCOMPARE(count(u"state"_s), 2); // later sweeps have no news
    QCOMPARE(lines[0][u"before"_s], QString());
    QCOMPARE(lines[0][u"state"_s], u"unreachable"_s);
    QCOMPARE(lines[2][u"event"_s], u"heartbeat"_s);
    QCOMPARE(lines[2][u"unreachable"_s], 2);
    QCOMPARE(count(u"end"_s), 1);
    QCOMPARE(lines.last()[u"event"_s], u"end"_s);
    QCOMPARE(lines.last()[u"complete"_s], true);
}

void TestCli::aWatchThatIsEndedEarlySaysSo()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString lab = inventory(
        u"  a: {nodes: dumb, address: 127.0.0.1, port: %1}\n"_s.arg(silent.serverPort()));
    const std::unique_ptr<QProcess> process = m_vermagic.start({u"watch"_s, u"-i"_s, lab});
    QVERIFY(silent.waitForNewConnection(30'000));
    ::kill(static_cast<pid_t>(process->processId()), SIGINT);
    const ProcessResult result = VermagicProcess::wait(*process);
    QCOMPARE(result.exitCode, 2);
    const QList<QJsonObject> lines = watchLines(result.standardOutput);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0][u"event"_s], u"end"_s);
    QCOMPARE(lines[0][u"complete"_s], false);
    QCOMPARE(lines[0][u"verdict"_s], u"unknown"_s);
}

void TestCli::aPlanForAnUnreachableNodeIsNoPlan()
{
    const QString lab = inventory(u"  a: {nodes: n1, address: 127.0.0.1, port: 1}\n"_s);
    const ProcessResult result = m_vermagic.run({u"plan"_s, u"-i"_s, lab, u"--nodes"_s, u"n1"_s});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.standardOutput.contains("nothing to do"), result.standardOutput.constData());
}

void TestCli::aTerminalGetsItsWidthAndColours_data()
{
    QTest::addColumn<Variables>("variables");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("coloured");
    QTest::newRow("as it is") << Variables() << QStringList() << true;
    QTest::newRow("NO_COLOR") << Variables{{u"NO_COLOR"_s, u"1"_s}} << QStringList() << false;
    QTest::newRow("empty NO_COLOR") << Variables{{u"NO_COLOR"_s, QString()}} << QStringList() << true;
    QTest::newRow("dumb terminal") << Variables{{u"TERM"_s, u"dumb"_s}} << QStringList() << false;
    QTest::newRow("never") << Variables() << QStringList{u"--color"_s, u"never"_s} << false;
    QTest::newRow("always, NO_COLOR")
        << Variables{{u"NO_COLOR"_s, u"1"_s}} << QStringList{u"--color"_s, u"always"_s} << true;
}

void TestCli::aTerminalGetsItsWidthAndColours()
{
    QFETCH(const Variables, variables);
    QFETCH(const QStringList, options);
    QFETCH(const bool, coloured);
    const QString lab = inventory(u"  a: {nodes: a-node-with-a-name, address: 127.0.0.1, port: 1}\n"_s);
    PseudoTerminal terminal(60);
    const std::unique_ptr<QProcess> process = m_vermagic.start(
        QStringList{u"check"_s, u"-i"_s, lab} + options, terminal.as(STDOUT_FILENO), variables);
    QCOMPARE(VermagicProcess::wait(*process).exitCode, 2);
    const QString text = QString::fromUtf8(terminal.text());
    QCOMPARE(text.contains(u"\x1b["_s), coloured);
    static const QRegularExpression escape(u"\x1b\\[[0-9;]*m"_s);
    const QStringList lines = QString(text).remove(escape).split(u"\r\n"_s);
    const auto row = std::ranges::find_if(
        lines, [](const QString &line) { return line.contains(u"a-node-with-a-name"_s); });
    QVERIFY(row != lines.end());
    QVERIFY2(row->size() <= 60, qPrintable(*row));
    QVERIFY2(row->endsWith(u'…'), qPrintable(*row));
}

void TestCli::aPipeGetsColoursOnlyWhenAskedTo()
{
    const QString lab = inventory(u"  a: {nodes: n1, address: 127.0.0.1, port: 1}\n"_s);
    QVERIFY(!m_vermagic.run({u"check"_s, u"-i"_s, lab}).standardOutput.contains('\x1b'));
    const ProcessResult coloured = m_vermagic.run({u"check"_s, u"-i"_s, lab, u"--color"_s, u"always"_s});
    QVERIFY(coloured.standardOutput.contains("\x1b["));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
