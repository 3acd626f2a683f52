// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/processguard.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Vermagic {

namespace {

void closeIfOpen(int &descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
    descriptor = -1;
}

/// Decimal digits of a process id; snprintf is not safe between fork and exec.
struct Digits
{
    explicit Digits(pid_t number)
    {
        begin = buffer + sizeof(buffer) - 1;
        *begin = '\0';
        do {
            *--begin = static_cast<char>('0' + number % 10);
            number /= 10;
        } while (number > 0);
    }
    char buffer[24] = {};
    char *begin = nullptr;
};

/// Waits for a line, which says that all is well, or for the end of the console. A shell, because a copy of the
/// console would keep its memory.
[[noreturn]] void watch(int descriptor, pid_t group)
{
    ::setsid();
    ::dup2(descriptor, STDIN_FILENO);
    ::syscall(SYS_close_range, 1U, ~0U, 0U);
    const Digits digits(group);
    ::execl("/bin/sh", "sh", "-c", "read -r line || kill -KILL -- -$1", "sh", digits.begin,
            static_cast<char *>(nullptr));
    ::_exit(1);
}

} // namespace

ProcessGuard::~ProcessGuard()
{
    release();
}

bool ProcessGuard::prepare()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return false;
    m_read = ends[0];
    m_write = ends[1];
    return true;
}

void ProcessGuard::enter() const
{
    if (m_read < 0)
        return;
    const pid_t group = ::getpid();
    // Twice, so that the command has no child that it does not know of.
    const pid_t between = ::fork();
    if (between == 0) {
        if (::fork() != 0)
            ::_exit(0);
        watch(m_read, group);
    }
    if (between > 0)
        ::waitpid(between, nullptr, 0);
}

void ProcessGuard::started()
{
    closeIfOpen(m_read);
}

void ProcessGuard::release()
{
    closeIfOpen(m_read);
    if (m_write >= 0)
        static_cast<void>(::write(m_write, "\n", 1) == 1);
    closeIfOpen(m_write);
}

} // namespace Vermagic
