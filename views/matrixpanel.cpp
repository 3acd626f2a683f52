// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/matrixpanel.h"

#include "models/throughputstore.h"
#include "views/icons.h"
#include "views/matrixcolumns.h"
#include "views/matrixview.h"
#include "views/summarychips.h"
#include "views/widgets.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

QString groupingTitle(MatrixGrouping grouping)
{
    switch (grouping) {
    case MatrixGrouping::None:
        return MatrixPanel::tr("nothing");
    case MatrixGrouping::Group:
        return MatrixPanel::tr("group");
    case MatrixGrouping::Role:
        return MatrixPanel::tr("role");
    case MatrixGrouping::State:
        return MatrixPanel::tr("state");
    case MatrixGrouping::Kernel:
        return MatrixPanel::tr("kernel");
    }
    return {};
}

} // namespace

MatrixPanel::MatrixPanel(const ClusterState *state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_model(new NodeMatrixModel(state, this))
    , m_proxy(new NodeMatrixProxyModel(m_model, this))
    , m_view(new MatrixView(m_proxy, this))
    , m_strip(new FleetStrip(this))
    , m_fleet(new ElidedLabel({}, Tone::Muted, ToneLabel::Plain, this))
    , m_groupMenu(new QMenu(tr("&Group by"), this))
    , m_columnMenu(new QMenu(tr("&Columns"), this))
    , m_groups(new QActionGroup(this))
    , m_copySummary(new QAction(tr("Copy summary"), this))
{
    m_groupButton = new MenuButton(u"group"_s, m_groupMenu, this);
    m_columnButton = new MenuButton(u"columns"_s, m_columnMenu, this);
    m_groupButton->setAutoRaise(true);
    m_columnButton->setAutoRaise(true);
    m_columnButton->setText(tr("Columns"));
    m_columnButton->setObjectName(u"columnsButton"_s);
    m_groupButton->setObjectName(u"groupButton"_s);
    m_ratesDue.setSingleShot(true);
    m_ratesDue.setInterval(1s);
    connect(&m_ratesDue, &QTimer::timeout, this, &MatrixPanel::updateRates);
    buildGroupMenu();
    buildColumnMenu();
    setGrouping(MatrixGrouping::Group);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 6, 4);
    bar->setSpacing(10);
    bar->addWidget(m_strip);
    bar->addWidget(m_fleet, 1);
    bar->addWidget(m_groupButton);
    bar->addWidget(m_columnButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);

    connect(m_model, &NodeMatrixModel::updated, this, &MatrixPanel::updateFleet);
    connect(state, &ClusterState::sweepChanged, this, [this] {
        // The rows must not lag behind when they are measured; updateFleet() follows.
        if (m_state->snapshot().sweepFinishedAt.isValid() && m_fitted != Fitted::ToAllNodes)
            m_model->flush();
    });
    connect(m_strip, &FleetStrip::nodeRequested, this, [this](const QString &node) {
        m_view->selectNodes({node});
        m_view->setFocus();
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, &MatrixPanel::showContextMenu);
    m_copySummary->setShortcut(QKeySequence::Copy);
    m_copySummary->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(m_copySummary);
    connect(m_copySummary, &QAction::triggered, this, &MatrixPanel::copySummary);
    connect(m_view->header(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { m_columnMenu->popup(m_view->header()->mapToGlobal(at)); });
    updateFleet();
}

void MatrixPanel::buildGroupMenu()
{
    m_groups->setExclusive(true);
    for (MatrixGrouping grouping : {MatrixGrouping::Group, MatrixGrouping::Role, MatrixGrouping::State,
                                    MatrixGrouping::Kernel, MatrixGrouping::None}) {
        QAction *action = m_groupMenu->addAction(groupingTitle(grouping));
        action->setCheckable(true);
        action->setData(int(grouping));
        m_groups->addAction(action);
        connect(action, &QAction::triggered, this, [this, grouping] { setGrouping(grouping); });
    }
}

void MatrixPanel::buildColumnMenu()
{
    for (int column = 0; column < matrixColumnCount; ++column) {
        QAction *action = m_columnMenu->addAction(matrixColumnTitle(MatrixColumn(column)));
        action->setCheckable(true);
        action->setChecked(true);
        action->setEnabled(column != int(MatrixColumn::Node));
        connect(action, &QAction::toggled, this, [this, column](bool shown) { showColumn(column, shown); });
    }
    showColumn(int(MatrixColumn::Throughput), true);
    m_columnMenu->addSeparator();
    connect(m_columnMenu->addAction(tr("Fit to contents")), &QAction::triggered, this, [this] {
        m_view->columns()->setAutomatic(true);
        m_view->fitColumns();
    });
}

void MatrixPanel::showColumn(int column, bool shown)
{
    const bool empty = column == int(MatrixColumn::Throughput) && !m_model->hasRates();
    m_view->columns()->setShown(column, shown && !empty);
}

void MatrixPanel::setThroughput(const ThroughputStore *store)
{
    if (m_throughput)
        m_throughput->disconnect(this);
    m_throughput = store;
    m_model->setThroughput(store);
    if (store) {
        const auto later = [this] {
            if (!m_ratesDue.isActive())
                m_ratesDue.start();
        };
        connect(store, &ThroughputStore::started, this, later);
        connect(store, &ThroughputStore::appended, this, later);
    }
    updateRates();
}

void MatrixPanel::updateRates()
{
    m_model->refreshRates();
    const int column = int(MatrixColumn::Throughput);
    if (m_view->isColumnHidden(column) == m_model->hasRates())
        showColumn(column, m_columnMenu->actions().at(column)->isChecked());
}

void MatrixPanel::setFilter(const NodeFilter &filter)
{
    m_proxy->setFilter(filter);
    m_view->viewport()->update();
}

void MatrixPanel::setGrouping(MatrixGrouping grouping)
{
    m_model->setGrouping(grouping);
    for (QAction *action : m_groups->actions())
        action->setChecked(action->data().toInt() == int(grouping));
    m_groupButton->setText(tr("Group by: %1").arg(groupingTitle(grouping)));
}

void MatrixPanel::updateFleet()
{
    const ClusterSnapshot &snapshot = m_state->snapshot();
    m_strip->setNodes(snapshot.nodes);
    const FleetSummary summary = fleetSummary(snapshot, m_model->kernels());
    m_fleet->setText(fleetText(summary));
    m_fleet->setToolTip(m_fleet->text());
    if (std::exchange(m_fittedTo, snapshot.inventory) != snapshot.inventory)
        m_fitted = Fitted::No;
    // Once when the first node is known, so that the matrix can be read at all, and once when all are.
    const Fitted due = summary.pending == 0                      ? Fitted::ToAllNodes
                       : summary.pending < snapshot.nodes.size() ? Fitted::ToFirstNode
                                                                 : Fitted::No;
    if (due > m_fitted && !snapshot.nodes.isEmpty()) {
        m_fitted = due;
        m_view->fitColumns();
    }
}

QString MatrixPanel::fleetText(const FleetSummary &summary) const
{
    QStringList parts;
    if (summary.alike > 0)
        parts.append(tr("%n node(s) alike", nullptr, summary.alike));
    if (!summary.differInKernel.isEmpty())
        parts.append(tr("%n differ(s) in kernel (%1)", nullptr, int(summary.differInKernel.size()))
                         .arg(summary.differingKernels.join(u", "_s)));
    if (!summary.differInMounts.isEmpty())
        parts.append(tr("%n differ(s) in mounts", nullptr, int(summary.differInMounts.size())));
    return parts.join(u" · "_s);
}

void MatrixPanel::showContextMenu(const QPoint &position)
{
    const QStringList nodes = m_view->selectedNodes();
    if (nodes.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool writable = m_state->readOnly().isEmpty();
    QAction *refresh = menu->addAction(icon(u"refresh"_s), tr("Refresh"));
    refresh->setEnabled(writable);
    connect(refresh, &QAction::triggered, this, [this, nodes] { Q_EMIT refreshRequested(nodes); });
    QAction *fix = menu->addAction(icon(u"fix"_s), tr("Fix…"));
    fix->setEnabled(writable && std::ranges::any_of(nodes, [this](const QString &name) {
                        const NodeSnapshot *node = m_state->snapshot().node(name);
                        return node && canBeFixed(*node);
                    }));
    connect(fix, &QAction::triggered, this, [this, nodes] { Q_EMIT fixRequested(nodes); });
    QAction *benchmark = menu->addAction(icon(u"chart"_s), tr("Run a benchmark…"));
    benchmark->setEnabled(writable);
    connect(benchmark, &QAction::triggered, this, [this, nodes] { Q_EMIT benchmarkRequested(nodes); });
    if (writable && m_view->currentIndex().data(NodeMatrixModel::KeyChangedRole).toBool())
        connect(menu->addAction(icon(u"key"_s), tr("Review key…")), &QAction::triggered, this,
                [this, node = nodes.first()] { Q_EMIT m_view->reviewKeyRequested(node); });
    menu->addSeparator();
    connect(menu->addAction(icon(u"copy"_s), tr("Copy")), &QAction::triggered, this,
            &MatrixPanel::copySelection);
    menu->addAction(m_copySummary);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void MatrixPanel::copySummary() const
{
    if (QMimeData *summaries = m_view->model()->mimeData(m_view->selectionModel()->selectedRows()))
        QGuiApplication::clipboard()->setMimeData(summaries);
}

void MatrixPanel::copySelection() const
{
    QStringList lines;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows()) {
        QStringList cells;
        for (int column = 0; column < matrixColumnCount; ++column) {
            if (!m_view->isColumnHidden(column))
                cells.append(index.siblingAtColumn(column).data().toString());
        }
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void MatrixPanel::save(QSettings *settings) const
{
    settings->setValue(u"matrix/header"_s, m_view->header()->saveState());
    settings->setValue(u"matrix/grouping"_s, int(m_model->grouping()));
    settings->setValue(u"matrix/columns"_s, matrixColumnCount);
    settings->setValue(u"matrix/throughput"_s,
                       m_columnMenu->actions().at(int(MatrixColumn::Throughput))->isChecked());
    settings->setValue(u"matrix/fitted"_s, m_view->columns()->isAutomatic());
}

void MatrixPanel::restore(QSettings *settings)
{
    bool number = false;
    const int grouping = settings->value(u"matrix/grouping"_s).toInt(&number);
    if (number && grouping >= 0 && grouping <= int(MatrixGrouping::Kernel))
        setGrouping(MatrixGrouping(grouping));
    const QByteArray header = settings->value(u"matrix/header"_s).toByteArray();
    const bool sameColumns = settings->value(u"matrix/columns"_s).toInt() == matrixColumnCount;
    if (header.isEmpty() || !sameColumns || !m_view->header()->restoreState(header))
        return;
    m_view->header()->setStretchLastSection(false);
    m_view->columns()->setAutomatic(settings->value(u"matrix/fitted"_s, false).toBool());
    m_view->sortByColumn(m_view->header()->sortIndicatorSection(), m_view->header()->sortIndicatorOrder());
    for (int column = 0; column < matrixColumnCount; ++column) {
        // That column may be hidden only because there are no rates yet.
        const bool wanted = column == int(MatrixColumn::Throughput)
                                ? settings->value(u"matrix/throughput"_s, true).toBool()
                                : !m_view->isColumnHidden(column);
        m_columnMenu->actions().at(column)->setChecked(wanted);
        showColumn(column, wanted);
    }
}

} // namespace Vermagic
