// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/pseudoterminal.h"

#include <array>
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace Vermagic {

PseudoTerminal::PseudoTerminal(int columns)
{
    winsize size{};
    size.ws_row = 40;
    size.ws_col = static_cast<unsigned short>(columns);
    if (openpty(&m_ours, &m_theirs, nullptr, nullptr, &size) != 0)
        qFatal("no pseudo terminal");
    fcntl(m_ours, F_SETFD, FD_CLOEXEC);
    fcntl(m_theirs, F_SETFD, FD_CLOEXEC);
    fcntl(m_ours, F_SETFL, O_NONBLOCK);
}

PseudoTerminal::~PseudoTerminal()
{
    close(m_theirs);
    close(m_ours);
}

std::function<void()> PseudoTerminal::as(int descriptor) const
{
    return [descriptor, terminal = m_theirs] { dup2(terminal, descriptor); };
}

std::function<void()> PseudoTerminal::asControlling() const
{
    return [terminal = m_theirs] {
        setsid();
        ioctl(terminal, TIOCSCTTY, 0);
        dup2(terminal, STDIN_FILENO);
        dup2(terminal, STDERR_FILENO);
    };
}

void PseudoTerminal::type(const QByteArray &keys) const
{
    [[maybe_unused]] const ssize_t written = write(m_ours, keys.constData(),
                                                   static_cast<size_t>(keys.size()));
}

bool PseudoTerminal::echoes() const
{
    termios state{};
    return tcgetattr(m_ours, &state) == 0 && (state.c_lflag & ECHO) != 0;
}

QByteArray PseudoTerminal::text()
{
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t size = read(m_ours, buffer.data(), buffer.size());
        if (size <= 0)
            return m_text;
        m_text.append(buffer.data(), size);
    }
}

} // namespace Vermagic
