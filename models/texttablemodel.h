// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A TextTable for a view. Shows what it is given; owned by whoever shows it.
#pragma once

#include "models/benchmark/runtables.h"

#include <QAbstractTableModel>

namespace Vermagic {

class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { OutcomeRole = Qt::UserRole }; ///< ThresholdOutcome as int; invalid: none

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const TextTable &table);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    TextTable m_table;
};

} // namespace Vermagic
