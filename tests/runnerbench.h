// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything that the runners need, over a FakeCluster: three nodes, an audit log and a journal in a folder of
/// its own. A node's answer to the probe is one word, "healthy" or "broken"; broken means a half-configured
/// package, so that the real diagnosis yields the one finding that the plans here are to remove.
#pragma once

#include "app/playbookrunner.h"
#include "tests/fakeshell.h"
#include "tests/nodebuilder.h"

#include <QTemporaryDir>

namespace Vermagic {

Inventory threeNodes();
ProbeProtocol oneWordProtocol();
bool isProbe(const CommandSpec &spec);

struct RunnerBench
{
    QTemporaryDir folder;
    FakeCluster cluster;
    ClusterState state{shippedKnowledge()};
    NodePool pool{cluster.factory(), &state};
    ProbeRunner prober{oneWordProtocol(), &pool, &state};
    AuditLog audit{folder.filePath(QStringLiteral("audit.jsonl"))};
    RunJournal journal{folder.filePath(QStringLiteral("runs"))};
    StepLedger ledger{folder.filePath(QStringLiteral("steps.jsonl"))};
    QList<HostKeyChange> replacedKeys;
    PlaybookRunner runner{services()};
    QMap<QString, bool> broken; ///< what the nodes answer to the probe
    bool silent = false;        ///< the nodes do not answer what the probe asks about packages
    QStringList events;         ///< of all runs: "n1 step 0 started"

    /// `responder` answers everything but probes. All nodes begin broken.
    explicit RunnerBench(FakeResponder responder, const Inventory &inventory = threeNodes());

    RunServices services();
    const RunRecord &run(const QString &planId) const;
    /// Probes all nodes and waits, so that findings stand before a run.
    bool sweep();
    QList<QJsonObject> auditLines() const;
};

/// A plan for `node` whose id is "plan-NODE": one preflight step, then `steps`; targets the broken package.
Plan planFor(const QString &node, const QList<PlanStep> &steps);
PlanStep stepRunning(const QStringList &argv);

} // namespace Vermagic
