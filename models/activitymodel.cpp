// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/activitymodel.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr std::size_t capacity = 5000;

Severity severityOf(NodeState state)
{
    switch (state) {
    case NodeState::Pending:
    case NodeState::Healthy:
        return Severity::Info;
    case NodeState::Attention:
    case NodeState::Unreachable:
        return Severity::Warning;
    case NodeState::Broken:
        break;
    }
    return Severity::Error;
}

QString outcomeText(const RunRecord &run)
{
    switch (run.outcome) {
    case RunOutcome::Running:
        return {};
    case RunOutcome::Fixed:
        return ActivityModel::tr("Fixed: a fresh probe no longer finds the fault");
    case RunOutcome::NotFixed:
        return ActivityModel::tr("Not fixed: a fresh probe still finds the fault");
    case RunOutcome::PreflightFailed:
        return ActivityModel::tr("Not started: a precondition does not hold");
    case RunOutcome::StepFailed:
        return ActivityModel::tr("A step failed");
    case RunOutcome::Stopped:
        return ActivityModel::tr("Stopped at a step boundary");
    case RunOutcome::Cancelled:
        return ActivityModel::tr("Cancelled");
    case RunOutcome::Undone:
        return ActivityModel::tr("Undone");
    case RunOutcome::Done:
        return ActivityModel::tr("Done");
    }
    return {};
}

} // namespace

ActivityModel::ActivityModel(const ClusterState *state, QObject *parent)
    : QAbstractTableModel(parent)
    , m_state(state)
{
    connect(state, &ClusterState::inventoryChanged, this, &ActivityModel::forget);
    connect(state, &ClusterState::nodeChanged, this, &ActivityModel::noteNode);
    connect(state, &ClusterState::runChanged, this, &ActivityModel::noteRun);
    forget();
}

/// Another inventory: what is there at the beginning is no news.
void ActivityModel::forget()
{
    m_stateOfNode.clear();
    m_toldOfRun.clear();
    for (const NodeSnapshot &node : m_state->snapshot().nodes)
        m_stateOfNode.insert(node.spec.name, node.diagnosis.state);
    for (const RunRecord &run : m_state->snapshot().runs)
        noteRun(run.plan.id);
}

void ActivityModel::append(const ActivityEntry &entry)
{
    if (m_entries.size() == capacity) {
        beginRemoveRows({}, 0, 0);
        m_entries.pop_front();
        endRemoveRows();
    }
    const int row = int(m_entries.size());
    beginInsertRows({}, row, row);
    m_entries.push_back(entry);
    endInsertRows();
}

void ActivityModel::noteNode(const QString &name)
{
    const NodeSnapshot *node = m_state->snapshot().node(name);
    if (!node)
        return;
    const NodeState state = node->diagnosis.state;
    NodeState &told = m_stateOfNode[name];
    if (state == told || state == NodeState::Pending)
        return;
    const bool first = std::exchange(told, state) == NodeState::Pending;
    if (first && state == NodeState::Healthy)
        return; // a sweep that finds everything well is no news either
    const QDateTime at = node->gatheredAt.isValid() && state != NodeState::Unreachable
                             ? node->gatheredAt
                             : m_state->snapshot().sweepStartedAt;
    append({.at = at, .severity = severityOf(state), .node = name, .text = node->diagnosis.headline});
}

void ActivityModel::noteRun(const QString &runId)
{
    const RunRecord *run = m_state->snapshot().run(runId);
    if (!run)
        return;
    if (!m_toldOfRun.contains(runId)) {
        m_toldOfRun.insert(runId, {});
        append({.at = run->startedAt,
                .node = run->plan.node,
                .text = tr("%1 started by %2").arg(run->plan.title, run->user),
                .detail = run->plan.playbook});
    }
    Told &told = m_toldOfRun[runId];
    noteSteps(*run, run->plan.preflight, run->preflight, told.preflight);
    noteSteps(*run, run->plan.steps, run->steps, told.steps);
    if (run->outcome != RunOutcome::Running && !told.finished) {
        told.finished = true;
        append({.at = run->finishedAt,
                .severity = isGood(run->outcome) ? Severity::Info : Severity::Error,
                .node = run->plan.node,
                .text = outcomeText(*run),
                .detail = run->reason});
    }
}

void ActivityModel::noteSteps(const RunRecord &run, const QList<PlanStep> &steps,
                              const QList<StepRecord> &records, QList<StepState> &told)
{
    told.resize(records.size(), StepState::Pending);
    for (qsizetype i = 0; i < records.size() && i < steps.size(); ++i) {
        const StepState state = records[i].state;
        if (state == told[i] || (state != StepState::Succeeded && state != StepState::Failed))
            continue;
        told[i] = state;
        const QString got = records[i].got.isEmpty() ? QString() : u" → "_s + records[i].got;
        append({.at = records[i].startedAt.addMSecs(records[i].duration.count()),
                .severity = state == StepState::Failed ? Severity::Error : Severity::Info,
                .node = run.plan.node,
                .text = steps[i].displayed + got,
                .detail = steps[i].title});
    }
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActivityEntry &entry = m_entries[std::size_t(index.row())];
    if (role == SeverityRole)
        return int(entry.severity);
    if (role == Qt::ToolTipRole)
        return entry.detail;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return QLocale().toString(entry.at.toLocalTime(), u"HH:mm:ss"_s);
    case NodeColumn:
        return entry.node;
    default:
        return entry.text;
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case NodeColumn:
        return tr("Node");
    case TextColumn:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace Vermagic
