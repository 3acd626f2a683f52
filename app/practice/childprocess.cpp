// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/childprocess.h"

#include <QFile>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace Vermagic {

namespace {

/// Descriptors pass through numbers from here on, for one pair's source may be another's target.
constexpr int passage = 200;

void addDescriptors(posix_spawn_file_actions_t *files, const QList<std::pair<int, int>> &descriptors)
{
    for (qsizetype i = 0; i < descriptors.size(); ++i)
        posix_spawn_file_actions_adddup2(files, descriptors[i].first, passage + int(i));
    int last = STDERR_FILENO;
    for (qsizetype i = 0; i < descriptors.size(); ++i) {
        posix_spawn_file_actions_adddup2(files, passage + int(i), descriptors[i].second);
        last = std::max(last, descriptors[i].second);
    }
    posix_spawn_file_actions_addclosefrom_np(files, last + 1);
}

} // namespace

Pipe::Pipe()
{
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) {
        m_reader = ends[0];
        m_writer = ends[1];
    }
}

Pipe::~Pipe()
{
    closeWriter();
    if (m_reader >= 0)
        close(m_reader);
}

void Pipe::closeWriter()
{
    if (m_writer >= 0)
        close(m_writer);
    m_writer = -1;
}

void Pipe::write(QByteArrayView bytes) const
{
    [[maybe_unused]] const ssize_t written = ::write(m_writer, bytes.data(), size_t(bytes.size()));
}

bool Pipe::readMore(QByteArray &text, const QDeadlineTimer &deadline) const
{
    pollfd polled{m_reader, POLLIN, 0};
    std::array<char, 4096> buffer{};
    if (poll(&polled, 1, int(deadline.remainingTime())) <= 0)
        return false;
    const ssize_t size = read(m_reader, buffer.data(), buffer.size());
    if (size > 0)
        text.append(buffer.data(), size);
    return size > 0;
}

QByteArray Pipe::readUntil(char last, QDeadlineTimer deadline) const
{
    QByteArray text;
    while (!text.contains(last) && readMore(text, deadline)) {}
    return text;
}

QByteArray Pipe::readAll(QDeadlineTimer deadline) const
{
    QByteArray text;
    while (readMore(text, deadline)) {}
    return text;
}

pid_t startChild(const QStringList &command, const QString &log,
                 const QList<std::pair<int, int>> &descriptors)
{
    if (std::ranges::any_of(descriptors, [](const auto &pair) { return pair.first < 0; }))
        return -1;
    QList<QByteArray> words;
    for (const QString &word : command)
        words.append(QFile::encodeName(word));
    QList<char *> argv;
    for (QByteArray &word : words)
        argv.append(word.data());
    argv.append(nullptr);
    const QByteArray output = log.isEmpty() ? QByteArray("/dev/null") : QFile::encodeName(log);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.constData(),
                                     O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    addDescriptors(&files, descriptors);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t pid = -1;
    if (posix_spawnp(&pid, argv[0], &files, &attributes, argv.data(), environ) != 0)
        pid = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return pid;
}

int endChild(pid_t child)
{
    if (child <= 0)
        return -1;
    int status = 0;
    const QDeadlineTimer deadline(2s);
    pid_t ended = 0;
    while ((ended = waitpid(child, &status, WNOHANG)) == 0) {
        if (deadline.hasExpired())
            kill(child, SIGKILL);
        QThread::sleep(1ms);
    }
    return ended == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace Vermagic
