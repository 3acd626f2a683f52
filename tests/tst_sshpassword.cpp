// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/sshtransport.h"
#include "tests/passwordserver.h"
#include "tests/sshdfixture.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Vermagic;

class TestSshPassword : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theRightPasswordLogsIn();
    void aWrongPasswordMeetsOneNodeAndIsAskedAgain();
    void aPasswordIsNeverTypedIntoOtherPrompts();
    void withoutAnAnswerTheLoginIsRefused();
    void promptsOfTheServerAreShownAndNeverAnsweredTwiceFromMemory();
    void aDeclinedPromptIsShownAgainOnTheUsersWishOnly();

private:
    RemoteShell &shell(const PasswordServer &server, const QString &name = u"node1"_s);
    void answerWith(RemoteShell &node, std::function<QByteArray(const CredentialQuestion &)> answer);

    SshdFixture m_keys; // never started: its host key and known_hosts serve
    std::unique_ptr<SshTransport> m_transport;
    std::vector<std::unique_ptr<RemoteShell>> m_shells;
    QList<CredentialQuestion> m_questions;
};

void TestSshPassword::init()
{
    m_transport = std::make_unique<SshTransport>();
    m_keys.writeKnownHosts("127.0.0.1 " + m_keys.hostKey() + '\n');
    m_questions.clear();
}

void TestSshPassword::cleanup()
{
    m_shells.clear();
    m_transport.reset();
}

RemoteShell &TestSshPassword::shell(const PasswordServer &server, const QString &name)
{
    NodeSpec node = m_keys.node(name);
    node.port = server.port();
    m_shells.emplace_back(m_transport->shellFor(node, m_keys.settings()));
    return *m_shells.back();
}

void TestSshPassword::answerWith(RemoteShell &node,
                                 std::function<QByteArray(const CredentialQuestion &)> answer)
{
    connect(&node, &RemoteShell::credentialQuestion, this,
            [this, &node, answer = std::move(answer)](const CredentialQuestion &question) {
                m_questions.append(question);
                node.answerCredential(question.id, answer(question));
            });
}

void TestSshPassword::theRightPasswordLogsIn()
{
    const PasswordServer server(PasswordServer::Method::Password, m_keys.path(u"hostkey"_s));
    RemoteShell &node = shell(server);
    answerWith(node, [](const CredentialQuestion &) { return QByteArray(PasswordServer::RightPassword); });
    const CommandResult result = runToEnd(node, u"true"_s);
    QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    QCOMPARE(result.standardOutput, "ok\n");
    QCOMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions.first().kind, CredentialKind::Password);
    QVERIFY(!m_questions.first().echo);
}

void TestSshPassword::aWrongPasswordMeetsOneNodeAndIsAskedAgain()
{
    const PasswordServer server(PasswordServer::Method::Password, m_keys.path(u"hostkey"_s));
    int done = 0;
    for (int i = 0; i < 5; ++i) {
        RemoteShell &node = shell(server, u"node%1"_s.arg(i));
        answerWith(node, [](const CredentialQuestion &q) {
            return q.retry ? QByteArray(PasswordServer::RightPassword) : QByteArray("guess");
        });
        connect(node.run(script(u"true"_s)), &RemoteCommand::finished, this,
                [&](const CommandResult &r) { done += r.succeeded(); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, 5, 30'000);
    QCOMPARE(m_questions.size(), 2);
    QCOMPARE(server.answers().count("guess"), 1);
    QCOMPARE(server.answers().count(PasswordServer::RightPassword), 5);
}

void TestSshPassword::aPasswordIsNeverTypedIntoOtherPrompts()
{
    const PasswordServer server(PasswordServer::Method::Password, m_keys.path(u"hostkey"_s));
    const PasswordServer other(PasswordServer::Method::Prompts,
                               m_keys.path(u"hostkey"_s)); // takes no passwords
    RemoteShell &node = shell(server);
    answerWith(node, [](const CredentialQuestion &) { return QByteArray(PasswordServer::RightPassword); });
    const CommandResult first = runToEnd(node, u"true"_s);
    QVERIFY2(first.succeeded(), qPrintable(toString(first.error.value_or(Error{}))));
    RemoteShell &prompting = shell(other, u"node2"_s);
    answerWith(prompting, [](const CredentialQuestion &) { return QByteArray("nonsense"); });
    QCOMPARE(runToEnd(prompting, u"true"_s).error.value_or(Error{}).code, ErrorCode::AuthenticationFailed);
    QVERIFY(!other.answers().contains(PasswordServer::RightAnswers));
    QVERIFY(std::ranges::none_of(other.answers(), [](const QByteArray &a) { return a.contains("Secret"); }));
}

void TestSshPassword::withoutAnAnswerTheLoginIsRefused()
{
    const PasswordServer server(PasswordServer::Method::Password, m_keys.path(u"hostkey"_s));
    QCOMPARE(runToEnd(shell(server), u"true"_s).error.value_or(Error{}).code,
             ErrorCode::AuthenticationFailed);
    QVERIFY(server.answers().isEmpty());
}

void TestSshPassword::promptsOfTheServerAreShownAndNeverAnsweredTwiceFromMemory()
{
    const PasswordServer server(PasswordServer::Method::Prompts, m_keys.path(u"hostkey"_s));
    for (const QString &name : {u"node1"_s, u"node2"_s}) {
        RemoteShell &node = shell(server, name);
        answerWith(node, [](const CredentialQuestion &q) {
            return q.echo ? QByteArray("123456") : QByteArray(PasswordServer::RightPassword);
        });
        const CommandResult result = runToEnd(node, u"true"_s);
        QVERIFY2(!result.error, qPrintable(result.error ? toString(*result.error) : QString()));
    }
    QCOMPARE(m_questions.size(), 4);
    QCOMPARE(m_questions.at(0).kind, CredentialKind::KeyboardInteractive);
    QCOMPARE(m_questions.at(0).prompt, u"Password: "_s);
    QVERIFY(!m_questions.at(0).echo);
    QCOMPARE(m_questions.at(1).prompt, u"Code: "_s);
    QVERIFY(m_questions.at(1).echo);
    QCOMPARE(server.answers(),
             QList<QByteArray>({PasswordServer::RightAnswers, PasswordServer::RightAnswers}));
}

void TestSshPassword::aDeclinedPromptIsShownAgainOnTheUsersWishOnly()
{
    const PasswordServer server(PasswordServer::Method::Prompts, m_keys.path(u"hostkey"_s));
    NodeSpec spec = m_keys.node();
    spec.port = server.port();
    SshSettings settings = m_keys.settings();
    settings.longestBackOff = std::chrono::milliseconds(0); // the next command tries again
    const std::unique_ptr<RemoteShell> node(m_transport->shellFor(spec, settings));
    int questions = 0;
    connect(node.get(), &RemoteShell::credentialQuestion, this, [&](const CredentialQuestion &question) {
        ++questions;
        node->answerCredential(question.id, std::nullopt);
    });
    for (int i = 0; i < 2; ++i)
        QCOMPARE(runToEnd(*node, u"true"_s).error.value_or(Error{}).code, ErrorCode::AuthenticationFailed);
    const int before = questions;
    QCOMPARE(before, 1);
    node->reconsider();
    QCOMPARE(runToEnd(*node, u"true"_s).error.value_or(Error{}).code, ErrorCode::AuthenticationFailed);
    QCOMPARE_GT(questions, before);
}

QTEST_GUILESS_MAIN(TestSshPassword)
#include "tst_sshpassword.moc"
