// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One RemoteCommand on the I/O side: starts when its Link has a free channel, keeps the result, reports to the main thread.
///
/// Owned by a Link. Pushes StartedEvent, OutputEvent and exactly one FinishedEvent; taskFinished() follows from the loop and the owner lets
/// go of the task then. The deadline of the spec runs from the start of the command on the node, not while it waits in the queue.
/// Base of DetachedTask, which outlives its session.
#pragma once

#include "app/ssh/ioservices.h"
#include "app/ssh/nodeexec.h"
#include "models/inventory/inventory.h"

namespace Vermagic {

/// Whose command it is.
struct TaskContext
{
    quint64 shell = 0;
    NodeSpec node;
    SshSettings settings;
};

class CommandTask : public NodeExec::Listener
{
public:
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void taskFinished(CommandTask *task) = 0;
        /// The server opens no further channel now; nothing ran and the task waits to be started again.
        virtual void taskRefused(CommandTask *task) = 0;
        /// The task wants start() again: on this session when it stands, else on the next.
        virtual void taskWantsStart(CommandTask *task) = 0;
    };

    CommandTask(IoServices &services, quint64 id, const CommandSpec &spec, const TaskContext &context,
                Owner &owner);
    ~CommandTask() override;
    CommandTask(const CommandTask &) = delete;
    CommandTask &operator=(const CommandTask &) = delete;

    quint64 id() const { return m_id; }
    bool isFinished() const { return m_finished; }
    /// True when the loss of the session does not end it.
    virtual bool survivesSession() const { return false; }
    virtual void start(SshSession &session);
    /// Ends it with `error`; the exit code stands when it is known already.
    virtual void fail(const Error &error);
    void cancel();
    /// Without effect unless the command runs and keeps its input.
    void send(QByteArrayView bytes);

    void nodeExecStarted() override;
    void nodeExecOutput(QByteArrayView bytes, OutputStream stream) override;
    void nodeExecEnded(const NodeExecEnd &end) override;

protected:
    void launch(SshSession &session, const QByteArray &commandLine, const QByteArray &input);
    /// Handles what is common to all runs: refusal and a wrong sudo password. True when there is nothing more to do.
    bool handledEnd(const NodeExecEnd &end);
    void reportStarted();
    /// Keeps and passes on what fits under the limit; false when something did not.
    bool keepOutput(QByteArrayView bytes, OutputStream stream);
    void finish(CommandResult result);
    void releaseExec();
    IoServices &services() const { return m_services; }
    Owner &owner() const { return m_owner; }
    const CommandSpec &spec() const { return m_spec; }
    const TaskContext &context() const { return m_context; }
    CommandResult &result() { return m_result; }

private:
    IoServices &m_services;
    quint64 m_id = 0;
    CommandSpec m_spec;
    TaskContext m_context;
    Owner &m_owner;
    std::unique_ptr<NodeExec> m_exec;
    CommandResult m_result;
    std::optional<IoLoop::Clock::time_point> m_startedAt;
    IoLoop::TimerId m_deadline = 0;
    int m_wrongPasswords = 0;
    quint64 m_rejectedPassword = 0;
    bool m_finished = false;
};

} // namespace Vermagic
