// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/compatibilitywindow.h"

#include "models/diagnosis/compatibilityfacts.h"
#include "views/icons.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

struct View
{
    FilesystemKind kind;
    FilesystemRole role;
    const char *title;
};

constexpr std::array filesystemViews{
    View{FilesystemKind::BeeGfs, FilesystemRole::Client,
         QT_TRANSLATE_NOOP("Vermagic::CompatibilityWindow", "BeeGFS client")},
    View{FilesystemKind::Lustre, FilesystemRole::Client,
         QT_TRANSLATE_NOOP("Vermagic::CompatibilityWindow", "Lustre client")},
    View{FilesystemKind::Lustre, FilesystemRole::Server,
         QT_TRANSLATE_NOOP("Vermagic::CompatibilityWindow", "Lustre server")},
    View{FilesystemKind::VirtioFs, FilesystemRole::Client,
         QT_TRANSLATE_NOOP("Vermagic::CompatibilityWindow", "virtio-fs")},
};

Tone toneOf(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Works:
        return Tone::Ok;
    case CellVerdict::Fails:
        return Tone::Error;
    case CellVerdict::Contradicted:
        return Tone::Warning;
    case CellVerdict::Unknown:
        break;
    }
    return Tone::Muted;
}

QString markOf(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Works:
        return u"ok"_s;
    case CellVerdict::Fails:
        return u"broken"_s;
    case CellVerdict::Contradicted:
        return u"warning"_s;
    case CellVerdict::Unknown:
        break;
    }
    return u"unknown"_s;
}

/// Mark and word on a tint; a frame and the number of nodes where our own nodes stand.
class CellDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(14, 8);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (!isOurs(index))
            return;
        painter->save();
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        painter->restore();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->text.isEmpty())
            return;
        const auto verdict = CellVerdict(index.data(CompatibilityModel::VerdictRole).toInt());
        const Tone tone = toneOf(verdict);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(markOf(verdict), tone);
        option->decorationSize = QSize(13, 13);
        option->backgroundBrush = toneColors(option->palette, tone).tint;
        option->palette.setColor(QPalette::Text, toneColors(option->palette, tone).text);
        const qsizetype here = index.data(CompatibilityModel::NodesRole).toStringList().size();
        const qsizetype next = index.data(CompatibilityModel::NextNodesRole).toStringList().size();
        if (here > 0)
            option->text += u"  ●%1"_s.arg(here);
        if (next > 0)
            option->text += u"  ○%1"_s.arg(next);
        if (isOurs(index))
            option->font = boldFont(option->font);
    }

private:
    static bool isOurs(const QModelIndex &index)
    {
        return !index.data(CompatibilityModel::NodesRole).toStringList().isEmpty()
               || !index.data(CompatibilityModel::NextNodesRole).toStringList().isEmpty();
    }
};

class ClaimDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() != ClaimsModel::OutcomeColumn)
            return;
        const auto outcome = Outcome(index.data(ClaimsModel::OutcomeRole).toInt());
        const CellVerdict verdict = outcome == Outcome::Works   ? CellVerdict::Works
                                    : outcome == Outcome::Fails ? CellVerdict::Fails
                                                                : CellVerdict::Unknown;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(markOf(verdict), toneOf(verdict));
        option->decorationSize = QSize(13, 13);
    }
};

void prepare(QTableView *table)
{
    table->setFrameShape(QFrame::NoFrame);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->horizontalHeader()->setHighlightSections(true);
}

} // namespace

CompatibilityWindow::CompatibilityWindow(const ClusterState *state, QWidget *parent)
    : QDialog(parent)
    , m_state(state)
    , m_filesystem(new QComboBox(this))
    , m_table(new QTableView(this))
    , m_title(new QLabel(this))
    , m_details(new QTableView(this))
{
    setWindowTitle(tr("Compatibility matrix"));
    setObjectName(u"compatibilityWindow"_s);
    buildFilter();
    buildTable();
    buildClaims();
    auto *below = new QWidget(this);
    auto *belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->addWidget(m_title);
    belowLayout->addWidget(m_details);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *top = new QHBoxLayout;
    auto *label = new QLabel(tr("&File system:"), this);
    label->setBuddy(m_filesystem);
    top->addWidget(label);
    top->addWidget(m_filesystem);
    top->addStretch();
    top->addWidget(legend());
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(splitter);
    splitter->setSizes({420, 220});
    resize(1180, 720);
    m_delay.setSingleShot(true);
    m_delay.setInterval(200ms);
    connect(&m_delay, &QTimer::timeout, this, &CompatibilityWindow::refresh);
    const auto later = [this] { m_delay.start(); };
    connect(state, &ClusterState::inventoryChanged, this, later);
    connect(state, &ClusterState::nodeChanged, this, later);
    connect(state, &ClusterState::compatibilityChanged, this, later);
    refresh();
    chooseCell();
}

