// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs one command line on a session, as the login user or through sudo: I/O thread.
///
/// Owned by a CommandTask; destroying it closes the channel. nodeExecStarted() at most once (with sudo: when the command itself runs), then
/// output, then nodeExecEnded() exactly once. Standard input is sent when the command runs, never to sudo. The password is asked from the
/// broker when sudo wants one, so NOPASSWD nodes never see it.
#pragma once

#include "app/ssh/credentialbroker.h"
#include "app/ssh/execchannel.h"
#include "app/ssh/sshsettings.h"
#include "app/ssh/sudoprotocol.h"
#include "models/core/result.h"

namespace Vermagic {

struct NodeExecSpec
{
    QByteArray commandLine;
    QByteArray input;
    bool keepInput = false; ///< for send(): its end is only sent with that of the channel
    bool sudo = false;
    quint64 rejectedPassword = 0; ///< see CredentialRequest::rejected
    CredentialRequest password;   ///< what to ask when sudo wants one
};

struct NodeExecEnd
{
    std::optional<int> exitCode;
    std::optional<Error> error;
    bool refused = false; ///< the server opens no further channel; nothing ran
    bool sessionLost = false;
    quint64 rejectedPassword =
        0; ///< set: the password was wrong and nothing ran; may be tried again with another one
};

class NodeExec : public ExecListener
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void nodeExecStarted() = 0;
        virtual void nodeExecOutput(QByteArrayView bytes, OutputStream stream) = 0;
        virtual void nodeExecEnded(const NodeExecEnd &end) = 0;
    };

    NodeExec(SshSession &session, CredentialBroker &broker, const NodeExecSpec &spec,
             const SshSettings &settings, const QString &node, Listener &listener);
    ~NodeExec() override;

    /// To a command that runs and whose input is kept.
    void send(QByteArrayView bytes) { m_channel->write(bytes); }
    void terminate() { m_channel->terminate(); }
    std::optional<int> exitCode() const { return m_channel->exitCode(); }

    void execStarted() override;
    void execOutput(QByteArrayView bytes, OutputStream stream) override;
    void execEnded(const ExecEnd &end) override;

private:
    void sendInput();
    void feedSudo(QByteArrayView bytes);
    void askPassword();
    void passwordGranted(const GrantedSecret &granted);
    void passwordDone(bool right);
    void armDeadline(std::chrono::milliseconds time, const QString &message);
    void finish(const NodeExecEnd &end);
    Error sudoError(const QString &message) const;

    SshSession &m_session;
    CredentialBroker &m_broker;
    NodeExecSpec m_spec;
    SshSettings m_settings;
    QString m_node;
    Listener &m_listener;
    SudoProtocol m_sudo = SudoProtocol::withRandomMarks();
    QByteArray m_early; ///< standard output from before the start mark was seen
    GrantedSecret m_password;
    CredentialBroker::RequestId m_request = 0;
    IoLoop::TimerId m_deadline = 0;
    bool m_finished = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::unique_ptr<ExecChannel> m_channel;
};

} // namespace Vermagic
