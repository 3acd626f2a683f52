// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/knowledge.h"
#include "models/playbook/placeholder.h"
#include "models/playbook/playbookreader.h"
#include "models/probe/factcatalog.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Vermagic;

namespace {

using Operator = Condition::Operator;

/// The file below with one text replaced; the line of the mistake counts from 1.
const QByteArray goodPlaybook = R"(id: demo
title: {en: Demo, ko: 데모}
source: a manual
preflight:
  - id: kernel
    title: Same kernel
    run: [uname, -r]
    expect: {contains: "{{kernel.release}}"}
checks:
  - id: mount-gone
    link: mount
    severity: error
    for_each: filesystem
    subject: "{{fs.mountpoint}}"
    applies_to: {fs.kind: beegfs}
    expect: {mount.<mountpoint>: {present: true}}
    title: "{{fs.mountpoint}} is gone"
    expected: mounted
    actual: "{{mount.<mountpoint>}}"
    evidence: mount.<mountpoint>
    caused_by: [mount-gone]
    remedies: [mount]
remedies:
  - id: mount
    title: Mount
    when: {kernel.release: {present: true}}
    risk: low
    steps:
      - id: load
        title: Load
        run: [modprobe, "{{fs.module}}"]
        privilege: sudo
        timeout: 30s
        undo: [modprobe, -r, "{{fs.module}}"]
)";

/// A procedure that somebody asks for: no check leads to it, and it needs no node.
const QByteArray goodProcedure = R"(id: demo
title: Demo
source: a manual
remedies:
  - id: images
    title: Build the images
    on_demand: true
    for_each: cluster
    parameters:
      - id: image
        title: Image
        type: word
        default: controller
        choices: [controller, compute]
      - id: jobs
        type: number
        default: "12"
        title: Jobs at once
    steps:
      - title: Build {{parameter.image}}
        on: console
        run: [make, "-j{{parameter.jobs}}", "build-{{parameter.image}}"]
        done_when: [test, -e, "build/{{parameter.image}}"]
        rerun: never
        clean_up: [make, "clean-{{parameter.image}}"]
        id: build
        timeout: 1h
    resumable: true
    risk: low
)";

ProgramPolicy shippedPrograms()
{
    for (const KnowledgeFile &file : shippedKnowledgeFiles()) {
        if (file.name == u"programs.yaml"_s)
            return loadProgramPolicy(file.text, file.name).value();
    }
    return {};
}

Fact<QString> known(const QString &value)
{
    return Fact<QString>::known(value);
}

QString messages(const QList<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines.append(toString(error));
    return lines.join(u'\n');
}

} // namespace

class TestPlaybook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void operatorsTellThreeStatesApart_data();
    void operatorsTellThreeStatesApart();
    void conditionsCombineAsKleeneSaid_data();
    void conditionsCombineAsKleeneSaid();
    void anEmptyConditionAlwaysHolds();
    void whatTheInventoryLeavesOpenDoesNotApply();
    void versionsCompareAsPackagesDo_data();
    void versionsCompareAsPackagesDo();
    void onlyTypedValuesBecomeArguments_data();
    void onlyTypedValuesBecomeArguments();
    void textsShowWhateverIsKnown();
    void aGoodPlaybookLoads();
    void everyMistakeIsNamedWithItsPlace_data();
    void everyMistakeIsNamedWithItsPlace();
    void aProcedureNeedsNoCheck();
    void everyMistakeOfAProcedureIsNamedWithItsPlace_data();
    void everyMistakeOfAProcedureIsNamedWithItsPlace();
    void noNodesAnswerRunsOnTheConsole();
    void obsoleteAdviceNamesWhatReplacesIt_data();
    void obsoleteAdviceNamesWhatReplacesIt();
    void allMistakesOfAFileAreReportedAtOnce();
    void filesAreCheckedAgainstEachOther_data();
    void filesAreCheckedAgainstEachOther();
    void aPlaybookIsLintedAmongTheShippedOnes();
    void aBlockIsReadWhereItIsIncluded();
    void whatIsShippedLoadsFromTheSourceTree();
    void shippedTextsAreKoreanToo();
    void factNamesAreThoseOfTheProbe();
    void shippedScriptsAreShell();
};

