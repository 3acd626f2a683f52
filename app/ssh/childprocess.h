// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs a program to its end and returns what it wrote: blocking, with a deadline, for pool threads (which have no event loop).
///
/// Standard input is empty. After the deadline the program is killed. Each stream is kept up to 1 MiB.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <chrono>

namespace Vermagic {

struct ChildOutput
{
    bool started = false;
    bool inTime = false;
    int exitCode = -1; ///< -1: did not exit by itself
    QByteArray standardOutput;
    QByteArray standardError;
};

ChildOutput runChild(const QString &program, const QStringList &arguments, std::chrono::milliseconds timeout);

} // namespace Vermagic
