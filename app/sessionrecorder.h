// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Watches the store and writes what it sees into a file, as recordingwriter.h describes it: mode 0600, made anew, each
/// line at once, so that a killed program leaves all but its last line. Owned by Engine, GUI thread. A file that cannot
/// be written any more, and one that has become as large as readers take, ends the recording with failed(). Another
/// inventory ends it as well. Reads the clock; changes nothing in the store.
#pragma once

#include "models/clusterstate.h"
#include "models/recording/recordingwriter.h"

#include <QFile>

namespace Vermagic {

class SessionRecorder : public QObject
{
    Q_OBJECT
public:
    explicit SessionRecorder(const ClusterState *state, QObject *parent = nullptr);
    ~SessionRecorder() override;

    /// What is known already is written first. `path` must not exist yet; `nodes`: those that are looked at, empty: all.
    Result<void> start(const QString &path, const QStringList &nodes = {});
    bool isRecording() const { return m_file.isOpen(); }
    QString path() const { return m_file.fileName(); }
    /// `complete`: every node has been looked at. `at` is the time that a report of it bears.
    void end(bool complete, const QDateTime &at);

Q_SIGNALS:
    void failed(const Vermagic::Error &error);
    /// It began, ended or failed.
    void changed();

private:
    void writeNode(const QString &name);
    void writeSweep();
    void writeBuildEnvironment();
    void writeProofs();
    void write(const QByteArray &line);

    const ClusterState *m_state;
    QFile m_file;
    RecordingWriter m_writer;
};

} // namespace Vermagic
