// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/sshtransport.h"
#include "app/ssh/sudoprotocol.h"
#include "tests/sshdfixture.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Vermagic;

using Event = SudoProtocol::Event;

class TestSshSudo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aPasswordGoesOutOnlyBetweenPromptAndStart();
    void aSecondPromptMeansWrong();
    void marksMayComeInPieces();
    void theMarksAreDifferentEveryTime();
    void withoutAPasswordNothingIsAsked();
    void aNodeThatNeedsNoSudoRunsWithoutIt();
    void theRightPasswordRunsTheCommand();
    void aWrongPasswordIsTriedOnceAndAskedAgain();
    void oneAnswerServesTheGroupAfterACanary();
    void otherFailuresCarrySudosOwnWords_data();
    void otherFailuresCarrySudosOwnWords();
    void aSudoThatAsksForSomethingElseTimesOut();
    void noAnswerMeansNoCommand();
    void aShellMayGoWhileItsPasswordIsAskedFor();
    void anAnswerThatComesTooLateNeverReachesTheCommand();

private:
    void setMode(const QByteArray &mode) { writeTestFile(m_sshd.path(u"mode"_s), mode); }
    QList<QByteArray> triedPasswords() const
    {
        return readTestFile(m_sshd.path(u"tried"_s))
            .split('\n')
            .mid(0, readTestFile(m_sshd.path(u"tried"_s)).count('\n'));
    }
    NodeSpec node(const QString &name = u"node1"_s) const;
    static CommandSpec asRoot(const QString &text);

    SshdFixture m_sshd;
    std::unique_ptr<SshTransport> m_transport;
    std::unique_ptr<RemoteShell> m_shell;
    QList<CredentialQuestion> m_questions;
};

