// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Facts that a playbook asks for: from its YAML to the question, through a real shell, to the finding.

#include "models/diagnosis/diagnose.h"
#include "models/playbook/questions.h"
#include "models/probe/factcatalog.h"
#include "models/probe/gatherfacts.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

const QByteArray marker = "0123456789abcdef0123456789abcdef";

const QByteArray playbookText = R"(id: demo
title: Demo
source: a manual
probes:
  - id: listing
    run: [cat, "{{fs.mountpoint}}/list"]
    for_each: filesystem
    applies_to: {fs.kind: beegfs}
    exit: [0, 3]
    facts:
      demo.<mountpoint>.owner: {first: '^owner=(.*)$', type: name}
      demo.<mountpoint>.words: {all: '^word (\S+)'}
      demo.<mountpoint>.lines: {count: '^word '}
      demo.<mountpoint>.state: {status: {0: there, 1: gone}}
      demo.<mountpoint>.text: {text: true}
  - id: role
    script: demo.sh
    arguments: ["{{node.name}}"]
    facts: {demo.role: {text: true}}
checks:
  - id: wrong-owner
    link: mount
    for_each: filesystem
    subject: "{{fs.mountpoint}}"
    expect: {demo.<mountpoint>.owner: kim}
    title: "{{fs.mountpoint}} belongs to {{demo.<mountpoint>.owner}}"
    expected: kim
    actual: "{{demo.<mountpoint>.owner}}"
    evidence: demo.<mountpoint>.owner
    remedies: [give]
remedies:
  - id: give
    title: Give it
    risk: low
    steps:
      - {id: show, title: Show, run: [stat, "{{demo.<mountpoint>.owner}}"]}
)";

Loaded<Knowledge> knowledgeWith(const QByteArray &text)
{
    QList<KnowledgeFile> files;
    for (const KnowledgeFile &file : shippedKnowledgeFiles()) {
        if (file.name == u"programs.yaml"_s)
            files.append(file);
    }
    files.append({u"demo.yaml"_s, text});
    files.append({u"demo.sh"_s, "echo \"role of $1\""});
    return loadKnowledge(files);
}

Inventory inventoryWithMountAt(const QString &mountpoint)
{
    Inventory inventory;
    inventory.cluster = u"lab"_s;
    inventory.filesystems = {{.name = u"beegfs"_s, .mountpoint = mountpoint}};
    inventory.nodes = {{.name = u"n1"_s, .become = Become::None, .mounts = {u"beegfs"_s}}};
    return inventory;
}

QByteArray sweepScript()
{
    QFile file(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/probe/sweep.sh"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One sweep of this machine as the node.
NodeFacts sweep(const Inventory &inventory, const Knowledge &knowledge, bool fresh = true)
{
    const NodeSpec &node = inventory.nodes.first();
    ProbeRequest request = probeRequestFor(node, inventory);
    request.questions = questionsFor(node, inventory, knowledge);
    request.fresh = fresh;
    QProcess process;
    process.start(u"sh"_s, {u"-s"_s});
    process.write(renderProbeScript(sweepScript(), request, marker));
    process.closeWriteChannel();
    process.waitForFinished();
    return gatherFacts(splitSections(process.readAllStandardOutput(), marker), request);
}

ProbeSection answer(int exitCode, const QByteArray &output)
{
    return {.id = u"ask:x"_s, .exitCode = exitCode, .output = output, .complete = true};
}

Fact<QString> known(const QString &value)
{
    return Fact<QString>::known(value);
}

} // namespace

class TestFactProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatANodeAnswersBecomesFactsAndFindings();
    void aNodeThatIsNotAskedHasNothingWrong();
    void anAnswerMayBeKeptForAWhile();
    void aMissingToolIsNoFailure();
    void onlyRootMayAsk();
    void rulesReadAnswers_data();
    void rulesReadAnswers();
    void whatTheInventorySaysCannotRunCommands();
    void mistakesAreNamedWithTheirPlace_data();
    void mistakesAreNamedWithTheirPlace();
    void namesAreUniqueAmongPlaybooks();
};

