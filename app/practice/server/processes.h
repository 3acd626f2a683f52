// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Child processes of the practice server, without Qt: starting one with clean signals and descriptors,
/// and ending all processes that live inside a node, however they detached themselves.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace Vermagic {

/// Starts `argv`. `stream`, when not negative, becomes its standard input and output. Returns -1 on failure.
pid_t startProcess(const std::vector<std::string> &argv, int stream);

/// Ends every process whose root is the node in `directory`: sessions, jobs that left them, all.
void killProcessesOf(const std::string &directory);

} // namespace Vermagic
