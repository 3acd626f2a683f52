// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The practice cluster's helper program. Started by PracticeCluster (serve, enter) and, inside a node,
/// by the stand-ins of sudo (root) and ps (realproc):
///
///     vermagic-practice serve STATE READY GO        serves the cluster: writes its port to descriptor READY, then
///                                                   waits for a word on descriptor GO and ends if none comes
///     vermagic-practice enter STATE NODE [--root] COMMAND…
///     vermagic-practice root COMMAND…
///     vermagic-practice realproc COMMAND…

#include "app/practice/server/hungmount.h"
#include "app/practice/server/sandbox.h"
#include "app/practice/server/server.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <iostream>
#include <linux/close_range.h>
#include <unistd.h>

using namespace Vermagic;

namespace {

constexpr int usageError = 3;

int serve(const std::string &state, int ready, int go)
{
    // Neither these descriptors nor one that the starter left open is for the nodes.
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    if (!openMountNamespace() || !HungMount(state + "/templates").isMounted())
        simulateHungMounts(state);
    std::array<char, 4096> program{};
    if (readlink("/proc/self/exe", program.data(), program.size() - 1) < 0)
        return EXIT_FAILURE;
    Server server(state, program.data());
    if (!server.open())
        return EXIT_FAILURE;
    const std::string answer = std::format("{}\n", server.port());
    if (write(ready, answer.data(), answer.size()) != std::ssize(answer))
        return EXIT_FAILURE;
    close(ready);
    char word = 0;
    if (read(go, &word, 1) != 1) // whoever starts the cluster is gone before anybody knows of it
        return EXIT_FAILURE;
    close(go);
    server.run();
}

int enter(std::vector<std::string> arguments)
{
    const std::string state = arguments[0];
    const std::string node = arguments[1];
    arguments.erase(arguments.begin(), arguments.begin() + 2);
    if (!arguments.empty() && arguments[0] == "--root") {
        arguments[0] = "root";
        arguments.insert(arguments.begin(), "/usr/lib/practice/vermagic-practice");
    }
    return execute(sandboxArguments(state, node, arguments));
}

} // namespace

int main(int count, char **values)
{
    std::vector<std::string> arguments(values + 1, values + count);
    const std::string command = arguments.empty() ? std::string() : arguments[0];
    if (!arguments.empty())
        arguments.erase(arguments.begin());
    if (command == "serve" && arguments.size() == 3)
        return serve(arguments[0], std::atoi(arguments[1].c_str()), std::atoi(arguments[2].c_str()));
    if (command == "enter" && arguments.size() >= 3)
        return enter(std::move(arguments));
    if (command == "root" && !arguments.empty())
        return root(arguments);
    if (command == "realproc" && !arguments.empty())
        return realProc(arguments);
    std::cerr
        << "usage: vermagic-practice serve STATE READY GO | enter STATE NODE [--root] COMMAND… | root COMMAND… | realproc COMMAND…\n";
    return usageError;
}
