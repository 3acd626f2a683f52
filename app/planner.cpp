// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/planner.h"

#include "app/randomid.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A fact that gave a parameter its default may be another one half-way through a runbook: after its reboot.
Result<RemedyRequest> withEarlierValues(RemedyRequest request, const Knowledge &knowledge,
                                        const StepLedger &ledger, const QString &inventory,
                                        const QString &node)
{
    const Remedy *remedy = onDemandRemedy(knowledge, request);
    if (!remedy)
        return request;
    const Result<QList<LedgerEntry>> entries = ledger.entries();
    if (!entries)
        return std::unexpected(entries.error());
    const ParameterValues earlier = unfinishedParameters({inventory, node, request.playbook, remedy->id, {}},
                                                         *entries);
    for (const Parameter &parameter : remedy->parameters) {
        if (earlier.contains(parameter.id) && !request.parameters.contains(parameter.id))
            request.parameters.insert(parameter.id, earlier.value(parameter.id));
    }
    return request;
}

} // namespace

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

Result<Plan> planNode(const ClusterState &state, const StepLedger &ledger, const QString &node,
                      const PlanRequest &request)
{
    const NodeSnapshot *snapshot = state.snapshot().node(node);
    if (!snapshot)
        return std::unexpected(Error{ErrorCode::NotFound, u"the inventory has no such node"_s, node, {}});
    const Inventory &inventory = *state.snapshot().inventory;
    const Result<RemedyRequest> what = withEarlierValues(request.what, state.knowledge(), ledger,
                                                         inventory.file, node);
    if (!what)
        return std::unexpected(what.error());
    return planFor(*snapshot, inventory, state.knowledge(), newPlanId(), *what)
        .and_then([&](const Plan &plan) { return resumed(plan, ledger, inventory.file, request.restart); });
}

Result<Plan> planConsole(const ClusterState &state, const StepLedger &ledger, const PlanRequest &request)
{
    const Inventory &inventory = *state.snapshot().inventory;
    const Result<RemedyRequest> what = withEarlierValues(request.what, state.knowledge(), ledger,
                                                         inventory.file, {});
    if (!what)
        return std::unexpected(what.error());
    return planForConsole(inventory, state.knowledge(), newPlanId(), *what).and_then([&](const Plan &plan) {
        return resumed(plan, ledger, inventory.file, request.restart);
    });
}

} // namespace Vermagic
