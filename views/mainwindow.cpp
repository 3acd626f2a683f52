// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/mainwindow.h"

#include "views/benchmarks/benchmarkdesk.h"
#include "views/charts/throughputpanel.h"
#include "views/compatibilitywindow.h"
#include "views/consolestatusbar.h"
#include "views/dashboard.h"
#include "views/exportdialog.h"
#include "views/filterline.h"
#include "views/highlighting.h"
#include "views/icons.h"
#include "views/leavequestion.h"
#include "views/matrixpanel.h"
#include "views/matrixview.h"
#include "views/playbookdialog.h"
#include "views/questiondesk.h"
#include "views/recentinventories.h"
#include "views/replaybar.h"
#include "views/startpage.h"
#include "views/summarychips.h"
#include "views/widgets.h"
#include "views/windowactions.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

class MainWindow::Private
{
public:
    Private(MainWindow *window, ClusterState *clusterState, QSettings *windowSettings)
        : q(window)
        , state(clusterState)
        , settings(windowSettings)
        , questions(new QuestionDesk(window))
        , actions(new WindowActions(window))
        , pages(new QStackedWidget(window))
        , start(new StartPage(window))
        , dashboard(new Dashboard(
              state, &highlighting, [this] { return clock(); }, window))
        , benchmarks(new BenchmarkDesk(state, dashboard->throughput(), window))
        , filter(new FilterLine(state, window))
        , replay(new ReplayBar(window))
        , mistake(new ToneLabel({}, Tone::Error, ToneLabel::Small, window))
        , chips(new SummaryChips(window))
        , status(new ConsoleStatusBar(state, [this] { return clock(); }, window))
    {
    }

    void buildToolBar();
    void connectActions();
    void connectPanels();
    void showPages() const;
    void updateActions() const;
    void updateTitle() const;
    void reviewKey(const QString &name) const;
    void restore();
    void save() const;
    void setTheme(Theme wanted);
    void rememberInventory();
    void showRecent() const;
    void exportReport(const QString &format);
    void showCompatibility();
    void connectBenchmarks();
    QStringList severalSelected() const;
    void askToLeave(const QStringList &nodes);

    MainWindow *q;
    ClusterState *state;
    QSettings *settings;
    RecentInventories recent{settings};
    Highlighting highlighting;
    std::function<QDateTime()> clock = [] { return QDateTime::currentDateTimeUtc(); };
    QuestionDesk *questions;
    WindowActions *actions;
    QStackedWidget *pages;
    StartPage *start;
    Dashboard *dashboard;
    BenchmarkDesk *benchmarks;
    FilterLine *filter;
    ReplayBar *replay;
    ToneLabel *mistake;
    SummaryChips *chips;
    ConsoleStatusBar *status;
    QPointer<ExportDialog> report;                ///< while it is open
    CompatibilityWindow *compatibility = nullptr; ///< made when it is first asked for
    QToolBar *bar = nullptr;
    Theme theme = Theme::System;
    QDateTime recordedAt; ///< of the session that is shown; invalid: it is not recorded
    bool leaving = false; ///< although nodes are being changed
};

void MainWindow::Private::buildToolBar()
{
    bar = q->addToolBar(tr("Main toolbar"));
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(16, 16));
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    actions->addToToolBar(bar, filter);
    bar->addWidget(chips);
    filter->setMinimumWidth(180);
    filter->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    mistake->hide();
    mistake->setContentsMargins(12, 4, 12, 4);
}

