// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Child processes for code that blocks anyway and runs beside the event loop: started in a session of their
/// own with exactly the descriptors that they are given, so that one that outlives this process keeps
/// nothing of it open. Programs that report back to the event loop use QProcess instead.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDeadlineTimer>
#include <QStringList>

#include <array>
#include <utility>

#include <sys/types.h>

namespace Vermagic {

class Pipe
{
public:
    Pipe();
    ~Pipe();
    Q_DISABLE_COPY_MOVE(Pipe)

    /// Both are -1 when there is no pipe.
    int writer() const { return m_writer; }
    void closeWriter();
    int reader() const { return m_reader; }
    /// A few bytes; a reader that is gone is no error.
    void write(QByteArrayView bytes) const;
    /// Up to and including `last`, or until the writers are gone or the deadline has passed.
    QByteArray readUntil(char last, QDeadlineTimer deadline) const;
    /// Until the writers are gone or the deadline has passed.
    QByteArray readAll(QDeadlineTimer deadline) const;

private:
    bool readMore(QByteArray &text, const QDeadlineTimer &deadline) const;

    int m_reader = -1;
    int m_writer = -1;
};

/// Starts `command` with our descriptor `first` as its `second` for each pair. Input is /dev/null; output and
/// errors go to the file `log` unless a pair says otherwise. -1 on failure.
pid_t startChild(const QStringList &command, const QString &log,
                 const QList<std::pair<int, int>> &descriptors);

/// Waits for a child that is about to end, killing it after two seconds; its exit code. -1 for another end, and
/// at once for a process that is not our child.
int endChild(pid_t child);

} // namespace Vermagic
