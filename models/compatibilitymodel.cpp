// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/compatibilitymodel.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

void CompatibilityModel::setTable(const CompatibilityTable &table)
{
    if (m_table == table)
        return;
    const bool sameShape = m_table.versions == table.versions && m_table.kernels == table.kernels
                           && m_table.kind == table.kind && m_table.role == table.role;
    if (sameShape) {
        m_table = table;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_table = table;
    endResetModel();
}

const TableCell *CompatibilityModel::cellAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_table.cells.size()
        || index.column() >= m_table.cells[index.row()].size())
        return nullptr;
    return &m_table.cells[index.row()][index.column()];
}

QModelIndex CompatibilityModel::ownCell() const
{
    QModelIndex best;
    CellVerdict worst = CellVerdict::Unknown;
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            const TableCell &cell = m_table.cells[row][column];
            if (cell.nodes.isEmpty() && cell.nextNodes.isEmpty())
                continue;
            if (!best.isValid() || cell.cell.verdict > worst) {
                best = index(row, column);
                worst = cell.cell.verdict;
            }
        }
    }
    return best;
}

int CompatibilityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.versions.size());
}

int CompatibilityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.kernels.size());
}

QVariant CompatibilityModel::data(const QModelIndex &index, int role) const
{
    const TableCell *cell = cellAt(index);
    if (!cell)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell->cell.verdict == CellVerdict::Unknown && cell->nodes.isEmpty()
                       && cell->nextNodes.isEmpty()
                   ? QString()
                   : verdictText(cell->cell.verdict);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return toolTipOf(*cell);
    case Qt::AccessibleTextRole:
        return tr("%1 on Linux %2: %3")
            .arg(headerData(index.row(), Qt::Vertical, Qt::DisplayRole).toString(),
                 m_table.kernels[index.column()], verdictText(cell->cell.verdict));
    case VerdictRole:
        return int(cell->cell.verdict);
    case NodesRole:
        return cell->nodes;
    case NextNodesRole:
        return cell->nextNodes;
    default:
        return {};
    }
}

QVariant CompatibilityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QStringList &titles = orientation == Qt::Horizontal ? m_table.kernels : m_table.versions;
    if (role != Qt::DisplayRole || section < 0 || section >= titles.size())
        return {};
    return titles[section].isEmpty() ? tr("with the kernel") : titles[section];
}

QString CompatibilityModel::toolTipOf(const TableCell &cell) const
{
    QStringList lines{verdictText(cell.cell.verdict)};
    if (const Claim *claim = cell.cell.deciding())
        lines.append(ClaimsModel::provenanceText(claim->provenance));
    if (!cell.nodes.isEmpty())
        lines.append(tr("Running on: %1").arg(cell.nodes.join(u", "_s)));
    if (!cell.nextNodes.isEmpty())
        lines.append(tr("After the next reboot on: %1").arg(cell.nextNodes.join(u", "_s)));
    return lines.join(u'\n');
}

QString CompatibilityModel::verdictText(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Unknown:
        return tr("unknown");
    case CellVerdict::Works:
        return tr("works");
    case CellVerdict::Fails:
        return tr("fails");
    case CellVerdict::Contradicted:
        return tr("contradicted");
    }
    return {};
}

void ClaimsModel::setClaims(const QList<Claim> &claims, const QString &language)
{
    beginResetModel();
    m_claims = claims;
    m_language = language;
    endResetModel();
}

int ClaimsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_claims.size());
}

int ClaimsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClaimsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_claims.size())
        return {};
    const Claim &claim = m_claims[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return textOf(claim, index.column());
    case OutcomeRole:
        return int(claim.outcome);
    case UrlRole:
        return claim.url;
    default:
        return {};
    }
}

QVariant ClaimsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OutcomeColumn:
        return tr("Verdict");
    case ProvenanceColumn:
        return tr("How it is known");
    case SourceColumn:
        return tr("Source");
    case ScopeColumn:
        return tr("Said of");
    case NoteColumn:
        return tr("Note");
    default:
        return {};
    }
}

QString ClaimsModel::textOf(const Claim &claim, int column) const
{
    switch (column) {
    case OutcomeColumn:
        return outcomeText(claim.outcome);
    case ProvenanceColumn:
        return provenanceText(claim.provenance);
    case SourceColumn:
        return claim.at.isValid()
                   ? claim.source.in(m_language) + u", "_s + claim.at.toUTC().toString(u"yyyy-MM-dd"_s)
                   : claim.source.in(m_language);
    case ScopeColumn: {
        QStringList scope{claim.versions.text() == u"any"_s ? tr("any version") : claim.versions.text(),
                          claim.kernels.text(), claim.architecture, claim.distribution};
        scope.removeAll(QString());
        return scope.join(u" · "_s);
    }
    case NoteColumn:
        return claim.note.in(m_language);
    default:
        return {};
    }
}

QString ClaimsModel::provenanceText(Provenance provenance)
{
    switch (provenance) {
    case Provenance::SeedDocument:
        return tr("said in a guide");
    case Provenance::VendorClaimed:
        return tr("claimed by the vendor");
    case Provenance::SourceInferred:
        return tr("follows from sources or reports");
    case Provenance::VendorTested:
        return tr("tested by the vendor");
    case Provenance::LabBuilt:
        return tr("built in the laboratory");
    case Provenance::BuiltHere:
        return tr("built on our node");
    case Provenance::LoadedHere:
        return tr("loaded on our node");
    case Provenance::MountedHere:
        return tr("mounted on our node");
    }
    return {};
}

QString ClaimsModel::outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Works:
        return tr("works");
    case Outcome::Fails:
        return tr("fails");
    case Outcome::Untried:
        return tr("not tried");
    }
    return {};
}

} // namespace Vermagic
