// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/terminal.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

std::atomic<bool> asking = false;
bool quiet = false;

bool showsProgress()
{
    static const bool terminal = isatty(STDERR_FILENO) == 1;
    return terminal && !asking && !quiet;
}

/// One byte, unless the end of the file or `givenUp` comes first.
bool readByte(int terminal, char *byte, const std::atomic<bool> &givenUp)
{
    pollfd polled{terminal, POLLIN, 0};
    while (!givenUp) {
        const int ready = ::poll(&polled, 1, 100);
        if (ready > 0)
            return ::read(terminal, byte, 1) == 1;
        if (ready < 0 && errno != EINTR)
            return false;
    }
    return false;
}

void write(FILE *stream, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

void write(FILE *stream, const QString &text)
{
    write(stream, text.toUtf8());
}

int widthOf(int descriptor)
{
    winsize size{};
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void writeRemark(const QString &text)
{
    clearProgress();
    write(stderr, text + u'\n');
}

void writeAll(int descriptor, const QByteArray &bytes)
{
    [[maybe_unused]] const ssize_t written = ::write(descriptor, bytes.constData(),
                                                     static_cast<size_t>(bytes.size()));
}

} // namespace

bool hasTerminal()
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal >= 0)
        ::close(terminal);
    return terminal >= 0 && isatty(STDIN_FILENO) == 1;
}

int terminalWidth()
{
    return widthOf(STDOUT_FILENO);
}

int progressWidth()
{
    return widthOf(STDERR_FILENO);
}

void beQuiet()
{
    quiet = true;
}

QStringList colourWords()
{
    return {u"auto"_s, u"always"_s, u"never"_s};
}

bool wantsColour(const QString &word)
{
    if (word != u"auto")
        return word == u"always";
    return isatty(STDOUT_FILENO) == 1 && qEnvironmentVariableIsEmpty("NO_COLOR")
           && qEnvironmentVariable("TERM") != u"dumb";
}

void printOut(const QString &text)
{
    write(stdout, text);
}

void printOut(const QByteArray &bytes)
{
    write(stdout, bytes);
}

void printNote(const QString &text)
{
    if (!quiet)
        writeRemark(text);
}

void printError(const Error &error)
{
    writeRemark(u"vermagic: "_s + toString(error));
}

void printErrors(const QList<Error> &errors)
{
    for (const Error &error : errors)
        printError(error);
}

void showProgress(const QString &text)
{
    if (showsProgress())
        write(stderr, u"\r\x1b[K"_s + text);
}

void clearProgress()
{
    showProgress({});
}

std::optional<QByteArray> askSecret(const QString &prompt, const std::atomic<bool> &givenUp)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return {};
    termios before{};
    if (tcgetattr(terminal, &before) != 0) {
        ::close(terminal);
        return {};
    }
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    clearProgress();
    asking = true;
    writeAll(terminal, prompt.toLocal8Bit());
    tcsetattr(terminal, TCSAFLUSH, &silent);
    QByteArray secret;
    char byte = 0;
    bool complete = false;
    while (!complete && secret.size() < 4096 && readByte(terminal, &byte, givenUp)) {
        complete = byte == '\n';
        if (!complete)
            secret.append(byte);
    }
    if (givenUp)
        writeAll(terminal, "\n");
    tcsetattr(terminal, TCSAFLUSH, &before);
    ::close(terminal);
    asking = false;
    return complete ? std::optional(secret) : std::nullopt;
}

} // namespace Vermagic
