// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sessionrecorder.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace

SessionRecorder::SessionRecorder(const ClusterState *state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{
    connect(state, &ClusterState::nodeChanged, this, &SessionRecorder::writeNode);
    connect(state, &ClusterState::sweepChanged, this, &SessionRecorder::writeSweep);
    connect(state, &ClusterState::buildEnvironmentChanged, this, &SessionRecorder::writeBuildEnvironment);
    connect(state, &ClusterState::compatibilityChanged, this, &SessionRecorder::writeProofs);
    // Of the inventory that was recorded nothing is left by now.
    connect(state, &ClusterState::inventoryChanged, this, [this] { end(false, now()); });
}

SessionRecorder::~SessionRecorder() = default;

Result<void> SessionRecorder::start(const QString &path, const QStringList &nodes)
{
    const ClusterSnapshot &snapshot = m_state->snapshot();
    m_file.close();
    m_file.setFileName(path);
    m_writer = {};
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                     QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        const bool exists = QFile::exists(path);
        return std::unexpected(Error{ErrorCode::Io,
                                     exists ? u"the file exists already"_s
                                            : u"the recording cannot be written: "_s + m_file.errorString(),
                                     path, exists ? u"a recording never overwrites anything"_s : QString()});
    }
    write(RecordingWriter::startLine(*snapshot.inventory, nodes, QCoreApplication::applicationVersion(),
                                     now()));
    writeProofs();
    writeBuildEnvironment();
    if (snapshot.sweepStartedAt.isValid())
        write(RecordingWriter::sweepLine(snapshot.sweepStartedAt));
    for (const NodeSnapshot &node : snapshot.nodes)
        writeNode(node.spec.name);
    if (snapshot.sweepFinishedAt.isValid())
        write(RecordingWriter::sweptLine(snapshot.sweepFinishedAt));
    Q_EMIT changed();
    return {};
}

void SessionRecorder::end(bool complete, const QDateTime &at)
{
    if (!isRecording())
        return;
    write(RecordingWriter::endLine(complete, at));
    m_file.close();
    Q_EMIT changed();
}

void SessionRecorder::writeNode(const QString &name)
{
    const NodeSnapshot *node = isRecording() ? m_state->snapshot().node(name) : nullptr;
    if (node && !node->probing)
        write(m_writer.nodeLine(*node, now()));
}

void SessionRecorder::writeSweep()
{
    if (!isRecording())
        return;
    const ClusterSnapshot &snapshot = m_state->snapshot();
    if (snapshot.sweepFinishedAt.isValid())
        write(RecordingWriter::sweptLine(snapshot.sweepFinishedAt));
    else
        write(RecordingWriter::sweepLine(snapshot.sweepStartedAt));
}

void SessionRecorder::writeBuildEnvironment()
{
    if (isRecording() && m_state->snapshot().buildEnvironment)
        write(RecordingWriter::buildLine(*m_state->snapshot().buildEnvironment, now()));
}

void SessionRecorder::writeProofs()
{
    if (isRecording())
        write(RecordingWriter::proofsLine(m_state->knowledge().compatibility.proofs(), now()));
}

void SessionRecorder::write(const QByteArray &line)
{
    if (!isRecording() || line.isEmpty())
        return;
    const qint64 before = m_file.pos();
    const bool full = before + line.size() > largestRecording;
    qint64 done = full ? -1 : 0;
    while (done >= 0 && done < line.size()) { // part of it when the disk gets full; the next write says why
        const qint64 written = m_file.write(line.sliced(done));
        done = written > 0 ? done + written : -1;
    }
    if (done == line.size())
        return;
    const Error error{ErrorCode::Io,
                      full ? u"the recording has ended: it is as large as can be read again"_s
                           : u"the recording has ended: "_s + m_file.errorString(),
                      m_file.fileName(),
                      {}};
    m_file.resize(before); // what could be written of the line would be a mistake in the file
    m_file.close();
    Q_EMIT failed(error);
    Q_EMIT changed();
}

} // namespace Vermagic
