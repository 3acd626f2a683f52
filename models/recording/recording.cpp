// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recording/recording.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

template<typename Event>
const Event *as(const RecordedEvent &event)
{
    const ClusterEvent *cluster = std::get_if<ClusterEvent>(&event.event);
    return cluster ? std::get_if<Event>(cluster) : nullptr;
}

} // namespace

Loaded<Recording> Recording::read(const QByteArray &text, const QString &file)
{
    Recording recording;
    recording.m_file = file;
    recording.m_lines = text.split('\n');
    recording.m_lines
        .removeLast(); // what stands behind the last line's end: nothing, or a line that was cut off
    const Error empty{
        ErrorCode::InvalidInput, u"this is no recorded session: it has no whole line"_s, file, {}};
    if (recording.m_lines.isEmpty())
        return std::unexpected(QList{empty});
    const Loaded<RecordedStart> start = readRecordedStart(recording.m_lines.constFirst(), file);
    if (!start)
        return std::unexpected(start.error());
    recording.m_start = *start;
    recording.m_endedAt = start->at;
    RecordingPlayer player(start->inventory, file);
    for (qsizetype i = 1; i < recording.m_lines.size(); ++i) {
        Result<RecordedEvent> event = player.read(recording.m_lines[i], i + 1);
        if (event && !recording.m_cutOff) {
            event = std::unexpected(Error{ErrorCode::InvalidInput,
                                          u"there is a line behind the end"_s,
                                          u"%1:%2"_s.arg(file).arg(i + 1),
                                          {}});
        }
        if (!event)
            return std::unexpected(QList{event.error()});
        recording.take(*event, i + 1);
    }
    return recording;
}

void Recording::take(const RecordedEvent &event, qsizetype line)
{
    m_endedAt = event.at;
    // A sweep that joins one under way is a part of that.
    if (as<SweepStarted>(event) && (m_sweeps.isEmpty() || m_sweeps.last().finishedAt.isValid()))
        m_sweeps.append(RecordedSweep{.startedAt = event.at, .finishedAt = {}, .lastLine = line});
    if (!m_sweeps.isEmpty()) {
        m_sweeps.last().lastLine = line;
        if (as<SweepFinished>(event))
            m_sweeps.last().finishedAt = event.at;
    }
    if (const RecordedEnd *end = std::get_if<RecordedEnd>(&event.event)) {
        m_cutOff = false;
        m_complete = end->complete;
    }
}

RecordedMoment Recording::momentAfter(qsizetype sweep) const
{
    if (sweep >= m_sweeps.size() - 1)
        return {m_endedAt, m_complete};
    return {m_sweeps[sweep].finishedAt, true};
}

QList<ClusterEvent> Recording::stateAfter(qsizetype sweep) const
{
    QMap<QString, NodeSeen> nodes;
    for (const NodeSpec &node : m_start.inventory.nodes)
        nodes.insert(node.name, NodeSeen{.node = node.name});
    std::optional<CompatibilityProven> proofs;
    std::optional<BuildEnvironmentGathered> build;
    QList<ClusterEvent> events;
    RecordingPlayer player(m_start.inventory, m_file);
    for (qsizetype line = 2; line <= m_sweeps.value(sweep).lastLine; ++line) {
        const Result<RecordedEvent> event = player.read(m_lines[line - 1], line);
        if (!event) // cannot be: read() has seen the line
            break;
        if (const NodeSeen *seen = as<NodeSeen>(*event))
            nodes[seen->node] = *seen;
        else if (const CompatibilityProven *proven = as<CompatibilityProven>(*event))
            proofs = *proven;
        else if (const BuildEnvironmentGathered *gathered = as<BuildEnvironmentGathered>(*event))
            build = *gathered;
    }
    events.append(SweepStarted{m_sweeps.value(sweep).startedAt, {}});
    if (proofs)
        events.append(*proofs);
    if (build)
        events.append(*build);
    for (const NodeSeen &seen : std::as_const(nodes))
        events.append(seen);
    if (m_sweeps.value(sweep).finishedAt.isValid())
        events.append(SweepFinished{m_sweeps[sweep].finishedAt});
    return events;
}

} // namespace Vermagic