void TestPlaybook::operatorsTellThreeStatesApart_data()
{
    QTest::addColumn<Condition>("condition");
    QTest::addColumn<Verdict>("whenKnown");
    QTest::addColumn<Verdict>("whenOther");
    QTest::addColumn<Verdict>("whenAbsent");
    QTest::addColumn<Verdict>("whenUnknown");
    using enum Verdict;
    const auto on = [](Operator op, const QStringList &operands = {}) {
        return Condition{op, u"kernel.release"_s, operands, {}};
    };
    // The fact is "6.12.43", another value "5.10.0", not there, not known.
    QTest::newRow("present") << on(Operator::Present) << Pass << Pass << Fail << Unknown;
    QTest::newRow("absent") << on(Operator::Absent) << Fail << Fail << Pass << Unknown;
    QTest::newRow("readable") << on(Operator::Readable) << Pass << Pass << Pass << Fail;
    QTest::newRow("unreadable") << on(Operator::Unreadable) << Fail << Fail << Fail << Pass;
    QTest::newRow("equals") << on(Operator::Equals, {u"6.12.43"_s}) << Pass << Fail << Fail << Unknown;
    QTest::newRow("not_equals") << on(Operator::NotEquals, {u"6.12.43"_s}) << Fail << Pass << Pass << Unknown;
    QTest::newRow("matches") << on(Operator::Matches, {u"6[.].*"_s}) << Pass << Fail << Fail << Unknown;
    QTest::newRow("matches the whole value")
        << on(Operator::Matches, {u"6[.]12"_s}) << Fail << Fail << Fail << Unknown;
    QTest::newRow("one_of") << on(Operator::OneOf, {u"6.12.43"_s, u"6.12.48"_s}) << Pass << Fail << Fail
                            << Unknown;
    QTest::newRow("at_least") << on(Operator::AtLeast, {u"6.2"_s}) << Pass << Fail << Fail << Unknown;
    QTest::newRow("contains") << on(Operator::Contains, {u"6.12.43"_s}) << Pass << Fail << Fail << Unknown;
    QTest::newRow("same_as") << on(Operator::SameAs, {u"kernel.next"_s}) << Pass << Fail << Fail << Unknown;
    QTest::newRow("same_as an unknown")
        << on(Operator::SameAs, {u"os.id"_s}) << Unknown << Unknown << Unknown << Unknown;
    QTest::newRow("first_word_same_as")
        << on(Operator::FirstWordSame, {u"kernel.next"_s}) << Pass << Fail << Fail << Unknown;
}

void TestPlaybook::operatorsTellThreeStatesApart()
{
    QFETCH(Condition, condition);
    const auto verdict = [&](const Fact<QString> &fact) {
        return evaluate(condition, {{u"kernel.release"_s, fact}, {u"kernel.next"_s, known(u"6.12.43"_s)}});
    };
    QTEST(verdict(known(u"6.12.43"_s)), "whenKnown");
    QTEST(verdict(known(u"5.10.0"_s)), "whenOther");
    QTEST(verdict(Fact<QString>::absent()), "whenAbsent");
    QTEST(verdict(Fact<QString>::unknown(u"timeout"_s)), "whenUnknown");
}

void TestPlaybook::conditionsCombineAsKleeneSaid_data()
{
    QTest::addColumn<Verdict>("left");
    QTest::addColumn<Verdict>("right");
    QTest::addColumn<Verdict>("all");
    QTest::addColumn<Verdict>("any");
    using enum Verdict;
    QTest::newRow("pass pass") << Pass << Pass << Pass << Pass;
    QTest::newRow("pass fail") << Pass << Fail << Fail << Pass;
    QTest::newRow("pass unknown") << Pass << Unknown << Unknown << Pass;
    QTest::newRow("fail fail") << Fail << Fail << Fail << Fail;
    QTest::newRow("fail unknown") << Fail << Unknown << Fail << Unknown;
    QTest::newRow("unknown unknown") << Unknown << Unknown << Unknown << Unknown;
    QTest::newRow("pass n/a") << Pass << NotApplicable << Pass << Pass;
    QTest::newRow("fail n/a") << Fail << NotApplicable << Fail << Fail;
    QTest::newRow("unknown n/a") << Unknown << NotApplicable << Unknown << Unknown;
    QTest::newRow("n/a n/a") << NotApplicable << NotApplicable << NotApplicable << NotApplicable;
}

void TestPlaybook::conditionsCombineAsKleeneSaid()
{
    QFETCH(Verdict, left);
    QFETCH(Verdict, right);
    QFETCH(Verdict, all);
    QFETCH(Verdict, any);
    const FactMap facts{{u"os.id"_s, known(u"debian"_s)}, {u"os.version"_s, Fact<QString>::absent()}};
    const auto giving = [](Verdict verdict) -> Condition {
        switch (verdict) {
        case Verdict::Pass:
            return {Operator::Present, u"os.id"_s, {}, {}};
        case Verdict::Fail:
            return {Operator::Present, u"os.version"_s, {}, {}};
        case Verdict::Unknown:
            return {Operator::Present, u"os.arch"_s, {}, {}};
        case Verdict::NotApplicable:
            break;
        }
        return {Operator::Present, u"dkms.<module>"_s, {}, {}};
    };
    for (const auto &[a, b] : {std::pair(left, right), std::pair(right, left)}) {
        QCOMPARE(evaluate({Operator::All, {}, {}, {giving(a), giving(b)}}, facts), all);
        QCOMPARE(evaluate({Operator::Any, {}, {}, {giving(a), giving(b)}}, facts), any);
    }
    const Verdict negated = left == Verdict::Pass   ? Verdict::Fail
                            : left == Verdict::Fail ? Verdict::Pass
                                                    : left;
    QCOMPARE(evaluate({Operator::Not, {}, {}, {giving(left)}}, facts), negated);
}

void TestPlaybook::anEmptyConditionAlwaysHolds()
{
    QCOMPARE(evaluate(Condition{}, {}), Verdict::Pass);
}

