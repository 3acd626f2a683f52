// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The composition root of the window: owns the engine and the window and connects the window's intents to the
/// engine's services and their answers back. Owned by main(), lives in the GUI thread. Makes no decisions of its
/// own and never blocks: reading files that a person chose and starting the practice cluster happen on other
/// threads. Opens no inventory while nodes are being changed.
#pragma once

#include "app/consolebenchmarks.h"
#include "app/consolenotices.h"
#include "models/questions.h"
#include "models/remediation/planremediation.h"

#include <QSettings>

namespace Vermagic {

class MainWindow;

class Console : public QObject
{
    Q_OBJECT
public:
    Console(Knowledge knowledge, QSettings *settings, QObject *parent = nullptr);
    ~Console() override;

    MainWindow &window() { return *m_window; }
    Engine &engine() { return m_engine; }

    /// Reads any format that can be imported, then sweeps.
    void openInventory(const QString &path);
    /// Starts the practice cluster, or finds it running, and opens it.
    void openPractice();
    /// Shows the plans for approval; `playbook` empty: for each node the one that its first root cause names.
    void planNodes(const QStringList &nodes, const QString &playbook);
    void planProcedure(const QStringList &nodes, const RemedyRequest &request, bool restart);

    /// FOLDER/NAME-light.png and FOLDER/NAME-dark.png of the window as it is.
    Result<void> savePictures(const QString &folder, const QString &name);

private:
    void connectRequests();
    void connectQuestions();
    /// False, with a message in the window, while nodes are being changed.
    bool mayLeaveInventory(const QString &path);
    void useInventory(const QString &path, const Inventory &inventory, const QStringList &notes);
    void offerInterruptedSteps();
    /// Empty: all nodes.
    QStringList orAll(const QStringList &nodes) const;
    void foresee(const QStringList &nodes);
    void sample(const QStringList &nodes);
    void noteForecast(const QString &node);
    void noteForecasts();
    void runPlans(const QList<Plan> &plans, int maxUnavailable);
    void planUndo(const QString &runId);
    void replaceHostKey(const QString &node);
    void makeReport(const QStringList &nodes, bool redact);
    void connectRecorder();
    void writeExport(const QString &path, const QByteArray &content);
    void withdrawStaleQuestions(const QString &node);
    void note(Severity severity, const QString &node, const QString &text);

    Engine m_engine;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ConsoleBenchmarks> m_benchmarks;
    std::unique_ptr<ConsoleNotices> m_notices;
    quint64 m_reportWishes = 0;
    QMap<quint64, HostKeyQuestion> m_hostKeyQuestions;
    QMap<quint64, CredentialQuestion> m_credentialQuestions;
};

} // namespace Vermagic
