// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consolebenchmarks.h"

#include "app/background.h"
#include "app/runstore.h"
#include "models/benchmark/runtables.h"
#include "models/benchmark/scaling.h"
#include "models/inventory/threshold.h"
#include "views/benchmarks/benchmarkdesk.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

ConsoleBenchmarks::ConsoleBenchmarks(Engine *engine, BenchmarkDesk *desk, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_desk(desk)
    , m_scaling(&engine->benchmarks)
{
    m_progress.setInterval(250ms);
    connect(&m_progress, &QTimer::timeout, this, &ConsoleBenchmarks::tellProgress);
    BenchmarkRunner *runner = &engine->benchmarks;
    connect(desk, &BenchmarkDesk::runRequested, this, &ConsoleBenchmarks::start);
    connect(desk, &BenchmarkDesk::cancelRequested, this, [this, runner] {
        m_scaling.cancel();
        runner->cancel();
    });
    connect(&m_scaling, &ScalingRunner::finished, this, &ConsoleBenchmarks::tellScaling);
    connect(desk, &BenchmarkDesk::listRequested, this, &ConsoleBenchmarks::list);
    connect(desk, &BenchmarkDesk::readRequested, this, &ConsoleBenchmarks::read);
    connect(desk, &BenchmarkDesk::openRequested, this, &ConsoleBenchmarks::open);
    connect(runner, &BenchmarkRunner::changed, this, &ConsoleBenchmarks::tellProgress);
    connect(runner, &BenchmarkRunner::began, this,
            [this] { m_desk->showBegun(m_engine->benchmarks.request()); });
    connect(runner, &BenchmarkRunner::finished, this, &ConsoleBenchmarks::tellEnd);
    connect(runner, &BenchmarkRunner::failed, this,
            [this](const Error &error) { Q_EMIT noted(Severity::Warning, {}, toString(error)); });
    connect(
        runner, &BenchmarkRunner::leftoverRemoved, this, [this](const QString &node, const QString &name) {
            Q_EMIT noted(Severity::Info, node, tr("Removed what a killed benchmark had left: %1").arg(name));
        });
}

void ConsoleBenchmarks::start(const BenchmarkRequest &request)
{
    const Result<void> started = request.profile.scales ? m_scaling.start(request)
                                                        : m_engine->benchmarks.start(request);
    if (!started) {
        Q_EMIT refused(tr("The benchmark was not started"), started.error());
        return;
    }
    if (!m_engine->sampler.isSampling())
        m_engine->throughput.start({}); // what was measured before is kept with its run
    tellProgress();
}

void ConsoleBenchmarks::tellProgress()
{
    if (!m_engine->benchmarks.isRunning())
        return;
    if (!m_progress.isActive())
        m_progress.start();
    m_desk->showProgress(m_engine->benchmarks.request(), m_engine->benchmarks.progress());
}

void ConsoleBenchmarks::tellEnd(const BenchmarkRun &run)
{
    m_progress.stop();
    m_desk->showFinished(run);
    const std::optional<ThresholdOutcome> outcome = outcomeOf(run);
    const bool fine = run.end == RunEnd::Completed
                      && outcome.value_or(ThresholdOutcome::Pass) == ThresholdOutcome::Pass;
    Q_EMIT noted(
        fine ? Severity::Info : Severity::Warning, {},
        tr("Benchmark %1: %2. %3").arg(run.configuration.profile, verdictTitle(run), verdictSentence(run)));
    for (const NodeCourse &node : run.course) {
        if (!node.problem.isEmpty())
            Q_EMIT noted(Severity::Warning, node.node, node.problem);
    }
}

void ConsoleBenchmarks::tellScaling(const QList<BenchmarkRun> &runs)
{
    const Scaling scaling = scalingOf(runs);
    QStringList sentences{linearitySentence(scaling.fit)};
    if (scaling.fit && scaling.threshold)
        sentences.append(tr("At least %1 expected: %2.")
                             .arg(thresholdText(*scaling.threshold), outcomeTitle(scaling.outcome)));
    const QString sentence = sentences.join(u' ').trimmed();
    if (sentence.isEmpty())
        return;
    m_desk->showRemark(sentence);
    Q_EMIT noted(scaling.outcome == ThresholdOutcome::Fail ? Severity::Warning : Severity::Info, {},
                 sentence);
}

QString ConsoleBenchmarks::folder() const
{
    const auto &inventory = m_engine->state.snapshot().inventory;
    return RunStore::folderFor(inventory ? *inventory : Inventory());
}

void ConsoleBenchmarks::list()
{
    inBackground([folder = folder()] {
        return RunStore(folder).all();
    }).then(this, [this](const QList<BenchmarkRun> &runs) { m_desk->setRuns(runs); });
}

void ConsoleBenchmarks::read(const QStringList &idsOrPaths)
{
    inBackground([folder = folder(), idsOrPaths] {
        QList<Result<BenchmarkRun>> runs;
        for (const QString &run : idsOrPaths)
            runs.append(RunStore(folder).read(run));
        return runs;
    }).then(this, [this](const QList<Result<BenchmarkRun>> &read) {
        QList<BenchmarkRun> runs;
        for (const Result<BenchmarkRun> &run : read) {
            if (run)
                runs.append(*run);
            else
                Q_EMIT refused(tr("The benchmark run cannot be read"), run.error());
        }
        if (runs.size() == read.size())
            m_desk->showRead(runs);
    });
}

void ConsoleBenchmarks::open(const QString &path)
{
    inBackground([path] {
        return RunStore({}).read(path);
    }).then(this, [this, path](const Result<BenchmarkRun> &run) {
        if (run)
            m_desk->showOpened(*run, path);
        else
            Q_EMIT refused(tr("The benchmark run cannot be read"), run.error());
    });
}

} // namespace Vermagic
