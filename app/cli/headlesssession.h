// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the sub-commands that talk to nodes have in common: their options, an engine over the chosen inventory, the
/// chosen nodes, progress on a terminal, and secrets asked for on a terminal only. Owned by the sub-command.
/// Unknown host keys are refused unless the options say otherwise; a changed one always is.
#pragma once

#include "app/cli/clicommand.h"
#include "app/cli/commandline.h"
#include "app/engine.h"
#include "app/notify/notifier.h"
#include "app/notify/notifymemory.h"
#include "app/reportexporter.h"

#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>

namespace Vermagic {

class HeadlessSession : public QObject
{
    Q_OBJECT
public:
    ~HeadlessSession() override;
    static void addOptions(CommandLine &line);
    /// For commands whose exit code says enough; begin() makes the terminal quiet, the command its results.
    static void addQuiet(CommandLine &line);
    /// For commands that can keep what they see.
    static void addRecord(CommandLine &line);
    /// For commands that can tell somebody.
    static void addNotify(CommandLine &line);
    /// Only parses: false when `command` has finished, with the help or the mistake printed.
    static bool parse(CommandLine &line, const QStringList &arguments, CliCommand *command);
    /// Parses, asks `accepts` (which prints its objection itself) and opens. Null when there is nothing to go on
    /// with: the help or the mistakes have been printed, and `command` has finished.
    static std::unique_ptr<HeadlessSession> begin(
        CommandLine &line, const QStringList &arguments, CliCommand *command,
        const std::function<bool(const CommandLine &)> &accepts = {});

    Engine &engine() { return *m_engine; }
    const QStringList &nodes() const { return m_nodes; }
    /// Over the chosen nodes alone; `earlier` as in reportOf().
    HealthReport report(const std::optional<EarlierReport> &earlier = {}) const;
    /// The same without what is kept of them: what their state means, for whoever needs no more.
    HealthReport outcome() const;
    const Inventory &inventory() const { return *m_engine->state.snapshot().inventory; }

    /// Probes the chosen nodes; swept() follows.
    void sweep();
    /// Ends the sweep under way; swept() follows soon and the report is not complete.
    void interrupt();
    /// Ends the recording, if there is one: what `report` tells is all that it holds. Null, or why it could not be kept.
    const std::optional<Error> &endRecording(const HealthReport &report);
    /// Tells who is to be told of it; told() follows, also when that is nobody. A watch tells of changes at once, and
    /// whoever wants to know it always, or all failures, only now and then. What fails is printed and nothing else.
    void tell(const HealthReport &report, bool onlyChanges = false);
    bool tells() const { return m_notifier != nullptr; }
    /// The report is not complete: not every node has been looked at.
    void markPartial() { m_partial = true; }
    /// What the state of the chosen nodes means for a script; a sweep that was ended early leaves nodes unchecked.
    int verdict() const;

Q_SIGNALS:
    void swept();
    void told();

private:
    static Loaded<std::unique_ptr<HeadlessSession>> open(const CommandLine &line);
    HeadlessSession(Knowledge knowledge, const SshSettings &settings);
    /// Begins the recording and makes the notifier that the options ask for.
    Loaded<void> keepAndTell(const CommandLine &line, const Inventory &inventory);
    ClusterSnapshot snapshot() const;
    void showSweepProgress();
    void endSweep();
    void askForSecret(const CredentialQuestion &question);

    std::unique_ptr<Engine> m_engine;
    std::shared_ptr<std::atomic<bool>> m_givenUp = std::make_shared<std::atomic<bool>>(
        false);             ///< by the user
    QThreadPool m_terminal; ///< one thread: questions come one after the other
    QStringList m_nodes;
    bool m_wholeCluster = true;
    bool m_partial = false;
    std::optional<Error> m_notRecorded;
    std::unique_ptr<Notifier> m_notifier;   ///< null: nobody is to be told
    std::unique_ptr<NotifyMemory> m_memory; ///< together with it
    QTimer m_tick;                          ///< shows how time goes by while nodes are waited for
    QElapsedTimer m_sweepTime;
    QString m_progress; ///< what was shown last
};

} // namespace Vermagic
