// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The command that a benchmark is on a node: the scripts of resources/benchmarks with their arguments and limits.
#pragma once

#include "models/benchmark/profile.h"
#include "models/core/command.h"
#include "models/inventory/inventory.h"

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

/// Answers as BenchmarkStream reads; waits for "go" on standard input, of a network benchmark "go HOST PORT".
CommandSpec benchmarkCommand(const BenchmarkRequest &request, const QByteArray &mark, bool simulated);

} // namespace Vermagic
