// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/benchmarks/benchmarkdesk.h"

#include "models/benchmark/ratetext.h"
#include "models/clusterstate.h"
#include "views/benchmarks/benchmarkbar.h"
#include "views/benchmarks/benchmarkdialog.h"
#include "views/benchmarks/benchmarkrunswindow.h"
#include "views/charts/throughputchart.h"
#include "views/charts/throughputwindow.h"
#include "views/widgets.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

BenchmarkDesk::BenchmarkDesk(const ClusterState *state, ThroughputPanel *docked, QWidget *window)
    : QObject(window)
    , m_state(state)
    , m_docked(docked)
    , m_window(window)
    , m_profiles(loadBenchmarkProfiles(shippedBenchmarkFiles()).value_or(QList<BenchmarkProfile>()))
{
    equip(docked);
    connect(docked, &ThroughputPanel::windowRequested, this, &BenchmarkDesk::showThroughput);
    connect(state, &ClusterState::inventoryChanged, this, [this] {
        m_last.reset();
        for (ThroughputPanel *panel : panels())
            panel->judgeBy(nullptr);
        for (BenchmarkBar *bar : std::as_const(m_bars))
            bar->hide();
        if (m_runs)
            Q_EMIT listRequested(); // practice clusters keep their own
    });
}

void BenchmarkDesk::equip(ThroughputPanel *panel)
{
    auto *bar = new BenchmarkBar(panel);
    m_bars.append(bar);
    panel->setHead(bar);
    connect(bar, &BenchmarkBar::cancelRequested, this, &BenchmarkDesk::cancelRequested);
    connect(bar, &BenchmarkBar::detailsRequested, this, [this] {
        showRuns();
        if (m_last)
            runsWindow()->select({m_last->id});
    });
    QToolButton *run = newIconButton(u"chart"_s, tr("Run a benchmark…"), panel);
    run->setText(tr("Benchmark…"));
    run->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    run->setObjectName(u"runBenchmark"_s);
    connect(run, &QToolButton::clicked, this, [this] { askToRun({}); });
    QToolButton *runs = newIconButton(u"recent"_s, tr("Benchmark runs…"), panel);
    connect(runs, &QToolButton::clicked, this, &BenchmarkDesk::showRuns);
    panel->addTools({run, runs});
    connect(panel, &ThroughputPanel::fileRequested, this, &BenchmarkDesk::fileRequested);
    showIn(bar);
}

void BenchmarkDesk::setStore(const ThroughputStore *store)
{
    m_store = store;
    m_docked->setStore(store);
    if (m_throughput)
        m_throughput->panel()->setStore(store);
}

void BenchmarkDesk::setSelectedNodes(const QStringList &nodes)
{
    if (m_throughput)
        m_throughput->panel()->setSelectedNodes(nodes);
}

void BenchmarkDesk::showThroughput()
{
    if (!m_throughput) {
        m_throughput = new ThroughputWindow(m_state, m_docked->styles(), m_window);
        ThroughputPanel *panel = m_throughput->panel();
        panel->judgeBy(m_docked->expected());
        panel->setStore(m_store);
        panel->setQuery(m_docked->query());
        equip(panel);
        connect(panel, &ThroughputPanel::nodesRequested, this, &BenchmarkDesk::nodesRequested);
    }
    bringUp(m_throughput);
}

BenchmarkRunsWindow *BenchmarkDesk::runsWindow()
{
    if (!m_runs) {
        m_runs = new BenchmarkRunsWindow(m_state, m_profiles, m_window);
        connect(m_runs, &BenchmarkRunsWindow::readRequested, this, &BenchmarkDesk::readRequested);
        connect(m_runs, &BenchmarkRunsWindow::openRequested, this, &BenchmarkDesk::openRequested);
        connect(m_runs, &BenchmarkRunsWindow::fileRequested, this, &BenchmarkDesk::fileRequested);
        Q_EMIT listRequested();
    }
    return m_runs;
}

void BenchmarkDesk::showRuns()
{
    bringUp(runsWindow());
}

void BenchmarkDesk::askToRun(const QStringList &nodes)
{
    auto *dialog = new BenchmarkDialog(m_state, m_profiles, nodes, m_window);
    dialog->setBusy(m_progress.has_value());
    connect(dialog, &BenchmarkDialog::runRequested, this, &BenchmarkDesk::runRequested);
    dialog->open();
}

QList<ThroughputPanel *> BenchmarkDesk::panels() const
{
    return m_throughput ? QList{m_docked, m_throughput->panel()} : QList{m_docked};
}

QString BenchmarkDesk::titleOf(const QString &profile) const
{
    const auto known = std::ranges::find(m_profiles, profile, &BenchmarkProfile::id);
    return known == m_profiles.end() ? profile : known->title.in(m_state->knowledge().language);
}

void BenchmarkDesk::showIn(BenchmarkBar *bar) const
{
    if (m_progress)
        bar->showProgress(titleOf(m_request.profile.id), m_request, *m_progress);
    else if (m_last)
        bar->showRun(titleOf(m_last->configuration.profile), *m_last, m_remark);
}

void BenchmarkDesk::showProgress(const BenchmarkRequest &request, const BenchmarkProgress &progress)
{
    if (!m_progress)
        Q_EMIT panelWanted();
    m_request = request;
    m_progress = progress;
    m_remark.clear();
    for (BenchmarkBar *bar : std::as_const(m_bars))
        showIn(bar);
}

void BenchmarkDesk::showBegun(const BenchmarkRequest &request)
{
    const ThroughputQuery query{.measure = measureOf(request.profile.metric),
                                .filesystem = request.target.name};
    const auto &inventory = m_state->snapshot().inventory;
    const auto expected = std::make_shared<const Inventory>(
        judgedBy(inventory ? *inventory : Inventory(), request.target.name, request.profile.metric,
                 request.target.thresholds));
    for (ThroughputPanel *panel : panels()) {
        panel->judgeBy(expected);
        panel->setQuery(query);
        panel->chart()->reset();
    }
}

void BenchmarkDesk::showFinished(const BenchmarkRun &run)
{
    m_progress.reset();
    m_last = run;
    for (BenchmarkBar *bar : std::as_const(m_bars))
        showIn(bar);
    if (m_runs)
        m_runs->addRun(run);
}

void BenchmarkDesk::showRemark(const QString &sentence)
{
    m_remark = sentence;
    for (BenchmarkBar *bar : std::as_const(m_bars))
        showIn(bar);
}

void BenchmarkDesk::setRuns(const QList<BenchmarkRun> &runs)
{
    runsWindow()->setRuns(runs);
}

void BenchmarkDesk::showRead(const QList<BenchmarkRun> &runs)
{
    runsWindow()->showRead(runs);
}

void BenchmarkDesk::showOpened(const BenchmarkRun &run, const QString &path)
{
    runsWindow()->addRun(run, path);
}

} // namespace Vermagic