void MainWindow::Private::connectActions()
{
    connect(actions, &WindowActions::refreshAll, q, [this] { Q_EMIT q->refreshRequested({}); });
    connect(actions, &WindowActions::refreshSelected, q,
            [this] { Q_EMIT q->refreshRequested(dashboard->selectedNodes()); });
    connect(actions, &WindowActions::forecast, q,
            [this] { Q_EMIT q->forecastRequested(dashboard->selectedNodes()); });
    connect(actions, &WindowActions::sampling, q, [this](bool on) {
        if (on)
            Q_EMIT q->samplingRequested(severalSelected());
        else
            Q_EMIT q->samplingStopped();
    });
    connect(actions, &WindowActions::liveIntervalChanged, q, &MainWindow::liveIntervalChanged);
    connect(actions, &WindowActions::fixSelected, q,
            [this] { Q_EMIT q->remediationRequested(dashboard->selectedNodes(), {}); });
    connect(actions, &WindowActions::playbooks, q, [this] { q->showPlaybooks(); });
    connect(actions, &WindowActions::reviewKey, q, [this] {
        if (const QStringList nodes = dashboard->selectedNodes(); nodes.size() == 1)
            reviewKey(nodes.first());
    });
    connect(actions, &WindowActions::practice, q, &MainWindow::practiceRequested);
    connect(actions, &WindowActions::openInventory, q, &MainWindow::openInventoryRequested);
    connect(actions, &WindowActions::importInventory, q, &MainWindow::importRequested);
    connect(actions, &WindowActions::exportReport, q,
            [this](const QString &format) { exportReport(format); });
    connect(actions, &WindowActions::recordRequested, q, &MainWindow::recordRequested);
    connect(actions, &WindowActions::recordingStopped, q, &MainWindow::recordingStopped);
    connect(replay, &ReplayBar::sweepRequested, q, &MainWindow::sweepRequested);
    connect(actions, &WindowActions::themeChosen, q, [this](Theme wanted) { setTheme(wanted); });
    connect(actions, &WindowActions::inspectorToggled, dashboard, &Dashboard::setInspectorVisible);
    connect(actions, &WindowActions::tabsToggled, dashboard, &Dashboard::setTabsVisible);
    connect(actions, &WindowActions::paneRequested, dashboard, &Dashboard::focusNextPane);
    connect(actions, &WindowActions::tabRequested, q, [this](int tab) {
        dashboard->showTab(Dashboard::Tab(tab));
        dashboard->focusTab();
    });
    connect(actions, &WindowActions::compatibilityRequested, q, [this] { showCompatibility(); });
    connect(actions, &WindowActions::focusFilter, q, [this] {
        filter->setFocus(Qt::ShortcutFocusReason);
        filter->selectAll();
    });
}

void MainWindow::Private::exportReport(const QString &format)
{
    const QStringList selected = dashboard->selectedNodes();
    report = new ExportDialog(state, selected, format, q);
    report->setAttribute(Qt::WA_DeleteOnClose);
    connect(report, &ExportDialog::reportRequested, q, &MainWindow::reportRequested);
    connect(report, &ExportDialog::fileRequested, q, &MainWindow::fileRequested);
    report->open();
}

void MainWindow::Private::showCompatibility()
{
    if (!compatibility)
        compatibility = new CompatibilityWindow(state, q);
    bringUp(compatibility);
}

void MainWindow::Private::connectBenchmarks()
{
    connect(actions, &WindowActions::benchmark, q, [this] { benchmarks->askToRun(severalSelected()); });
    connect(actions, &WindowActions::benchmarkRuns, benchmarks, &BenchmarkDesk::showRuns);
    connect(actions, &WindowActions::throughputRequested, benchmarks, &BenchmarkDesk::showThroughput);
    connect(dashboard->matrix(), &MatrixPanel::benchmarkRequested, benchmarks, &BenchmarkDesk::askToRun);
    connect(dashboard, &Dashboard::selectionChanged, benchmarks, &BenchmarkDesk::setSelectedNodes);
    connect(benchmarks, &BenchmarkDesk::panelWanted, q,
            [this] { dashboard->showTab(Dashboard::Tab::Throughput); });
    connect(benchmarks, &BenchmarkDesk::nodesRequested, q, &MainWindow::selectNodes);
    connect(benchmarks, &BenchmarkDesk::fileRequested, q, &MainWindow::fileRequested);
}

