// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recording/seennode.h"

namespace Vermagic {

SeenNode seenNode(const NodeSnapshot &node)
{
    SeenNode seen{.phase = node.phase,
                  .error = node.error,
                  .hostKeyChange = node.hostKeyChange,
                  .facts = {},
                  .gatheredAt = node.gatheredAt.toUTC()};
    if (node.facts)
        seen.facts = *node.facts;
    return seen;
}

NodeSeen nodeSeen(const QString &name, const SeenNode &node)
{
    NodeSeen seen{.node = name,
                  .phase = node.phase,
                  .error = node.error,
                  .hostKeyChange = node.hostKeyChange,
                  .facts = {},
                  .gatheredAt = node.gatheredAt};
    if (node.facts)
        seen.facts = std::make_shared<const NodeFacts>(*node.facts);
    return seen;
}

} // namespace Vermagic
