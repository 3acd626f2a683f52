// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is asked of a benchmark's runner, whether it can be asked so, and how far it has come. What stands in the way is one
/// sentence in the window's language, an empty one means nothing does; the node itself looks again before it writes.
/// Values; pure.
#pragma once

#include "models/benchmark/profile.h"
#include "models/snapshot.h"

#include <chrono>

namespace Vermagic {

/// What is mounted where, as the script on the node must find it.
struct BenchmarkTarget
{
    QString
        name; ///< FilesystemSpec::name, or the type of a mount that the inventory does not know, such as nfs4
    QString mountpoint;
    QString type; ///< as the kernel names it
    QString module;
    QMap<QString, Threshold> thresholds;
};

struct BenchmarkRequest
{
    BenchmarkProfile profile;
    BenchmarkBounds bounds; ///< BenchmarkProfile::bounds, ::simulated, or what the user wants instead
    BenchmarkTarget target; ///< of a network benchmark: the name `network`, and the thresholds
    QString folder; ///< below its mount point, where the login may write; empty: the mount point itself
    QStringList nodes;
    QString sequence; ///< BenchmarkRun::sequence
};

struct BenchmarkProgress
{
    enum class Stage { Preparing, Measuring, Cancelling };
    Stage stage = Stage::Preparing;
    qsizetype nodes = 0;
    qsizetype ready = 0;   ///< wait for the others
    qsizetype running = 0; ///< measure
    qsizetype ended = 0;   ///< whether or not they came to their end
    double seconds = 0;    ///< since all were to start
    double rate = 0;       ///< of all nodes together, of the profile's metric
};

constexpr qint64 mostBytes = qint64(1) << 44; ///< on one node

BenchmarkTarget targetFor(const FilesystemSpec &filesystem);
/// No file system is touched; the one that the nodes share says what its network must carry. Null: none does.
BenchmarkTarget networkTarget(const FilesystemSpec *filesystem);
/// The bounds that suit the inventory's nodes.
const BenchmarkBounds &boundsFor(const BenchmarkProfile &profile, const Inventory &inventory);

/// A relative path that does not lead out of where it begins. Empty is fine.
bool staysBelow(const QString &folder);
/// Of size and runtime, of the folder and of the number of nodes.
QString obstacleOf(const BenchmarkRequest &request);
/// Why this node will not take part, as far as is known of it.
QString obstacleOn(const NodeSnapshot &node, const BenchmarkProfile &profile,
                   const FilesystemSpec &filesystem);

/// An inventory by which a chart judges this benchmark's lines: as `known`, but what is expected on `filesystem` are these
/// thresholds, and of the lines that answer `metric` what is expected of it.
Inventory judgedBy(Inventory known, const QString &filesystem, const QString &metric,
                   QMap<QString, Threshold> thresholds);

/// Of all files on one node at any moment; 0 for metadata, whose files are empty, and for a network.
qint64 mostWritten(const BenchmarkRequest &request);
/// When a node that is slow but alive is given up.
std::chrono::seconds timeLimit(const BenchmarkRequest &request);
/// What one run measures, without preparing and cleaning up.
std::chrono::seconds measuringTime(const BenchmarkRequest &request);

} // namespace Vermagic
