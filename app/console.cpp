// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/console.h"

#include "app/background.h"
#include "app/inventoryfile.h"
#include "app/planner.h"
#include "app/practice/practicecluster.h"
#include "app/reportexporter.h"
#include "models/forecast/forecasttext.h"
#include "models/remediation/stepoutcome.h"
#include "views/mainwindow.h"
#include "views/screenshots.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

Console::Console(Knowledge knowledge, QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_engine(std::move(knowledge), SshSettings{})
    , m_window(std::make_unique<MainWindow>(&m_engine.state, settings))
    , m_benchmarks(std::make_unique<ConsoleBenchmarks>(&m_engine, &m_window->benchmarks()))
    , m_notices(std::make_unique<ConsoleNotices>(&m_engine.state, m_window.get()))
{
    m_window->setAuditFile(m_engine.audit.file());
    m_window->setThroughput(&m_engine.throughput);
    connectRequests();
    connectQuestions();
    connectRecorder();
    connect(&m_engine.proofs, &ProofRecorder::failed, this,
            [this](const Error &error) { note(Severity::Warning, {}, toString(error)); });
    m_engine.prober.setInterval(m_window->liveInterval());
}

Console::~Console() = default;

Result<void> Console::savePictures(const QString &folder, const QString &name)
{
    return saveScreenshots(*m_window, folder, name).transform([](const QStringList &) {});
}

void Console::connectRequests()
{
    MainWindow *window = m_window.get();
    connect(window, &MainWindow::refreshRequested, this,
            [this](const QStringList &nodes) { m_engine.prober.refresh(nodes); });
    connect(window, &MainWindow::forecastRequested, this, &Console::foresee);
    connect(window, &MainWindow::samplingRequested, this, &Console::sample);
    connect(window, &MainWindow::samplingStopped, &m_engine.sampler, &ThroughputSampler::stop);
    connect(&m_engine.forecaster, &ForecastRunner::made, this, &Console::noteForecast);
    connect(&m_engine.forecaster, &ForecastRunner::finished, this, &Console::noteForecasts);
    connect(&m_engine.forecaster, &ForecastRunner::failed, this,
            [this](const QString &node, const Error &error) {
                note(Severity::Warning, node, tr("No forecast: %1").arg(error.message));
            });
    connect(window, &MainWindow::liveIntervalChanged, &m_engine.prober, &ProbeRunner::setInterval);
    connect(window, &MainWindow::remediationRequested, this, &Console::planNodes);
    connect(window, &MainWindow::procedureRequested, this, &Console::planProcedure);
    connect(window, &MainWindow::planApproved, this, &Console::runPlans);
    connect(window, &MainWindow::stopAfterStepRequested, &m_engine.runner, &PlaybookRunner::stopAfterStep);
    connect(window, &MainWindow::cancelRunRequested, &m_engine.runner,
            qOverload<const QString &>(&PlaybookRunner::cancel));
    connect(window, &MainWindow::undoRequested, this, &Console::planUndo);
    connect(window, &MainWindow::practiceRequested, this, &Console::openPractice);
    connect(window, &MainWindow::openInventoryRequested, this, &Console::openInventory);
    connect(window, &MainWindow::importRequested, this, &Console::openInventory);
    connect(window, &MainWindow::replaceHostKeyRequested, this, &Console::replaceHostKey);
    connect(m_benchmarks.get(), &ConsoleBenchmarks::noted, this, &Console::note);
    connect(m_benchmarks.get(), &ConsoleBenchmarks::refused, this,
            [this](const QString &title, const Error &error) { m_window->showErrors(title, {error}); });
    connect(window, &MainWindow::reportRequested, this, &Console::makeReport);
    connect(window, &MainWindow::fileRequested, this, &Console::writeExport);
}

QStringList Console::orAll(const QStringList &nodes) const
{
    QStringList asked = nodes;
    if (asked.isEmpty()) {
        for (const NodeSnapshot &node : m_engine.state.snapshot().nodes)
            asked.append(node.spec.name);
    }
    return asked;
}

void Console::sample(const QStringList &nodes)
{
    m_engine.sampler.start(orAll(nodes));
}

void Console::foresee(const QStringList &nodes)
{
    m_engine.forecaster.run(orAll(nodes));
}

void Console::noteForecast(const QString &node)
{
    const NodeSnapshot *snapshot = m_engine.state.snapshot().node(node);
    if (!snapshot || !snapshot->forecast || snapshot->forecast->verdict == ForecastVerdict::Fine)
        return;
    const bool breaks = snapshot->forecast->verdict == ForecastVerdict::Breaks;
    note(breaks ? Severity::Warning : Severity::Info, node, forecastSentence(*snapshot->forecast));
}

void Console::noteForecasts()
{
    const auto breaks = std::ranges::count_if(m_engine.state.snapshot().nodes, [](const NodeSnapshot &node) {
        return node.forecast && node.forecast->verdict == ForecastVerdict::Breaks;
    });
    note(breaks > 0 ? Severity::Warning : Severity::Info, {},
         tr("As far as can be foreseen, %n node(s) will break.", nullptr, int(breaks)));
}

void Console::connectQuestions()
{
    connect(&m_engine.pool, &NodePool::hostKeyQuestion, this, [this](const HostKeyQuestion &question) {
        m_hostKeyQuestions.insert(question.id, question);
        m_window->askHostKey(question);
    });
    connect(&m_engine.pool, &NodePool::credentialQuestion, this, [this](const CredentialQuestion &question) {
        m_credentialQuestions.insert(question.id, question);
        m_window->askCredential(question);
    });
    connect(m_window.get(), &MainWindow::hostKeyAnswered, this, [this](quint64 id, bool accept) {
        if (m_hostKeyQuestions.contains(id))
            m_engine.pool.answerHostKey(m_hostKeyQuestions.take(id), accept);
    });
    connect(m_window.get(), &MainWindow::credentialAnswered, this,
            [this](quint64 id, const std::optional<QByteArray> &secret) {
                if (m_credentialQuestions.contains(id))
                    m_engine.pool.answerCredential(m_credentialQuestions.take(id), secret);
            });
    connect(&m_engine.state, &ClusterState::nodeChanged, this, &Console::withdrawStaleQuestions);
}

void Console::withdrawStaleQuestions(const QString &node)
{
    if (m_hostKeyQuestions.isEmpty() && m_credentialQuestions.isEmpty())
        return;
    const NodeSnapshot *snapshot = m_engine.state.snapshot().node(node);
    const ConnectionPhase phase = snapshot ? snapshot->phase : ConnectionPhase::Idle;
    const bool connecting = phase == ConnectionPhase::KeyExchange || phase == ConnectionPhase::Authenticating;
    // A jump host asks while the node behind it waits for its way.
    const auto isOpen = [&](const QString &asks) {
        return connecting || (asks != node && phase == ConnectionPhase::Connecting);
    };
    const auto withdraw = [this](quint64 id) {
        m_window->withdrawQuestion(id);
        return true;
    };
    m_hostKeyQuestions.removeIf([&](std::pair<const quint64 &, HostKeyQuestion &> entry) {
        return entry.second.askedFor == node && !isOpen(entry.second.node) && withdraw(entry.first);
    });
    m_credentialQuestions.removeIf([&](std::pair<const quint64 &, CredentialQuestion &> entry) {
        const bool open = entry.second.kind == CredentialKind::SudoPassword ? phase == ConnectionPhase::Ready
                                                                            : isOpen(entry.second.node);
        return entry.second.askedFor == node && !open && withdraw(entry.first);
    });
}

void Console::openInventory(const QString &path)
{
    if (!mayLeaveInventory(path))
        return;
    inBackground([path] {
        return readInventoryFile(path);
    }).then(this, [this, path](const Loaded<ImportedInventory> &read) {
        if (read && mayLeaveInventory(path)) // a run may have begun while the file was read
            useInventory(path, read->inventory, read->notes);
        else if (!read)
            m_window->showErrors(tr("The inventory cannot be read"), read.error());
    });
}

bool Console::mayLeaveInventory(const QString &path)
{
    const bool measures = m_engine.benchmarks.isRunning();
    if (!m_engine.runner.isRunning() && !measures)
        return true;
    const QString message = measures ? tr("A benchmark is under way. Cancel or await it first.")
                                     : tr("Nodes are being changed. Stop or await the runs first.");
    m_window->showErrors(tr("The inventory stays"), {Error{ErrorCode::InvalidInput, message, path, {}}});
    return false;
}

void Console::useInventory(const QString &path, const Inventory &inventory, const QStringList &notes)
{
    m_hostKeyQuestions.clear();
    m_credentialQuestions.clear();
    m_engine.state.apply(InventoryLoaded{inventory});
    note(Severity::Info, {}, tr("Opened %1").arg(path));
    for (const QString &text : notes)
        note(Severity::Warning, {}, text);
    m_engine.prober.sweep();
    offerInterruptedSteps();
}

void Console::offerInterruptedSteps()
{
    QList<Plan> plans;
    for (const JournalEntry &entry :
         m_engine.journal.interrupted(m_engine.state.snapshot().inventory->file)) {
        note(Severity::Warning, entry.node,
             tr("“%1” was under way when the console ended").arg(entry.step.title));
        if (m_engine.state.snapshot().node(entry.node)
            && !std::ranges::contains(plans, entry.node, &Plan::node))
            plans.append(resumePlan(entry, newPlanId()));
    }
    if (!plans.isEmpty())
        m_window->showPlan(plans);
}

void Console::openPractice()
{
    m_window->showProgress(tr("Starting the practice cluster…"));
    inBackground([] {
        return PracticeCluster().start();
    }).then(this, [this](const Result<QString> &inventory) {
        m_window->showProgress({});
        if (inventory)
            openInventory(*inventory);
        else
            m_window->showErrors(tr("The practice cluster does not start"), {inventory.error()});
    });
}

void Console::planNodes(const QStringList &nodes, const QString &playbook)
{
    planProcedure(nodes, {.playbook = playbook}, false);
}

void Console::planProcedure(const QStringList &nodes, const RemedyRequest &request, bool restart)
{
    const PlanRequest wanted{request, restart};
    QList<std::pair<QString, Result<Plan>>> results;
    if (isForConsole(m_engine.state.knowledge(), request)) {
        results.append({tr("The console"), planConsole(m_engine.state, m_engine.ledger, wanted)});
    } else {
        for (const QString &node : nodes)
            results.append({node, planNode(m_engine.state, m_engine.ledger, node, wanted)});
    }
    QList<Plan> plans;
    for (const auto &[node, plan] : std::as_const(results)) {
        if (plan)
            plans.append(*plan);
        else
            m_window->showPlanRefused(node, plan.error());
    }
    if (plans.isEmpty())
        return;
    m_window->showPlan(plans);
    m_engine.impact.gather(plans); // shown when it is known; nobody has to wait for it
}

void Console::runPlans(const QList<Plan> &plans, int maxUnavailable)
{
    QStringList nodes;
    for (const Plan &plan : plans)
        nodes.append(plan.node);
    m_engine.impact.cancel();
    m_engine.pool.reconsider(nodes); // who approves means to be asked again for what was declined before
    const RunOptions options{.user = invokingUser(), .limits = {.maxUnavailable = maxUnavailable}};
    if (const Result<void> started = m_engine.runner.start(plans, options); !started)
        m_window->showErrors(tr("Nothing was changed"), {started.error()});
}

void Console::planUndo(const QString &runId)
{
    const RunRecord *run = m_engine.state.snapshot().run(runId);
    if (!run)
        return;
    if (const std::optional<Plan> undo = undoPlan(*run, newPlanId())) {
        m_window->showPlan({*undo});
        m_engine.impact.gather({*undo});
    }
}

void Console::replaceHostKey(const QString &node)
{
    const Result<Plan> plan = planNode(m_engine.state, m_engine.ledger, node,
                                       {.what = {.playbook = u"rebuilt-node"_s}});
    if (plan)
        runPlans({*plan}, 1);
    else
        m_window->showErrors(tr("The host key stays"), {plan.error()});
}

void Console::makeReport(const QStringList &nodes, bool redact)
{
    ClusterSnapshot snapshot = m_engine.state.snapshot();
    if (!nodes.isEmpty())
        snapshot.keepOnly(nodes);
    // What is kept of the cluster may be megabytes. Only the answer to the newest wish is shown.
    const quint64 wish = ++m_reportWishes;
    inBackground([snapshot, knowledge = m_engine.state.knowledge(), redact,
                  complete = !m_engine.prober.isSweeping()] {
        HealthReport report = reportOf(snapshot, knowledge, complete);
        return redact ? redactedHere(std::move(report)) : report;
    }).then(this, [this, wish](const HealthReport &report) {
        if (wish == m_reportWishes)
            m_window->showReport(report);
    });
}

void Console::connectRecorder()
{
    SessionRecorder *recorder = &m_engine.recorder;
    connect(m_window.get(), &MainWindow::recordRequested, this, [this, recorder](const QString &path) {
        // Whoever chose the path has agreed to overwrite a file there; a folder is still refused.
        QFile::remove(path);
        if (const Result<void> begun = recorder->start(path); !begun)
            m_window->showErrors(tr("Nothing is recorded"), {begun.error()});
        else
            note(Severity::Info, {}, tr("What is seen is recorded in %1").arg(path));
    });
    connect(m_window.get(), &MainWindow::recordingStopped, this, [this, recorder] {
        recorder->end(!m_engine.prober.isSweeping(), QDateTime::currentDateTimeUtc());
        note(Severity::Info, {}, tr("Recorded %1").arg(recorder->path()));
    });
    connect(recorder, &SessionRecorder::failed, this,
            [this](const Error &error) { note(Severity::Error, {}, toString(error)); });
    connect(recorder, &SessionRecorder::changed, m_window.get(),
            [this, recorder] { m_window->setRecording(recorder->isRecording()); });
}

void Console::writeExport(const QString &path, const QByteArray &content)
{
    if (const Result<void> written = writeReport(path, content); !written)
        m_window->showErrors(tr("The file was not written"), {written.error()});
    else
        note(Severity::Info, {}, tr("Wrote %1").arg(path));
}

void Console::note(Severity severity, const QString &node, const QString &text)
{
    m_window->addActivity({QDateTime::currentDateTimeUtc(), severity, node, text, {}});
}

} // namespace Vermagic
