// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/vermagicprocess.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int patience = 100'000;

} // namespace

QJsonObject ProcessResult::json() const
{
    return QJsonDocument::fromJson(standardOutput).object();
}

VermagicProcess::VermagicProcess() = default;

std::unique_ptr<QProcess> VermagicProcess::start(const QStringList &arguments,
                                                 const std::function<void()> &inChild,
                                                 const QMap<QString, QString> &variables) const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_STATE_HOME"_s, m_state.path());
    environment.insert(u"TERM"_s, u"xterm"_s);
    for (const QString &name : {u"VERMAGIC_PLAYBOOKS"_s, u"NO_COLOR"_s})
        environment.remove(name);
    environment.remove(u"SSH_AUTH_SOCK"_s);
    for (auto it = variables.cbegin(); it != variables.cend(); ++it)
        environment.insert(it.key(), it.value());
    process->setProcessEnvironment(environment);
    process->setStandardInputFile(QProcess::nullDevice());
    if (inChild)
        process->setChildProcessModifier(inChild);
    process->start(QStringLiteral(VERMAGIC_BINARY), arguments);
    process->waitForStarted();
    return process;
}

ProcessResult VermagicProcess::wait(QProcess &process)
{
    const bool ended = process.waitForFinished(patience);
    if (!ended)
        process.kill();
    ProcessResult result;
    result.exitCode = ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.standardOutput = process.readAllStandardOutput();
    result.standardError = process.readAllStandardError();
    return result;
}

ProcessResult VermagicProcess::run(const QStringList &arguments) const
{
    const std::unique_ptr<QProcess> process = start(arguments);
    return wait(*process);
}

} // namespace Vermagic
