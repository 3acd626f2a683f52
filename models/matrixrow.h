// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the matrix says about one node, cell by cell: pure functions of the snapshot. Texts are short and
/// translated; nothing here knows of colours or widgets.
#pragma once

#include "models/fleet.h"

#include <array>

namespace Vermagic {

enum class MatrixColumn {
    Node,
    Health,
    RunningKernel,
    NextBoot,
    Headers,
    Build,
    LoadedModule,
    Mounts,
    Services,
    Throughput ///< filled by NodeMatrixModel: rates change many times between two snapshots
};
inline constexpr int matrixColumnCount = 10;

/// How a cell is shown. Broken is a root cause or a link of its own; Consequence follows from another one.
enum class CellStatus { None, Ok, Warning, Broken, Consequence, Unknown, Muted, Busy };

struct MatrixCell
{
    QString text;
    CellStatus status = CellStatus::None;
    TextRange emphasis; ///< the part of a version that differs from the reference
    QString evidence;   ///< for the tool tip; plain text, may have several lines
    QStringList findings;
    QString brief; ///< says the same where there is no room for `text`; empty: there is nothing shorter
    TextRange briefEmphasis;
    bool operator==(const MatrixCell &) const = default;
};

struct MatrixRow
{
    std::array<MatrixCell, matrixColumnCount> cells;
    NodeState state = NodeState::Pending;
    QString notice; ///< stands across the chain's cells when there are no facts to fill them
    bool operator==(const MatrixRow &) const = default;
};

MatrixRow matrixRow(const NodeSnapshot &node, const Inventory &inventory, const FleetKernels &kernels);
MatrixRow referenceRow(const BuildEnvironmentFacts &facts, const Inventory &inventory,
                       const FleetKernels &kernels);

QString matrixColumnTitle(MatrixColumn column);
/// For a column too narrow for its title.
QString matrixColumnBriefTitle(MatrixColumn column);
/// A cell for a screen reader: "Headers: missing (broken)".
QString spokenCell(const MatrixRow &row, MatrixColumn column);
/// "Healthy", "Needs attention", …
QString stateTitle(NodeState state);

} // namespace Vermagic