void TestFactProbe::whatANodeAnswersBecomesFactsAndFindings()
{
    QTemporaryDir folder;
    QFile list(folder.filePath(u"list"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("first\nowner=lee\nword a\nword b\nword a\n");
    list.close();
    const Loaded<Knowledge> knowledge = knowledgeWith(playbookText);
    QVERIFY2(knowledge, knowledge ? "" : qPrintable(toString(knowledge.error().first())));
    const Inventory inventory = inventoryWithMountAt(folder.path());
    NodeSnapshot node{.spec = inventory.nodes.first()};
    node.facts = std::make_shared<const NodeFacts>(sweep(inventory, *knowledge));
    const QString path = u"demo."_s + folder.path();
    const auto values = factValues(*node.facts, node.spec, inventory);
    QCOMPARE(values.value(path + u".owner"_s), known(u"lee"_s));
    QCOMPARE(values.value(path + u".words"_s), known(u"a b"_s));
    QCOMPARE(values.value(path + u".lines"_s), known(u"3"_s));
    QCOMPARE(values.value(path + u".state"_s), known(u"there"_s));
    QCOMPARE(values.value(path + u".text"_s), known(u"first"_s));
    QCOMPARE(values.value(u"demo.role"_s), known(u"role of n1"_s));
    const Diagnosis diagnosis = diagnose(node, inventory, *knowledge);
    QCOMPARE(diagnosis.findings.size(), 1);
    QCOMPARE(diagnosis.findings.first().title, folder.path() + u" belongs to lee"_s);
    QCOMPARE(diagnosis.findings.first().evidence.command, u"cat "_s + list.fileName());
    QVERIFY(diagnosis.findings.first().evidence.output.contains(u"owner=lee"_s));

    QVERIFY(list.remove());
    node.facts = std::make_shared<const NodeFacts>(sweep(inventory, *knowledge));
    QCOMPARE(factValues(*node.facts, node.spec, inventory).value(path + u".state"_s), known(u"gone"_s));
    QCOMPARE(diagnose(node, inventory, *knowledge).findings.first().check, u"not-checked"_s);
}

void TestFactProbe::aNodeThatIsNotAskedHasNothingWrong()
{
    const Loaded<Knowledge> knowledge = knowledgeWith(playbookText);
    Inventory inventory = inventoryWithMountAt(u"/nothing/is/here"_s);
    inventory.filesystems.first().kind = FilesystemKind::VirtioFs;
    const NodeSpec &spec = inventory.nodes.first();
    const QList<ProbeQuestion> questions = questionsFor(spec, inventory, *knowledge);
    QCOMPARE(questions.size(), 1);
    QCOMPARE(questions.first().id, u"ask:role"_s);
    NodeSnapshot node{.spec = spec, .facts = std::make_shared<const NodeFacts>(sweep(inventory, *knowledge))};
    QVERIFY(diagnose(node, inventory, *knowledge).findings.isEmpty());
}

void TestFactProbe::anAnswerMayBeKeptForAWhile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"list"_s);
    const auto write = [&](const QByteArray &text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    Inventory inventory = inventoryWithMountAt(folder.path());
    inventory.nodes.first().become = Become::Sudo; // lets the script find its folder
    const auto ownerAfter = [&](const Knowledge &knowledge, bool fresh) {
        const NodeFacts facts = sweep(inventory, knowledge, fresh);
        return facts.asked.value(u"demo."_s + folder.path() + u".owner"_s).value.value();
    };
    QByteArray kept = playbookText;
    kept.replace("    exit: [0, 3]\n", "    exit: [0, 3]\n    keep: 10min\n");
    const Knowledge knowledge = knowledgeWith(kept).value();
    QVERIFY(write("owner=lee\n"));
    QCOMPARE(ownerAfter(knowledge, true), u"lee"_s);
    QVERIFY(write("owner=kim\n"));
    QCOMPARE(ownerAfter(knowledge, false), u"lee"_s);
    QCOMPARE(ownerAfter(knowledge, true), u"kim"_s);
    // Another question of the same name is not answered with what the old one left.
    QVERIFY(write("owner=ada\n"));
    QByteArray other = kept;
    other.replace("run: [cat, \"{{fs", "run: [cat, -u, \"{{fs");
    QCOMPARE(ownerAfter(knowledgeWith(other).value(), false), u"ada"_s);
}

void TestFactProbe::aMissingToolIsNoFailure()
{
    QByteArray text = playbookText;
    text.replace("    script: demo.sh", "    needs: no-such-program\n    script: demo.sh");
    const Knowledge knowledge = knowledgeWith(text).value();
    const NodeFacts facts = sweep(inventoryWithMountAt(u"/nothing/is/here"_s), knowledge);
    QVERIFY(facts.asked.value(u"demo.role"_s).value.isAbsent());
}

void TestFactProbe::onlyRootMayAsk()
{
    ProbeQuestion question{.id = u"ask:x"_s, .root = true};
    const AnswerRule rule{.path = u"demo.x"_s};
    const Fact<QString> refused = readAnswer(answer(126, answerWithoutRoot.toByteArray()), question, rule);
    QVERIFY(refused.isUnknown() && refused.reason().contains(u"root"_s));
    question.root = false;
    question.accepted = {126};
    QCOMPARE(readAnswer(answer(126, answerWithoutRoot.toByteArray()), question, rule).value(),
             u"vermagic: only root may ask"_s);
}

void TestFactProbe::rulesReadAnswers_data()
{
    QTest::addColumn<AnswerRule>("rule");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<Fact<QString>>("expected");
    using How = AnswerRule::How;
    const AnswerRule first{.how = How::First, .pattern = u"^a=(.*)$"_s};
    QTest::newRow("no match is not there") << first << 0 << QByteArray("b=1") << Fact<QString>::absent();
    QTest::newRow("empty capture is not there") << first << 0 << QByteArray("a=") << Fact<QString>::absent();
    QTest::newRow("exit code that does not count")
        << first << 1 << QByteArray("a=1") << Fact<QString>::unknown(u"a=1"_s);
    QTest::newRow("no answer in time")
        << first << 124 << QByteArray() << Fact<QString>::unknown(u"no answer within 4 s"_s);
    QTest::newRow("control characters are shown") << first << 0 << QByteArray("a=\x01x") << known(u"␁x"_s);
    QTest::newRow("a match may have no capture")
        << AnswerRule{.how = How::First, .pattern = u"b."_s} << 0 << QByteArray("abc") << known(u"bc"_s);
    QTest::newRow("nothing to count")
        << AnswerRule{.how = How::Count, .pattern = u"x"_s} << 0 << QByteArray("a\nb") << known(u"0"_s);
    QTest::newRow("exit code without a word") << AnswerRule{.how = How::Status, .words = {{0, u"yes"_s}}} << 2
                                              << QByteArray("what?") << Fact<QString>::unknown(u"what?"_s);
    QTest::newRow("text skips empty lines")
        << AnswerRule{.how = How::Text} << 0 << QByteArray("\n  \nhere\n") << known(u"here"_s);
    QTest::newRow("a long line does not hang")
        << AnswerRule{.how = How::First, .pattern = u"^(?:a+)+$"_s} << 0 << QByteArray(60'000, 'a') + "!"
        << Fact<QString>::absent();
}

void TestFactProbe::rulesReadAnswers()
{
    QFETCH(AnswerRule, rule);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, output);
    const Fact<QString> fact = readAnswer(answer(exitCode, output), {.id = u"ask:x"_s}, rule);
    QTEST(fact, "expected");
}

void TestFactProbe::whatTheInventorySaysCannotRunCommands()
{
    QTemporaryDir folder;
    const QString trap = folder.filePath(u"trap"_s);
    Inventory inventory = inventoryWithMountAt(u"/x';touch "_s + trap + u";'"_s);
    inventory.nodes.first().name = u"n1'; touch "_s + trap + u"; '"_s;
    const Knowledge knowledge = knowledgeWith(playbookText).value();
    const NodeFacts facts = sweep(inventory, knowledge);
    QVERIFY(facts.runningKernel.isKnown());
    QVERIFY(!QFile::exists(trap));
    // What is of no type that a command may hold is not asked at all.
    QVERIFY(questionsFor(inventory.nodes.first(), inventory, knowledge).isEmpty());
}

void TestFactProbe::mistakesAreNamedWithTheirPlace_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *before, const char *after, int line,
                        const QString &message) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << line << message;
    };
    row("unknown key", "    exit: [0, 3]", "    exits: [0, 3]", 9, u"exit"_s);
    row("no exit code", "exit: [0, 3]", "exit: [0, x]", 9, {});
    row("a shell", "run: [cat,", "run: [sh, -c,", 6, u"may not run 'sh'"_s);
    row("an answer as argument", "arguments: [\"{{node.name}}\"]", "arguments: [\"{{kernel.release}}\"]", 18,
        u"not known yet"_s);
    row("an answer decides", "applies_to: {fs.kind: beegfs}", "applies_to: {os.id: debian}", 8,
        u"not known yet"_s);
    row("no such script", "script: demo.sh", "script: other.sh", 16, u"no script 'other.sh'"_s);
    row("two captures", "'^word (\\S+)'}", "'^(word) (\\S+)'}", 12, u"captures 2"_s);
    row("bad pattern", "{count: '^word '}", "{count: '('}", 13, u"regular expression"_s);
    row("two rules", "{text: true}\n  -", "{text: true, count: x}\n  -", 15, u"exactly one"_s);
    row("status without a code", "{status: {0: there, 1: gone}}", "{status: {no: there}}", 14,
        u"exit code"_s);
    row("unknown type", "type: name", "type: colour", 11, u"name"_s);
    row("one path for two file systems", "demo.<mountpoint>.text:", "demo.text:", 15, u"for_each"_s);
    row("path of a file system without one", "facts: {demo.role:", "facts: {demo.<module>.role:", 19,
        u"for_each"_s);
    row("no path", "facts: {demo.role:", "facts: {Role:", 19, u"not a fact path"_s);
    row("a path that there is", "facts: {demo.role:", "facts: {kernel.release:", 19, u"already"_s);
    row("no facts", "    facts: {demo.role: {text: true}}", "    facts: {}", 16, u"no fact"_s);
    row("a slip in a check", "expect: {demo.<mountpoint>.owner: kim}",
        "expect: {demo.<mountpoint>.user: kim}", 25, u"demo.<mountpoint>.owner"_s);
    row("free text in a command", "run: [stat, \"{{demo.<mountpoint>.owner}}\"]",
        "run: [stat, \"{{demo.<mountpoint>.words}}\"]", 36, u"free text"_s);
    row("too patient", "    script: demo.sh", "    timeout: 5min\n    script: demo.sh", 17, u"30s"_s);
}