/// One node always is: it is not meant.
QStringList MainWindow::Private::severalSelected() const
{
    const QStringList selected = dashboard->selectedNodes();
    return selected.size() > 1 ? selected : QStringList();
}

void MainWindow::Private::connectPanels()
{
    connect(filter, &FilterLine::filterChanged, dashboard->matrix(), &MatrixPanel::setFilter);
    connect(filter, &FilterLine::mistakeChanged, q, [this](const QString &text) {
        mistake->setText(text);
        mistake->setVisible(!text.isEmpty());
    });
    connect(chips, &SummaryChips::stateRequested, q, [this](NodeState wanted) {
        const QString text = u"state:"_s + nodeStateName(wanted);
        filter->setText(filter->text() == text ? QString() : text);
        filter->applyNow();
    });
    connect(dashboard->matrix()->model(), &NodeMatrixModel::updated, q, [this] {
        chips->setSummary(fleetSummary(state->snapshot(), dashboard->matrix()->model()->kernels()));
        updateActions();
    });
    connect(dashboard, &Dashboard::tabsShown, q,
            [this] { actions->setPanels(actions->inspectorShown(), true); });
    connect(dashboard, &Dashboard::selectionChanged, q, [this] { updateActions(); });
    connect(dashboard, &Dashboard::refreshRequested, q, &MainWindow::refreshRequested);
    connect(dashboard, &Dashboard::remediationRequested, q, &MainWindow::remediationRequested);
    connect(dashboard, &Dashboard::reviewKeyRequested, q, [this](const QString &node) { reviewKey(node); });
    connect(dashboard->remediation(), &RemediationPanel::planApproved, q, &MainWindow::planApproved);
    connect(dashboard->remediation(), &RemediationPanel::stopAfterStepRequested, q,
            &MainWindow::stopAfterStepRequested);
    connect(dashboard->remediation(), &RemediationPanel::cancelRunRequested, q,
            &MainWindow::cancelRunRequested);
    connect(dashboard->remediation(), &RemediationPanel::undoRequested, q, &MainWindow::undoRequested);
    connect(start, &StartPage::practiceRequested, q, &MainWindow::practiceRequested);
    connect(start, &StartPage::openRequested, actions, &WindowActions::chooseInventory);
    connect(start, &StartPage::importRequested, actions, &WindowActions::chooseImport);
    connect(start, &StartPage::recentRequested, q, &MainWindow::openInventoryRequested);
    connect(questions, &QuestionDesk::replaceHostKeyRequested, q, &MainWindow::replaceHostKeyRequested);
    connect(questions, &QuestionDesk::hostKeyAnswered, q, &MainWindow::hostKeyAnswered);
    connect(questions, &QuestionDesk::credentialAnswered, q, &MainWindow::credentialAnswered);
    connect(state, &ClusterState::inventoryChanged, q, [this] {
        rememberInventory();
        showPages();
    });
}

void MainWindow::Private::showPages() const
{
    const bool ready = !state->snapshot().nodes.isEmpty();
    pages->setCurrentIndex(ready ? 1 : 0);
    start->setProgress({});
    bar->setVisible(ready);
    status->setVisible(ready);
    updateActions();
    updateTitle();
}

void MainWindow::Private::updateTitle() const
{
    const auto &inventory = state->snapshot().inventory;
    const QString cluster = inventory ? inventory->cluster : QString();
    if (recordedAt.isValid())
        q->setWindowTitle(
            tr("%1, recorded %2 — Vermagic")
                .arg(cluster, QLocale().toString(recordedAt.toLocalTime(), QLocale::ShortFormat)));
    else
        q->setWindowTitle(cluster.isEmpty() ? u"Vermagic"_s : tr("%1 — Vermagic").arg(cluster));
}

