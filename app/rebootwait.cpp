// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/rebootwait.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

CommandSpec readBootId()
{
    return {.argv = {u"cat"_s, u"/proc/sys/kernel/random/boot_id"_s}, .timeout = std::chrono::seconds(15)};
}

} // namespace

RebootWait::RebootWait(RemoteShell *shell, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
{
    m_deadline.setSingleShot(true);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &RebootWait::poll);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        end({}, Error{ErrorCode::Timeout, u"the node did not come back with another boot id"_s, {}, {}});
    });
}

void RebootWait::start(const CommandSpec &command)
{
    m_command = command;
    m_clock.start();
    m_deadline.start(command.timeout);
    run(readBootId(), &RebootWait::bootIdRead);
}

void RebootWait::run(const CommandSpec &spec, Handler handler)
{
    m_running = m_shell->run(spec);
    connect(m_running, &RemoteCommand::finished, this, [this, handler](const CommandResult &result) {
        if (!m_finished)
            (this->*handler)(result);
    });
}

void RebootWait::bootIdRead(const CommandResult &result)
{
    m_bootId = result.standardOutput.trimmed();
    if (!result.succeeded() || m_bootId.isEmpty()) {
        const Error unreadable{
            ErrorCode::Protocol, u"the boot id cannot be read, so a reboot could not be told"_s, {}, {}};
        end({}, result.error.value_or(unreadable));
        return;
    }
    // A node that goes down may never close its connection; do not spend the whole deadline on that.
    CommandSpec reboot = m_command;
    reboot.timeout = qMin(m_command.timeout, std::chrono::milliseconds(std::chrono::seconds(30)));
    run(reboot, &RebootWait::rebootRan);
}

void RebootWait::rebootRan(const CommandResult &result)
{
    m_output += result.standardOutput + result.standardError;
    if (!m_output.isEmpty())
        Q_EMIT outputReceived(m_output);
    // sshd may go down before the command: a signal, or no status at all, is no refusal. The boot id decides.
    const bool neverRan = result.error && result.error->code != ErrorCode::ConnectionLost
                          && result.error->code != ErrorCode::Timeout;
    if (neverRan || (result.exitCode && *result.exitCode > 0 && *result.exitCode < 128)) {
        end(result.exitCode, result.error);
        return;
    }
    Q_EMIT outputReceived("waiting for the node to come back\n");
    m_pause.start(m_pollInterval);
}

void RebootWait::poll()
{
    if (!m_shell) {
        end({}, Error{ErrorCode::Cancelled, u"the node is no longer in the inventory"_s, {}, {}});
        return;
    }
    m_shell->open();
    run(readBootId(), &RebootWait::polled);
}

void RebootWait::polled(const CommandResult &result)
{
    const QByteArray bootId = result.standardOutput.trimmed();
    if (!result.succeeded() || bootId.isEmpty() || bootId == m_bootId) {
        m_pause.start(m_pollInterval);
        return;
    }
    Q_EMIT outputReceived("the node is back\n");
    end(0, {});
}

void RebootWait::cancel()
{
    QMetaObject::invokeMethod(
        this, [this] { end({}, Error{ErrorCode::Cancelled, u"cancelled"_s, {}, {}}); }, Qt::QueuedConnection);
}

void RebootWait::end(std::optional<int> exitCode, std::optional<Error> error)
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    m_pause.stop();
    if (m_running)
        m_running->cancel();
    CommandResult result{.exitCode = exitCode, .standardOutput = m_output, .error = std::move(error)};
    result.duration = std::chrono::milliseconds(m_clock.elapsed());
    Q_EMIT finished(result);
}

} // namespace Vermagic
