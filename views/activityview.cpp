// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/activityview.h"

#include "views/icons.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Time and node muted, the text with the mark of its severity.
class ActivityDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 6};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto severity = Severity(index.data(ActivityModel::SeverityRole).toInt());
        if (index.column() == ActivityModel::TextColumn) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->icon = icon(severity == Severity::Info ? u"ok"_s : markName(severity),
                                severity == Severity::Info ? Tone::Muted : toneOf(severity));
            option->decorationSize = QSize(13, 13);
            if (severity == Severity::Error)
                option->palette.setColor(QPalette::Text, toneColors(option->palette, Tone::Error).text);
        } else {
            option->palette.setColor(QPalette::Text, mutedText(option->palette));
        }
        if (index.column() == ActivityModel::TimeColumn)
            option->font = fixedFont(option->font);
    }
};

} // namespace

ActivityView::ActivityView(ActivityModel *model, QWidget *parent)
    : QTreeView(parent)
{
    setModel(model);
    setItemDelegate(new ActivityDelegate(this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Activity"));
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->resizeSection(ActivityModel::TimeColumn, fontMetrics().horizontalAdvance(u"00:00:00"_s) + 40);
    header()->resizeSection(ActivityModel::NodeColumn, 16 * fontMetrics().averageCharWidth());
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        setProperty("following", verticalScrollBar()->value() == verticalScrollBar()->maximum());
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (property("following").toBool())
            scrollToBottom();
    });
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const QString node = index.siblingAtColumn(ActivityModel::NodeColumn).data().toString();
        if (!node.isEmpty())
            Q_EMIT nodeRequested(node);
    });
}

} // namespace Vermagic
