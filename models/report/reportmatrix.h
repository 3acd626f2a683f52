// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The matrix of a report: one row of short texts for each node, from its facts and chains. Pure and English,
/// so that a report reads the same for everybody; the window's matrix is models/matrixrow.h.
#pragma once

#include "models/diagnosis/finding.h"
#include "models/inventory/inventory.h"

#include <QHash>

#include <optional>

namespace Vermagic {

enum class ReportColumn { Node, Health, Kernel, NextBoot, Headers, Build, Module, Mounts, Services };
inline constexpr int reportColumnCount = 9;

struct ReportCell
{
    QString text;
    std::optional<LinkStatus> status; ///< empty: nothing to remark
    bool operator==(const ReportCell &) const = default;
};

QString reportColumnTitle(ReportColumn column);

using FactValues = QMap<QString, Fact<QString>>;

/// Release → short form, for releases whose short form means no other: "6.12.43+deb13-cloud-amd64" → "6.12.43".
using ShortKernels = QHash<QString, QString>;
ShortKernels shortKernels(const QStringList &releases);

/// Cells from Kernel to Services.
QList<ReportCell> chainCells(const FactValues &facts, const Diagnosis &diagnosis,
                             const QList<FilesystemSpec> &filesystems, const ShortKernels &kernels);
/// All cells of the build environment's row.
QList<ReportCell> referenceCells(const BuildEnvironmentFacts &facts, const ShortKernels &kernels);
/// "kernel", "loaded-module", …
QString linkName(ChainLink link);

} // namespace Vermagic
