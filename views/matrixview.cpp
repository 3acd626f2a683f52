// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/matrixview.h"

#include "views/icons.h"
#include "views/matrixcolumns.h"
#include "views/matrixdelegate.h"
#include "views/matrixheader.h"
#include "views/stickyrow.h"

#include <QDrag>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int padding = 8;

MatrixRowKind kindOf(const QModelIndex &index)
{
    return MatrixRowKind(index.data(NodeMatrixModel::RowKindRole).toInt());
}

QString nodeOf(const QModelIndex &index)
{
    return index.data(NodeMatrixModel::NodeRole).toString();
}

} // namespace

MatrixView::MatrixView(NodeMatrixProxyModel *model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_delegate(new MatrixDelegate(this))
    , m_sticky(nullptr)
{
    setItemDelegate(m_delegate);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setAnimated(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setDragDropMode(DragOnly);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setExpandsOnDoubleClick(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Node matrix"));
    setHeader(new MatrixHeader(this));
    setModel(model);
    header()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    m_columns = new MatrixColumns(this, m_delegate);
    m_sticky = new StickyRow(viewport(), [this](QPainter &painter, const QRect &row) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        option.rect = row;
        painter.fillRect(row, referenceColor());
        drawCells(painter, option, row, m_model->index(0, 0));
        drawLines(painter, row, true);
    });

    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        m_collapsed.remove(index.data(NodeMatrixModel::GroupKeyRole).toString());
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_restoring)
            m_collapsed.insert(index.data(NodeMatrixModel::GroupKeyRole).toString());
    });
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!nodeOf(index).isEmpty())
            Q_EMIT nodeActivated(nodeOf(index));
    });
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_kept = selectedNodes(); });
    connect(model, &QAbstractItemModel::modelReset, this, &MatrixView::restoreView);
    connect(model, &QAbstractItemModel::rowsInserted, this, &MatrixView::restoreView);
    connect(model, &QAbstractItemModel::layoutChanged, this, &MatrixView::restoreView);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MatrixView::placeStickyRow);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &MatrixView::placeStickyRow);
    connect(header(), &QHeaderView::geometriesChanged, this, &MatrixView::placeStickyRow);
    connect(header(), &QHeaderView::sectionResized, m_sticky, qOverload<>(&QWidget::update));
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_sticky, qOverload<>(&QWidget::update));
    restoreView();
}

/// A group that comes back from a filter would be collapsed, and a reset drops the selection.
void MatrixView::restoreView()
{
    m_restoring = true;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (kindOf(index) == MatrixRowKind::Group)
            setExpanded(index, !m_collapsed.contains(index.data(NodeMatrixModel::GroupKeyRole).toString()));
    }
    m_restoring = false;
    if (!m_kept.isEmpty())
        selectNodes(std::exchange(m_kept, {}));
    placeStickyRow();
}

QStringList MatrixView::selectedNodes() const
{
    QStringList nodes;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        if (const QString node = nodeOf(index); !node.isEmpty())
            nodes.append(node);
    }
    return nodes;
}

