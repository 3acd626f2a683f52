// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/throughputlegend.h"

#include "views/charts/verdictlook.h"
#include "views/icons.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr QSize swatchSize(26, 14);

/// Looks the same in a selected row.
QIcon untinted(const QPixmap &pixmap)
{
    QIcon same(pixmap);
    same.addPixmap(pixmap, QIcon::Selected);
    return same;
}

class LegendDelegate : public QStyledItemDelegate
{
public:
    LegendDelegate(std::shared_ptr<LineStyles> styles, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_styles(std::move(styles))
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 6};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        // As in the matrix, so that swatches and verdicts keep their colours.
        option->palette.setColor(QPalette::Highlight, blend(option->palette.color(QPalette::Highlight),
                                                            option->palette.color(QPalette::Base),
                                                            isDark(option->palette) ? 0.30 : 0.15));
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
        const auto verdict = LiveVerdict(index.data(ThroughputModel::VerdictRole).toInt());
        if (index.column() == ThroughputModel::NameColumn) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = swatchSize;
            option->icon = swatch(index.data(ThroughputModel::NameRole).toString(), *option);
        } else if (index.column() == ThroughputModel::VerdictColumn && verdict != LiveVerdict::None) {
            const Tone tone = toneOf(verdict);
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = QSize(13, 13);
            const qreal ratio = option->widget ? option->widget->devicePixelRatio() : 1;
            option->icon = untinted(icon(markOf(verdict), tone).pixmap(option->decorationSize, ratio));
            for (const QPalette::ColorRole role : {QPalette::Text, QPalette::HighlightedText})
                option->palette.setColor(role, toneColors(option->palette, tone).text);
        }
    }

private:
    QIcon swatch(const QString &name, const QStyleOptionViewItem &option) const
    {
        const qreal ratio = option.widget ? option.widget->devicePixelRatio() : 1;
        QPixmap pixmap(swatchSize * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        drawSwatch(painter, QRectF(QPointF(), QSizeF(swatchSize)), m_styles->indexOf(name), option.palette);
        return untinted(pixmap);
    }

    std::shared_ptr<LineStyles> m_styles;
};

} // namespace

QAbstractItemDelegate *newLineDelegate(std::shared_ptr<LineStyles> styles, QObject *parent)
{
    return new LegendDelegate(std::move(styles), parent);
}

ThroughputLegend::ThroughputLegend(ThroughputModel *model, ThroughputProxyModel *proxy,
                                   const std::shared_ptr<LineStyles> &styles, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_proxy(proxy)
    , m_keep(new QComboBox(this))
    , m_view(new QTreeView(this))
{
    m_keep->addItem(tr("All lines"));
    m_keep->addItem(tr("Fastest %1").arg(ThroughputProxyModel::few));
    m_keep->addItem(tr("Slowest %1").arg(ThroughputProxyModel::few));
    m_keep->addItem(tr("Below the threshold"));
    m_keep->setAccessibleName(tr("Lines to list"));
    m_keep->setToolTip(tr("Which lines are listed; what is drawn is chosen by their check marks"));
    connect(m_keep, &QComboBox::currentIndexChanged, proxy,
            [proxy](int keep) { proxy->setKeep(ThroughputProxyModel::Keep(keep)); });
    buildView(styles);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_keep);
    layout->addWidget(m_view, 1);
}

void ThroughputLegend::buildView(const std::shared_ptr<LineStyles> &styles)
{
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(newLineDelegate(styles, m_view));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setMouseTracking(true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(tr("Legend"));
    m_view->header()->setSortIndicator(-1, Qt::AscendingOrder);
    m_view->header()->setSortIndicatorClearable(true);
    m_view->setSortingEnabled(true);
    for (const int column :
         {ThroughputModel::FilesystemColumn, ThroughputModel::LowColumn, ThroughputModel::HighColumn})
        m_view->setColumnHidden(column, true);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setMinimumSectionSize(40);
    m_view->header()->setSectionResizeMode(ThroughputModel::NameColumn, QHeaderView::Stretch);
    const QFontMetrics &metrics = m_view->fontMetrics();
    for (const int column : {ThroughputModel::NowColumn, ThroughputModel::MeanColumn})
        m_view->header()->resizeSection(column, metrics.horizontalAdvance(u"8.88 Mop/s"_s) + 10);
    m_view->header()->resizeSection(
        ThroughputModel::VerdictColumn,
        metrics.horizontalAdvance(ThroughputModel::verdictText(LiveVerdict::Missed)) + 30);
    m_view->viewport()->installEventFilter(this);
    connect(m_view, &QTreeView::entered, this, [this](const QModelIndex &index) {
        Q_EMIT lineHovered(index.data(ThroughputModel::NameRole).toString());
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_selecting)
            Q_EMIT selectionChanged(m_wanted = selected());
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, &ThroughputLegend::showContextMenu);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, [this] { select(m_wanted); });
}

bool ThroughputLegend::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT lineHovered({});
    return QWidget::eventFilter(watched, event);
}

QStringList ThroughputLegend::selected() const
{
    QStringList names;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        names.append(index.data(ThroughputModel::NameRole).toString());
    return names;
}

void ThroughputLegend::select(const QStringList &names)
{
    m_wanted = names;
    const QScopedValueRollback guard(m_selecting, true);
    QItemSelection selection;
    for (const QString &name : names) {
        const QModelIndex index = m_proxy->mapFromSource(m_model->index(m_model->rowOf(name), 0));
        if (index.isValid())
            selection.select(index, index.siblingAtColumn(ThroughputModel::ColumnCount - 1));
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!selection.isEmpty())
        m_view->scrollTo(selection.first().topLeft());
}

void ThroughputLegend::showVerdicts(bool shown)
{
    m_view->setColumnHidden(ThroughputModel::VerdictColumn, !shown);
}

void ThroughputLegend::showContextMenu(const QPoint &place)
{
    QSet<QString> all;
    for (const ThroughputRow &row : m_model->rows())
        all.insert(row.line.name);
    const QStringList names = selected();
    const QSet<QString> chosen(names.cbegin(), names.cend());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *only = menu->addAction(tr("Draw only these"));
    connect(only, &QAction::triggered, this, [this, all, chosen] { m_model->setHidden(all - chosen); });
    QAction *hide = menu->addAction(tr("Hide these"));
    connect(hide, &QAction::triggered, this,
            [this, chosen] { m_model->setHidden(m_model->hidden() | chosen); });
    only->setEnabled(!chosen.isEmpty());
    hide->setEnabled(!chosen.isEmpty());
    connect(menu->addAction(tr("Draw all")), &QAction::triggered, this, [this] { m_model->setHidden({}); });
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

} // namespace Vermagic