void TestPlaybook::whatTheInventoryLeavesOpenDoesNotApply()
{
    const Condition atLeast{Operator::AtLeast, u"dkms.<module>.version"_s, {u"{{fs.version}}"_s}, {}};
    FactMap facts{{u"fs.module"_s, known(u"beegfs"_s)}, {u"dkms.beegfs.version"_s, known(u"8.1.0"_s)}};
    QCOMPARE(evaluate(atLeast, facts), Verdict::NotApplicable);
    facts.insert(u"fs.version"_s, known(u"8.0"_s));
    QCOMPARE(evaluate(atLeast, facts), Verdict::Pass);
    facts.insert(u"fs.version"_s, known(u"8.2"_s));
    QCOMPARE(evaluate(atLeast, facts), Verdict::Fail);
}

void TestPlaybook::versionsCompareAsPackagesDo_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<int>("order");
    QTest::newRow("equal") << u"8.1.0"_s << u"8.1.0"_s << 0;
    QTest::newRow("numbers, not texts") << u"8.10"_s << u"8.9"_s << 1;
    QTest::newRow("longer is later") << u"8.1.1"_s << u"8.1"_s << 1;
    QTest::newRow("leading zeroes") << u"8.01"_s << u"8.1"_s << 0;
    QTest::newRow("tilde before the release") << u"8.1~rc1"_s << u"8.1"_s << -1;
    QTest::newRow("epoch left out where only one has it") << u"20:8.1.0"_s << u"8.1.0"_s << 0;
    QTest::newRow("epochs compare first") << u"1:2.0"_s << u"2:1.0"_s << -1;
    QTest::newRow("Debian kernels") << u"6.12.43+deb13-cloud-amd64"_s << u"6.12.38+deb13-cloud-amd64"_s << 1;
    QTest::newRow("AWS kernels") << u"6.8.0-1042-aws"_s << u"6.8.0-1039-aws"_s << 1;
    QTest::newRow("longer than any integer")
        << u"1.99999999999999999999"_s << u"1.99999999999999999998"_s << 1;
}

void TestPlaybook::versionsCompareAsPackagesDo()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(int, order);
    const auto sign = [](int value) { return (value > 0) - (value < 0); };
    QCOMPARE(sign(compareVersions(left, right)), order);
    QCOMPARE(sign(compareVersions(right, left)), -order);
}

void TestPlaybook::onlyTypedValuesBecomeArguments_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("rendered"); // empty: refused
    QTest::newRow("part of an argument")
        << u"linux-headers-{{kernel.release}}"_s << u"kernel.release"_s << u"6.12.43+deb13-amd64"_s
        << u"linux-headers-6.12.43+deb13-amd64"_s;
    QTest::newRow("spaces in the braces")
        << u"{{ kernel.release }}"_s << u"kernel.release"_s << u"6.1"_s << u"6.1"_s;
    QTest::newRow("second argument hidden")
        << u"{{kernel.release}}"_s << u"kernel.release"_s << u"6.1 --force"_s << QString();
    QTest::newRow("option") << u"{{kernel.release}}"_s << u"kernel.release"_s << u"-k"_s << QString();
    QTest::newRow("newline at the end")
        << u"{{kernel.release}}"_s << u"kernel.release"_s << u"6.1\n"_s << QString();
    QTest::newRow("no template in a value")
        << u"{{kernel.release}}"_s << u"kernel.release"_s << u"{{os.arch}}"_s << QString();
    QTest::newRow("mount point") << u"{{fs.mountpoint}}"_s << u"fs.mountpoint"_s << u"/mnt/데이터"_s
                                 << u"/mnt/데이터"_s;
    QTest::newRow("path upwards") << u"{{fs.mountpoint}}"_s << u"fs.mountpoint"_s << u"/mnt/../etc"_s
                                  << QString();
    QTest::newRow("relative path") << u"{{fs.mountpoint}}"_s << u"fs.mountpoint"_s << u"mnt"_s << QString();
    QTest::newRow("escaped unit") << u"{{fs.unit}}"_s << u"fs.unit"_s << u"mnt-my\\x2dfs.mount"_s
                                  << u"mnt-my\\x2dfs.mount"_s;
    QTest::newRow("no unit") << u"{{fs.unit}}"_s << u"fs.unit"_s << u"--now"_s << QString();
    QTest::newRow("free text never") << u"{{connection.message}}"_s << u"connection.message"_s << u"ok"_s
                                     << QString();
}

void TestPlaybook::onlyTypedValuesBecomeArguments()
{
    QFETCH(QString, argument);
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QString, rendered);
    const Result<QString> result = renderedArgument(argument, {{path, known(value)}}, {});
    QCOMPARE(result.value_or(QString()), rendered);
    if (!result)
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QVERIFY(!renderedArgument(argument, {{path, Fact<QString>::absent()}}, {}));
    QVERIFY(!renderedArgument(argument, {}, {}));
}

