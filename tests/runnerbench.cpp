// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/runnerbench.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

Inventory threeNodes()
{
    Inventory inventory{.cluster = u"lab"_s, .file = u"/tmp/lab.yaml"_s};
    for (const QString &name : {u"n1"_s, u"n2"_s, u"n3"_s})
        inventory.nodes.append(NodeSpec{.name = name, .group = u"all"_s, .address = name});
    return inventory;
}

ProbeProtocol oneWordProtocol()
{
    return {
        [](const NodeSpec &, const Inventory &, const QByteArray &, const ProbeManner &) {
            return QByteArray("probe");
        },
        [](const QByteArray &output, const NodeSpec &, const Inventory &, const QByteArray &) {
            NodeFacts facts;
            facts.os = Fact<OsFacts>::known({.id = u"debian"_s, .packageManager = u"apt"_s});
            facts.runningKernel = Fact<QString>::known(u"6.12.43+deb13-amd64"_s);
            facts.nextBootKernel = facts.runningKernel;
            QList<BrokenPackage> packages;
            if (output == "broken")
                packages.append({u"beegfs-client-dkms"_s, u"half-configured"_s});
            facts.brokenPackages = output == "silent" ? Fact<QList<BrokenPackage>>::unknown(u"timeout"_s)
                                                      : Fact<QList<BrokenPackage>>::known(packages);
            return facts;
        },
        [](const BuildEnvironment &environment, const CommandResult &) {
            return BuildEnvironmentFacts{.name = environment.name};
        },
    };
}

bool isProbe(const CommandSpec &spec)
{
    return spec.standardInput == "probe";
}

RunnerBench::RunnerBench(FakeResponder responder, const Inventory &inventory)
{
    cluster.responder = [this, responder = std::move(responder)](const QString &node,
                                                                 const CommandSpec &spec) {
        if (!isProbe(spec))
            return responder(node, spec);
        return FakeReply{.standardOutput = silent                     ? "silent"
                                           : broken.value(node, true) ? "broken"
                                                                      : "healthy"};
    };
    state.apply(InventoryLoaded{inventory});
}

RunServices RunnerBench::services()
{
    RunServices services{&pool, &prober, &state, &audit, &journal, &ledger, folder.filePath(u"logs"_s), {}};
    services.replaceHostKey = [this](const HostKeyChange &change) -> Result<void> {
        replacedKeys.append(change);
        return {};
    };
    services.rebootPollInterval = std::chrono::milliseconds(1);
    return services;
}

const RunRecord &RunnerBench::run(const QString &planId) const
{
    static const RunRecord none;
    const QList<RunRecord> &runs = state.snapshot().runs;
    const auto it = std::ranges::find(runs, planId, [](const RunRecord &record) { return record.plan.id; });
    return it == runs.end() ? none : *it;
}

bool RunnerBench::sweep()
{
    prober.sweep();
    return QTest::qWaitFor([this] { return !prober.isSweeping(); });
}

QList<QJsonObject> RunnerBench::auditLines() const
{
    QFile file(audit.file());
    QList<QJsonObject> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.isEmpty())
            lines.append(QJsonDocument::fromJson(line).object());
    }
    return lines;
}

Plan planFor(const QString &node, const QList<PlanStep> &steps)
{
    Plan plan{.id = u"plan-"_s + node,
              .node = node,
              .playbook = u"package-repair"_s,
              .title = u"Repair packages"_s};
    plan.preflight = {stepRunning({u"preflight"_s})};
    plan.steps = steps;
    plan.targets = {node + u"/package-half-configured"_s};
    return plan;
}

PlanStep stepRunning(const QStringList &argv)
{
    PlanStep step{.id = argv.join(u'-'), .title = argv.join(u' ')};
    step.command = {.argv = argv, .timeout = std::chrono::seconds(30)};
    step.displayed = argv.join(u' ');
    return step;
}

} // namespace Vermagic
