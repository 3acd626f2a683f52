// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/benchmarks/benchmarkrunswindow.h"

#include "views/benchmarks/runview.h"
#include "views/icons.h"
#include "views/widgets.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QMimeData>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

BenchmarkRunsWindow::BenchmarkRunsWindow(const ClusterState *state, const QList<BenchmarkProfile> &profiles,
                                         QWidget *parent)
    : QDialog(parent)
    , m_model(new BenchmarkRunsModel(profiles, state->knowledge().language, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_list(new QTreeView(this))
    , m_view(new RunView(state, this))
{
    setWindowTitle(tr("Benchmark runs"));
    setObjectName(u"benchmarkRunsWindow"_s);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    setAcceptDrops(true);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildList());
    splitter->addWidget(m_view);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({150, 590});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_view, &RunView::fileRequested, this, &BenchmarkRunsWindow::fileRequested);
    resize(1180, 800);
    showSelection();
}

QWidget *BenchmarkRunsWindow::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(BenchmarkRunsModel::SortRole);
    m_list->setModel(m_proxy);
    m_list->setItemDelegate(newOutcomeDelegate(BenchmarkRunsModel::OutcomeRole, m_list));
    m_list->setObjectName(u"benchmarkRuns"_s);
    m_list->setAccessibleName(tr("Benchmark runs"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(BenchmarkRunsModel::TimeColumn, Qt::DescendingOrder);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setMinimumSectionSize(90);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &BenchmarkRunsWindow::showSelection);
    auto *open = new QPushButton(icon(u"open"_s), tr("Open a file…"), this);
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &BenchmarkRunsWindow::chooseFile);
    auto *hint = new ToneLabel(tr("Select two runs to compare them."), Tone::Muted, ToneLabel::Small, this);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(10, 4, 10, 4);
    foot->addWidget(hint, 1);
    foot->addWidget(open);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addLayout(foot);
    return box;
}

void BenchmarkRunsWindow::setRuns(const QList<BenchmarkRun> &runs)
{
    const QStringList before = selectedIds();
    m_paths.clear();
    m_model->setRuns(runs);
    select(before.isEmpty() && !runs.isEmpty() ? QStringList{m_model->runs().first().id} : before);
    if (selectedIds().isEmpty())
        showSelection();
}

void BenchmarkRunsWindow::addRun(const BenchmarkRun &run, const QString &path)
{
    if (!path.isEmpty())
        m_paths.insert(run.id, path);
    m_model->add(run);
    select({run.id});
}

QStringList BenchmarkRunsWindow::selectedIds() const
{
    QStringList ids;
    for (const QModelIndex &index : m_list->selectionModel()->selectedRows())
        ids.append(index.data(BenchmarkRunsModel::IdRole).toString());
    std::ranges::sort(ids, std::ranges::greater(), [this](const QString &id) { return m_model->rowOf(id); });
    return ids;
}

void BenchmarkRunsWindow::select(const QStringList &ids)
{
    QItemSelection selection;
    for (const QString &id : ids) {
        const QModelIndex index = m_proxy->mapFromSource(m_model->index(m_model->rowOf(id), 0));
        if (index.isValid())
            selection.select(index, index);
    }
    m_list->selectionModel()->select(selection,
                                     QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!selection.isEmpty())
        m_list->scrollTo(selection.first().topLeft());
}

void BenchmarkRunsWindow::showSelection()
{
    const QStringList ids = selectedIds();
    if (ids.size() == 1 || ids.size() == 2) {
        QStringList wanted;
        for (const QString &id : ids)
            wanted.append(m_paths.value(id, id));
        Q_EMIT readRequested(wanted);
        return;
    }
    m_shown.clear();
    if (m_model->rowCount() == 0) {
        m_view->showHint(tr("No benchmark was run yet. Run one, open the file of one, or drop it here."));
    } else {
        m_view->showHint(ids.isEmpty() ? tr("Select a run to look at it, or two to compare them.")
                                       : tr("Only two runs can be compared."));
    }
}

void BenchmarkRunsWindow::showRead(const QList<BenchmarkRun> &runs)
{
    QStringList ids;
    for (const BenchmarkRun &run : runs)
        ids.append(run.id);
    // What is shown already may be playing; a run that was kept does not change.
    if (ids != selectedIds() || ids == m_shown)
        return;
    m_shown = ids;
    if (runs.size() == 1)
        m_view->showRun(m_model->titleOf(runs[0]), runs[0]);
    else if (runs.size() == 2)
        m_view->showComparison(comparisonTitle(m_model->titleOf(runs[0]), m_model->titleOf(runs[1])), runs[0],
                               runs[1]);
}

QString BenchmarkRunsWindow::comparisonTitle(const QString &before, const QString &after) const
{
    return before == after ? tr("Two runs of %1").arg(before) : tr("%1, then %2").arg(before, after);
}

void BenchmarkRunsWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a benchmark run"), {},
                                   tr("Benchmark runs (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            Q_EMIT openRequested(path);
    });
    dialog->open();
}

void BenchmarkRunsWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void BenchmarkRunsWindow::dropEvent(QDropEvent *event)
{
    for (const QString &path : localFiles(event->mimeData()))
        Q_EMIT openRequested(path);
    event->acceptProposedAction();
}

} // namespace Vermagic