void TestPlaybook::textsShowWhateverIsKnown()
{
    const FactMap facts{{u"kernel.release"_s, known(u"6.1\x1b[31m"_s)},
                        {u"kernel.next"_s, Fact<QString>::absent()}};
    QCOMPARE(renderedText(u"{{kernel.release}}, {{kernel.next}}, {{os.id}}"_s, facts),
             u"6.1, none, unknown (not looked at)"_s);
    QCOMPARE(
        renderedText(u"{{kernel.release}}"_s, {{u"kernel.release"_s, known(QString(5000, u'x'))}}).size(),
        201);
}

void TestPlaybook::aGoodPlaybookLoads()
{
    const Loaded<Playbook> playbook = loadPlaybook(goodPlaybook, u"demo.yaml"_s, shippedPrograms(), {});
    QVERIFY2(playbook, playbook ? "" : qPrintable(messages(playbook.error())));
    QCOMPARE(playbook->title.in(u"ko_KR"_s), u"데모"_s);
    QCOMPARE(playbook->title.in(u"de"_s), u"Demo"_s);
    const Check &check = playbook->checks.first();
    QCOMPARE(check.link, ChainLink::Mount);
    QCOMPARE(check.scope, Scope::Filesystem);
    QCOMPARE(check.position.toString(), u"demo.yaml:10:5"_s);
    const Step &step = playbook->remedies.first().steps.first();
    QCOMPARE(step.privilege, Privilege::Sudo);
    QCOMPARE(step.timeout, std::chrono::seconds(30));
    QCOMPARE(step.undo, (QStringList{u"modprobe"_s, u"-r"_s, u"{{fs.module}}"_s}));
}

