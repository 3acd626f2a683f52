// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The window over a recorded session. It has a store but no engine: there is nothing that could open a connection, and
/// what nodes proved there is not taken for something that was seen now. Owned by main(), lives in the GUI thread.
/// Reports that are exported are as of the sweep that is shown.
#pragma once

#include "models/clusterstate.h"
#include "models/recording/recording.h"

#include <QSettings>

namespace Vermagic {

class MainWindow;

class ConsoleReplay : public QObject
{
    Q_OBJECT
public:
    ConsoleReplay(Knowledge knowledge, Recording recording, QSettings *settings, QObject *parent = nullptr);
    ~ConsoleReplay() override;

    MainWindow &window() { return *m_window; }
    const ClusterState &state() const { return m_state; }

private:
    void showSweep(qsizetype sweep);
    void makeReport(const QStringList &nodes, bool redact);
    void writeExport(const QString &path, const QByteArray &content);

    Recording m_recording;
    RecordedMoment m_moment;
    ClusterState m_state;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace Vermagic
