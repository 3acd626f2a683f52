// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Every remedy of every playbook as the rows of a table: what can be asked for, what only a finding calls for, what is
/// obsolete. Made once from the Knowledge, which must outlive it; texts in its language. Obsolete rows come last.
#pragma once

#include "models/playbook/knowledge.h"

#include <QAbstractTableModel>

namespace Vermagic {

class PlaybookModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Title, PlaybookId, AskedFor, RiskColumn, ColumnCount };
    enum Role { ObsoleteRole = Qt::UserRole + 1, SearchRole };

    struct Row
    {
        const Playbook *playbook = nullptr;
        const Remedy *remedy = nullptr;
        const Obsolete *obsolete = nullptr;
    };

    explicit PlaybookModel(const Knowledge *knowledge, QObject *parent = nullptr);

    const Row &row(int index) const { return m_rows[index]; }
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Row &row, int column) const;

    const Knowledge *m_knowledge;
    QList<Row> m_rows;
};

} // namespace Vermagic
