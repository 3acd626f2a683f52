// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/matrixrow.h"

#include "models/matrixcells.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QString shortTime(const QDateTime &at)
{
    return QLocale().toString(at.toLocalTime().time(), QLocale::ShortFormat);
}

QString abbreviated(const QString &fingerprint)
{
    return fingerprint.size() <= 20 ? fingerprint : fingerprint.first(12) + u'…' + fingerprint.last(4);
}

/// What stands in place of the chain for a node that cannot be looked at.
QString noticeOf(const NodeSnapshot &node)
{
    QStringList parts;
    if (node.gatheredAt.isValid())
        parts.append(MatrixCells::tr("last seen %1").arg(shortTime(node.gatheredAt)));
    if (node.hostKeyChange)
        parts.append(MatrixCells::tr("key %1 replaced by %2; rebuilt node?")
                         .arg(abbreviated(node.hostKeyChange->oldFingerprint),
                              abbreviated(node.hostKeyChange->newFingerprint)));
    else if (node.error)
        parts.append(node.error->message);
    return parts.join(u" · "_s);
}

MatrixCell healthCell(const NodeSnapshot &node)
{
    MatrixCell cell{.text = node.diagnosis.headline};
    switch (node.diagnosis.state) {
    case NodeState::Pending:
        cell.status = node.probing ? CellStatus::Busy : CellStatus::Muted;
        if (cell.text.isEmpty())
            cell.text = node.probing ? MatrixCells::tr("Checking…") : MatrixCells::tr("Not checked yet");
        break;
    case NodeState::Healthy:
        cell.status = CellStatus::Ok;
        break;
    case NodeState::Attention:
        cell.status = CellStatus::Warning;
        break;
    case NodeState::Broken:
        cell.status = CellStatus::Broken;
        break;
    case NodeState::Unreachable:
        cell.status = CellStatus::Unknown;
        break;
    }
    if (cell.text.isEmpty())
        cell.text = stateTitle(node.diagnosis.state);
    QStringList titles;
    for (const Finding &finding : node.diagnosis.findings) {
        titles.append(finding.title);
        cell.findings.append(finding.id);
    }
    cell.evidence = titles.join(u'\n');
    return cell;
}

QString spokenStatus(CellStatus status)
{
    switch (status) {
    case CellStatus::Ok:
        return MatrixCells::tr("good");
    case CellStatus::Warning:
        return MatrixCells::tr("warning");
    case CellStatus::Broken:
        return MatrixCells::tr("broken");
    case CellStatus::Consequence:
        return MatrixCells::tr("broken as a consequence");
    case CellStatus::Unknown:
        return MatrixCells::tr("unknown");
    case CellStatus::Busy:
        return MatrixCells::tr("checking");
    case CellStatus::None:
    case CellStatus::Muted:
        break;
    }
    return {};
}

MatrixCell &cellOf(MatrixRow &row, MatrixColumn column)
{
    return row.cells[std::size_t(column)];
}

} // namespace

MatrixRow matrixRow(const NodeSnapshot &node, const Inventory &inventory, const FleetKernels &kernels)
{
    MatrixRow row;
    row.state = node.diagnosis.state;
    cellOf(row, MatrixColumn::Node) = {
        .text = node.spec.name,
        .evidence = QStringList{node.spec.address, node.spec.roles.join(u", "_s)}.join(u'\n')};
    cellOf(row, MatrixColumn::Health) = healthCell(node);
    if (row.state == NodeState::Unreachable || !node.facts) {
        row.notice = noticeOf(node);
        return row;
    }
    const MatrixCells matrix(node, inventory, kernels);
    cellOf(row, MatrixColumn::RunningKernel) = matrix.runningKernel();
    cellOf(row, MatrixColumn::NextBoot) = matrix.nextBoot();
    cellOf(row, MatrixColumn::Headers) = matrix.headers();
    cellOf(row, MatrixColumn::Build) = matrix.build();
    cellOf(row, MatrixColumn::LoadedModule) = matrix.loadedModule();
    cellOf(row, MatrixColumn::Mounts) = matrix.mounts();
    cellOf(row, MatrixColumn::Services) = matrix.services();
    return row;
}

