// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The manual page and the completions for shells know every option of every command, and their readers take them.

#include "tests/vermagicprocess.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestCompletion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyOptionOfTheHelpIsThere_data();
    void everyOptionOfTheHelpIsThere();
    void theirReadersTakeThem_data();
    void theirReadersTakeThem();
    void bashCompletes_data();
    void bashCompletes();
    void fishCompletes_data();
    void fishCompletes();
    void zshCompletes_data();
    void zshCompletes();
    void nobodysFoldersAreNamed();
    void aWrongShellIsRefused();

private:
    static ProcessResult tool(const QStringList &argv);
    QString path(const QString &kind) const { return m_folder.filePath(kind); }
    QByteArray text(const QString &kind) const;
    /// "" is the program itself.
    QStringList commands() const;

    VermagicProcess m_vermagic;
    QTemporaryDir m_folder;
};

ProcessResult TestCompletion::tool(const QStringList &argv)
{
    QProcess process;
    process.start(argv.first(), argv.mid(1));
    return VermagicProcess::wait(process);
}

QByteArray TestCompletion::text(const QString &kind) const
{
    QFile file(path(kind));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList TestCompletion::commands() const
{
    QStringList names{QString()};
    const QString help = QString::fromUtf8(m_vermagic.run({u"--help"_s}).standardOutput);
    static const QRegularExpression command(u"^  ([a-z-]+) +\\S"_s, QRegularExpression::MultilineOption);
    for (const QRegularExpressionMatch &match : command.globalMatch(help))
        names.append(match.captured(1));
    return names;
}

void TestCompletion::initTestCase()
{
    for (const QString &kind : {u"bash"_s, u"zsh"_s, u"fish"_s, u"man"_s}) {
        const ProcessResult made = m_vermagic.run({u"completion"_s, kind});
        QCOMPARE(made.standardError, QByteArray());
        QCOMPARE(made.exitCode, 0);
        QFile file(path(kind));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(made.standardOutput) > 1000);
    }
}

void TestCompletion::everyOptionOfTheHelpIsThere_data()
{
    QTest::addColumn<QString>("command");
    const QStringList names = commands();
    QVERIFY(names.size() >= 14);
    for (const QString &name : names)
        QTest::newRow(name.isEmpty() ? "the program" : qPrintable(name)) << name;
}

void TestCompletion::everyOptionOfTheHelpIsThere()
{
    QFETCH(const QString, command);
    // The program's own help lists its commands; its options are in the table alone.
    QStringList arguments{command, command.isEmpty() ? u"--help-table"_s : u"--help"_s};
    arguments.removeAll(QString());
    const QString help = QString::fromUtf8(m_vermagic.run(arguments).standardOutput);
    QStringList options;
    static const QRegularExpression inHelp(u"(?:^  |^  -., )(--[a-z-]+)"_s,
                                           QRegularExpression::MultilineOption);
    static const QRegularExpression inTable(u"\"([a-z-]{2,})\"(?=[],])"_s);
    for (const QRegularExpressionMatch &match : (command.isEmpty() ? inTable : inHelp).globalMatch(help))
        options.append(command.isEmpty() ? u"--"_s + match.captured(1) : match.captured(1));
    QVERIFY(options.contains(u"--help"_s));

    const QString man = QString::fromUtf8(text(u"man"_s));
    const QString title = command.isEmpty() ? u".SS The window"_s
                                            : u".SS vermagic "_s + QString(command).replace(u'-', u"\\-"_s);
    const qsizetype begin = man.indexOf(title);
    QVERIFY2(begin > 0, qPrintable(title));
    const QString section = man.mid(begin,
                                    man.indexOf(QRegularExpression(u"\n\\.S[SH] "_s), begin + 4) - begin);
    const QString bash = QString::fromUtf8(text(u"bash"_s));
    const QString fish = QString::fromUtf8(text(u"fish"_s));
    const QString zsh = QString::fromUtf8(text(u"zsh"_s));
    const QString word = command.isEmpty() ? u"        /-*)"_s : u"        '%1'/-*)"_s.arg(command);
    const QString line = bash.mid(bash.indexOf(word)).section(u'\n', 0, 0);
    for (const QString &option : std::as_const(options)) {
        QVERIFY2(section.contains(u"\\fB"_s + QString(option).replace(u'-', u"\\-"_s) + u"\\fR"_s),
                 qPrintable(option));
        QVERIFY2(QRegularExpression(u"[ ']%1[ ']"_s.arg(option)).match(line).hasMatch(), qPrintable(option));
        QVERIFY2(fish.contains(u" -l "_s + option.mid(2)), qPrintable(option));
        QVERIFY2(zsh.contains(u"'*"_s + option + u'['), qPrintable(option));
    }
}

void TestCompletion::theirReadersTakeThem_data()
{
    QTest::addColumn<QStringList>("reader");
    QTest::newRow("bash") << QStringList{u"bash"_s, u"-n"_s, path(u"bash"_s)};
    QTest::newRow("zsh") << QStringList{u"zsh"_s, u"-n"_s, path(u"zsh"_s)};
    QTest::newRow("fish") << QStringList{u"fish"_s, u"--no-execute"_s, path(u"fish"_s)};
    QTest::newRow("man") << QStringList{u"mandoc"_s, u"-T"_s,      u"lint"_s,
                                        u"-W"_s,     u"warning"_s, path(u"man"_s)};
}

