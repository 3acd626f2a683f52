// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A recorded session (recordingwriter.h) that has been read from its first to its last line and found right. A value:
/// keeps the text, and plays it from the beginning whenever events are asked for. A last line without its end, as a full
/// disk or a killed writer leaves it, is not read; a recording that stops so is not complete.
#pragma once

#include "models/recording/recordingplayer.h"

namespace Vermagic {

struct RecordedSweep
{
    QDateTime startedAt;
    QDateTime finishedAt;   ///< invalid: the recording stops within it
    qsizetype lastLine = 0; ///< of its events
};

/// When a report of a recorded sweep is as of, and whether it is about every node.
struct RecordedMoment
{
    QDateTime at;
    bool complete = false;
};

class Recording
{
public:
    /// `file` is named in messages. All mistakes of the inventory, or the first one of the lines behind it.
    static Loaded<Recording> read(const QByteArray &text, const QString &file);

    const RecordedStart &start() const { return m_start; }
    const QList<RecordedSweep> &sweeps() const { return m_sweeps; }
    /// The cluster after sweep `sweep` (its events up to the next one's begin), as events for a ClusterState that has
    /// the inventory: one for each node, also for those that had not been seen by then.
    QList<ClusterEvent> stateAfter(qsizetype sweep) const;
    RecordedMoment momentAfter(qsizetype sweep) const;

private:
    Recording() = default;
    void take(const RecordedEvent &event, qsizetype line);

    QString m_file;
    QByteArrayList m_lines;
    RecordedStart m_start;
    QList<RecordedSweep> m_sweeps;
    QDateTime m_endedAt;
    bool m_complete = false;
    bool m_cutOff = true;
};

} // namespace Vermagic
