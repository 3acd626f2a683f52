// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/matrixcolumns.h"

#include "views/matrixdelegate.h"
#include "views/matrixheader.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTreeView>

#include <algorithm>

namespace Vermagic {

namespace {

constexpr int padding = 8;
constexpr int rowsToMeasure = 400;
constexpr int longestText = 34; ///< in average characters

/// Who gets room first when there is not enough for all: where the brief text says least.
constexpr std::array byNeed{MatrixColumn::Health,    MatrixColumn::RunningKernel, MatrixColumn::NextBoot,
                            MatrixColumn::Build,     MatrixColumn::Services,      MatrixColumn::Mounts,
                            MatrixColumn::Headers,   MatrixColumn::LoadedModule,  MatrixColumn::Node,
                            MatrixColumn::Throughput};

/// The name of the build environment may run on into the next cell.
bool overflows(const QModelIndex &index)
{
    return MatrixRowKind(index.data(NodeMatrixModel::RowKindRole).toInt()) == MatrixRowKind::Reference
           && index.column() == int(MatrixColumn::RunningKernel);
}

} // namespace

MatrixColumns::MatrixColumns(QTreeView *view, const MatrixDelegate *delegate)
    : QObject(view)
    , m_view(view)
    , m_delegate(delegate)
{
    static_assert(columnCount == matrixColumnCount && byNeed.size() == matrixColumnCount);
    connect(view->header(), &QHeaderView::sectionResized, this, [this](int, int before, int after) {
        if (!m_spreading && before > 0 && after > 0)
            m_automatic = false;
    });
}

void MatrixColumns::setAutomatic(bool automatic)
{
    m_automatic = automatic;
    spread();
}

void MatrixColumns::setShown(int column, bool shown)
{
    const QScopedValueRollback guard(m_spreading, true);
    m_view->setColumnHidden(column, !shown);
    spread();
}

void MatrixColumns::measure()
{
    QStyleOptionViewItem option;
    option.initFrom(m_view);
    option.font = m_view->font();
    const auto *header = static_cast<MatrixHeader *>(m_view->header());
    const int longest = longestText * header->fontMetrics().averageCharWidth() + 2 * padding;
    for (int column = 0; column < columnCount; ++column) {
        Width width{header->titleWidth(column, true), header->titleWidth(column, false)};
        QModelIndex index = m_view->model()->index(0, 0);
        for (int row = 0; index.isValid() && row < rowsToMeasure; ++row, index = m_view->indexBelow(index)) {
            const QModelIndex cell = index.siblingAtColumn(column);
            if (cell.data(NodeMatrixModel::RowKindRole).toInt() == int(MatrixRowKind::Group)
                || overflows(cell))
                continue;
            width.brief = std::max(width.brief, m_delegate->neededWidth(option, cell, true));
            width.full = std::max(width.full, m_delegate->neededWidth(option, cell, false));
        }
        m_widths[std::size_t(column)] = {std::min(width.brief, longest), std::min(width.full, longest)};
    }
    m_measured = true;
    spread();
}

void MatrixColumns::spread()
{
    if (!m_automatic || !m_measured)
        return;
    const QHeaderView *header = m_view->header();
    int left = m_view->viewport()->width();
    for (int column = 0; column < columnCount; ++column)
        left -= header->isSectionHidden(column) ? 0 : m_widths[std::size_t(column)].brief;
    int last = -1;
    for (int visual = 0; visual < header->count(); ++visual) {
        if (const int column = header->logicalIndex(visual); !header->isSectionHidden(column))
            last = column;
    }
    std::array<int, columnCount> sizes{};
    for (MatrixColumn wanted : byNeed) {
        const Width &width = m_widths[std::size_t(wanted)];
        const int more = width.full - width.brief;
        const bool fits = !header->isSectionHidden(int(wanted)) && more <= left;
        sizes[std::size_t(wanted)] = fits ? width.full : width.brief;
        left -= fits ? more : 0;
    }
    if (last >= 0)
        sizes[std::size_t(last)] += std::max(0, left);
    for (int column = 0; column < columnCount; ++column)
        resize(column, sizes[std::size_t(column)]);
}

void MatrixColumns::resize(int column, int width)
{
    const QScopedValueRollback guard(m_spreading, true);
    if (!m_view->header()->isSectionHidden(column))
        m_view->header()->resizeSection(column, width);
}

} // namespace Vermagic