void TestCompletion::theirReadersTakeThem()
{
    QFETCH(const QStringList, reader);
    const ProcessResult read = tool(reader);
    QCOMPARE(read.standardOutput + read.standardError, QByteArray());
    QCOMPARE(read.exitCode, 0);
}

void TestCompletion::bashCompletes_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("offered");
    QTest::newRow("command") << QByteArray("vermagic wat") << QByteArray("watch");
    QTest::newRow("option") << QByteArray("vermagic check --form") << QByteArray("--format");
    QTest::newRow("word") << QByteArray("vermagic check -i lab.yaml -f mark") << QByteArray("markdown");
    QTest::newRow("option of the window") << QByteArray("vermagic --prac") << QByteArray("--practice");
    QTest::newRow("not of this command") << QByteArray("vermagic lint --form") << QByteArray();
    QTest::newRow("file") << "vermagic check --replay " + path(u"zs"_s).toUtf8() << path(u"zsh"_s).toUtf8();
    QTest::newRow("word of a command") << QByteArray("vermagic practice bre") << QByteArray("break");
    QTest::newRow("a command without words") << "vermagic check " + path(u"zs"_s).toUtf8() << QByteArray();
    QTest::newRow("file of a command")
        << "vermagic lint " + path(u"zs"_s).toUtf8() << path(u"zsh"_s).toUtf8();
    QTest::newRow("a number has no words") << QByteArray("vermagic check --timeout 1") << QByteArray();
}

void TestCompletion::bashCompletes()
{
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, offered);
    const QByteArray script =
        "source " + path(u"bash"_s).toUtf8() + "; COMP_WORDS=(" + words
        + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _vermagic; echo \"${COMPREPLY[*]}\"";
    const ProcessResult result = tool({u"bash"_s, u"--norc"_s, u"-c"_s, QString::fromUtf8(script)});
    QCOMPARE(result.standardError, QByteArray());
    QCOMPARE(result.standardOutput.trimmed(), offered);
}

void TestCompletion::fishCompletes_data()
{
    bashCompletes_data();
}

void TestCompletion::fishCompletes()
{
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, offered);
    const QByteArray script = "source " + path(u"fish"_s).toUtf8() + "; complete -C '" + words + "'";
    const ProcessResult result = tool({u"fish"_s, u"--no-config"_s, u"-c"_s, QString::fromUtf8(script)});
    QCOMPARE(result.standardError, QByteArray());
    QByteArrayList lines = result.standardOutput.trimmed().split('\n');
    for (QByteArray &line : lines)
        line = line.split('\t').constFirst(); // what is behind it explains
    QCOMPARE(lines.join(' '), offered);
}

void TestCompletion::zshCompletes_data()
{
    bashCompletes_data();
}

/// In a terminal of its own: zsh completes nowhere else. The words are a command line whose end is a Tab.
void TestCompletion::zshCompletes()
{
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, offered);
    static const QString script = uR"(
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; autoload -Uz compinit; compinit -D -u; vermagic() { print -r -- GOT:\${(j:,:)@}; }
source $1; compdef _vermagic vermagic; print READ''Y"
zpty -r -m shell line '*READY*'
zpty -n -w shell "$2"$'\t\n'
zpty -r -m shell line '*GOT:*'$'\n'
print -r -- ${${line##*GOT:}%%[[:space:]]*}
)"_s;
    const ProcessResult result = tool(
        {u"zsh"_s, u"-f"_s, u"-c"_s, script, u"zsh"_s, path(u"zsh"_s), QString::fromUtf8(words)});
    QCOMPARE(result.standardError, QByteArray());
    const QByteArray typed = words.split(' ').constLast();
    const QByteArray last = result.standardOutput.trimmed().split(',').constLast();
    QCOMPARE(last, offered.isEmpty() ? typed : offered);
}

void TestCompletion::nobodysFoldersAreNamed()
{
    for (const QString &kind : {u"bash"_s, u"zsh"_s, u"fish"_s, u"man"_s}) {
        QVERIFY2(!text(kind).contains(QDir::homePath().toUtf8() + '/'), qPrintable(kind));
        QVERIFY2(!text(kind).contains(m_vermagic.stateFolder().toUtf8()), qPrintable(kind));
    }
    QVERIFY(text(u"man"_s).contains("~/.local/state/vermagic"));
}

void TestCompletion::aWrongShellIsRefused()
{
    for (const QStringList &arguments : {QStringList{u"tcsh"_s}, {}, {u"bash"_s, u"zsh"_s}}) {
        const ProcessResult refused = m_vermagic.run(QStringList{u"completion"_s} + arguments);
        QCOMPARE(refused.exitCode, 3);
        QVERIFY(refused.standardError.contains("One of bash, zsh, fish, man"));
    }
}

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
