// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// How one enters a practice node: the bubblewrap sandbox whose "/" is the node's directory, and, within
/// it, the step from the login to root that the sudo stand-in takes.
///
/// The login sees /etc, /var and the like read-only; the same directory is also bound writable at /.rw, and
/// root() binds that over the read-only view. So a command that forgets sudo
/// fails as it would on a real node. A simulator, not a security boundary between people.
#pragma once

#include <string>
#include <vector>

namespace Vermagic {

/// Where a node mounts its file systems.
const std::vector<std::string> &nodeMountPoints();

/// The argv that runs `command` inside `node` of the cluster in `state`.
std::vector<std::string> sandboxArguments(const std::string &state, const std::string &node,
                                          const std::vector<std::string> &command);

/// Replaces this process with `argv`. Returns only on failure, after saying so on standard error.
int execute(const std::vector<std::string> &argv);

/// Inside a node: becomes root in a user namespace of its own, with the writable view, and runs `argv`.
int root(const std::vector<std::string> &argv);

/// Inside a node: runs `argv` with the host's procfs at /proc, for programs that look for themselves there.
int realProc(const std::vector<std::string> &argv);

} // namespace Vermagic
