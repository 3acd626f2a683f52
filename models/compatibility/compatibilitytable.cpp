// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibility/compatibilitytable.h"

#include <algorithm>

namespace Vermagic {

namespace {

QStringList rowsOf(const Compatibility &compatibility, const TableRequest &request,
                   const QList<NodeStanding> &standings)
{
    if (!request.version.isEmpty())
        return {clientVersion(request.version).toString()};
    QStringList versions = compatibility.versions(request.kind, request.role);
    if (request.role == FilesystemRole::Client) {
        for (const NodeStanding &standing : standings) {
            if (standing.kind == request.kind && !standing.version.isEmpty())
                versions.append(standing.version);
        }
    }
    versions.removeDuplicates();
    std::ranges::sort(versions, {}, clientVersion);
    return versions.isEmpty() ? QStringList{QString()} : versions;
}

QStringList columnsOf(const Compatibility &compatibility, const TableRequest &request,
                      const QList<NodeStanding> &standings)
{
    if (!request.kernel.isEmpty())
        return {request.kernel};
    QStringList series = compatibility.kernelSeriesOf(request.kind, request.role);
    for (const NodeStanding &standing : standings) {
        if (standing.kind == request.kind)
            series << kernelSeries(standing.kernel) << kernelSeries(standing.nextKernel);
    }
    series.removeAll(QString());
    series.removeDuplicates();
    std::ranges::sort(series, isOlderKernel);
    return series;
}

bool isIn(const QString &kernel, const KernelName &column)
{
    return !kernel.isEmpty() && (kernel == column.text || kernelSeries(kernel) == column.text);
}

TableCell cellOf(const Compatibility &compatibility, const CompatibilityQuery &query,
                 const QList<NodeStanding> &standings)
{
    TableCell cell{.cell = compatibility.cellFor(query)};
    for (const NodeStanding &standing : standings) {
        if (standing.kind != query.kind || query.role != FilesystemRole::Client
            || standing.version != query.version)
            continue;
        if (isIn(standing.kernel, query.kernel))
            cell.nodes.append(standing.node);
        else if (isIn(standing.nextKernel, query.kernel))
            cell.nextNodes.append(standing.node);
    }
    return cell;
}

} // namespace

CompatibilityTable tableOf(const Compatibility &compatibility, const TableRequest &request,
                           const QList<NodeStanding> &standings)
{
    CompatibilityTable table{.kind = request.kind,
                             .role = request.role,
                             .versions = rowsOf(compatibility, request, standings),
                             .kernels = columnsOf(compatibility, request, standings)};
    const bool isRelease = !request.kernel.isEmpty() && kernelSeries(request.kernel) != request.kernel
                           && !compatibility.kernelSeriesOf(request.kind, request.role)
                                   .contains(request.kernel);
    for (const QString &version : std::as_const(table.versions)) {
        QList<TableCell> row;
        for (const QString &kernel : std::as_const(table.kernels)) {
            const CompatibilityQuery query{.kind = request.kind,
                                           .version = version,
                                           .kernel = isRelease ? KernelName::release(kernel)
                                                               : KernelName::wholeSeries(kernel),
                                           .role = request.role};
            row.append(cellOf(compatibility, query, standings));
        }
        table.cells.append(row);
    }
    return table;
}

} // namespace Vermagic
