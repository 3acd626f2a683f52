// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A command to run on a node (or on the console's own machine) and what came of it: plain values.
/// argv is never a shell string; shellQuoted() is the only place where it becomes one.
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Vermagic {

enum class Privilege { User, Sudo };

struct CommandSpec
{
    QStringList argv;
    QByteArray standardInput;
    /// Standard input stays open behind `standardInput`, for RemoteCommand::send(): the command reads its end when it was
    /// cancelled, the session was lost or the console is gone. Not with `detached`.
    bool keepInput = false;
    Privilege privilege = Privilege::User;
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
    /// Bytes of standard output plus standard error kept; past it the command is ended with OutputLimit.
    qsizetype outputLimit = 256 * 1024;
    /// Runs on even when the session is lost; `runId` (hex, made by the caller) finds it again.
    bool detached = false;
    QString runId;
    /// Of a detached command: looks for the run that a console before this one began, and never begins it. Ends with
    /// NotFound when the node knows no such run, or knows only that it ended without a status.
    bool followOnly = false;

    bool operator==(const CommandSpec &) const = default;
};

struct CommandResult
{
    std::optional<int> exitCode; ///< empty when the command did not end by itself; 128+n for signal n
    QByteArray standardOutput;
    QByteArray standardError;
    std::optional<Error> error; ///< set when there is no exit code, or when the result is not to be trusted
    std::chrono::milliseconds duration{0};

    bool succeeded() const { return !error && exitCode == 0; }
    bool operator==(const CommandResult &) const = default;
};

/// One POSIX-shell word that stands for `argument` exactly, whatever bytes it holds.
QString shellQuoted(const QString &argument);
/// The argv as a POSIX-shell command line that runs exactly this argv.
QString shellQuoted(const QStringList &argv);

/// The same argv with the environment that every command gets on a node: plain English messages, the folders of
/// system programs, which are not in the path of an ordinary user's session, and package managers that ask nobody
/// and restart no service of their own accord.
QStringList inKnownEnvironment(const QStringList &argv);

/// Bytes from a node as text: valid UTF-8 (bad bytes become U+FFFD), NUL and control characters other
/// than newline and tab shown as visible symbols (U+2400 block), terminal escapes removed, CR LF folded,
/// bidirectional overrides shown. The only way in which node output may reach a person or a report.
QString printable(QByteArrayView bytes);

} // namespace Vermagic
