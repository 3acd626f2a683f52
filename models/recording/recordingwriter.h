// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A session as JSON lines, "vermagic.recording/1": everything that reports and the window are made from, so that it can
/// be looked at again without a connection. Pure: gives lines (with their ends) to whoever has the file. Each line has
/// `event` and `at` (RFC 3339, UTC):
///
///     start     first line: schema, program (its version), inventoryFile, inventory (its text, without key files),
///               nodes: those that were looked at, empty for all
///     proofs    proofs: all that nodes have proven so far (claimjson.h)
///     sweep     a sweep begins
///     node      node, patch: how what was seen of it changed since its line before (RFC 7396; nothing at first).
///               Keys: phase, error, hostKeyChange, facts, gatheredAt, below them as in factfields.h
///     build     facts of the build environment
///     swept     the sweep has ended
///     end       complete: whether every node had been looked at. Without it the recording was cut off.
///
/// Node output is in it, addresses and names of users are, secrets are not: the program never has them in facts.
/// Readers refuse a file above largestRecording; a writer stops before.
#pragma once

#include "models/recording/seennode.h"

#include <QJsonObject>

namespace Vermagic {

inline constexpr qint64 largestRecording = 256LL * 1024 * 1024;

class RecordingWriter
{
public:
    static QByteArray startLine(const Inventory &inventory, const QStringList &nodes, const QString &program,
                                const QDateTime &at);
    static QByteArray proofsLine(const QList<Claim> &proofs, const QDateTime &at);
    static QByteArray sweepLine(const QDateTime &at);
    static QByteArray buildLine(const BuildEnvironmentFacts &facts, const QDateTime &at);
    static QByteArray sweptLine(const QDateTime &at);
    static QByteArray endLine(bool complete, const QDateTime &at);
    /// Empty when nothing has changed since the last call with this node.
    QByteArray nodeLine(const NodeSnapshot &node, const QDateTime &at);

private:
    QHash<QString, SeenNode> m_written;
};

} // namespace Vermagic
