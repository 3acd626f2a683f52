// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/detachedtask.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype LongestAnswer = 4096;
constexpr int IdleFollowsAllowed = 5;

} // namespace

DetachedTask::DetachedTask(IoServices &services, quint64 id, const CommandSpec &spec,
                           const TaskContext &context, Owner &owner)
    : CommandTask(services, id, spec, context, owner)
    , m_step(spec.runId, spec.argv, spec.standardInput)
{
}

void DetachedTask::start(SshSession &session)
{
    if (!DetachedStep::isValidRunId(spec().runId))
        return CommandTask::fail({ErrorCode::InvalidInput,
                                  u"a detached command needs a run id of 8 to 64 hex digits"_s,
                                  context().node.name,
                                  {}});
    if (m_begun || spec().followOnly) {
        m_begun = true;
        m_frames.restart();
        return launch(session, m_step.followLine(m_frames.offset()), {});
    }
    m_answer.clear();
    m_complaint.clear();
    launch(session, m_step.startLine(), m_step.startInput());
}

void DetachedTask::nodeExecStarted()
{
    m_startSent = true; // from here on it may have begun
    reportStarted();
}

void DetachedTask::nodeExecOutput(QByteArrayView bytes, OutputStream stream)
{
    if (isFinished())
        return;
    if (!m_begun || stream == OutputStream::StandardError) {
        QByteArray &text = stream == OutputStream::StandardOutput ? m_answer : m_complaint;
        text.append(bytes.first(std::clamp<qsizetype>(LongestAnswer - text.size(), 0, bytes.size())));
        return;
    }
    QByteArray output;
    const auto read = m_frames.feed(bytes, &output);
    if (m_frames.isFound() && std::exchange(m_reportFound, false))
        services().events.push(ReattachedEvent{id()});
    if (!output.isEmpty()) {
        m_idleFollows = 0;
        services().events.push(OutputEvent{id(), output, OutputStream::StandardOutput});
        keepHeadAndTail(output);
    }
    if (!read)
        finishUnknown(read.error().message);
}

/// How a step begins and how it ends is what tells most.
void DetachedTask::keepHeadAndTail(QByteArrayView bytes)
{
    QByteArray &kept = result().standardOutput;
    kept += bytes;
    const qsizetype limit = spec().outputLimit;
    if (m_cut == 0 && kept.size() <= limit)
        return;
    kept.remove(limit / 2, m_cutMark.size());
    const qsizetype excess = kept.size() - limit;
    kept.remove(limit / 2, excess);
    m_cut += excess;
    m_cutMark = "\n[... " + QByteArray::number(m_cut) + " bytes left out ...]\n";
    kept.insert(limit / 2, m_cutMark);
}

void DetachedTask::nodeExecEnded(const NodeExecEnd &end)
{
    if (handledEnd(end))
        return;
    if (end.sessionLost) {
        m_reportFound = m_begun || m_startSent;
        return again();
    }
    m_begun ? followEnded(end) : startEnded(end);
}

void DetachedTask::startEnded(const NodeExecEnd &end)
{
    const bool already = m_answer == "ALREADY\n";
    if (end.exitCode == 0 && (already || m_answer == "STARTED\n")) {
        m_begun = true;
        m_reportFound = m_reportFound || already;
        return again();
    }
    CommandResult failed = result();
    failed.error = end.error;
    if (!failed.error)
        failed.error = Error{
            ErrorCode::Io,
            u"the step could not be put on the node (%1): %2"_s.arg(end.exitCode.value_or(-1))
                .arg(printable(m_complaint).trimmed()),
            context().node.name, u"look for a full or read-only disk"_s};
    finish(failed);
}

void DetachedTask::followEnded(const NodeExecEnd &end)
{
    switch (m_frames.end()) {
    case FrameReader::End::Exited: {
        CommandResult done = result();
        done.exitCode = m_frames.exitCode();
        return finish(done);
    }
    case FrameReader::End::NotBegun:
        if (spec().followOnly)
            return finishNotFound(u"the step was never begun on the node"_s);
        m_begun = false;
        return again();
    case FrameReader::End::NotThere:
        if (spec().followOnly)
            return finishNotFound(u"the node knows nothing of the step any more"_s);
        return finishUnknown(u"its files are gone from the node"_s);
    case FrameReader::End::Unknown:
        if (spec().followOnly)
            return finishNotFound(u"the step was interrupted and left no exit status"_s);
        return finishUnknown(u"it was interrupted and left no exit status"_s);
    case FrameReader::End::None:
        if (++m_idleFollows <= IdleFollowsAllowed)
            return again();
        return finishUnknown(end.error ? end.error->message : u"the node does not tell how it goes"_s);
    }
}

void DetachedTask::again()
{
    releaseExec();
    owner().taskWantsStart(this);
}

void DetachedTask::finishNotFound(const QString &what)
{
    CommandResult gone = result();
    gone.error = Error{ErrorCode::NotFound, what, context().node.name, {}};
    finish(gone);
}

void DetachedTask::finishUnknown(const QString &why)
{
    CommandResult unknown = result();
    unknown.error = Error{
        ErrorCode::ConnectionLost, u"the result of the step is unknown: "_s + why, context().node.name,
        u"look at the node before running the step again; it may have done its work or still be at it"_s};
    finish(unknown);
}

void DetachedTask::fail(const Error &error)
{
    if (!m_startSent)
        return CommandTask::fail(error);
    CommandResult unknown = result();
    unknown.error = error;
    unknown.error->message += u"; the step was begun and runs on, its result is unknown"_s;
    finish(unknown);
}

} // namespace Vermagic