void CompatibilityWindow::buildFilter()
{
    for (const View &view : filesystemViews)
        m_filesystem->addItem(tr(view.title));
    m_filesystem->setAccessibleName(tr("File system"));
    connect(m_filesystem, &QComboBox::currentIndexChanged, this, [this] {
        refresh();
        chooseCell();
    });
}

void CompatibilityWindow::buildTable()
{
    prepare(m_table);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setCornerButtonEnabled(false);
    m_table->setAccessibleName(tr("Versions and kernels"));
    m_table->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CompatibilityWindow::showCell);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this] { showCell(m_table->currentIndex()); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] { showCell({}); });
}

void CompatibilityWindow::buildClaims()
{
    prepare(m_details);
    m_details->setModel(&m_claims);
    m_details->setItemDelegate(new ClaimDelegate(m_details));
    m_details->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_details->setAccessibleName(tr("What is said of the chosen cell"));
    m_details->verticalHeader()->hide();
    m_details->setShowGrid(false);
    m_details->setWordWrap(true);
    m_details->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_details->horizontalHeader()->setStretchLastSection(true);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(boldFont(m_title->font()));
    m_title->setContentsMargins(4, 6, 4, 2);
    m_title->setWordWrap(true);
}

QWidget *CompatibilityWindow::legend()
{
    auto *legend = new QWidget(this);
    auto *layout = new QHBoxLayout(legend);
    layout->setContentsMargins(0, 0, 0, 0);
    for (const CellVerdict verdict : {CellVerdict::Works, CellVerdict::Fails, CellVerdict::Contradicted}) {
        auto *mark = new QLabel(legend);
        mark->setPixmap(icon(markOf(verdict), toneOf(verdict)).pixmap(QSize(13, 13), devicePixelRatio()));
        auto *text = new QLabel(CompatibilityModel::verdictText(verdict), legend);
        if (verdict == CellVerdict::Contradicted)
            text->setToolTip(tr("said to work, but an equal or stronger source says that it fails"));
        layout->addWidget(mark);
        layout->addWidget(text);
        layout->addSpacing(8);
    }
    layout->addWidget(new QLabel(tr("●  our nodes   ○  our nodes after their next reboot"), legend));
    return legend;
}

void CompatibilityWindow::refresh()
{
    const View &view = filesystemViews[size_t(std::max(0, m_filesystem->currentIndex()))];
    const ClusterSnapshot &snapshot = m_state->snapshot();
    QList<NodeStanding> standings;
    for (const NodeSnapshot &node : snapshot.nodes) {
        if (node.facts)
            standings += standingsOf(*node.facts, node.spec, *snapshot.inventory);
    }
    m_model.setTable(
        tableOf(m_state->knowledge().compatibility, {.kind = view.kind, .role = view.role}, standings));
    m_table->resizeColumnsToContents();
    m_table->resizeRowsToContents();
}

/// Where our nodes stand, else the newest version on the newest kernel.
void CompatibilityWindow::chooseCell()
{
    const QModelIndex own = m_model.ownCell();
    const QModelIndex chosen = own.isValid()
                                   ? own
                                   : m_model.index(m_model.rowCount() - 1, m_model.columnCount() - 1);
    m_table->setCurrentIndex(chosen);
    m_table->scrollTo(chosen, QAbstractItemView::EnsureVisible);
}

void CompatibilityWindow::showCell(const QModelIndex &index)
{
    const TableCell *cell = m_model.cellAt(index);
    m_claims.setClaims(cell ? cell->cell.claims : QList<Claim>(), m_state->knowledge().language);
    QStringList title;
    if (cell) {
        title.append(index.data(Qt::AccessibleTextRole).toString());
        if (cell->cell.claims.isEmpty())
            title.append(tr("Nobody tells."));
        if (!cell->nodes.isEmpty())
            title.append(tr("Running on: %1").arg(cell->nodes.join(u", "_s)));
        if (!cell->nextNodes.isEmpty())
            title.append(tr("After the next reboot on: %1").arg(cell->nextNodes.join(u", "_s)));
    }
    m_title->setText(title.join(u"   "_s));
    m_details->resizeColumnsToContents();
    m_details->resizeRowsToContents();
}

} // namespace Vermagic