void MatrixView::selectNodes(const QStringList &nodes)
{
    QItemSelection selection;
    for (const QString &node : nodes) {
        if (const QModelIndex index = m_model->indexOf(node); index.isValid())
            selection.select(index, index.siblingAtColumn(matrixColumnCount - 1));
    }
    if (!selection.isEmpty()) {
        selectionModel()->setCurrentIndex(selection.first().topLeft(), QItemSelectionModel::NoUpdate);
        scrollTo(selection.first().topLeft());
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void MatrixView::fitColumns()
{
    m_columns->measure();
}

QString MatrixView::linkText() const
{
    return tr("Review key…");
}

QRect MatrixView::noticeRect(const QRect &row) const
{
    const int health = header()->visualIndex(int(MatrixColumn::Health));
    int left = -1;
    int right = -1;
    for (int visual = health + 1; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        // A node that cannot be asked may still have rates of a moment ago.
        if (isColumnHidden(column) || column == int(MatrixColumn::Node)
            || column == int(MatrixColumn::Throughput))
            continue;
        if (left < 0)
            left = header()->sectionViewportPosition(column);
        right = header()->sectionViewportPosition(column) + header()->sectionSize(column);
    }
    if (left < 0)
        return {};
    // Scrolled sideways or too wide: the notice and its link stay where they can be read.
    left = std::max(left, 0);
    right = std::min(right, viewport()->width());
    return QRect(left, row.top(), right - left, row.height()).adjusted(padding, 0, -padding, 0);
}

QRect MatrixView::noticeLinkRect(const QModelIndex &index) const
{
    if (!index.data(NodeMatrixModel::KeyChangedRole).toBool())
        return {};
    const QRect row = visualRect(index.siblingAtColumn(0));
    const QRect place = noticeRect(row);
    const QFontMetrics metrics(font());
    const int width = metrics.horizontalAdvance(linkText());
    const int text = metrics.horizontalAdvance(index.data(NodeMatrixModel::NoticeRole).toString() + u"  "_s);
    const int left = place.left() + std::max(0, std::min(text, place.width() - width));
    return {left, row.top() + (row.height() - metrics.height()) / 2, width, metrics.height()};
}

void MatrixView::drawBranches(QPainter *, const QRect &, const QModelIndex &) const {}

void MatrixView::drawRow(QPainter *painter, const QStyleOptionViewItem &options,
                         const QModelIndex &index) const
{
    const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
    const MatrixRowKind kind = kindOf(index);
    const bool selected = selectionModel()->isSelected(index.siblingAtColumn(0));
    if (kind == MatrixRowKind::Reference)
        painter->fillRect(row, referenceColor());
    if (selected) {
        const QColor accent = palette().color(QPalette::Highlight);
        painter->fillRect(row,
                          blend(accent, palette().color(QPalette::Base), isDark(palette()) ? 0.30 : 0.15));
    }
    if (kind == MatrixRowKind::Group) {
        drawGroup(*painter, options, row, index);
    } else {
        QStyleOptionViewItem option = options;
        option.state.setFlag(QStyle::State_Selected, selected);
        drawCells(*painter, option, row, index);
        drawNotice(*painter, options, row, index);
    }
    drawLines(*painter, row,
              kind != MatrixRowKind::Group && index.data(NodeMatrixModel::NoticeRole).toString().isEmpty());
    if (selected)
        painter->fillRect(QRect(0, row.top(), 3, row.height()), palette().color(QPalette::Highlight));
    if (hasFocus() && index.siblingAtColumn(0) == currentIndex().siblingAtColumn(0)) {
        painter->setPen(palette().color(QPalette::Highlight));
        painter->drawRect(row.adjusted(0, 0, -1, -2));
    }
}

QColor MatrixView::referenceColor() const
{
    return blend(palette().color(QPalette::Highlight), palette().color(QPalette::Base),
                 isDark(palette()) ? 0.10 : 0.06);
}

void MatrixView::drawCells(QPainter &painter, const QStyleOptionViewItem &row, const QRect &rect,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem option = row;
    for (int column = 0; column < header()->count(); ++column) {
        if (isColumnHidden(column))
            continue;
        option.rect = QRect(header()->sectionViewportPosition(column), rect.top(),
                            header()->sectionSize(column), rect.height());
        // The name of the build environment may run on into the next cell, which a reference never fills.
        const int next = column + 1;
        if (kindOf(index) == MatrixRowKind::Reference && column == int(MatrixColumn::RunningKernel)
            && header()->visualIndex(next) == header()->visualIndex(column) + 1 && !isColumnHidden(next))
            option.rect.setWidth(option.rect.width() + header()->sectionSize(next));
        m_delegate->paint(&painter, option, index.siblingAtColumn(column));
    }
}

void MatrixView::drawLines(QPainter &painter, const QRect &row, bool columns) const
{
    painter.setPen(blend(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.09));
    painter.drawLine(row.bottomLeft(), row.bottomRight());
    for (int column = 0; columns && column < header()->count(); ++column) {
        const int right = header()->sectionViewportPosition(column) + header()->sectionSize(column) - 1;
        if (!isColumnHidden(column) && right < row.right())
            painter.drawLine(right, row.top(), right, row.bottom());
    }
}

void MatrixView::drawGroup(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row,
                           const QModelIndex &index) const
{
    if (!selectionModel()->isSelected(index))
        painter.fillRect(row, blend(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.045));
    const QRect arrow(row.left() + padding - 1, row.center().y() - 5, 11, 11);
    paintIcon(painter, arrow, isExpanded(index) ? u"chevron-down"_s : u"chevron-right"_s, palette(),
              Tone::Muted);
    const QFont bold = boldFont(option.font);
    const QString text = index.data().toString();
    const int left = arrow.right() + 7;
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(row.adjusted(left, 0, -padding, 0), Qt::AlignVCenter, text);
    const QString note = index.data(NodeMatrixModel::GroupNoteRole).toString();
    if (note.isEmpty())
        return;
    const int after = left + QFontMetrics(bold).horizontalAdvance(text);
    painter.setFont(option.font);
    painter.setPen(mutedText(palette()));
    const QRect place = row.adjusted(after, 0, -padding, 0);
    painter.drawText(place, Qt::AlignVCenter,
                     option.fontMetrics.elidedText(u"  ·  "_s + note, Qt::ElideRight, place.width()));
}

void MatrixView::drawNotice(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row,
                            const QModelIndex &index) const
{
    const QString notice = index.data(NodeMatrixModel::NoticeRole).toString();
    if (notice.isEmpty())
        return;
    QRect place = noticeRect(row);
    const QRect link = noticeLinkRect(index);
    if (!link.isNull())
        place.setRight(link.left() - 1);
    painter.setFont(option.font);
    painter.setPen(mutedText(palette()));
    painter.drawText(place, Qt::AlignVCenter,
                     option.fontMetrics.elidedText(notice, Qt::ElideRight, place.width()));
    if (link.isNull())
        return;
    QFont underlined = option.font;
    underlined.setUnderline(true);
    painter.setFont(underlined);
    painter.setPen(palette().color(QPalette::Link));
    painter.drawText(link, Qt::AlignVCenter, linkText());
}

void MatrixView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    const bool onlyReference = m_model->rowCount() == 1
                               && kindOf(m_model->index(0, 0)) == MatrixRowKind::Reference;
    if (m_model->filter().isEmpty() || (m_model->rowCount() > 0 && !onlyReference))
        return;
    QPainter painter(viewport());
    painter.setPen(mutedText(palette()));
    painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("No node matches the filter."));
}

