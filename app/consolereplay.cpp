// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consolereplay.h"

#include "app/recordingfile.h"
#include "app/reportexporter.h"
#include "views/mainwindow.h"

namespace Vermagic {

ConsoleReplay::ConsoleReplay(Knowledge knowledge, Recording recording, QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_recording(std::move(recording))
    , m_state(std::move(knowledge))
{
    m_state.setReadOnly(
        tr("This is a recorded session: nothing can be asked of its nodes or changed there."));
    m_window = std::make_unique<MainWindow>(&m_state, settings);
    m_window->setClock([this] { return m_moment.at; });
    connect(m_window.get(), &MainWindow::sweepRequested, this, &ConsoleReplay::showSweep);
    connect(m_window.get(), &MainWindow::reportRequested, this, &ConsoleReplay::makeReport);
    connect(m_window.get(), &MainWindow::fileRequested, this, &ConsoleReplay::writeExport);
    QList<QDateTime> times;
    for (const RecordedSweep &sweep : m_recording.sweeps())
        times.append(sweep.finishedAt.isValid() ? sweep.finishedAt : sweep.startedAt);
    m_state.apply(InventoryLoaded{m_recording.start().inventory});
    m_window->showRecording(m_recording.start().at, times);
    showSweep(0);
    m_window->selectWorstNode();
}

ConsoleReplay::~ConsoleReplay() = default;

void ConsoleReplay::showSweep(qsizetype sweep)
{
    m_moment = m_recording.momentAfter(sweep);
    for (const ClusterEvent &event : m_recording.stateAfter(sweep))
        m_state.apply(event);
    m_window->showRecordedSweep(sweep);
}

void ConsoleReplay::makeReport(const QStringList &nodes, bool redact)
{
    ClusterSnapshot snapshot = m_state.snapshot();
    if (!nodes.isEmpty())
        snapshot.keepOnly(nodes);
    HealthReport report = recordedReportOf(snapshot, m_state.knowledge(), m_moment);
    m_window->showReport(redact ? redactedHere(std::move(report)) : report);
}

void ConsoleReplay::writeExport(const QString &path, const QByteArray &content)
{
    if (const Result<void> written = writeReport(path, content); !written)
        m_window->showErrors(tr("The file was not written"), {written.error()});
}

} // namespace Vermagic