void TestPlaybook::everyMistakeIsNamedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *before, const char *after, int line,
                        const QString &message) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << line << message;
    };
    row("no YAML", "title: {en: Demo, ko: 데모}", "title: {en: Demo", 3, {});
    row("unknown key", "source: a manual", "sauce: a manual", 3, u"sauce"_s);
    row("source missing", "source: a manual\n", "", 1, u"source"_s);
    row("id missing", "id: demo\n", "", 1, u"id"_s);
    row("id with blanks", "id: demo", "id: De mo", 1, u"not an id"_s);
    row("title without English", "{en: Demo, ko: 데모}", "{ko: 데모}", 2, u"en"_s);
    row("title in an unknown language", "{en: Demo, ko: 데모}", "{en: Demo, fr: Démo}", 2, u"fr"_s);
    row("program not allowed", "run: [uname, -r]", "run: [curl, -r]", 7, u"may not run 'curl'"_s);
    row("shell", "run: [uname, -r]", "run: [sh, -c, id]", 7, u"may not run 'sh'"_s);
    row("path to a program", "run: [uname, -r]", "run: [/tmp/uname]", 7, u"/tmp/uname"_s);
    row("shell string", "run: [uname, -r]", "run: uname -r", 7, {});
    row("forced module", "run: [modprobe, \"{{fs.module}}\"]", "run: [modprobe, -f, \"{{fs.module}}\"]", 31,
        u"modprobe may not be run with '-f'"_s);
    row("forced module among other letters", "undo: [modprobe, -r,", "undo: [modprobe, -rvf,", 34, u"-rvf"_s);
    row("forced package", "run: [uname, -r]", "run: [dpkg, --force-all, --configure, -a]", 7,
        u"dpkg may not be run with '--force-all'"_s);
    row("force option that only begins as an allowed one", "run: [uname, -r]",
        "run: [dpkg, \"--force-confdef,downgrade\", --configure, -a]", 7, u"--force-confdef,downgrade"_s);
    row("new configuration files over edited ones", "run: [uname, -r]",
        "run: [dpkg, --force-confnew, --configure, -a]", 7, u"--force-confnew"_s);
    row("option of apt", "run: [uname, -r]", "run: [apt-get, \"-oDir=/tmp\", update]", 7, u"-oDir=/tmp"_s);
    row("force option handed on by apt", "run: [uname, -r]",
        "run: [apt-get, \"-oDpkg::Options::=--force-all\", update]", 7, u"--force-all"_s);
    row("line in an argument", "run: [uname, -r]", "run: [dpkg, \"--force-all\\n\", --configure, -a]", 7,
        u"dpkg may not be run with"_s);
    row("program from a placeholder", "run: [uname, -r]", "run: [\"{{os.arch}}\"]", 7, u"may not run"_s);
    row("unknown placeholder", "contains: \"{{kernel.release}}\"", "contains: \"{{kernel.relase}}\"", 8,
        u"kernel.relase"_s);
    row("placeholder not closed", "contains: \"{{kernel.release}}\"", "contains: \"{{kernel.release\"", 8,
        u"'}}'"_s);
    row("free text in a command", "[modprobe, \"{{fs.module}}\"]\n        priv",
        "[modprobe, \"{{packages.broken}}\"]\n        priv", 31, u"free text"_s);
    row("file system where there is none", "run: [uname, -r]", "run: [uname, \"{{fs.module}}\"]", 7,
        u"no meaning"_s);
    row("unknown link", "link: mount", "link: mounts", 11, u"mount"_s);
    row("unknown severity", "severity: error", "severity: fatal", 12, u"error"_s);
    row("unknown scope", "for_each: filesystem", "for_each: node", 13, u"filesystem"_s);
    row("unknown fact in a subject", "subject: \"{{fs.mountpoint}}\"", "subject: \"{{fs.mount}}\"", 14,
        u"fs.mount"_s);
    row("unknown fact in a condition", "applies_to: {fs.kind: beegfs}", "applies_to: {fs.kin: beegfs}", 15,
        u"fs.kin"_s);
    row("service fact in a file system's check", "applies_to: {fs.kind: beegfs}",
        "applies_to: {service.<unit>: active}", 15, u"no meaning"_s);
    row("unknown operator", "expect: {mount.<mountpoint>: {present: true}}",
        "expect: {mount.<mountpoint>: {is: true}}", 16, u"is"_s);
    row("operator of a wrong type", "expect: {mount.<mountpoint>: {present: true}}",
        "expect: {mount.<mountpoint>: {present: maybe}}", 16, {});
    row("condition that is a text", "expect: {mount.<mountpoint>: {present: true}}", "expect: mounted", 16,
        u"condition"_s);
    row("empty condition", "expect: {mount.<mountpoint>: {present: true}}", "expect: {}", 16,
        u"empty condition"_s);
    row("nothing expected", "    expect: {mount.<mountpoint>: {present: true}}\n", "", 10,
        u"expects nothing"_s);
    row("bad regular expression", "expect: {mount.<mountpoint>: {present: true}}",
        "expect: {mount.<mountpoint>: {matches: '('}}", 16, u"regular expression"_s);
    row("a node's answer as operand", "expect: {mount.<mountpoint>: {present: true}}",
        "expect: {mount.<mountpoint>: {equals: '{{kernel.release}}'}}", 16, u"same_as"_s);
    row("comparison with an unknown fact", "expect: {mount.<mountpoint>: {present: true}}",
        "expect: {kernel.release: {same_as: kernel.nxt}}", 16, u"kernel.nxt"_s);
    row("no alternatives", "expect: {mount.<mountpoint>: {present: true}}", "expect: {any: []}", 16,
        u"no parts"_s);
    row("unknown fact as evidence", "evidence: mount.<mountpoint>", "evidence: mounts", 20, u"mounts"_s);
    row("unknown remedy", "remedies: [mount]", "remedies: [mont]", 22, u"mont"_s);
    row("remedy without a check", "remedies: [mount]", "remedies: []", 24, u"no check names"_s);
    row("unknown risk", "risk: low", "risk: none", 27, u"low"_s);
    row("no steps", "steps:\n      - id: load", "verify:\n      - id: load", 24, u"no steps"_s);
    row("step without a command", "        run: [modprobe, \"{{fs.module}}\"]\n", "", 29, u"no command"_s);
    row("run and script", "privilege: sudo", "script: free-space.sh", 32, u"either 'run' or 'script'"_s);
    row("arguments without a script", "privilege: sudo", "arguments: [a]", 32, u"belong to a script"_s);
    row("unknown privilege", "privilege: sudo", "privilege: root", 32, u"sudo"_s);
    row("duration without unit", "timeout: 30s", "timeout: 30", 33, u"duration"_s);
    row("two ways to undo", "timeout: 30s", "undo_note: never", 33, u"'undo_note'"_s);
    row("reboot not announced", "privilege: sudo", "kind: reboot", 24, u"reboot"_s);
    row("unknown kind", "privilege: sudo", "kind: run", 32, u"command"_s);
    row("repeated key", "severity: error", "link: mount", 12, u"link"_s);
    row("not a map", goodPlaybook.constData(), "- id: demo\n", 1, u"map"_s);
    row("parameters of a remedy that a finding chooses", "    risk: low\n",
        "    parameters: [{id: k, title: K, type: word}]\n    risk: low\n", 27,
        u"a finding fills no parameters"_s);
    row("for_each of a remedy that a finding chooses", "    risk: low\n",
        "    for_each: filesystem\n    risk: low\n", 27, u"said by its checks"_s);
    row("unknown place", "privilege: sudo", "on: laptop", 32, u"console"_s);
    row("clean-up of what may run again", "timeout: 30s", "clean_up: [depmod]", 33, u"rerun: never"_s);
    row("unknown rerun", "timeout: 30s", "rerun: seldom", 33, u"never"_s);
    row("question without a command", "timeout: 30s", "done_when: []", 33, u"empty"_s);
    row("question with a program that is not allowed", "timeout: 30s", "done_when: [grep, -q, x]", 33,
        u"may not run 'grep'"_s);
    row("obsolete without a reason", "source: a manual\n",
        "source: a manual\nobsolete: {superseded_by: kernel}\n", 4, u"reason"_s);
    row("no checks", "checks:\n  - id: mount-gone", "cheks:\n  - id: mount-gone", 9, u"cheks"_s);
}

void TestPlaybook::everyMistakeIsNamedWithItsPlace()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, line);
    QFETCH(QString, message);
    QVERIFY2(goodPlaybook.count(before) >= 1, "the row replaces nothing");
    QByteArray text = goodPlaybook;
    text.replace(text.indexOf(before), before.size(), after);
    const Loaded<Playbook> playbook = loadPlaybook(text, u"demo.yaml"_s, shippedPrograms(), {});
    QVERIFY(!playbook);
    const bool named = std::ranges::any_of(playbook.error(), [&](const Error &error) {
        return error.context.startsWith(u"demo.yaml:%1:"_s.arg(line)) && toString(error).contains(message);
    });
    QVERIFY2(named, qPrintable(messages(playbook.error())));
    for (const Error &error : playbook.error())
        QCOMPARE(error.code, ErrorCode::InvalidInput);
}

