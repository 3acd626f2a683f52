// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/sshshell.h"

#include "app/ssh/ioside.h"
#include "app/ssh/sshtransport.h"

#include <QMetaMethod>

#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

CommandResult cancelledResult()
{
    CommandResult result;
    result.error = Error{ErrorCode::Cancelled, u"the session was closed"_s, {}, {}};
    return result;
}

} // namespace

SshCommand::SshCommand(SshTransport *transport, quint64 shell, QObject *parent)
    : RemoteCommand(parent)
    , m_transport(transport)
    , m_shell(shell)
    , m_id(transport ? transport->addCommand(this) : 0)
{
}

SshCommand::~SshCommand()
{
    if (m_transport)
        m_transport->removeCommand(m_id);
}

void SshCommand::cancel()
{
    if (m_finished || !m_transport)
        return;
    m_transport->ioSide().post([io = &m_transport->ioSide(), shell = m_shell, command = m_id] {
        if (Link *link = io->link(shell))
            link->cancel(command);
    });
}

void SshCommand::send(const QByteArray &bytes)
{
    if (m_finished || !m_transport)
        return;
    m_transport->ioSide().post([io = &m_transport->ioSide(), shell = m_shell, command = m_id, bytes] {
        if (Link *link = io->link(shell))
            link->send(command, bytes);
    });
}

void SshCommand::finish(const CommandResult &result)
{
    if (std::exchange(m_finished, true))
        return;
    if (m_transport)
        m_transport->removeCommand(m_id);
    deleteLater();
    Q_EMIT finished(result);
}

SshShell::SshShell(SshTransport &transport, quint64 id)
    : m_transport(&transport)
    , m_id(id)
{
}

SshShell::~SshShell()
{
    if (m_transport)
        m_transport->removeShell(m_id);
    finishCommands();
}

void SshShell::finishCommands()
{
    const QList<QPointer<SshCommand>> commands = [this] {
        QList<QPointer<SshCommand>> all;
        for (SshCommand *command : findChildren<SshCommand *>(Qt::FindDirectChildrenOnly))
            all.append(command);
        return all;
    }();
    for (const QPointer<SshCommand> &command : commands) {
        if (command)
            command->finish(cancelledResult());
    }
}

void SshShell::detach()
{
    m_transport = nullptr;
    m_phase = ConnectionPhase::Idle;
    finishCommands();
}

void SshShell::open()
{
    if (!m_transport)
        return;
    m_transport->ioSide().post([io = &m_transport->ioSide(), id = m_id] {
        if (Link *link = io->link(id))
            link->open();
    });
}

void SshShell::reconsider()
{
    if (!m_transport)
        return;
    m_transport->ioSide().post([io = &m_transport->ioSide(), id = m_id] {
        if (Link *link = io->link(id))
            link->reconsider();
    });
}

void SshShell::close()
{
    if (!m_transport)
        return;
    m_transport->ioSide().post([io = &m_transport->ioSide(), id = m_id] {
        if (Link *link = io->link(id))
            link->close();
    });
}

RemoteCommand *SshShell::run(const CommandSpec &spec)
{
    auto *command = new SshCommand(m_transport, m_id, this);
    if (!m_transport) {
        QMetaObject::invokeMethod(
            command, [command] { command->finish(cancelledResult()); }, Qt::QueuedConnection);
        return command;
    }
    m_transport->ioSide().post([io = &m_transport->ioSide(), id = m_id, commandId = command->id(), spec] {
        if (Link *link = io->link(id))
            link->run(commandId, spec);
    });
    return command;
}

void SshShell::answerHostKey(quint64 question, bool accept)
{
    if (m_transport)
        m_transport->ioSide().post(
            [io = &m_transport->ioSide(), question, accept] { io->answerHostKey(question, accept); });
}

void SshShell::answerCredential(quint64 question, std::optional<QByteArray> secret)
{
    if (!m_transport)
        return;
    Secret held = secret ? Secret::take(std::move(*secret)) : Secret();
    m_transport->ioSide().post([io = &m_transport->ioSide(), question, held = std::move(held)] {
        io->answerCredential(question, held);
    });
}

void SshShell::showPhase(const PhaseEvent &event)
{
    m_phase = event.phase;
    m_error = event.error;
    Q_EMIT phaseChanged(event.phase, event.error, event.hostKeyChange);
}

void SshShell::ask(const HostKeyQuestion &question)
{
    if (isSignalConnected(QMetaMethod::fromSignal(&RemoteShell::hostKeyQuestion)))
        Q_EMIT hostKeyQuestion(question);
    else
        answerHostKey(question.id, false);
}

void SshShell::ask(const CredentialQuestion &question)
{
    if (isSignalConnected(QMetaMethod::fromSignal(&RemoteShell::credentialQuestion)))
        Q_EMIT credentialQuestion(question);
    else
        answerCredential(question.id, std::nullopt);
}

} // namespace Vermagic
