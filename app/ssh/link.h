// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One node on the I/O side: its session, its queue of commands, its back-off.
///
/// Owned by IoSide, one for each RemoteShell. At most `channelsPerNode` commands run at a time, fewer when the server refuses more
/// (MaxSessions). A lost connection is tried again with full-jitter exponential back-off while open() holds or a detached command waits for
/// its end; never after a failed authentication or a host key problem. While it backs off, and for the longest back-off after such a
/// failure, new commands fail at once with the reason: open() is the way to try now, reconsider() the way to be asked again as well.
#pragma once

#include "app/ssh/commandtask.h"
#include "app/ssh/connector.h"

#include <deque>

namespace Vermagic {

class Link : private Connector::Listener, private CommandTask::Owner
{
public:
    Link(IoServices &services, quint64 shell, const NodeSpec &node, const SshSettings &settings);
    ~Link() override;
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    void open();
    void reconsider();
    void close();
    void run(quint64 command, const CommandSpec &spec);
    void cancel(quint64 command);
    void send(quint64 command, const QByteArray &bytes);

private:
    void connectorPhase(ConnectionPhase phase) override;
    void connectorDone(ConnectOutcome outcome) override;
    void taskFinished(CommandTask *task) override;
    void taskRefused(CommandTask *task) override;
    void taskWantsStart(CommandTask *task) override;

    std::unique_ptr<CommandTask> newTask(quint64 command, const CommandSpec &spec);
    void connect();
    void connectAfterFailure();
    void sessionDown(const QString &reason);
    void connectionFailed(const Error &error, const std::optional<HostKeyChange> &change);
    void backOff();
    void setPhase(ConnectionPhase phase, const std::optional<Error> &error = {},
                  const std::optional<HostKeyChange> &change = {});
    void startQueued();
    std::unique_ptr<CommandTask> taken(CommandTask *task);
    void failTasks(const Error &error, bool survivorsToo);
    bool hasSurvivors() const;
    void dropSession();

    IoServices &m_services;
    TaskContext m_context;
    ConnectionPhase m_phase = ConnectionPhase::Idle;
    std::optional<Error> m_error;
    bool m_wanted = false;
    int m_failures = 0;                      ///< since the last session that lasted
    IoLoop::Clock::time_point m_notBefore{}; ///< after a failure that does not heal by itself
    IoLoop::TimerId m_retry = 0;
    std::unique_ptr<Connector> m_connector;
    std::unique_ptr<BridgeHold> m_bridge;
    std::unique_ptr<SshSession> m_session;
    IoLoop::Clock::time_point m_readyAt;
    int m_channelLimit = 0;
    int m_refusalsInARow = 0;
    IoLoop::TimerId m_restart = 0;
    std::deque<std::unique_ptr<CommandTask>> m_queue;
    std::vector<std::unique_ptr<CommandTask>> m_running;
};

} // namespace Vermagic
