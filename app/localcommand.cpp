// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/localcommand.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace Vermagic {

LocalCommand::LocalCommand(QObject *parent)
    : QObject(parent)
    , m_process(new QProcess)
{
    QProcess::UnixProcessParameters parameters;
    parameters.flags = QProcess::UnixProcessFlag::CreateNewSession
                       | QProcess::UnixProcessFlag::ResetSignalHandlers;
    m_process->setUnixProcessParameters(parameters);
    if (m_guard.prepare())
        m_process->setChildProcessModifier([this] { m_guard.enter(); });
    connect(m_process, &QProcess::started, this, [this] { m_guard.started(); });
    m_deadline.setSingleShot(true);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &LocalCommand::collect);
    connect(m_process, &QProcess::readyReadStandardError, this, &LocalCommand::collect);
    connect(m_process, &QProcess::finished, this, [this](int exitCode, QProcess::ExitStatus status) {
        // QProcess gives the signal's number as the exit code of a process that was killed.
        m_result.exitCode = status == QProcess::CrashExit ? 128 + exitCode : exitCode;
        collect();
        end({});
    });
    connect(
        m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(Error{ErrorCode::NotFound, m_process->errorString(), m_spec.argv.value(0), {}});
        },
        Qt::QueuedConnection);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_spec.timeout).count();
        end(Error{ErrorCode::Timeout, u"no end within %1 s"_s.arg(seconds), m_spec.argv.value(0), {}});
    });
}

LocalCommand::~LocalCommand()
{
    m_process->disconnect(this);
    killGroup();
    m_guard.release();
    // A killed process still has to be reaped, which must not be waited for here.
    if (m_process->state() == QProcess::NotRunning)
        delete m_process;
    else
        connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
}

void LocalCommand::start(const CommandSpec &spec, const QString &folder)
{
    m_spec = spec;
    m_clock.start();
    m_process->setWorkingDirectory(folder);
    m_deadline.start(spec.timeout);
    m_process->start(spec.argv.value(0), spec.argv.mid(1));
    if (!spec.standardInput.isEmpty())
        m_process->write(spec.standardInput);
    m_process->closeWriteChannel();
}

void LocalCommand::cancel()
{
    QMetaObject::invokeMethod(
        this, [this] { end(Error{ErrorCode::Cancelled, u"cancelled"_s, m_spec.argv.value(0), {}}); },
        Qt::QueuedConnection);
}

void LocalCommand::collect()
{
    if (m_finished)
        return;
    const QByteArray output = m_process->readAllStandardOutput();
    const QByteArray error = m_process->readAllStandardError();
    m_result.standardOutput += output;
    m_result.standardError += error;
    for (const QByteArray &bytes : {output, error}) {
        if (!bytes.isEmpty())
            Q_EMIT outputReceived(bytes);
    }
    if (m_result.standardOutput.size() + m_result.standardError.size() <= m_spec.outputLimit)
        return;
    m_result.standardOutput.truncate(m_spec.outputLimit);
    m_result.standardError.truncate(m_spec.outputLimit - m_result.standardOutput.size());
    end(Error{ErrorCode::OutputLimit,
              u"more than %1 bytes of output"_s.arg(m_spec.outputLimit),
              m_spec.argv.value(0),
              {}});
}

void LocalCommand::end(std::optional<Error> error)
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    if (error) {
        m_result.exitCode.reset();
        killGroup();
    }
    m_guard.release();
    m_result.error = std::move(error);
    m_result.duration = std::chrono::milliseconds(m_clock.elapsed());
    Q_EMIT finished(m_result);
}

void LocalCommand::killGroup()
{
    if (const qint64 pid = m_process->processId(); pid > 0)
        ::kill(static_cast<pid_t>(-pid), SIGKILL);
}

} // namespace Vermagic
