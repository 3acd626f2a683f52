// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fakeshell.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

FakeCommand::FakeCommand(CommandSpec spec, FakeReply reply, QObject *parent)
    : RemoteCommand(parent)
    , m_spec(std::move(spec))
    , m_reply(std::move(reply))
{
}

FakeCommand::~FakeCommand()
{
    end({}, Error{ErrorCode::Cancelled, u"the shell is gone"_s, {}, {}});
}

void FakeCommand::play()
{
    if (m_finished)
        return;
    if (m_reply.error) {
        end({}, m_reply.error);
        return;
    }
    Q_EMIT started();
    say(m_reply.standardOutput);
    if (!m_reply.standardError.isEmpty()) {
        m_result.standardError += m_reply.standardError;
        Q_EMIT outputReceived(m_reply.standardError, OutputStream::StandardError);
    }
    if (!m_reply.hold)
        end(m_reply.exitCode);
}

void FakeCommand::say(const QByteArray &output)
{
    if (output.isEmpty() || m_finished)
        return;
    m_result.standardOutput += output;
    Q_EMIT outputReceived(output, OutputStream::StandardOutput);
}

void FakeCommand::end(std::optional<int> exitCode, std::optional<Error> error)
{
    if (m_finished)
        return;
    m_finished = true;
    m_result.exitCode = exitCode;
    m_result.error = std::move(error);
    Q_EMIT finished(m_result);
    deleteLater();
}

void FakeCommand::cancel()
{
    QMetaObject::invokeMethod(
        this, [this] { end({}, Error{ErrorCode::Cancelled, u"cancelled"_s, {}, {}}); }, Qt::QueuedConnection);
}

FakeShell::FakeShell(NodeSpec node, FakeResponder responder)
    : m_node(std::move(node))
    , m_responder(std::move(responder))
{
}

void FakeShell::setPhase(ConnectionPhase phase, std::optional<Error> error)
{
    m_phase = phase;
    m_error = std::move(error);
    Q_EMIT phaseChanged(m_phase, m_error, {});
}

void FakeShell::open()
{
    ++opened;
    if (m_refusal)
        setPhase(ConnectionPhase::Failed, m_refusal);
    else if (m_phase != ConnectionPhase::Ready)
        setPhase(ConnectionPhase::Ready);
}

void FakeShell::reconsider()
{
    ++reconsidered;
}

void FakeShell::close()
{
    for (const QPointer<FakeCommand> &command : std::as_const(commands)) {
        if (command)
            command->cancel();
    }
    setPhase(ConnectionPhase::Idle);
}

RemoteCommand *FakeShell::run(const CommandSpec &spec)
{
    ran.append(spec);
    FakeReply reply = m_refusal ? FakeReply{.error = m_refusal} : m_responder(m_node.name, spec);
    auto *command = new FakeCommand(spec, std::move(reply), this);
    commands.append(command);
    QMetaObject::invokeMethod(
        command,
        [this, command] {
            open();
            command->play();
        },
        Qt::QueuedConnection);
    return command;
}

void FakeShell::answerHostKey(quint64, bool) {}

void FakeShell::answerCredential(quint64, std::optional<QByteArray>) {}

void FakeShell::loseSession()
{
    const Error lost{ErrorCode::ConnectionLost, u"the connection was lost"_s, m_node.name, {}};
    setPhase(ConnectionPhase::BackingOff, lost);
    for (const QPointer<FakeCommand> &command : QList(commands)) {
        if (command && !command->spec().detached)
            command->end({}, lost);
    }
}

void FakeShell::reconnect()
{
    setPhase(ConnectionPhase::Ready);
    for (const QPointer<FakeCommand> &command : QList(commands)) {
        if (command && command->spec().detached)
            Q_EMIT command->reattached();
    }
}

void FakeShell::refuse(std::optional<Error> error)
{
    m_refusal = std::move(error);
}

ShellFactory FakeCluster::factory()
{
    return [this](const NodeSpec &spec) {
        auto shell = std::make_unique<FakeShell>(
            spec,
            [this](const QString &node, const CommandSpec &command) { return responder(node, command); });
        shells[spec.name] = shell.get();
        return shell;
    };
}

FakeShell *FakeCluster::operator[](const QString &node) const
{
    const auto known = shells.find(node);
    return known == shells.end() ? nullptr : known->second.get();
}

} // namespace Vermagic
