// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/commandtask.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int MostPasswordTries = 3;

} // namespace

CommandTask::CommandTask(IoServices &services, quint64 id, const CommandSpec &spec,
                         const TaskContext &context, Owner &owner)
    : m_services(services)
    , m_id(id)
    , m_spec(spec)
    , m_context(context)
    , m_owner(owner)
{
}

CommandTask::~CommandTask()
{
    m_services.loop->cancel(m_deadline);
}

/// Later, as it may be in the middle of a call to us, but still before a session that is let go after it.
void CommandTask::releaseExec()
{
    if (m_exec)
        m_services.loop->later([exec = std::move(m_exec)] {});
}

void CommandTask::start(SshSession &session)
{
    launch(session, shellQuoted(inKnownEnvironment(m_spec.argv)).toUtf8(), m_spec.standardInput);
}

void CommandTask::launch(SshSession &session, const QByteArray &commandLine, const QByteArray &input)
{
    releaseExec();
    NodeExecSpec exec;
    exec.commandLine = commandLine;
    exec.input = input;
    exec.keepInput = m_spec.keepInput && !m_spec.detached;
    exec.sudo = m_spec.privilege == Privilege::Sudo && m_context.node.become == Become::Sudo;
    exec.rejectedPassword = m_rejectedPassword;
    const QString group = m_context.node.group.isEmpty() ? m_context.node.name : m_context.node.group;
    exec.password.shell = m_context.shell;
    exec.password.question.kind = CredentialKind::SudoPassword;
    exec.password.question.node = m_context.node.name;
    exec.password.question.scope = u"sudo:"_s + group;
    exec.password.question.prompt = u"Password for sudo on %1"_s.arg(m_context.node.name);
    exec.password.patience = m_context.settings.questionTimeout;
    m_exec = std::make_unique<NodeExec>(session, m_services.credentials, exec, m_context.settings,
                                        m_context.node.name, *this);
}

void CommandTask::reportStarted()
{
    if (m_startedAt)
        return;
    m_startedAt = IoLoop::Clock::now();
    m_deadline = m_services.loop->after(m_spec.timeout, [this] {
        if (m_exec)
            m_exec->terminate();
        const auto seconds = std::chrono::duration<double>(m_spec.timeout).count();
        fail({ErrorCode::Timeout,
              u"the command did not end within %1 s"_s.arg(seconds),
              m_context.node.name,
              {}});
    });
    m_services.events.push(StartedEvent{m_id});
}

void CommandTask::nodeExecStarted()
{
    reportStarted();
}

bool CommandTask::keepOutput(QByteArrayView bytes, OutputStream stream)
{
    const qsizetype room = m_spec.outputLimit - m_result.standardOutput.size()
                           - m_result.standardError.size();
    const QByteArray kept = bytes.first(std::min(room, bytes.size())).toByteArray();
    if (!kept.isEmpty()) {
        (stream == OutputStream::StandardOutput ? m_result.standardOutput : m_result.standardError) += kept;
        m_services.events.push(OutputEvent{m_id, kept, stream});
    }
    return kept.size() == bytes.size();
}

void CommandTask::nodeExecOutput(QByteArrayView bytes, OutputStream stream)
{
    if (m_finished || keepOutput(bytes, stream))
        return;
    m_exec->terminate();
    CommandResult result = m_result;
    result.error = Error{ErrorCode::OutputLimit,
                         u"the command wrote more than %1 bytes and was ended"_s.arg(m_spec.outputLimit),
                         m_context.node.name,
                         {}};
    finish(result);
}

bool CommandTask::handledEnd(const NodeExecEnd &end)
{
    if (m_finished)
        return true;
    if (end.refused) {
        releaseExec();
        m_owner.taskRefused(this);
        return true;
    }
    m_rejectedPassword = end.rejectedPassword;
    if (m_rejectedPassword && ++m_wrongPasswords < MostPasswordTries) {
        releaseExec();
        m_owner.taskWantsStart(this);
        return true;
    }
    return false;
}

void CommandTask::nodeExecEnded(const NodeExecEnd &end)
{
    if (handledEnd(end))
        return;
    CommandResult result = m_result;
    result.exitCode = end.exitCode;
    result.error = end.error;
    finish(result);
}

void CommandTask::fail(const Error &error)
{
    CommandResult result = m_result;
    result.exitCode = m_exec ? m_exec->exitCode() : std::nullopt;
    if (!result.exitCode)
        result.error = error;
    finish(result);
}

void CommandTask::cancel()
{
    if (m_exec && !survivesSession())
        m_exec->terminate();
    CommandResult result = m_result;
    result.error = Error{ErrorCode::Cancelled, u"the command was cancelled"_s, m_context.node.name, {}};
    finish(result);
}

void CommandTask::send(QByteArrayView bytes)
{
    if (m_exec && m_spec.keepInput && !m_finished)
        m_exec->send(bytes);
}

void CommandTask::finish(CommandResult result)
{
    if (std::exchange(m_finished, true))
        return;
    m_services.loop->cancel(m_deadline);
    if (m_startedAt)
        result.duration = std::chrono::duration_cast<std::chrono::milliseconds>(IoLoop::Clock::now()
                                                                                - *m_startedAt);
    m_services.events.push(FinishedEvent{m_id, std::move(result)});
    releaseExec();
    m_owner.taskFinished(this);
}

} // namespace Vermagic
