// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The protocol of a step that outlives its connection: what runs on the node, and how its answers are read. Pure, no I/O.
///
/// Files on the node, in a private folder (0700; /var/lib/vermagic/runs for root, else ~/.local/state/vermagic/runs) named after the run:
/// script, input, log, lock, begun, status (a link to the number). The folder appears by one rename, and its runner takes the lock and leaves `begun`, so a step
/// begins at most once however often it is asked to start. As root under systemd the runner is a transient unit (a logout
/// cannot end it), else a process in a session of its own. Runs older than 30 days are removed when a new one starts.
/// The answer to following is frames: "F", then "D OFFSET LENGTH" + bytes, at the end "X STATUS"; or "N" (no such run), "S" (never begun),
/// "L" (begun, but its runner is gone without a status: the result is unknown and the step must not be begun again by itself).
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace Vermagic {

class DetachedStep
{
public:
    /// `runId`: 8 to 64 hex digits.
    static bool isValidRunId(const QString &runId);
    DetachedStep(const QString &runId, const QStringList &argv, const QByteArray &input);

    /// Prints STARTED or ALREADY (a run of this name is there) and ends with 0.
    QByteArray startLine() const;
    /// Goes to its standard input.
    QByteArray startInput() const { return m_script + m_input; }
    QByteArray followLine(qint64 offset) const;

private:
    QByteArray search() const;

    QByteArray m_runId;
    QByteArray m_script;
    QByteArray m_input;
};

/// Reads the frames of one or more follow commands; the offset goes on over a lost connection.
class FrameReader
{
public:
    enum class End { None, Exited, NotThere, NotBegun, Unknown };

    qint64 offset() const { return m_offset; }
    /// Forgets a half-read line or frame; the bytes that came count.
    void restart();
    /// Appends the log's bytes to `output`; an error when the node does not follow the protocol.
    Result<void> feed(QByteArrayView bytes, QByteArray *output);
    bool isFound() const { return m_found; }
    End end() const { return m_end; }
    int exitCode() const { return m_exitCode; }

private:
    Result<void> readLine(const QByteArray &line);

    QByteArray m_line;
    qint64 m_offset = 0;
    qint64 m_left = 0; ///< bytes of the current frame still to come
    bool m_found = false;
    End m_end = End::None;
    int m_exitCode = -1;
};

} // namespace Vermagic