MatrixRow referenceRow(const BuildEnvironmentFacts &facts, const Inventory &inventory,
                       const FleetKernels &kernels)
{
    const auto cell = [](const Fact<QString> &fact, const QString &text) {
        if (fact.isKnown())
            return MatrixCell{.text = text, .evidence = fact.value()};
        return MatrixCell{.text = fact.isAbsent() ? MatrixCells::tr("none") : MatrixCells::tr("unknown"),
                          .status = CellStatus::Muted,
                          .evidence = fact.reason()};
    };
    MatrixRow row;
    cellOf(row, MatrixColumn::Node) = {.text = MatrixCells::tr("Build environment"),
                                       .evidence = facts.evidence.command,
                                       .brief = MatrixCells::tr("Build env.")};
    cellOf(row, MatrixColumn::Health) = {.text = MatrixCells::tr("reference"), .status = CellStatus::Muted};
    cellOf(row, MatrixColumn::RunningKernel) = {.text = facts.name, .status = CellStatus::Muted};
    cellOf(row, MatrixColumn::Headers) = cell(facts.kernel, kernels.shortened(facts.kernel.value()));
    QString module;
    for (const FilesystemSpec &filesystem : inventory.filesystems) {
        if (filesystem.provision == Provision::Dkms && module.isEmpty())
            module = filesystem.moduleName() + u' ';
    }
    cellOf(row, MatrixColumn::Build) = cell(facts.moduleVersion, module + facts.moduleVersion.value());
    if (facts.moduleVersion.isKnown())
        cellOf(row, MatrixColumn::Build).brief = facts.moduleVersion.value();
    return row;
}

QString spokenCell(const MatrixRow &row, MatrixColumn column)
{
    const MatrixCell &cell = row.cells[std::size_t(column)];
    const QString status = spokenStatus(cell.status);
    const QString text = matrixColumnTitle(column) + u": "_s + (cell.text.isEmpty() ? row.notice : cell.text);
    return status.isEmpty() ? text : QString(text + u" ("_s + status + u')');
}

QString matrixColumnTitle(MatrixColumn column)
{
    switch (column) {
    case MatrixColumn::Node:
        return MatrixCells::tr("Node");
    case MatrixColumn::Health:
        return MatrixCells::tr("Health");
    case MatrixColumn::RunningKernel:
        return MatrixCells::tr("Running kernel");
    case MatrixColumn::NextBoot:
        return MatrixCells::tr("Next boot");
    case MatrixColumn::Headers:
        return MatrixCells::tr("Headers");
    case MatrixColumn::Build:
        return MatrixCells::tr("DKMS / package");
    case MatrixColumn::LoadedModule:
        return MatrixCells::tr("Loaded module");
    case MatrixColumn::Mounts:
        return MatrixCells::tr("Mounts");
    case MatrixColumn::Services:
        return MatrixCells::tr("Services");
    case MatrixColumn::Throughput:
        return MatrixCells::tr("Throughput");
    }
    return {};
}

QString matrixColumnBriefTitle(MatrixColumn column)
{
    switch (column) {
    case MatrixColumn::RunningKernel:
        return MatrixCells::tr("Kernel");
    case MatrixColumn::NextBoot:
        return MatrixCells::tr("Next");
    case MatrixColumn::Build:
        return MatrixCells::tr("Build");
    case MatrixColumn::LoadedModule:
        return MatrixCells::tr("Module");
    case MatrixColumn::Throughput:
        return MatrixCells::tr("Rate");
    default:
        return matrixColumnTitle(column);
    }
}

QString stateTitle(NodeState state)
{
    switch (state) {
    case NodeState::Pending:
        return MatrixCells::tr("Not checked yet");
    case NodeState::Healthy:
        return MatrixCells::tr("Healthy");
    case NodeState::Attention:
        return MatrixCells::tr("Needs attention");
    case NodeState::Broken:
        return MatrixCells::tr("Broken");
    case NodeState::Unreachable:
        return MatrixCells::tr("Unreachable");
    }
    return {};
}

} // namespace Vermagic
