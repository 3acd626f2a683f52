// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/planner.h"

#include "app/randomid.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QString newPlanId()
{
    return QString::fromLatin1(randomId());
}

QString playbookFor(const NodeSnapshot &node, const QSet<QString> &except)
{
    for (const Finding &finding : node.diagnosis.findings) {
        if (finding.rootCause && !finding.playbook.isEmpty() && !except.contains(finding.playbook))
            return finding.playbook;
    }
    return {};
}

Result<Plan> planNode(const ClusterState &state, const QString &node, const QString &playbook)
{
    const NodeSnapshot *snapshot = state.snapshot().node(node);
    if (!snapshot)
        return std::unexpected(Error{ErrorCode::NotFound, u"the inventory has no such node"_s, node, {}});
    return planFor(*snapshot, *state.snapshot().inventory, state.knowledge(), newPlanId(), playbook);
}

} // namespace Vermagic
