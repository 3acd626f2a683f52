// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The compatibility matrix as a table model: versions in rows, kernel series in columns, a word in each cell; and
/// everything that is said of one cell as a second one. Both show values that they are given and never ask for
/// others; a view chooses the file system and refreshes. Owned by whoever shows them.
#pragma once

#include "models/compatibility/compatibilitytable.h"

#include <QAbstractTableModel>

namespace Vermagic {

class CompatibilityModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        VerdictRole = Qt::UserRole, ///< CellVerdict as int
        NodesRole,                  ///< QStringList: our nodes that run it
        NextNodesRole,              ///< QStringList: our nodes after their next reboot
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const CompatibilityTable &table);
    const TableCell *cellAt(const QModelIndex &index) const;
    /// A cell in which one of our nodes stands, the worst first; invalid without one.
    QModelIndex ownCell() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString verdictText(CellVerdict verdict);

private:
    QString toolTipOf(const TableCell &cell) const;

    CompatibilityTable m_table;
};

class ClaimsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { OutcomeColumn, ProvenanceColumn, SourceColumn, ScopeColumn, NoteColumn, ColumnCount };
    enum Role { OutcomeRole = Qt::UserRole, UrlRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// The deciding claim first. Sources and notes are shown in `language`.
    void setClaims(const QList<Claim> &claims, const QString &language);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString provenanceText(Provenance provenance);
    static QString outcomeText(Outcome outcome);

private:
    QString textOf(const Claim &claim, int column) const;

    QList<Claim> m_claims;
    QString m_language;
};

} // namespace Vermagic