void TestPlaybook::aProcedureNeedsNoCheck()
{
    const Loaded<Playbook> playbook = loadPlaybook(goodProcedure, u"demo.yaml"_s, shippedPrograms(), {});
    QVERIFY2(playbook, playbook ? "" : qPrintable(messages(playbook.error())));
    const Remedy &remedy = playbook->remedies.first();
    QVERIFY(remedy.onDemand && remedy.resumable);
    QCOMPARE(remedy.scope, Scope::Cluster);
    QCOMPARE(remedy.parameters.size(), 2);
    QCOMPARE(remedy.parameters.first().type, ValueType::Word);
    QCOMPARE(remedy.steps.first().place, Place::Console);
    QVERIFY(remedy.steps.first().rerunNever && remedy.steps.first().cleanUp && remedy.steps.first().doneWhen);
}

void TestPlaybook::everyMistakeOfAProcedureIsNamedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *before, const char *after, int line,
                        const QString &message) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << line << message;
    };
    row("neither checks nor on demand", "    on_demand: true\n", "", 5, u"no check names"_s);
    row("unknown thing to be about", "for_each: cluster", "for_each: node", 8, u"cluster"_s);
    row("unknown type", "type: word", "type: text", 12, u"kernel-release"_s);
    row("default of another type", "default: \"12\"", "default: twelve", 17, u"is not a number"_s);
    row("default that is no choice", "default: controller", "default: storage", 13,
        u"not one of its choices"_s);
    row("choice of another type", "choices: [controller, compute]", "choices: [controller, 'a b']", 14,
        u"is not a word"_s);
    row("default from a node where there is none", "default: \"12\"", "default: \"{{kernel.release}}\"", 17,
        u"no meaning"_s);
    row("parameter id twice", "- id: jobs", "- id: image", 15, u"used twice"_s);
    row("unknown parameter", "build-{{parameter.image}}\"]\n        done",
        "build-{{parameter.imge}}\"]\n        done", 22, u"parameter.imge"_s);
    row("a node's answer in a text", "title: Build {{parameter.image}}", "title: Build on {{kernel.release}}",
        20, u"no meaning"_s);
    row("step on a node of the cluster", "        on: console\n", "", 20, u"on: console"_s);
    row("sudo on the console", "rerun: never", "rerun: never\n        privilege: sudo", 25, u"root"_s);
    row("detached on the console", "rerun: never", "rerun: never\n        detached: true", 25,
        u"ends with the console"_s);
    row("reboot of the console", "        on: console\n", "        on: console\n        kind: reboot\n", 22,
        u"only a command"_s);
    row("another Makefile", "run: [make,", "run: [make, -f, /tmp/Makefile,", 22,
        u"make may not be run with '-f'"_s);
    row("another shell for make", "run: [make,", "run: [make, SHELL=/tmp/sh,", 22, u"SHELL=/tmp/sh"_s);
    row("program of nodes on the console", "run: [make,", "run: [apt-get,", 22, u"on the console"_s);
    row("clean-up that is not allowed", "clean_up: [make,", "clean_up: [rm,", 25, u"may not run 'rm'"_s);
}

void TestPlaybook::everyMistakeOfAProcedureIsNamedWithItsPlace()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, line);
    QFETCH(QString, message);
    QVERIFY2(goodProcedure.count(before) >= 1, "the row replaces nothing");
    QByteArray text = goodProcedure;
    text.replace(text.indexOf(before), before.size(), after);
    const Loaded<Playbook> playbook = loadPlaybook(text, u"demo.yaml"_s, shippedPrograms(), {});
    QVERIFY(!playbook);
    const bool named = std::ranges::any_of(playbook.error(), [&](const Error &error) {
        return error.context.startsWith(u"demo.yaml:%1:"_s.arg(line)) && toString(error).contains(message);
    });
    QVERIFY2(named, qPrintable(messages(playbook.error())));
}

void TestPlaybook::noNodesAnswerRunsOnTheConsole()
{
    QByteArray text = goodProcedure;
    text.replace("for_each: cluster", "for_each: filesystem");
    QVERIFY(lintPlaybook({u"demo.yaml"_s, text}).isEmpty());
    // Neither by itself nor as the default of a parameter.
    QByteArray answer = text;
    answer.replace("clean_up: [make, ", "clean_up: [make, \"K={{kernel.release}}\", ");
    QVERIFY2(messages(lintPlaybook({u"demo.yaml"_s, answer}))
                 .contains(u"demo.yaml:25:26: 'kernel.release' is a node's answer"_s),
             qPrintable(messages(lintPlaybook({u"demo.yaml"_s, answer}))));
    QByteArray byDefault = text;
    byDefault.replace("type: number", "type: version")
        .replace("default: \"12\"", "default: \"{{os.version}}\"");
    QVERIFY(messages(lintPlaybook({u"demo.yaml"_s, byDefault}))
                .contains(u"'parameter.jobs' is a node's answer"_s));
    QByteArray inventory = text;
    inventory.replace("clean_up: [make, ", "clean_up: [make, \"V={{fs.version}}\", ");
    QVERIFY(lintPlaybook({u"demo.yaml"_s, inventory}).isEmpty());
}

