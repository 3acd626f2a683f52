// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/nodeexec.h"

#include "models/core/command.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype MostEarlyOutput = 4 * 1024 * 1024; ///< two windows' worth; the wait is bounded anyway

} // namespace

NodeExec::NodeExec(SshSession &session, CredentialBroker &broker, const NodeExecSpec &spec,
                   const SshSettings &settings, const QString &node, Listener &listener)
    : m_session(session)
    , m_broker(broker)
    , m_spec(spec)
    , m_settings(settings)
    , m_node(node)
    , m_listener(listener)
    , m_channel(std::make_unique<ExecChannel>(
          session, spec.sudo ? m_sudo.commandLine(spec.commandLine) : spec.commandLine, *this))
{
    armDeadline(m_settings.channelOpenTimeout, u"the server did not open a channel for the command"_s);
}

NodeExec::~NodeExec()
{
    *m_alive = false;
    m_session.loop().cancel(m_deadline);
    if (m_request)
        m_broker.withdraw(m_request);
    if (!m_password.scope.isEmpty())
        m_broker.undecided(m_password.scope);
}

void NodeExec::armDeadline(std::chrono::milliseconds time, const QString &message)
{
    m_session.loop().cancel(m_deadline);
    m_deadline = m_session.loop().after(time, [this, message] {
        NodeExecEnd end;
        end.error = Error{ErrorCode::Timeout, message, m_node, {}};
        finish(end);
    });
}

void NodeExec::execStarted()
{
    if (m_finished)
        return;
    m_session.loop().cancel(m_deadline);
    if (m_spec.sudo)
        return armDeadline(
            m_settings.sudoTimeout,
            u"sudo neither ran the command nor asked for a password; it may want something else, such as a one-time code"_s);
    sendInput();
    m_listener.nodeExecStarted();
}

void NodeExec::sendInput()
{
    m_channel->write(m_spec.input);
    if (!m_spec.keepInput)
        m_channel->closeInput();
}

void NodeExec::execOutput(QByteArrayView bytes, OutputStream stream)
{
    if (m_finished)
        return;
    if (m_spec.sudo && !m_sudo.isStarted()) {
        if (stream == OutputStream::StandardError)
            return feedSudo(bytes);
        // The streams are not ordered among each other: the command's first output may overtake the start mark.
        m_early.append(bytes.first(std::min(bytes.size(), MostEarlyOutput - m_early.size())));
        return;
    }
    m_listener.nodeExecOutput(bytes, stream);
}

void NodeExec::feedSudo(QByteArrayView bytes)
{
    const std::shared_ptr<bool> alive = m_alive;
    for (SudoProtocol::Event event = m_sudo.feed(bytes); event != SudoProtocol::Event::Nothing;
         event = m_sudo.feed()) {
        switch (event) {
        case SudoProtocol::Event::PasswordWanted:
            askPassword();
            break;
        case SudoProtocol::Event::PasswordWrong: {
            NodeExecEnd end;
            end.rejectedPassword = m_password.answer;
            passwordDone(false);
            end.error = sudoError(u"sudo does not accept the password"_s);
            return finish(end);
        }
        case SudoProtocol::Event::Started: {
            m_session.loop().cancel(m_deadline);
            if (m_request) // it asked and went on without: what comes now would be the command's input
                m_broker.withdraw(std::exchange(m_request, 0));
            passwordDone(true);
            sendInput();
            m_listener.nodeExecStarted();
            const QByteArray rest = *alive ? m_sudo.takeOutput() : QByteArray();
            if (!rest.isEmpty())
                m_listener.nodeExecOutput(rest, OutputStream::StandardError);
            if (*alive && !m_finished && !m_early.isEmpty())
                m_listener.nodeExecOutput(std::exchange(m_early, {}), OutputStream::StandardOutput);
            return;
        }
        case SudoProtocol::Event::Nothing:
            break;
        }
    }
}

void NodeExec::askPassword()
{
    m_session.loop().cancel(m_deadline);
    CredentialRequest request = m_spec.password;
    request.rejected = m_spec.rejectedPassword;
    m_request = m_broker.request(request, [this](const GrantedSecret &granted) {
        m_request = 0;
        passwordGranted(granted);
    });
}

void NodeExec::passwordGranted(const GrantedSecret &granted)
{
    if (m_finished || m_sudo.isStarted()) {
        if (!granted.secret.isNull())
            m_broker.undecided(granted.scope);
        return;
    }
    if (granted.secret.isNull()) {
        NodeExecEnd end;
        end.error = Error{ErrorCode::SudoFailed, u"sudo wants a password and none was given"_s, m_node,
                          u"give the password when asked, or allow the user NOPASSWD in sudoers"_s};
        return finish(end);
    }
    m_password = granted;
    m_channel->write(granted.secret.view());
    m_channel->write("\n");
    armDeadline(m_settings.sudoTimeout * 2, u"sudo did not answer after the password"_s);
}

void NodeExec::passwordDone(bool right)
{
    const QString scope = std::exchange(m_password, {}).scope;
    if (scope.isEmpty())
        return;
    right ? m_broker.accepted(scope) : m_broker.rejected(scope);
}

Error NodeExec::sudoError(const QString &message) const
{
    const QString said = printable(m_sudo.sudoText()).trimmed().left(1000);
    return {ErrorCode::SudoFailed, said.isEmpty() ? message : message + u": "_s + said, m_node, {}};
}

void NodeExec::execEnded(const ExecEnd &end)
{
    NodeExecEnd result;
    result.exitCode = end.exitCode;
    switch (end.cause) {
    case ExecEnd::Cause::Exited:
        if (m_spec.sudo && !m_sudo.isStarted()) {
            result.exitCode.reset();
            result.error = sudoError(u"sudo did not run the command"_s);
        }
        break;
    case ExecEnd::Cause::Refused:
        result.refused = true;
        result.error = Error{ErrorCode::ConnectionLost,
                             u"the server opens no channel for the command: "_s + end.text, m_node,
                             u"look at MaxSessions in its sshd_config"_s};
        break;
    case ExecEnd::Cause::SessionDown:
        result.sessionLost = true;
        result.error = Error{
            ErrorCode::ConnectionLost, u"the connection was lost: "_s + end.text, m_node, {}};
        break;
    case ExecEnd::Cause::NoStatus:
        result.error = Error{ErrorCode::Protocol, end.text, m_node, {}};
        break;
    }
    finish(result);
}

void NodeExec::finish(const NodeExecEnd &end)
{
    if (std::exchange(m_finished, true))
        return;
    m_session.loop().cancel(m_deadline);
    m_listener.nodeExecEnded(end);
}

} // namespace Vermagic
