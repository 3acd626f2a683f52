// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/request.h"

#include "models/benchmark/ratetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Benchmark)
};

constexpr std::chrono::seconds lookingTime{90};
constexpr std::chrono::seconds cleaningTime{60};
constexpr qint64 slowestPreparation = 5'000'000; ///< bytes per second, as in the script

int phasesOf(const BenchmarkProfile &profile)
{
    return profile.workload == Workload::Metadata ? 3 : 1;
}

qsizetype fewestNodes(const BenchmarkProfile &profile)
{
    return profile.workload == Workload::Network || profile.scales ? 2 : 1;
}

bool isMountedAs(const MountFacts &mount)
{
    return mount.health == MountHealth::Mounted || mount.health == MountHealth::Unknown;
}

} // namespace

BenchmarkTarget targetFor(const FilesystemSpec &filesystem)
{
    return {.name = filesystem.name,
            .mountpoint = filesystem.mountpoint,
            .type = filesystemKindName(filesystem.kind),
            .module = filesystem.moduleName(),
            .thresholds = filesystem.thresholds};
}

BenchmarkTarget networkTarget(const FilesystemSpec *filesystem)
{
    return {.name = u"network"_s,
            .thresholds = filesystem ? filesystem->thresholds : QMap<QString, Threshold>()};
}

const BenchmarkBounds &boundsFor(const BenchmarkProfile &profile, const Inventory &inventory)
{
    return inventory.simulated ? profile.simulated : profile.bounds;
}

bool staysBelow(const QString &folder)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    return !folder.startsWith(u'/') && !folder.split(u'/').contains(u".."_s)
           && std::ranges::none_of(folder, isControl);
}

QString obstacleOf(const BenchmarkRequest &request)
{
    const BenchmarkProfile &profile = request.profile;
    const BenchmarkBounds &bounds = request.bounds;
    if (!staysBelow(request.folder))
        return Words::tr("The folder must lie below %1.").arg(request.target.mountpoint);
    if (bounds.runtime < 1 || bounds.runtime > longestRuntime)
        return Words::tr("It can run for one second to one day.");
    if (profile.workload == Workload::Metadata) {
        if (bounds.files < 1 || bounds.files > mostFiles)
            return Words::tr("Each job can make 1 to %1 files.").arg(mostFiles);
    } else if (profile.workload != Workload::Network
               && (bounds.size / profile.jobs < profile.blockSize || bounds.size > mostBytes)) {
        return Words::tr("A node's files can have %1 to %2.")
            .arg(byteCountText(profile.blockSize * profile.jobs), byteCountText(mostBytes));
    }
    if (request.nodes.isEmpty())
        return Words::tr("Choose the nodes that are to run it.");
    return request.nodes.size() < fewestNodes(profile) ? Words::tr("It takes two nodes or more.") : QString();
}

QString obstacleOn(const NodeSnapshot &node, const BenchmarkProfile &profile,
                   const FilesystemSpec &filesystem)
{
    if (!node.spec.mounts.contains(filesystem.name))
        return Words::tr("does not mount %1").arg(filesystem.name);
    if (node.phase == ConnectionPhase::Failed || node.phase == ConnectionPhase::BackingOff)
        return Words::tr("is not reached");
    if (!node.facts || profile.workload == Workload::Network)
        return {};
    const Fact<MountFacts> mount = node.facts->mounts.value(filesystem.mountpoint);
    if (mount.isAbsent() || (mount.isKnown() && mount.value().health == MountHealth::Missing))
        return Words::tr("nothing is mounted at %1").arg(filesystem.mountpoint);
    if (mount.isKnown() && mount.value().health == MountHealth::ReadOnly)
        return Words::tr("it is mounted read-only there");
    if (mount.isKnown() && !isMountedAs(mount.value()))
        return Words::tr("%1 does not answer").arg(filesystem.mountpoint);
    return {};
}

Inventory judgedBy(Inventory known, const QString &filesystem, const QString &metric,
                   QMap<QString, Threshold> thresholds)
{
    const auto expected = thresholds.constFind(metric);
    const QString ofLines = metricOf(measureOf(metric));
    if (expected == thresholds.constEnd())
        thresholds.remove(ofLines);
    else
        thresholds.insert(ofLines, Threshold(*expected));
    auto found = std::ranges::find(known.filesystems, filesystem, &FilesystemSpec::name);
    if (found == known.filesystems.end()) {
        known.filesystems.append({.name = filesystem});
        found = known.filesystems.end() - 1;
    }
    found->thresholds = thresholds;
    return known;
}

qint64 mostWritten(const BenchmarkRequest &request)
{
    const bool none = request.profile.workload == Workload::Metadata
                      || request.profile.workload == Workload::Network;
    return none ? 0 : request.bounds.size;
}

std::chrono::seconds timeLimit(const BenchmarkRequest &request)
{
    const std::chrono::seconds preparing{60 + request.bounds.size / slowestPreparation};
    const std::chrono::seconds measuring{phasesOf(request.profile) * (request.bounds.runtime + 40)
                                         + request.bounds.ramp};
    // The others may still prepare when this node is ready.
    return lookingTime + 2 * preparing + measuring + cleaningTime;
}

std::chrono::seconds measuringTime(const BenchmarkRequest &request)
{
    return std::chrono::seconds{phasesOf(request.profile) * request.bounds.runtime + request.bounds.ramp};
}

} // namespace Vermagic
