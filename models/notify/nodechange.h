// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is worth telling of one node: its state and what is wrong, beside the state that was told before. Values; made
/// from a node that has answered (or failed to), never from one that is still being asked.
#pragma once

#include "models/snapshot.h"

namespace Vermagic {

struct NodeChange
{
    QString node;
    std::optional<NodeState> before; ///< nothing: the first look
    NodeState state = NodeState::Unreachable;
    QString headline;
    QStringList findings; ///< ids, as in a report
    bool operator==(const NodeChange &) const = default;
};

/// What has been told of each node, so that only news are.
class NodeNews
{
public:
    /// The change since the last call with this node; nothing while it is being asked or when all is as before.
    std::optional<NodeChange> take(const NodeSnapshot &node);

    /// To be kept between runs of the program. What is not understood is as nothing told.
    QByteArray toJson() const;
    static NodeNews fromJson(const QByteArray &json);

private:
    QMap<QString, NodeChange> m_told;
};

} // namespace Vermagic
