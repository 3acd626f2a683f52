// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/authentication.h"

#include "app/ssh/agentclient.h"
#include "models/core/command.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Runs the methods one after the other; each returns true when the login is decided (either way).
class Authentication
{
public:
    Authentication(ssh_session session, const LoginRequest &request, LoginServices &services)
        : m_session(session)
        , m_request(request)
        , m_target(request.target)
        , m_services(services)
    {
    }

    LoginOutcome run()
    {
        const bool decided = (m_target.publicKeyAllowed && (tryAgent() || tryKeyFiles())) || tryPassword()
                             || tryKeyboardInteractive();
        if (!decided)
            m_outcome.error = refused();
        return std::move(m_outcome);
    }

private:
    /// True when `result` ends the login.
    bool settled(int result)
    {
        if (result == SSH_AUTH_SUCCESS)
            return true;
        if (result != SSH_AUTH_ERROR)
            return false;
        const QString text = printable(ssh_get_error(m_session));
        if (text.contains("Too many authentication failures"_L1))
            m_outcome.error = Error{
                ErrorCode::AuthenticationFailed,
                u"%1 ended the login after too many keys"_s.arg(m_target.described()), m_target.node,
                u"name the right key with identity: in the inventory or IdentitiesOnly in ~/.ssh/config"_s};
        else
            m_outcome.error = Error{ErrorCode::ConnectionLost,
                                    u"%1 ended the connection during the login"_s.arg(m_target.described()),
                                    m_target.node,
                                    {}};
        return true;
    }

    bool tryAgent()
    {
        if (m_target.agentSocket.isEmpty())
            return false;
        AgentClient agent(m_target.agentSocket, *m_request.guard);
        if (!agent.offersKeys() || !agent.attach(m_session))
            return false;
        m_tried.append(u"agent"_s);
        return settled(agent.authenticate(m_session));
    }

    bool tryKeyFiles()
    {
        for (const QString &file : m_target.identityFiles) {
            const KeyStore::Offer offer = m_services.keys.offer(file);
            if (offer.state == KeyStore::State::Locked && tryLockedKey(file, offer.publicKey.get()))
                return true;
            if (offer.state != KeyStore::State::Ready)
                continue;
            m_tried.append(QFileInfo(file).fileName());
            if (settled(ssh_userauth_publickey(m_session, nullptr, offer.key.get())))
                return true;
            const KeyHandle certified = KeyStore::withCertificate(offer.key.get(), file,
                                                                  m_target.certificateFiles);
            if (certified && settled(ssh_userauth_publickey(m_session, nullptr, certified.get())))
                return true;
        }
        return false;
    }

    bool tryLockedKey(const QString &file, ssh_key publicKey)
    {
        const QString scope = u"key:"_s + file;
        if (m_request.declined.contains(scope) || !m_request.mayAsk) {
            m_tried.append(QFileInfo(file).fileName() + u" (locked)"_s);
            return false;
        }
        if (publicKey) {
            const int result = ssh_userauth_try_publickey(m_session, nullptr, publicKey);
            if (result == SSH_AUTH_ERROR)
                return settled(result);
            if (result != SSH_AUTH_SUCCESS)
                return false;
        }
        m_outcome.needed = NeededCredential{CredentialKind::KeyPassphrase, scope,
                                            u"Passphrase for the key %1"_s.arg(file), file, false};
        return true;
    }

    /// The methods that the server still takes; asks with the "none" method when nothing was tried yet.
    int methods()
    {
        if (m_tried.isEmpty() && !m_noneTried) {
            m_noneTried = true;
            ssh_userauth_none(m_session, nullptr);
        }
        return ssh_userauth_list(m_session, nullptr);
    }

    bool tryPassword()
    {
        if (!m_target.passwordAllowed || !(methods() & SSH_AUTH_METHOD_PASSWORD))
            return false;
        const QString scope = passwordScope(m_target);
        if (m_request.declined.contains(scope) || !m_request.mayAsk)
            return false;
        if (!m_request.password.isNull()) {
            const int result = ssh_userauth_password(m_session, nullptr, m_request.password.c_str());
            m_outcome.passwordWorked = result == SSH_AUTH_SUCCESS;
            if (result != SSH_AUTH_DENIED)
                return settled(result);
        }
        m_outcome.needed = NeededCredential{
            CredentialKind::Password,
            scope,
            u"Password of %1 on %2"_s.arg(m_target.user, m_target.described()),
            {},
            !m_request.password.isNull()};
        return true;
    }

    bool tryKeyboardInteractive()
    {
        if (!m_target.keyboardInteractiveAllowed || !m_request.mayAsk
            || !(methods() & SSH_AUTH_METHOD_INTERACTIVE))
            return false;
        m_tried.append(u"keyboard-interactive"_s);
        int result = ssh_userauth_kbdint(m_session, nullptr, nullptr);
        while (result == SSH_AUTH_INFO) {
            if (!answerPrompts())
                return false;
            result = ssh_userauth_kbdint(m_session, nullptr, nullptr);
        }
        return settled(result);
    }

    bool answerPrompts()
    {
        const int prompts = ssh_userauth_kbdint_getnprompts(m_session);
        for (int i = 0; i < prompts; ++i) {
            char echo = 0;
            const auto index = static_cast<unsigned int>(i);
            const QString prompt = printable(ssh_userauth_kbdint_getprompt(m_session, index, &echo))
                                       .left(500);
            m_request.stage(LoginStage::AskingUser);
            const Secret answer = m_request.ask(prompt, echo != 0);
            m_request.stage(LoginStage::Authenticating);
            if (answer.isNull() || ssh_userauth_kbdint_setanswer(m_session, index, answer.c_str()) < 0)
                return false;
        }
        return true;
    }

    Error refused()
    {
        const QString tried = m_tried.isEmpty() ? u"there was nothing to offer"_s
                                                : u"tried: "_s + m_tried.join(u", "_s);
        return {
            ErrorCode::AuthenticationFailed,
            u"%1 does not let %2 in (%3)"_s.arg(m_target.described(), m_target.user, tried), m_target.node,
            u"put your public key into its ~/.ssh/authorized_keys, or name the right user and key in the inventory"_s};
    }

    ssh_session m_session;
    const LoginRequest &m_request;
    const LoginTarget &m_target;
    LoginServices &m_services;
    LoginOutcome m_outcome;
    QStringList m_tried;
    bool m_noneTried = false;
};

} // namespace

LoginOutcome authenticate(ssh_session session, const LoginRequest &request, LoginServices &services)
{
    const QString lane = request.target.user + u'\n' + request.target.identityFiles.join(u'\n');
    if (const auto shut = services.gate.enter(lane)) {
        LoginOutcome outcome;
        outcome.error = Error{ErrorCode::AuthenticationFailed,
                              u"not tried, as the same login failed on several nodes: "_s + *shut,
                              request.target.node, u"correct the user or the key, then connect again"_s};
        return outcome;
    }
    request.stage(LoginStage::Authenticating);
    LoginOutcome outcome = Authentication(session, request, services).run();
    if (!outcome.error && !outcome.needed)
        services.gate.succeeded(lane);
    else if (outcome.error && outcome.error->code == ErrorCode::AuthenticationFailed)
        services.gate.failed(lane, u"%1 is refused"_s.arg(request.target.user));
    else
        services.gate.left(lane);
    return outcome;
}

} // namespace Vermagic
