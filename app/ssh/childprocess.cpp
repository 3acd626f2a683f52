// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/childprocess.h"

#include "app/ssh/handles.h"

#include <QFile>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <vector>

namespace Vermagic {

namespace {

constexpr qsizetype MostKept = 1024 * 1024;

struct Pipe
{
    FileHandle reader;
    FileHandle writer;
};

Pipe makePipe()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    return {FileHandle(ends[0]), FileHandle(ends[1])};
}

pid_t spawned(const QByteArrayList &words, int output, int error)
{
    std::vector<char *> argv;
    for (const QByteArray &word : words)
        argv.push_back(const_cast<char *>(word.constData()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO);
    pid_t pid = -1;
    const int failure = posix_spawn(&pid, argv.front(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure == 0 ? pid : -1;
}

/// Reads one piece; false at the end of the stream.
bool readSome(int fd, QByteArray *kept)
{
    std::array<char, 16384> buffer;
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got <= 0)
        return false;
    if (kept->size() < MostKept)
        kept->append(buffer.data(), got);
    return true;
}

} // namespace

ChildOutput runChild(const QString &program, const QStringList &arguments, std::chrono::milliseconds timeout)
{
    ChildOutput result;
    QByteArrayList words{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        words.append(argument.toUtf8());
    Pipe output = makePipe();
    Pipe error = makePipe();
    const pid_t pid = spawned(words, output.writer.get(), error.writer.get());
    output.writer = {};
    error.writer = {};
    if (pid < 0)
        return result;
    result.started = true;
    const auto end = std::chrono::steady_clock::now() + timeout;
    std::array<pollfd, 2> streams{{{output.reader.get(), POLLIN, 0}, {error.reader.get(), POLLIN, 0}}};
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now())
                              .count();
        if (left <= 0 || ::poll(streams.data(), streams.size(), static_cast<int>(left)) == 0)
            break;
        if (streams[0].revents && !readSome(streams[0].fd, &result.standardOutput))
            streams[0].fd = -1;
        if (streams[1].revents && !readSome(streams[1].fd, &result.standardError))
            streams[1].fd = -1;
    }
    result.inTime = streams[0].fd < 0 && streams[1].fd < 0;
    if (!result.inTime)
        ::kill(pid, SIGKILL);
    int status = 0;
    if (::waitpid(pid, &status, 0) == pid && WIFEXITED(status))
        result.exitCode = WEXITSTATUS(status);
    return result;
}

} // namespace Vermagic
