// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the lines of a recording (recordingwriter.h) one after the other and gives what they tell as events for
/// ClusterState. Pure and bounded: keeps what was seen last of each node, nothing else. Strict: an unknown event or
/// key, a node that is not in the inventory or text that is no JSON is a mistake with file:line:column.
#pragma once

#include "models/recording/seennode.h"

namespace Vermagic {

struct RecordedStart
{
    QDateTime at;
    QString program; ///< version that wrote it
    Inventory inventory;
    QStringList nodes; ///< that were looked at, in the inventory's order
};

struct RecordedEnd
{
    bool complete = false;
};

struct RecordedEvent
{
    QDateTime at;
    std::variant<ClusterEvent, RecordedEnd> event;
};

Loaded<RecordedStart> readRecordedStart(const QByteArray &line, const QString &file);

class RecordingPlayer
{
public:
    RecordingPlayer(const Inventory &inventory, QString file);
    /// The event of a line behind the first; `number` counts lines from 1.
    Result<RecordedEvent> read(const QByteArray &line, qsizetype number);

private:
    Result<ClusterEvent> readNode(const QJsonObject &object);
    Result<ClusterEvent> readProofs(const QJsonObject &object) const;

    QString m_file;
    QSet<QString> m_names;
    QHash<QString, SeenNode> m_seen;
};

} // namespace Vermagic