void MainWindow::Private::updateActions() const
{
    const QStringList nodes = dashboard->selectedNodes();
    bool fixable = false;
    bool keyChanged = false;
    for (const QString &name : nodes) {
        const NodeSnapshot *node = state->snapshot().node(name);
        if (!node)
            continue;
        keyChanged |= node->hostKeyChange.has_value();
        fixable |= canBeFixed(*node);
    }
    actions->setEnabledFor({.inventory = !state->snapshot().nodes.isEmpty(),
                            .selection = !nodes.isEmpty(),
                            .fixable = fixable,
                            .keyChanged = keyChanged && nodes.size() == 1,
                            .readOnly = state->readOnly()});
}

void MainWindow::Private::reviewKey(const QString &name) const
{
    const NodeSnapshot *node = state->snapshot().node(name);
    if (node && node->hostKeyChange && state->readOnly().isEmpty())
        questions->reviewKey(name, *node->hostKeyChange);
}

void MainWindow::Private::setTheme(Theme wanted)
{
    theme = wanted;
    applyTheme(*qApp, wanted);
    actions->setTheme(wanted);
}

void MainWindow::Private::rememberInventory()
{
    const auto &inventory = state->snapshot().inventory;
    if (!inventory || inventory->file.isEmpty() || !state->readOnly().isEmpty())
        return;
    recent.remember(inventory->file);
    showRecent();
}

void MainWindow::Private::showRecent() const
{
    start->setRecent(recent.paths());
    actions->setRecent(recent.paths());
}

void MainWindow::Private::restore()
{
    q->resize(1440, 900);
    q->restoreGeometry(settings->value(u"window/geometry"_s).toByteArray());
    dashboard->restore(settings);
    setTheme(Theme(std::clamp(settings->value(u"window/theme"_s, 0).toInt(), 0, 2)));
    actions->setLiveInterval(std::chrono::seconds(settings->value(u"live/seconds"_s, 0).toInt()));
    actions->setNotifies(settings->value(u"window/notify"_s, true).toBool());
    actions->setPanels(settings->value(u"window/inspector"_s, true).toBool(),
                       settings->value(u"window/tabs"_s, true).toBool());
    showRecent();
    filter->setText(settings->value(u"matrix/filter"_s).toString());
    filter->applyNow();
}

void MainWindow::Private::save() const
{
    settings->setValue(u"window/geometry"_s, q->saveGeometry());
    settings->setValue(u"window/theme"_s, int(theme));
    settings->setValue(u"window/notify"_s, actions->notifies());
    settings->setValue(u"window/inspector"_s, actions->inspectorShown());
    settings->setValue(u"window/tabs"_s, actions->tabsShown());
    settings->setValue(u"live/seconds"_s,
                       int(std::chrono::duration_cast<std::chrono::seconds>(q->liveInterval()).count()));
    settings->setValue(u"matrix/filter"_s, filter->text());
    dashboard->save(settings);
}

MainWindow::MainWindow(ClusterState *state, QSettings *settings, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(this, state, settings))
{
    setWindowIcon(QIcon(u":/vermagic/icons/vermagic.svg"_s));
    d->actions->addToMenuBar(menuBar(), d->dashboard->matrix()->groupMenu(),
                             d->dashboard->matrix()->columnMenu());
    d->buildToolBar();
    d->pages->addWidget(d->start);
    d->pages->addWidget(d->dashboard);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    d->replay->hide();
    layout->addWidget(d->replay);
    layout->addWidget(d->mistake);
    layout->addWidget(d->pages, 1);
    setCentralWidget(centre);
    setStatusBar(d->status);
    d->connectActions();
    d->connectPanels();
    d->connectBenchmarks();
    d->restore();
    d->chips->setSummary(fleetSummary(state->snapshot(), d->dashboard->matrix()->model()->kernels()));
    d->showPages();
}

MainWindow::~MainWindow() = default;

void MainWindow::setThroughput(const ThroughputStore *store)
{
    d->benchmarks->setStore(store);
    d->dashboard->matrix()->setThroughput(store);
}