void MatrixView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange)
        m_delegate->forget();
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && current.isValid()) {
        if (current.data(NodeMatrixModel::KeyChangedRole).toBool())
            Q_EMIT reviewKeyRequested(nodeOf(current));
        else if (kindOf(current) == MatrixRowKind::Group)
            setExpanded(current.siblingAtColumn(0), !isExpanded(current.siblingAtColumn(0)));
        else if (!nodeOf(current).isEmpty())
            Q_EMIT nodeActivated(nodeOf(current));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void MatrixView::mouseMoveEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    viewport()->setCursor(index.isValid() && noticeLinkRect(index).contains(event->position().toPoint())
                              ? Qt::PointingHandCursor
                              : Qt::ArrowCursor);
    QTreeView::mouseMoveEvent(event);
}

void MatrixView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint()).siblingAtColumn(0);
    if (event->button() == Qt::LeftButton && index.isValid() && kindOf(index) == MatrixRowKind::Group
        && event->position().x() < 28) {
        setExpanded(index, !isExpanded(index));
        return;
    }
    // From a row that is selected a drag begins; from another one goes on selecting.
    setDragEnabled(selectionModel()->isSelected(index));
    QTreeView::mousePressEvent(event);
}

/// A picture of whole rows would hide where they are dropped.
void MatrixView::startDrag(Qt::DropActions actions)
{
    QMimeData *summaries = model()->mimeData(selectionModel()->selectedRows());
    if (!summaries)
        return;
    const QStringList nodes = selectedNodes();
    QLabel picture(nodes.size() == 1 ? nodes.constFirst() : tr("%n node(s)", nullptr, int(nodes.size())));
    picture.setPalette(QToolTip::palette());
    picture.setFrameShape(QFrame::Box);
    picture.setAutoFillBackground(true);
    picture.setMargin(padding / 2);
    auto *drag = new QDrag(this);
    drag->setMimeData(summaries);
    drag->setPixmap(picture.grab());
    drag->setHotSpot({-padding, -padding});
    drag->exec(actions);
}

void MatrixView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid()
        && noticeLinkRect(index).contains(event->position().toPoint()))
        Q_EMIT reviewKeyRequested(nodeOf(index));
}

void MatrixView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    m_columns->spread();
    placeStickyRow();
}

void MatrixView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    viewport()->update();
    Q_EMIT selectedNodesChanged(selectedNodes());
}

void MatrixView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    viewport()->update();
}

void MatrixView::placeStickyRow()
{
    if (!m_sticky)
        return;
    const QModelIndex first = m_model->index(0, 0);
    const bool wanted = first.isValid() && kindOf(first) == MatrixRowKind::Reference
                        && verticalScrollBar()->value() > 0;
    m_sticky->setGeometry(0, 0, viewport()->width(), MatrixDelegate::rowHeight(fontMetrics()));
    m_sticky->setVisible(wanted);
    m_sticky->raise();
}

} // namespace Vermagic