void TestPlaybook::obsoleteAdviceNamesWhatReplacesIt_data()
{
    QTest::addColumn<QByteArray>("successor");
    QTest::addColumn<QString>("message");
    QTest::newRow("there") << QByteArray("kernel") << QString();
    QTest::newRow("unknown playbook")
        << QByteArray("kernal") << u"demo.yaml:4:44: unknown playbook 'kernal'"_s;
    QTest::newRow("unknown remedy") << QByteArray("kernel/no-such")
                                    << u"the playbook 'kernel' has no remedy 'no-such'"_s;
    QTest::newRow("obsolete itself") << QByteArray("kernel-downgrade") << u"obsolete itself"_s;
}

void TestPlaybook::obsoleteAdviceNamesWhatReplacesIt()
{
    QFETCH(QByteArray, successor);
    QFETCH(QString, message);
    const QByteArray text =
        "id: demo\ntitle: Demo\nsource: a manual\nobsolete: {reason: because, superseded_by: " + successor
        + "}\n";
    const QString found = messages(lintPlaybook({u"demo.yaml"_s, text}));
    QVERIFY2(message.isEmpty() ? found.isEmpty() : found.contains(message), qPrintable(found));
}

void TestPlaybook::allMistakesOfAFileAreReportedAtOnce()
{
    QByteArray text = goodPlaybook;
    text.replace("uname, -r", "curl, -r")
        .replace("severity: error", "severity: fatal")
        .replace("timeout: 30s", "timeout: soon");
    const Loaded<Playbook> playbook = loadPlaybook(text, u"demo.yaml"_s, shippedPrograms(), {});
    QCOMPARE(playbook.error().size(), 3);
}

void TestPlaybook::filesAreCheckedAgainstEachOther_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("message");
    QTest::newRow("unknown cause")
        << QByteArray("caused_by: [mount-gone]") << QByteArray("caused_by: [module-not-loadd]")
        << u"demo.yaml:21:17: unknown check 'module-not-loadd' (did you mean 'module-not-loaded'?)"_s;
    QTest::newRow("missing script") << QByteArray("run: [uname, -r]") << QByteArray("script: no-such.sh")
                                    << u"demo.yaml:5:5: there is no script 'no-such.sh'"_s;
    QTest::newRow("script that is a playbook")
        << QByteArray("run: [uname, -r]") << QByteArray("script: kernel.yaml")
        << u"demo.yaml:5:5: there is no script 'kernel.yaml'"_s;
    QTest::newRow("unknown block")
        << QByteArray("- id: kernel") << QByteArray("- include: safe-reboot/drian\n  - id: kernel")
        << u"demo.yaml:5:14: there is no block 'safe-reboot/drian' (did you mean 'safe-reboot/drain'?)"_s;
    QTest::newRow("id of another playbook")
        << QByteArray("id: demo") << QByteArray("id: kernel") << u"the playbook id 'kernel' is used twice"_s;
}

void TestPlaybook::filesAreCheckedAgainstEachOther()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, message);
    QByteArray text = goodPlaybook;
    text.replace(text.indexOf(before), before.size(), after);
    const QList<Error> errors = lintPlaybook({u"demo.yaml"_s, text});
    QVERIFY2(messages(errors).contains(message), qPrintable(messages(errors)));
}

void TestPlaybook::aPlaybookIsLintedAmongTheShippedOnes()
{
    QVERIFY(lintPlaybook({u"demo.yaml"_s, goodPlaybook}).isEmpty());
    // The two answers to dpkg's question about an edited configuration file.
    for (
        const QByteArray &argv :
        {QByteArray("[dpkg, --force-confdef, --force-confold, --configure, -a]"),
         QByteArray(
             "[apt-get, '-oDpkg::Options::=--force-confdef', '-oDpkg::Options::=--force-confold', update]")}) {
        QByteArray text = goodPlaybook;
        text.replace("[uname, -r]", argv);
        const QList<Error> errors = lintPlaybook({u"demo.yaml"_s, text});
        QVERIFY2(errors.isEmpty(), qPrintable(messages(errors)));
    }
}