BenchmarkDesk &MainWindow::benchmarks()
{
    return *d->benchmarks;
}

std::chrono::milliseconds MainWindow::liveInterval() const
{
    return d->actions->liveInterval();
}

bool MainWindow::notifies() const
{
    return d->actions->notifies();
}

QStringList MainWindow::selectedNodes() const
{
    return d->dashboard->selectedNodes();
}

void MainWindow::selectNodes(const QStringList &nodes)
{
    d->dashboard->matrix()->view()->selectNodes(nodes);
}

void MainWindow::selectWorstNode()
{
    selectNodes({worstNode(d->state->snapshot())});
}

void MainWindow::showPlaybooks(const QString &playbook, const QString &remedy)
{
    auto *dialog = new PlaybookDialog(&d->state->knowledge(), selectedNodes(), this);
    dialog->select(playbook, remedy);
    connect(dialog, &PlaybookDialog::planRequested, this, &MainWindow::procedureRequested);
    dialog->open();
}

Theme MainWindow::theme() const
{
    return d->theme;
}

void MainWindow::setTheme(Theme theme)
{
    d->setTheme(theme);
}

void MainWindow::setClock(std::function<QDateTime()> clock)
{
    d->clock = std::move(clock);
}

void MainWindow::Private::askToLeave(const QStringList &nodes)
{
    auto *question = new LeaveQuestion(nodes, q);
    connect(question, &LeaveQuestion::leaveChosen, q, [this] {
        leaving = true;
        q->close();
    });
    question->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const QStringList changing = nodesBeingChanged(d->state->snapshot());
    if ((!changing.isEmpty() || d->benchmarks->isRunning()) && !d->leaving) {
        event->ignore();
        d->askToLeave(changing);
        return;
    }
    d->save();
    QMainWindow::closeEvent(event);
}

void MainWindow::showPlan(const QList<Plan> &plans)
{
    if (plans.isEmpty())
        return;
    d->dashboard->showTab(Dashboard::Tab::Remediation);
    d->dashboard->remediation()->preview(plans);
}

void MainWindow::showPlanRefused(const QString &node, const Error &error)
{
    d->dashboard->showTab(Dashboard::Tab::Remediation);
    d->dashboard->remediation()->showRefusal(node, error);
}

void MainWindow::askHostKey(const HostKeyQuestion &question)
{
    d->questions->ask(question);
}

void MainWindow::askCredential(const CredentialQuestion &question)
{
    d->questions->ask(question);
}

void MainWindow::withdrawQuestion(quint64 id)
{
    d->questions->withdraw(id);
}

void MainWindow::showReport(const HealthReport &report)
{
    if (d->report)
        d->report->setReport(report);
}

void MainWindow::showErrors(const QString &title, const QList<Error> &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines.append(toString(error));
    if (d->state->snapshot().nodes.isEmpty()) {
        d->start->setProgress({});
        d->start->setErrors(title, lines);
        return;
    }
    openErrors(title, lines, this);
}

void MainWindow::showProgress(const QString &text)
{
    d->start->setProgress(text);
    d->status->showMessage(d->state->snapshot().nodes.isEmpty() ? QString() : text);
}

void MainWindow::setRecording(bool on)
{
    d->actions->setRecording(on);
}

void MainWindow::showRecording(const QDateTime &at, const QList<QDateTime> &sweeps)
{
    d->recordedAt = at;
    d->replay->setSweeps(sweeps);
    d->replay->show();
    d->updateTitle();
}

void MainWindow::showRecordedSweep(qsizetype sweep)
{
    d->replay->setCurrent(sweep);
}

void MainWindow::addActivity(const ActivityEntry &entry)
{
    d->dashboard->activity()->append(entry);
}

void MainWindow::setAuditFile(const QString &path)
{
    d->status->setAuditFile(path);
}

void MainWindow::setIdentity(const QString &text)
{
    d->status->setIdentity(text);
}

} // namespace Vermagic
