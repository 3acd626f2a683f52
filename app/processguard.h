// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a local command die with the console, however the console ends: a small process beside the command holds the
/// other end of a pipe and kills the command's whole process group when the console is gone. Owned by LocalCommand.
/// prepare() before the command starts, enter() in its child between fork and exec, started() in the console
/// afterwards; release() when the group is dead or may live on.
#pragma once

namespace Vermagic {

class ProcessGuard
{
public:
    ProcessGuard() = default;
    ~ProcessGuard();
    ProcessGuard(const ProcessGuard &) = delete;
    ProcessGuard &operator=(const ProcessGuard &) = delete;

    /// False when there can be no guard; the command then still dies with a console that ends in order.
    bool prepare();
    /// Async-signal-safe; the caller is the leader of the group.
    void enter() const;
    void started();
    void release();

private:
    int m_read = -1;
    int m_write = -1;
};

} // namespace Vermagic
