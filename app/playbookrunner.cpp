// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/playbookrunner.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A canary speaks for its own remedy only, and for no step that an earlier console began.
QList<QList<Plan>> canaryGroups(const QList<Plan> &plans)
{
    QMap<QStringList, QList<Plan>> groups;
    for (const Plan &plan : plans) {
        const bool resumed = std::ranges::any_of(plan.steps,
                                                 [](const PlanStep &s) { return s.command.followOnly; });
        groups[{plan.playbook, plan.remedy, resumed ? plan.id : QString()}].append(plan);
    }
    return groups.values();
}

} // namespace

PlaybookRunner::PlaybookRunner(RunServices services, QObject *parent)
    : QObject(parent)
    , m_services(std::move(services))
{
    connect(m_services.pool, &NodePool::aboutToDropShells, this, [this] {
        // Deleted at once: the commands of the dropped shells must find nobody who goes on with the next step.
        for (const auto &[id, entry] : m_runs)
            delete entry.run;
        m_runs.clear();
        m_groups.clear();
    });
}

PlaybookRunner::~PlaybookRunner() = default;

bool PlaybookRunner::isRunning(const QString &node) const
{
    return std::ranges::any_of(m_runs,
                               [&](const auto &entry) { return entry.second.run->plan().node == node; });
}

Result<void> PlaybookRunner::start(const QList<Plan> &plans, const RunOptions &options)
{
    QSet<QString> nodes;
    for (const Plan &plan : plans) {
        const bool waiting = std::ranges::any_of(m_groups, [&](const Group &group) {
            return std::ranges::contains(group.waiting, plan.node, &Plan::node);
        });
        if (nodes.contains(plan.node) || waiting || isRunning(plan.node))
            return std::unexpected(
                Error{ErrorCode::InvalidInput, u"the node is already being changed"_s, plan.node, {}});
        nodes.insert(plan.node);
    }
    bool begun = false;
    for (const QList<Plan> &same : canaryGroups(plans)) {
        m_groups.push_back({.waiting = same, .options = options});
        Group &group = m_groups.back();
        // Nodes that another remedy is rebooting may have to come back before.
        const Result<void> launched = mayBegin(group) > 0 ? launch(group) : Result<void>();
        if (!launched && !begun) {
            m_groups.pop_back();
            return launched;
        }
        if (!launched) {
            group.stopped = toString(launched.error());
            skipWaiting(group);
        }
        begun = true;
    }
    return {};
}

qsizetype PlaybookRunner::mayBegin(const Group &group) const
{
    const auto reboots = [](const auto &entry) { return entry.second.run->plan().reboots; };
    RolloutState state{.waiting = group.waiting.size(), .running = group.running};
    state.unavailable = std::ranges::count_if(m_runs, reboots);
    state.reboots = std::ranges::any_of(group.waiting, &Plan::reboots);
    state.canaryDone = group.canaryDone;
    state.stopped = !group.stopped.isEmpty();
    return Vermagic::mayBegin(state, group.options.limits);
}

Result<void> PlaybookRunner::launch(Group &group)
{
    auto *run = new PlanRun(group.waiting.constFirst(), m_services, group.options.user, this);
    watch(run, group);
    if (const Result<void> started = run->start(); !started) {
        delete run;
        return started;
    }
    group.waiting.removeFirst();
    ++group.running;
    m_runs.emplace(run->plan().id, Run{run, &group});
    return {};
}

void PlaybookRunner::watch(PlanRun *run, Group &group)
{
    connect(run, &PlanRun::finished, this,
            [this, run, &group](RunOutcome outcome) { runEnded(run, group, outcome); });
}

void PlaybookRunner::runEnded(PlanRun *run, Group &group, RunOutcome outcome)
{
    const Plan plan = run->plan();
    m_runs.erase(plan.id);
    run->deleteLater();
    --group.running;
    if (!isGood(outcome) && group.stopped.isEmpty()) {
        group.stopped = (group.canaryDone ? u"not begun: %1 ended as %2"_s
                                          : u"not begun: the canary %1 ended as %2"_s)
                            .arg(plan.node, runOutcomeName(outcome));
    }
    group.canaryDone = true;
    Q_EMIT runFinished(plan.id, outcome);
    advance();
}

/// A node that is back may be what any of the groups waits for.
void PlaybookRunner::advance()
{
    for (auto next = m_groups.begin(); next != m_groups.end();)
        advance(*next++);
    if (m_runs.empty())
        Q_EMIT allFinished();
}

void PlaybookRunner::advance(Group &group)
{
    while (mayBegin(group) > 0) {
        if (const Result<void> launched = launch(group); !launched)
            group.stopped = toString(launched.error());
    }
    if (!group.stopped.isEmpty())
        skipWaiting(group);
    if (group.running > 0 || !group.waiting.isEmpty())
        return;
    m_groups.remove_if([&](const Group &other) { return &other == &group; });
}

void PlaybookRunner::skipWaiting(Group &group)
{
    for (const Plan &plan : std::exchange(group.waiting, {})) {
        auto *run = new PlanRun(plan, m_services, group.options.user, this);
        watch(run, group);
        ++group.running;
        m_runs.emplace(plan.id, Run{run, &group});
        run->skip(group.stopped);
    }
}

void PlaybookRunner::stopAfterStep(const QString &runId)
{
    if (const auto it = m_runs.find(runId); it != m_runs.end()) {
        it->second.group->stopped = u"not begun: stopped by %1"_s.arg(it->second.group->options.user);
        it->second.run->stopAfterStep();
    }
}

void PlaybookRunner::cancel(const QString &runId)
{
    if (const auto it = m_runs.find(runId); it != m_runs.end()) {
        it->second.group->stopped = u"not begun: cancelled by %1"_s.arg(it->second.group->options.user);
        it->second.run->cancel();
    }
}

void PlaybookRunner::cancelAll()
{
    QStringList ids;
    for (const auto &[id, entry] : m_runs)
        ids.append(id);
    // None of those that wait for another remedy's nodes begins either.
    for (Group &group : m_groups) {
        if (group.stopped.isEmpty())
            group.stopped = u"not begun: cancelled by %1"_s.arg(group.options.user);
    }
    for (const QString &id : std::as_const(ids))
        cancel(id);
}

} // namespace Vermagic
