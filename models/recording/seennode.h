// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What was seen of one node, without what was concluded from it: the part of a NodeSnapshot that a recording keeps.
#pragma once

#include "models/snapshot.h"

namespace Vermagic {

struct SeenNode
{
    ConnectionPhase phase = ConnectionPhase::Idle;
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
    std::optional<NodeFacts> facts;
    QDateTime gatheredAt;
    bool operator==(const SeenNode &) const = default;
};

SeenNode seenNode(const NodeSnapshot &node);
NodeSeen nodeSeen(const QString &name, const SeenNode &node);

} // namespace Vermagic
