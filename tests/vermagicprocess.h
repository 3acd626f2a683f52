// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs the built program as a script would: a process with its own state folder, standard input from nowhere,
/// both outputs in pipes. Blocks until it ends or a minute has passed; for tests only.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>

namespace Vermagic {

struct ProcessResult
{
    int exitCode = -1; ///< -1: killed, or still running at the deadline
    QByteArray standardOutput;
    QByteArray standardError;

    QJsonObject json() const;
};

class VermagicProcess
{
public:
    VermagicProcess();

    QString stateFolder() const { return m_state.path(); }
    /// Also used by tests that look over the program's shoulder while it runs.
    /// `inChild` runs in the new process just before the program, for a PseudoTerminal.
    std::unique_ptr<QProcess> start(const QStringList &arguments, const std::function<void()> &inChild = {},
                                    const QMap<QString, QString> &variables = {}) const;
    static ProcessResult wait(QProcess &process);
    ProcessResult run(const QStringList &arguments) const;

private:
    QTemporaryDir m_state;
};

} // namespace Vermagic