void TestFactProbe::mistakesAreNamedWithTheirPlace()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, line);
    QFETCH(QString, message);
    QByteArray text = playbookText;
    QVERIFY(text.contains(before));
    text.replace(text.indexOf(before), before.size(), after);
    const Loaded<Knowledge> knowledge = knowledgeWith(text);
    QVERIFY(!knowledge);
    QStringList found;
    for (const Error &error : knowledge.error())
        found.append(toString(error));
    const bool named = std::ranges::any_of(knowledge.error(), [&](const Error &error) {
        return error.context.startsWith(u"demo.yaml:%1:"_s.arg(line)) && toString(error).contains(message);
    });
    QVERIFY2(named, qPrintable(found.join(u'\n')));
}

void TestFactProbe::namesAreUniqueAmongPlaybooks()
{
    QByteArray text = playbookText;
    text.replace("  - id: role", "  - id: listing");
    QVERIFY(!knowledgeWith(text));
    text = playbookText;
    text.replace(
        "facts: {demo.role:",
        "facts: {demo.role: {text: true}}\n  - id: again\n    run: [\"true\"]\n    facts: {demo.role:");
    const Loaded<Knowledge> twice = knowledgeWith(text);
    QVERIFY(!twice);
    QVERIFY(toString(twice.error().first()).contains(u"demo.role"_s));
}

QTEST_GUILESS_MAIN(TestFactProbe)
#include "tst_factprobe.moc"
