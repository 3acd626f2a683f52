// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbookmodel.h"

#include "models/playbook/parameter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// What can be asked for first, then what a finding calls for, then what is obsolete.
int rankOf(const PlaybookModel::Row &row)
{
    return row.obsolete ? 2 : row.remedy->onDemand ? 0 : 1;
}

} // namespace

PlaybookModel::PlaybookModel(const Knowledge *knowledge, QObject *parent)
    : QAbstractTableModel(parent)
    , m_knowledge(knowledge)
{
    for (const Playbook &playbook : knowledge->playbooks) {
        for (const Remedy &remedy : playbook.remedies)
            m_rows.append({&playbook, &remedy, playbook.obsoleteness(remedy)});
    }
    std::ranges::stable_sort(m_rows, {}, rankOf);
}

int PlaybookModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlaybookModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PlaybookModel::text(const Row &row, int column) const
{
    switch (column) {
    case Title:
        return listedText(row.remedy->title, *row.remedy, m_knowledge->language);
    case PlaybookId:
        return row.playbook->id;
    case AskedFor:
        return row.obsolete ? tr("obsolete") : row.remedy->onDemand ? tr("on demand") : tr("for a finding");
    case RiskColumn:
        return row.remedy->risk == Risk::Low      ? tr("low")
               : row.remedy->risk == Risk::Medium ? tr("medium")
                                                  : tr("high");
    default:
        return {};
    }
}

QVariant PlaybookModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return row.obsolete ? row.obsolete->reason.in(m_knowledge->language) : text(row, index.column());
    case Qt::AccessibleDescriptionRole:
        return row.obsolete ? row.obsolete->reason.in(m_knowledge->language) : QVariant();
    case ObsoleteRole:
        return row.obsolete != nullptr;
    case SearchRole:
        return QStringList{text(row, Title),
                           text(row, PlaybookId),
                           text(row, AskedFor),
                           row.remedy->id,
                           row.playbook->title.in(m_knowledge->language),
                           row.playbook->source}
            .join(u'\n');
    default:
        return {};
    }
}

QVariant PlaybookModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Procedure");
    case PlaybookId:
        return tr("Playbook");
    case AskedFor:
        return tr("Chosen");
    case RiskColumn:
        return tr("Risk");
    default:
        return {};
    }
}

} // namespace Vermagic