void TestPlaybook::aBlockIsReadWhereItIsIncluded()
{
    const QByteArray block = "blocks:\n  again:\n    - id: again\n      title: Look again\n"
                             "      run: [modinfo, -n, '{{fs.module}}']\n";
    QByteArray text = goodPlaybook;
    text.replace("checks:", block + "checks:");
    text.replace("    steps:\n", "    steps:\n      - include: demo/again\n");
    const Loaded<Knowledge> knowledge = loadKnowledge(shippedKnowledgeFiles()
                                                      << KnowledgeFile{u"demo.yaml"_s, text});
    QVERIFY2(knowledge, knowledge ? "" : qPrintable(messages(knowledge.error())));
    const QList<Step> steps = knowledge->playbook(u"demo"_s)->remedies.constFirst().steps;
    QCOMPARE(steps.constFirst().run, (QStringList{u"modinfo"_s, u"-n"_s, u"{{fs.module}}"_s}));
    QVERIFY(steps.size() > 1);

    // What is wrong within a block is said once, at its own place; a fact of the file system means nothing to a node.
    text.replace("      - include: demo/again\n",
                 "      - include: demo/again\n      - include: demo/again\n");
    text.replace("  - id: kernel", "  - include: demo/again\n  - id: kernel");
    const QString wrong = messages(lintPlaybook({u"demo.yaml"_s, text}));
    QCOMPARE(wrong.count(u"fs.module"_s), 1);
    QVERIFY2(wrong.contains(u"'again'"_s), qPrintable(wrong));
}

void TestPlaybook::whatIsShippedLoadsFromTheSourceTree()
{
    QList<KnowledgeFile> files;
    for (const QString &name : {u"playbooks"_s, u"signatures"_s}) {
        const QDir folder(QStringLiteral(VERMAGIC_SOURCE_DIR "/resources/") + name);
        for (const QString &entry : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(entry));
            QVERIFY(file.open(QIODevice::ReadOnly));
            files.append({entry, file.readAll()});
        }
    }
    const Loaded<Knowledge> knowledge = loadKnowledge(files);
    QVERIFY2(knowledge, knowledge ? "" : qPrintable(messages(knowledge.error())));
    QStringList withRemedies;
    for (const Playbook &playbook : knowledge->playbooks) {
        if (!playbook.remedies.isEmpty() && !playbook.obsolete)
            withRemedies.append(playbook.id);
    }
    for (const QString &id :
         {u"beegfs-dkms-build"_s, u"beegfs-services"_s, u"build-environment"_s, u"kernel-compatibility"_s,
          u"kernel-auto-upgrade"_s, u"lnet-connectivity"_s, u"lustre-boot-check"_s, u"mount-unit"_s,
          u"lustre-server-build"_s, u"lustre-server-build-ppc64le"_s, u"lustre-module-kernel"_s,
          u"mount-or-service-down"_s, u"package-repair"_s, u"rebuilt-node"_s, u"safe-reboot"_s,
          u"secure-boot"_s, u"virtio-fs"_s})
        QVERIFY2(withRemedies.contains(id), qPrintable(id));
    QCOMPARE(*knowledge, loadKnowledge(shippedKnowledgeFiles()).value());
}

void TestPlaybook::shippedTextsAreKoreanToo()
{
    const Knowledge knowledge = loadKnowledge(shippedKnowledgeFiles()).value();
    const auto isKorean = [](const LocalText &text) {
        return text.byLanguage.isEmpty() || text.byLanguage.contains(u"ko"_s);
    };
    for (const Playbook &playbook : knowledge.playbooks) {
        QVERIFY2(isKorean(playbook.title) && isKorean(playbook.summary), qPrintable(playbook.id));
        for (const Check &check : playbook.checks) {
            QVERIFY2(isKorean(check.title) && isKorean(check.headline) && isKorean(check.explanation),
                     qPrintable(playbook.id + u'/' + check.id));
        }
        for (const Remedy &remedy : playbook.remedies) {
            QVERIFY2(isKorean(remedy.title) && isKorean(remedy.summary), qPrintable(remedy.id));
            for (const QList<Step> *steps :
                 {&playbook.preflight, &remedy.preflight, &remedy.steps, &remedy.verify}) {
                for (const Step &step : *steps)
                    QVERIFY2(isKorean(step.title) && isKorean(step.undoNote),
                             qPrintable(remedy.id + u'/' + step.id));
            }
            for (const Warning &warning : remedy.warnings)
                QVERIFY2(isKorean(warning.text), qPrintable(remedy.id));
        }
    }
}

void TestPlaybook::factNamesAreThoseOfTheProbe()
{
    const FactVocabulary vocabulary;
    for (const QString &pattern : factPatterns())
        QVERIFY2(vocabulary.find(pattern), qPrintable(pattern));
    for (const QString &pattern : vocabulary.patterns()) {
        const QString family = pattern.section(u'.', 0, 0);
        const bool ours = QStringList{u"fs"_s,    u"node"_s,   u"cluster"_s,
                                      u"build"_s, u"compat"_s, u"connection"_s}
                              .contains(family)
                          || pattern == u"service.unit"_s || pattern == u"kernel.flavour"_s;
        QVERIFY2(ours || factPatterns().contains(pattern), qPrintable(pattern));
    }
}

void TestPlaybook::shippedScriptsAreShell()
{
    for (const KnowledgeFile &file : shippedKnowledgeFiles()) {
        if (!file.name.endsWith(u".sh"_s))
            continue;
        QVERIFY2(file.text.size() < 8192, qPrintable(file.name));
        QVERIFY2(!file.text.contains("modprobe -f") && !file.text.contains("eval"), qPrintable(file.name));
    }
}

QTEST_GUILESS_MAIN(TestPlaybook)
#include "tst_playbook.moc"
