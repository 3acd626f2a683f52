// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/notify/nodechange.h"

#include "models/core/command.h"

namespace Vermagic {

std::optional<NodeChange> NodeNews::take(const NodeSnapshot &node)
{
    if (node.probing || node.diagnosis.state == NodeState::Pending)
        return {};
    NodeChange change{.node = node.spec.name,
                      .before = {},
                      .state = node.diagnosis.state,
                      .headline = printable(node.diagnosis.headline.toUtf8()),
                      .findings = {}};
    for (const Finding &finding : node.diagnosis.findings)
        change.findings.append(printable(finding.id.toUtf8()));
    const auto told = m_told.find(change.node);
    if (told != m_told.end()) {
        change.before = told->before;
        if (change == *told)
            return {};
        change.before = told->state;
    }
    m_told[change.node] = change;
    return change;
}

} // namespace Vermagic
