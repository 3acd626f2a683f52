// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The processes of a practice cluster: its server, which lives in a process namespace of its own so that one
/// kill ends everything, and short-lived commands inside nodes.
///
/// STATE/server holds "PID START-TIME PORT MONITOR" of the namespace's first process; only a process with exactly
/// that start time (field 22 of /proc/PID/stat) is ever killed. STATE/server.log has what the server says.
#pragma once

#include "models/core/result.h"

#include <QStringList>

#include <optional>

#include <sys/types.h>

namespace Vermagic {

struct PracticeServer
{
    pid_t pid = 0;
    qulonglong startTime = 0;
    int port = 0;
    pid_t monitor = 0; ///< the bubblewrap process that watches the namespace
};

/// The helper program vermagic-practice, beside this program, in ../libexec/vermagic or in the build tree.
Result<QString> practiceHelper();
/// What the cluster needs from the host: bubblewrap, an SSH server, kmod, dpkg-query, make.
Result<void> checkPracticeTools();

Result<PracticeServer> startPracticeServer(const QString &state);
/// Empty when none runs.
std::optional<PracticeServer> runningPracticeServer(const QString &state);
Result<void> stopPracticeServer(const QString &state);

/// Runs commands as root, each in its node (folder NODE below STATE/nodes), side by side.
struct PracticeJob
{
    QString node;
    QStringList command;
};
Result<void> runInNodes(const QString &state, const QList<PracticeJob> &jobs);

} // namespace Vermagic
