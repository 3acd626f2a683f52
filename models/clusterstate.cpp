// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clusterstate.h"

#include "models/diagnosis/compatibilityfacts.h"
#include "models/diagnosis/diagnose.h"

#include <algorithm>

namespace Vermagic {

namespace {

template<typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};

NodeSnapshot *find(ClusterSnapshot &snapshot, const QString &name)
{
    const auto it = std::ranges::find(snapshot.nodes, name,
                                      [](const NodeSnapshot &n) { return n.spec.name; });
    return it == snapshot.nodes.end() ? nullptr : &*it;
}

/// Evidence for a key outlasts the attempts to connect that meet it again.
void takeHostKeyChange(NodeSnapshot &node, std::optional<HostKeyChange> change)
{
    if (change && node.hostKeyChange && change->newFingerprint == node.hostKeyChange->newFingerprint)
        change->evidence = node.hostKeyChange->evidence;
    node.hostKeyChange = std::move(change);
}

QString idOf(const RunRecord &run)
{
    return run.plan.id;
}

RunRecord *findRun(ClusterSnapshot &snapshot, const QString &runId)
{
    const auto it = std::ranges::find(snapshot.runs, runId, idOf);
    return it == snapshot.runs.end() ? nullptr : &*it;
}

} // namespace

const NodeSnapshot *ClusterSnapshot::node(const QString &name) const
{
    const auto it = std::ranges::find(nodes, name, [](const NodeSnapshot &n) { return n.spec.name; });
    return it == nodes.end() ? nullptr : &*it;
}

void ClusterSnapshot::keepOnly(const QStringList &names)
{
    nodes.removeIf([&names](const NodeSnapshot &node) { return !names.contains(node.spec.name); });
}

const RunRecord *ClusterSnapshot::run(const QString &id) const
{
    const auto it = std::ranges::find(runs, id, idOf);
    return it == runs.end() ? nullptr : &*it;
}

const Impact *ClusterSnapshot::impactOf(const Plan &plan) const
{
    const auto it = impacts.constFind(plan.node);
    return it != impacts.cend() && it->plan == plan.id ? &*it : nullptr;
}

ClusterState::ClusterState(Knowledge knowledge, QObject *parent)
    : QObject(parent)
    , m_knowledge(std::move(knowledge))
{
}

