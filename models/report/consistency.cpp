// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/report/consistency.h"

#include "models/core/kernelrelease.h"
#include "models/inventory/nodeset.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Facts of a node that was not reached now are from an earlier sweep and count for nothing here.
Fact<QString> factOf(const ReportNode &node, const QString &path)
{
    if (node.state == NodeState::Unreachable)
        return {};
    return node.facts.value(path);
}

QHash<QString, QString> usualKernels(const QList<ReportNode> &nodes)
{
    QHash<QString, QMap<QString, int>> votes;
    for (const ReportNode &node : nodes) {
        if (const Fact<QString> kernel = factOf(node, u"kernel.release"_s); kernel.isKnown())
            ++votes[node.spec.group][kernel.value()];
    }
    QHash<QString, QString> usual;
    for (auto it = votes.cbegin(); it != votes.cend(); ++it) {
        const auto most = std::ranges::max_element(it->cbegin(), it->cend());
        if (*most > 1 && std::ranges::count(it->cbegin(), it->cend(), *most) == 1)
            usual.insert(it.key(), most.key());
    }
    return usual;
}

/// Within a group a newer release of the series is an update that has not reached all of its nodes.
KernelMatch matchOf(const KernelLine &line)
{
    if (line.kernel == line.reference)
        return KernelMatch::Matches;
    return !line.ofGroup && majorMinor(line.kernel) == majorMinor(line.reference) ? KernelMatch::SameSeries
                                                                                  : KernelMatch::Differs;
}

QList<KernelLine> kernelLines(const HealthReport &report, const Inventory &inventory)
{
    const QHash<QString, QString> usual = usualKernels(report.nodes);
    const QString built = report.buildEnvironment ? report.buildEnvironment->kernel.value() : QString();
    QList<KernelLine> lines;
    for (const ReportNode &node : report.nodes) {
        const QList<FilesystemSpec> filesystems = inventory.filesystemsOf(node.spec);
        const bool dkms = std::ranges::contains(filesystems, Provision::Dkms, &FilesystemSpec::provision);
        KernelLine line{.node = node.spec.name, .kernel = factOf(node, u"kernel.release"_s).value()};
        line.ofGroup = !dkms || built.isEmpty();
        line.reference = line.ofGroup ? usual.value(node.spec.group) : built;
        if (!line.kernel.isEmpty() && !line.reference.isEmpty())
            line.match = matchOf(line);
        lines.append(line);
    }
    return lines;
}

/// The nodes that need a file system, sorted by whether something holds there.
struct Sorted
{
    QStringList yes;
    QStringList no;
    QStringList unchecked;
};

template<typename Holds>
Sorted sorted(const HealthReport &report, const FilesystemSpec &filesystem, Holds holds)
{
    Sorted result;
    for (const ReportNode &node : report.nodes) {
        if (!node.spec.mounts.contains(filesystem.name))
            continue;
        const std::optional<bool> answer = holds(node);
        (!answer ? result.unchecked : *answer ? result.yes : result.no).append(node.spec.name);
    }
    return result;
}

StatusLine statusLine(const QString &subject, const Sorted &nodes)
{
    const qsizetype all = nodes.yes.size() + nodes.no.size() + nodes.unchecked.size();
    StatusLine line;
    if (!nodes.no.isEmpty())
        line.status = LineStatus::Failed;
    else if (nodes.unchecked.isEmpty())
        line.status = LineStatus::Ok;
    const QString count = QString::number(all);
    line.text = line.status != LineStatus::Ok
                    ? u"%1 on %2 of %3 nodes"_s.arg(subject, QString::number(nodes.yes.size()), count)
                : all == 1 ? u"%1 on the one node that needs it"_s.arg(subject)
                           : u"%1 on all %2 nodes"_s.arg(subject, count);
    if (!nodes.no.isEmpty())
        line.text += u"; not on "_s + foldNodeSet(nodes.no);
    if (!nodes.unchecked.isEmpty())
        line.text += u"; not checked: "_s + foldNodeSet(nodes.unchecked);
    return line;
}

/// Nothing when it could not be looked at.
std::optional<bool> isOneOf(const Fact<QString> &fact, const QStringList &good)
{
    if (fact.isUnknown())
        return {};
    return fact.isKnown() && (good.isEmpty() || good.contains(fact.value()));
}

void addLines(Consistency &result, const HealthReport &report, const FilesystemSpec &filesystem)
{
    const QString module = filesystem.moduleName();
    if (filesystem.provision == Provision::Dkms) {
        const auto built = [&](const ReportNode &node) {
            return isOneOf(factOf(node, u"dkms."_s + module), {u"installed"_s});
        };
        result.builds.append(statusLine(module + u" built by DKMS for the running kernel"_s,
                                        sorted(report, filesystem, built)));
    } else if (filesystem.provision == Provision::KernelPackage) {
        const auto there = [&](const ReportNode &node) {
            return isOneOf(factOf(node, u"module.%1.package"_s.arg(module)), {});
        };
        result.builds.append(
            statusLine(module + u" package for the running kernel"_s, sorted(report, filesystem, there)));
    }
    const auto loaded = [&](const ReportNode &node) -> std::optional<bool> {
        // What is part of the kernel need not be listed as a module.
        if (factOf(node, u"module.%1.file"_s.arg(module)).value() == "(builtin)"_L1)
            return true;
        return isOneOf(factOf(node, u"module."_s + module), {});
    };
    result.modules.append(statusLine(module + u" module loaded"_s, sorted(report, filesystem, loaded)));
    const auto mounted = [&](const ReportNode &node) {
        return isOneOf(factOf(node, u"mount."_s + filesystem.mountpoint), {u"mounted"_s});
    };
    result.mounts.append(
        statusLine(filesystem.mountpoint + u" mounted"_s, sorted(report, filesystem, mounted)));
}

} // namespace

Consistency consistencyOf(const HealthReport &report, const Inventory &inventory)
{
    Consistency result;
    result.kernels = kernelLines(report, inventory);
    for (const FilesystemSpec &filesystem : inventory.filesystems) {
        const bool used = std::ranges::any_of(
            report.nodes, [&](const ReportNode &node) { return node.spec.mounts.contains(filesystem.name); });
        if (used)
            addLines(result, report, filesystem);
    }
    return result;
}

QString kernelMatchName(KernelMatch match)
{
    switch (match) {
    case KernelMatch::Matches:
        return u"matches"_s;
    case KernelMatch::SameSeries:
        return u"same_series"_s;
    case KernelMatch::Differs:
        return u"differs"_s;
    case KernelMatch::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString lineStatusName(LineStatus status)
{
    switch (status) {
    case LineStatus::Ok:
        return u"ok"_s;
    case LineStatus::Failed:
        return u"failed"_s;
    case LineStatus::Unchecked:
        break;
    }
    return u"unchecked"_s;
}

} // namespace Vermagic
