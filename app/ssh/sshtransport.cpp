// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/sshtransport.h"

#include "app/ssh/ioside.h"
#include "app/ssh/sshshell.h"

namespace Vermagic {

namespace {

template<typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};

} // namespace

SshTransport::SshTransport(QObject *parent)
    : QObject(parent)
    , m_events([this] { QMetaObject::invokeMethod(this, &SshTransport::deliver, Qt::QueuedConnection); })
    , m_io(std::make_unique<IoSide>(m_events))
{
}

SshTransport::~SshTransport()
{
    for (SshShell *shell : std::exchange(m_shells, {}))
        shell->detach();
}

RemoteShell *SshTransport::shellFor(const NodeSpec &node, const SshSettings &settings)
{
    const quint64 id = ++m_lastId;
    auto *shell = new SshShell(*this, id);
    m_shells.insert(id, shell);
    m_io->post([io = m_io.get(), id, node, settings] { io->addShell(id, node, settings); });
    return shell;
}

quint64 SshTransport::addCommand(SshCommand *command)
{
    m_commands.insert(++m_lastId, command);
    return m_lastId;
}

void SshTransport::removeShell(quint64 id)
{
    if (m_shells.remove(id) > 0)
        m_io->post([io = m_io.get(), id] { io->dropShell(id); });
}

void SshTransport::deliver()
{
    // A receiver may destroy shells and commands: each is looked up again for its event.
    for (const IoEvent &event : m_events.take()) {
        std::visit(Overloaded{
                       [this](const StartedEvent &e) {
                           if (SshCommand *command = m_commands.value(e.command))
                               Q_EMIT command->started();
                       },
                       [this](const ReattachedEvent &e) {
                           if (SshCommand *command = m_commands.value(e.command))
                               Q_EMIT command->reattached();
                       },
                       [this](const OutputEvent &e) {
                           if (SshCommand *command = m_commands.value(e.command))
                               Q_EMIT command->outputReceived(e.bytes, e.stream);
                       },
                       [this](const FinishedEvent &e) {
                           if (SshCommand *command = m_commands.value(e.command))
                               command->finish(e.result);
                       },
                       [this](const PhaseEvent &e) {
                           if (SshShell *shell = m_shells.value(e.shell))
                               shell->showPhase(e);
                       },
                       [this](const HostKeyEvent &e) {
                           if (SshShell *shell = m_shells.value(e.shell))
                               shell->ask(e.question);
                       },
                       [this](const CredentialEvent &e) {
                           if (SshShell *shell = m_shells.value(e.shell))
                               shell->ask(e.question);
                       },
                   },
                   event);
    }
}

} // namespace Vermagic