void TestSshSudo::initTestCase()
{
    // Stands in for sudo, which cannot be given rights in a test: same options, prompts, streams and exit codes as sudo 1.9.
    QVERIFY(QDir(m_sshd.path({})).mkdir(u"bin"_s));
    const QByteArray folder = m_sshd.path({}).toUtf8();
    const QString sudo = m_sshd.path(u"bin/sudo"_s);
    QVERIFY(writeTestFile(
        sudo,
        "#!/bin/sh\nprompt=\nwhile [ $# -gt 0 ]; do case $1 in -k|-S) shift;; -p) prompt=$2; shift 2;; --) shift; break;; *) exit 99;; esac; done\n"
        "echo 'sudo: unable to resolve host node1' >&2\n"
        "case $(cat "
            + folder
            + "/mode) in\n"
              "nopasswd) AS_ROOT=yes exec \"$@\";;\n"
              "unread) printf %s \"$prompt\" >&2; while [ ! -e "
            + folder
            + "/asked ]; do sleep 0.05; done; exec \"$@\";;\n"
              "denied) printf %s \"$prompt\" >&2; read -r pw; echo 'ada is not in the sudoers file.' >&2; exit 1;;\n"
              "tty) echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1;;\n"
              "otp) printf 'One-time code: ' >&2; read -r pw; exit 1;;\n"
              "password) for i in 1 2 3; do printf %s \"$prompt\" >&2; IFS= read -r pw || exit 1; echo \"$pw\" >>"
            + folder
            + "/tried\n"
              " [ \"$pw\" = 'Secret 2$x' ] && AS_ROOT=yes exec \"$@\"; echo 'Sorry, try again.' >&2; done; exit 1;;\n"
              "esac\n"));
    QVERIFY(QFile::setPermissions(sudo, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(m_sshd.start("SetEnv PATH=" + folder + "/bin:/usr/bin:/bin"));
}

void TestSshSudo::init()
{
    QFile::remove(m_sshd.path(u"tried"_s));
    m_transport = std::make_unique<SshTransport>();
    m_questions.clear();
    m_shell.reset(m_transport->shellFor(node(), m_sshd.settings()));
}

void TestSshSudo::cleanup()
{
    m_shell.reset();
    m_transport.reset();
}

NodeSpec TestSshSudo::node(const QString &name) const
{
    NodeSpec spec = m_sshd.node(name);
    spec.become = Become::Sudo;
    return spec;
}

CommandSpec TestSshSudo::asRoot(const QString &text)
{
    CommandSpec spec = script(text);
    spec.privilege = Privilege::Sudo;
    return spec;
}

void TestSshSudo::aPasswordGoesOutOnlyBetweenPromptAndStart()
{
    SudoProtocol sudo("PROMPT", "START");
    QCOMPARE(sudo.feed("sudo: unable to resolve host x\nPROMPT"), Event::PasswordWanted);
    QCOMPARE(sudo.feed(), Event::Nothing);
    QCOMPARE(sudo.feed("\nSTART\nown error PROMPT"), Event::Started);
    QCOMPARE(sudo.feed("PROMPT"), Event::Nothing);
    QCOMPARE(sudo.takeOutput(), "own error PROMPTPROMPT");
    QVERIFY(sudo.sudoText().startsWith("sudo: unable to resolve host x\n"));
}

void TestSshSudo::aSecondPromptMeansWrong()
{
    SudoProtocol sudo("PROMPT", "START");
    QCOMPARE(sudo.feed("PROMPT"), Event::PasswordWanted);
    QCOMPARE(sudo.feed("Sorry, try again.\nPROMPT"), Event::PasswordWrong);
    QVERIFY(!sudo.isStarted());
}

void TestSshSudo::marksMayComeInPieces()
{
    SudoProtocol sudo("PROMPT", "START");
    for (const char c : QByteArray("xxPROMP"))
        QCOMPARE(sudo.feed(QByteArray(1, c)), Event::Nothing);
    QCOMPARE(sudo.feed("T"), Event::PasswordWanted);
    QCOMPARE(sudo.feed("STAR"), Event::Nothing);
    QCOMPARE(sudo.feed("T\n"), Event::Started);
}

void TestSshSudo::theMarksAreDifferentEveryTime()
{
    const QByteArray first = SudoProtocol::withRandomMarks().commandLine("id");
    QVERIFY(first != SudoProtocol::withRandomMarks().commandLine("id"));
    QVERIFY(!first.contains('%') || first.contains("printf '"));
}

void TestSshSudo::withoutAPasswordNothingIsAsked()
{
    setMode("nopasswd");
    QSignalSpy questions(m_shell.get(), &RemoteShell::credentialQuestion);
    CommandSpec spec = asRoot(u"cat; echo \"$AS_ROOT\"; echo oops >&2; exit 5"_s);
    spec.standardInput = QByteArray(300'000, 'i');
    spec.outputLimit = 1'000'000;
    const CommandResult result = runToEnd(*m_shell, spec);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QCOMPARE(result.exitCode, 5);
    QVERIFY(result.standardOutput == QByteArray(300'000, 'i') + "yes\n");
    QCOMPARE(result.standardError, "oops\n");
    QCOMPARE(questions.size(), 0);
}

void TestSshSudo::aNodeThatNeedsNoSudoRunsWithoutIt()
{
    setMode("denied");
    NodeSpec spec = node();
    spec.become = Become::None;
    const std::unique_ptr<RemoteShell> root(m_transport->shellFor(spec, m_sshd.settings()));
    QCOMPARE(runToEnd(*root, asRoot(u"echo done"_s)).standardOutput, "done\n");
}

void TestSshSudo::theRightPasswordRunsTheCommand()
{
    setMode("password");
    connect(m_shell.get(), &RemoteShell::credentialQuestion, this,
            [this](const CredentialQuestion &question) {
                m_questions.append(question);
                m_shell->answerCredential(question.id, "Secret 2$x");
            });
    CommandSpec spec = asRoot(u"cat; echo \"$AS_ROOT\""_s);
    spec.standardInput = "input\n";
    QCOMPARE(runToEnd(*m_shell, spec).standardOutput, "input\nyes\n");
    QCOMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions.first().kind, CredentialKind::SudoPassword);
    QCOMPARE(m_questions.first().scope, u"sudo:compute"_s);
    QCOMPARE(m_questions.first().node, u"node1"_s);
    const CommandResult second = runToEnd(*m_shell, asRoot(u"echo again"_s));
    QVERIFY2(!second.error, qPrintable(second.error ? toString(*second.error) : QString()));
    QCOMPARE(second.standardOutput, "again\n");
    QCOMPARE(m_questions.size(), 1);
}

void TestSshSudo::aWrongPasswordIsTriedOnceAndAskedAgain()
{
    setMode("password");
    connect(m_shell.get(), &RemoteShell::credentialQuestion, this,
            [this](const CredentialQuestion &question) {
                m_questions.append(question);
                m_shell->answerCredential(question.id,
                                          question.retry ? QByteArray("Secret 2$x") : QByteArray("guess"));
            });
    QCOMPARE(runToEnd(*m_shell, asRoot(u"echo done"_s)).standardOutput, "done\n");
    QCOMPARE(m_questions.size(), 2);
    QCOMPARE(triedPasswords(), QList<QByteArray>({"guess", "Secret 2$x"}));
}

void TestSshSudo::oneAnswerServesTheGroupAfterACanary()
{
    setMode("password");
    std::vector<std::unique_ptr<RemoteShell>> shells;
    int done = 0;
    for (int i = 0; i < 6; ++i) {
        shells.emplace_back(m_transport->shellFor(node(u"node%1"_s.arg(i)), m_sshd.settings()));
        RemoteShell *shell = shells.back().get();
        connect(shell, &RemoteShell::credentialQuestion, this,
                [this, shell](const CredentialQuestion &question) {
                    m_questions.append(question);
                    shell->answerCredential(question.id,
                                            question.retry ? QByteArray("Secret 2$x") : QByteArray("guess"));
                });
        connect(shell->run(asRoot(u"echo done"_s)), &RemoteCommand::finished, this,
                [&done](const CommandResult &result) { done += result.standardOutput == "done\n"; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, 6, 30'000);
    QCOMPARE(m_questions.size(), 2);
    QCOMPARE(triedPasswords().count("guess"), 1); // one node only met the wrong one
}

void TestSshSudo::otherFailuresCarrySudosOwnWords_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QString>("words");
    QTest::newRow("not in sudoers") << QByteArray("denied") << u"ada is not in the sudoers file."_s;
    QTest::newRow("wants a terminal")
        << QByteArray("tty") << u"sudo: sorry, you must have a tty to run sudo"_s;
}

void TestSshSudo::otherFailuresCarrySudosOwnWords()
{
    QFETCH(QByteArray, mode);
    QFETCH(QString, words);
    setMode(mode);
    connect(
        m_shell.get(), &RemoteShell::credentialQuestion, this,
        [this](const CredentialQuestion &question) { m_shell->answerCredential(question.id, "Secret 2$x"); });
    const CommandResult result = runToEnd(*m_shell, asRoot(u"echo ran"_s));
    QCOMPARE(result.error->code, ErrorCode::SudoFailed);
    QVERIFY2(result.error->message.contains(words), qPrintable(result.error->message));
    QVERIFY(!result.exitCode);
    QCOMPARE(result.standardOutput, QByteArray());
}

void TestSshSudo::aSudoThatAsksForSomethingElseTimesOut()
{
    setMode("otp");
    SshSettings settings = m_sshd.settings();
    settings.sudoTimeout = std::chrono::milliseconds(1'000);
    const std::unique_ptr<RemoteShell> shell(m_transport->shellFor(node(), settings));
    QSignalSpy questions(shell.get(), &RemoteShell::credentialQuestion);
    QCOMPARE(runToEnd(*shell, asRoot(u"echo ran"_s)).error->code, ErrorCode::Timeout);
    QCOMPARE(questions.size(), 0);
}

void TestSshSudo::noAnswerMeansNoCommand()
{
    setMode("password");
    const CommandResult result = runToEnd(*m_shell,
                                          asRoot(u"echo ran"_s)); // nobody is connected to its questions
    QCOMPARE(result.error->code, ErrorCode::SudoFailed);
    QCOMPARE(result.standardOutput, QByteArray());
    QVERIFY(triedPasswords().isEmpty());
}

void TestSshSudo::aShellMayGoWhileItsPasswordIsAskedFor()
{
    setMode("password");
    const std::unique_ptr<RemoteShell> other(m_transport->shellFor(node(u"node2"_s), m_sshd.settings()));
    QSignalSpy questions(m_shell.get(), &RemoteShell::credentialQuestion);
    QSignalSpy finished(m_shell->run(asRoot(u"echo ran"_s)), &RemoteCommand::finished);
    QTRY_COMPARE_WITH_TIMEOUT(questions.size(), 1, 30'000);
    m_shell.reset();
    QCOMPARE(finished.size(), 1);
    connect(other.get(), &RemoteShell::credentialQuestion, this,
            [&](const CredentialQuestion &question) { other->answerCredential(question.id, "Secret 2$x"); });
    QCOMPARE(runToEnd(*other, asRoot(u"echo done"_s)).standardOutput, "done\n");
    QCOMPARE(triedPasswords(), QList<QByteArray>{"Secret 2$x"});
}

void TestSshSudo::anAnswerThatComesTooLateNeverReachesTheCommand()
{
    setMode("unread"); // asks, then begins without reading an answer
    const QString go = m_sshd.path(u"go"_s);
    CommandSpec spec = asRoot(u"while [ ! -e %1 ]; do sleep 0.05; done; wc -c"_s.arg(go));
    spec.standardInput = QByteArray(4'000'000, 'x'); // more than is on its way before the command reads
    std::optional<quint64> question;
    connect(m_shell.get(), &RemoteShell::credentialQuestion, this, [&](const CredentialQuestion &asked) {
        question = asked.id;
        writeTestFile(m_sshd.path(u"asked"_s), {});
    });
    RemoteCommand *command = m_shell->run(spec);
    QSignalSpy started(command, &RemoteCommand::started);
    QSignalSpy finished(command, &RemoteCommand::finished);
    QVERIFY(started.wait(30'000));
    QTRY_VERIFY_WITH_TIMEOUT(question, 30'000);
    m_shell->answerCredential(*question, QByteArray("Secret 2$x"));
    QVERIFY(writeTestFile(go, {}));
    QVERIFY(finished.wait(30'000));
    const auto result = finished.constFirst().constFirst().value<CommandResult>();
    QVERIFY2(result.succeeded(), qPrintable(toString(result.error.value_or(Error{}))));
    QCOMPARE(result.standardOutput.trimmed(), "4000000");
}

QTEST_GUILESS_MAIN(TestSshSudo)
#include "tst_sshsudo.moc"
