// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The compatibility matrix of one file system as a table to show: a row for each version, a column for each kernel
/// series, both oldest first, and in each cell which of our own nodes stand there. Values, pure.
#pragma once

#include "models/compatibility/compatibility.h"

namespace Vermagic {

/// Which version and kernels a node has.
struct NodeStanding
{
    QString node;
    FilesystemKind kind = FilesystemKind::BeeGfs;
    QString version; ///< empty for what comes with the kernel, and when nothing tells it
    QString kernel;
    QString nextKernel; ///< may be empty
    bool operator==(const NodeStanding &) const = default;
};

struct TableRequest
{
    FilesystemKind kind = FilesystemKind::BeeGfs;
    FilesystemRole role = FilesystemRole::Client;
    QString version = {}; ///< only this one
    QString kernel = {};  ///< only this release or series
};

struct TableCell
{
    CompatibilityCell cell;
    QStringList nodes;     ///< that run it
    QStringList nextNodes; ///< that will run it after their next reboot, and do not yet
    bool operator==(const TableCell &) const = default;
};

struct CompatibilityTable
{
    FilesystemKind kind = FilesystemKind::BeeGfs;
    FilesystemRole role = FilesystemRole::Client;
    QStringList versions; ///< one empty version for what comes with the kernel
    QStringList kernels;
    QList<QList<TableCell>> cells; ///< by version, then kernel
    bool operator==(const CompatibilityTable &) const = default;
};

CompatibilityTable tableOf(const Compatibility &compatibility, const TableRequest &request,
                           const QList<NodeStanding> &standings);

} // namespace Vermagic
