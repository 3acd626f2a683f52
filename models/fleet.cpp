// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/fleet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// The release that most nodes of a group run; of equally many the one of the node that is better off.
QString majority(const QList<const NodeSnapshot *> &nodes, const QString &buildKernel)
{
    QHash<QString, int> votes;
    for (const NodeSnapshot *node : nodes) {
        const bool works = node->diagnosis.state == NodeState::Healthy
                           || node->diagnosis.state == NodeState::Attention;
        const QString release = node->facts->runningKernel.value();
        votes[release] += 1000 + (works ? 10 : 0) + (release == buildKernel ? 1 : 0);
    }
    QString best;
    for (const NodeSnapshot *node : nodes) {
        const QString release = node->facts->runningKernel.value();
        if (best.isEmpty() || votes.value(release) > votes.value(best))
            best = release;
    }
    return best;
}

} // namespace

TextRange differingRange(const QString &version, const QString &reference)
{
    if (version.isEmpty() || reference.isEmpty() || version == reference)
        return {};
    const qsizetype shorter = std::min(version.size(), reference.size());
    qsizetype head = 0;
    while (head < shorter && version[head] == reference[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head
           && version[version.size() - 1 - tail] == reference[reference.size() - 1 - tail])
        ++tail;
    // Whole numbers are compared by people, so a difference never starts or ends inside of one.
    while (head > 0 && version[head - 1].isDigit())
        --head;
    qsizetype end = version.size() - tail;
    while (end > head && end < version.size() && version[end].isDigit())
        ++end;
    return {int(head), int(std::max<qsizetype>(end - head, 0))};
}

FleetKernels fleetKernels(const ClusterSnapshot &snapshot)
{
    FleetKernels result;
    QMap<QString, QList<const NodeSnapshot *>> groups;
    QStringList releases;
    QString buildKernel;
    if (snapshot.buildEnvironment && snapshot.buildEnvironment->kernel.isKnown()) {
        buildKernel = snapshot.buildEnvironment->kernel.value();
        releases.append(buildKernel);
    }
    for (const NodeSnapshot &node : snapshot.nodes) {
        if (!node.facts || !node.facts->runningKernel.isKnown())
            continue;
        groups[node.spec.group].append(&node);
        releases.append(node.facts->runningKernel.value());
        if (node.facts->nextBootKernel.isKnown())
            releases.append(node.facts->nextBootKernel.value());
        for (const auto &packages : node.facts->modulePackages)
            releases.append(packages.keys());
    }
    for (const auto &[group, nodes] : groups.asKeyValueRange())
        result.referenceOfGroup.insert(group, majority(nodes, buildKernel));

    // "6.12.43+deb13-cloud-amd64" reads as 6.12.43 as long as no other release does.
    releases.sort();
    releases.removeDuplicates();
    QHash<QString, int> uses;
    for (const QString &release : std::as_const(releases))
        ++uses[release.section(u'+', 0, 0)];
    for (const QString &release : std::as_const(releases)) {
        const QString head = release.section(u'+', 0, 0);
        result.shortForm.insert(release, uses.value(head) == 1 && !head.isEmpty() ? head : release);
    }
    return result;
}

FleetSummary fleetSummary(const ClusterSnapshot &snapshot, const FleetKernels &kernels)
{
    FleetSummary summary;
    for (const NodeSnapshot &node : snapshot.nodes) {
        switch (node.diagnosis.state) {
        case NodeState::Pending:
            ++summary.pending;
            break;
        case NodeState::Healthy:
            ++summary.healthy;
            break;
        case NodeState::Attention:
            ++summary.attention;
            break;
        case NodeState::Broken:
            ++summary.broken;
            break;
        case NodeState::Unreachable:
            ++summary.unreachable;
            break;
        }
        if (!node.facts || node.diagnosis.state == NodeState::Unreachable)
            continue;
        const QString release = node.facts->runningKernel.value();
        const bool kernelDiffers = release != kernels.referenceOfGroup.value(node.spec.group);
        if (kernelDiffers) {
            summary.differInKernel.append(node.spec.name);
            if (const QString shortName = kernels.shortened(release);
                !summary.differingKernels.contains(shortName))
                summary.differingKernels.append(shortName);
        }
        const auto filesystems = snapshot.inventory->filesystemsOf(node.spec);
        const bool mountsDiffer = std::ranges::any_of(filesystems, [&](const FilesystemSpec &filesystem) {
            const Fact<MountFacts> mount = node.facts->mounts.value(filesystem.mountpoint);
            return !mount.isKnown() || mount.value().health != MountHealth::Mounted;
        });
        if (mountsDiffer)
            summary.differInMounts.append(node.spec.name);
        summary.alike += !kernelDiffers && !mountsDiffer;
    }
    return summary;
}

bool canBeFixed(const NodeSnapshot &node)
{
    return !node.hostKeyChange && std::ranges::any_of(node.diagnosis.findings, [](const Finding &finding) {
        return finding.rootCause && !finding.playbook.isEmpty();
    });
}

QString worstNode(const ClusterSnapshot &snapshot)
{
    for (NodeState wanted : {NodeState::Broken, NodeState::Attention, NodeState::Unreachable}) {
        const auto node = std::ranges::find(snapshot.nodes, wanted,
                                            [](const NodeSnapshot &n) { return n.diagnosis.state; });
        if (node != snapshot.nodes.end())
            return node->spec.name;
    }
    return snapshot.nodes.isEmpty() ? QString() : snapshot.nodes.first().spec.name;
}

QList<SharedCause> sharedCauses(const ClusterSnapshot &snapshot, const QStringList &nodes)
{
    QList<SharedCause> causes;
    for (const QString &name : nodes) {
        const NodeSnapshot *node = snapshot.node(name);
        if (!node)
            continue;
        for (const Finding &finding : node->diagnosis.findings) {
            if (!finding.rootCause)
                continue;
            const auto known = std::ranges::find_if(causes, [&](const SharedCause &cause) {
                return cause.finding.check == finding.check && cause.finding.playbook == finding.playbook;
            });
            if (known == causes.end())
                causes.append({finding, {name}});
            else if (!known->nodes.contains(name))
                known->nodes.append(name);
        }
    }
    std::ranges::stable_sort(causes, std::greater(),
                             [](const SharedCause &cause) { return int(cause.finding.severity); });
    return causes;
}

} // namespace Vermagic
