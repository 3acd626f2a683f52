// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/server/processes.h"

#include "app/practice/server/sandbox.h"

#include <csignal>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Vermagic {

namespace {

[[noreturn]] void becomeChild(const std::vector<std::string> &argv, int stream)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    setsid();
    // bubblewrap refuses to start with capabilities that it did not ask for.
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    const int input = stream >= 0 ? stream : open("/dev/null", O_RDWR | O_CLOEXEC);
    if (input < 0)
        _exit(126);
    dup2(input, STDIN_FILENO);
    dup2(stream >= 0 ? stream : STDERR_FILENO, STDOUT_FILENO);
    _exit(execute(argv));
}

/// How many were found.
int killOnce(const struct stat &node)
{
    DIR *processes = opendir("/proc");
    if (!processes)
        return 0;
    int found = 0;
    while (const dirent *entry = readdir(processes)) {
        const pid_t pid = std::atoi(entry->d_name);
        struct stat inside = {};
        if (pid <= 1 || stat(("/proc/" + std::to_string(pid) + "/root/.node").c_str(), &inside) != 0)
            continue;
        if (inside.st_dev == node.st_dev && inside.st_ino == node.st_ino) {
            kill(pid, SIGKILL);
            ++found;
        }
    }
    closedir(processes);
    return found;
}

} // namespace

pid_t startProcess(const std::vector<std::string> &argv, int stream)
{
    const pid_t pid = fork();
    if (pid == 0)
        becomeChild(argv, stream);
    return pid;
}

void killProcessesOf(const std::string &directory)
{
    struct stat node = {};
    if (stat((directory + "/.node").c_str(), &node) != 0)
        return;
    // Again until none is left: one may have forked while the others were ended.
    for (int round = 0; round < 50 && killOnce(node) > 0; ++round)
        usleep(10'000);
}

} // namespace Vermagic