void ClusterState::apply(const ClusterEvent &event)
{
    const auto matrixFacts = [this](const NodeSnapshot &node) {
        return compatibilityFacts(*node.facts, node.spec, *m_snapshot.inventory, m_knowledge.compatibility,
                                  m_knowledge.language);
    };
    const auto changeNode = [&, this](const QString &name, auto &&change) {
        NodeSnapshot *node = find(m_snapshot, name);
        if (!node)
            return;
        const NodeSnapshot before = *node;
        change(*node);
        if (node->facts)
            node->compatibility = matrixFacts(*node);
        node->diagnosis = diagnose(*node, *m_snapshot.inventory, m_knowledge);
        if (*node != before)
            Q_EMIT nodeChanged(name);
    };
    std::visit(Overloaded{
                   [&](const InventoryLoaded &e) {
                       m_snapshot = {};
                       m_snapshot.inventory = std::make_shared<const Inventory>(e.inventory);
                       for (const NodeSpec &spec : e.inventory.nodes)
                           m_snapshot.nodes.append(NodeSnapshot{.spec = spec});
                       Q_EMIT inventoryChanged();
                   },
                   [&](const SnapshotRestored &e) {
                       m_snapshot = e.snapshot;
                       if (!m_snapshot.inventory)
                           m_snapshot.inventory = std::make_shared<const Inventory>();
                       Q_EMIT inventoryChanged();
                   },
                   [&](const NodeRestored &e) {
                       if (NodeSnapshot *node = find(m_snapshot, e.node.spec.name)) {
                           *node = e.node;
                           Q_EMIT nodeChanged(e.node.spec.name);
                       }
                   },
                   [&](const SweepStarted &e) {
                       m_snapshot.sweepStartedAt = e.at;
                       m_snapshot.sweepFinishedAt = {};
                       QStringList changed;
                       for (NodeSnapshot &node : m_snapshot.nodes) {
                           if (!e.nodes.isEmpty() && !e.nodes.contains(node.spec.name))
                               continue;
                           node.probing = true;
                           changed.append(node.spec.name);
                       }
                       for (const QString &name : std::as_const(changed))
                           Q_EMIT nodeChanged(name);
                       Q_EMIT sweepChanged();
                   },
                   [&](const ProbeStarted &e) {
                       changeNode(e.node, [](NodeSnapshot &node) { node.probing = true; });
                   },
                   [&](const ConnectionChanged &e) {
                       changeNode(e.node, [&](NodeSnapshot &node) {
                           node.phase = e.phase;
                           if (e.phase == ConnectionPhase::Failed || e.phase == ConnectionPhase::BackingOff) {
                               node.error = e.error;
                               takeHostKeyChange(node, e.hostKeyChange);
                           } else if (e.phase == ConnectionPhase::Ready) {
                               node.error.reset();
                               node.hostKeyChange.reset();
                           }
                       });
                   },
                   [&](const FactsGathered &e) {
                       changeNode(e.node, [&](NodeSnapshot &node) {
                           node.probing = false;
                           node.error.reset();
                           node.hostKeyChange.reset();
                           NodeFacts facts = e.facts;
                           facts.logs = withNews(node.facts ? node.facts->logs : NodeLogs(), facts.logs,
                                                 m_knowledge.signatures);
                           node.facts = std::make_shared<const NodeFacts>(std::move(facts));
                           node.gatheredAt = e.at;
                       });
                   },
                   [&](const ProbeFailed &e) {
                       changeNode(e.node, [&](NodeSnapshot &node) {
                           node.probing = false;
                           node.error = e.error;
                       });
                   },
                   [&](const NodeSeen &e) {
                       changeNode(e.node, [&](NodeSnapshot &node) {
                           node.probing = false;
                           node.phase = e.phase;
                           node.error = e.error;
                           node.hostKeyChange = e.hostKeyChange;
                           node.facts = e.facts;
                           node.gatheredAt = e.gatheredAt;
                       });
                   },
                   [&](const ForecastMade &e) {
                       changeNode(e.node, [&](NodeSnapshot &node) {
                           node.forecast = std::make_shared<const Forecast>(e.forecast);
                       });
                   },
                   [&](const BuildEnvironmentGathered &e) {
                       const bool same = m_snapshot.buildEnvironment == e.facts;
                       m_snapshot.buildEnvironment = e.facts;
                       Q_EMIT buildEnvironmentChanged();
                       if (same)
                           return;
                       const auto reference = std::make_shared<const BuildEnvironmentFacts>(e.facts);
                       for (const NodeSpec &spec : m_snapshot.inventory->nodes)
                           changeNode(spec.name, [&](NodeSnapshot &node) { node.reference = reference; });
                   },
                   [&](const CompatibilityProven &e) {
                       if (m_knowledge.compatibility.proofs() == e.proofs)
                           return;
                       m_knowledge.compatibility.setProofs(e.proofs);
                       Q_EMIT compatibilityChanged();
                       for (const NodeSnapshot &node : QList<NodeSnapshot>(m_snapshot.nodes)) {
                           if (node.facts && matrixFacts(node) != node.compatibility)
                               changeNode(node.spec.name, [](NodeSnapshot &) {});
                       }
                   },
                   [&](const SweepFinished &e) {
                       m_snapshot.sweepFinishedAt = e.at;
                       Q_EMIT sweepChanged();
                   },
                   [&](const HostKeyTriaged &e) {
                       changeNode(e.node, [&](NodeSnapshot &node) {
                           if (node.hostKeyChange && node.hostKeyChange->newFingerprint == e.newFingerprint)
                               node.hostKeyChange->evidence = e.evidence;
                       });
                   },
                   [&](const ImpactGathered &e) {
                       m_snapshot.impacts.insert(e.impact.node, e.impact);
                       Q_EMIT impactChanged(e.impact.node);
                   },
                   [&](const RunEvent &e) {
                       const QString id = runIdOf(e);
                       RunRecord *run = findRun(m_snapshot, id);
                       if (!run) {
                           if (!std::holds_alternative<RunStarted>(e))
                               return;
                           run = &m_snapshot.runs.emplaceBack();
                       }
                       applyRunEvent(*run, e);
                       Q_EMIT runChanged(id);
                   },
               },
               event);
}

} // namespace Vermagic
