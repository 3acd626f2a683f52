// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One approved plan on one node or on the console, from RunStarted to RunFinished: preflight, steps, verify by a fresh
/// probe of the node.
/// Owned by PlaybookRunner. start() or skip() once; finished() exactly once and never from within them.
/// Everything it learns goes into ClusterState as RunEvents and into the audit log; no line in the log, no next
/// step. A runbook's steps are entered into the ledger before and after they run. A run that changed something ends with a probe however it ended; the outcome is Fixed only when every
/// step did what was expected and no target is among the findings of that probe.
#pragma once

#include "app/auditlog.h"
#include "app/localcommand.h"
#include "app/outputtext.h"
#include "app/proberunner.h"
#include "app/rebootwait.h"
#include "app/runjournal.h"
#include "app/runledger.h"
#include "app/steplog.h"

namespace Vermagic {

/// Drops the stale keys of a host and records the new one that was approved.
using HostKeyReplacer = std::function<Result<void>(const HostKeyChange &approved)>;

/// What a run works with; all of it outlives the run.
struct RunServices
{
    NodePool *pool = nullptr;
    ProbeRunner *prober = nullptr;
    ClusterState *state = nullptr;
    AuditLog *audit = nullptr;
    RunJournal *journal = nullptr;
    StepLedger *ledger = nullptr;
    QString logFolder; ///< see StepLog
    HostKeyReplacer replaceHostKey;
    std::chrono::milliseconds rebootPollInterval = std::chrono::seconds(2);
};

class PlanRun : public QObject
{
    Q_OBJECT
public:
    PlanRun(Plan plan, const RunServices &services, QString user, QObject *parent = nullptr);

    const Plan &plan() const { return m_plan; }
    /// An error when the audit log refuses: then nothing has begun and finished() does not come.
    Result<void> start();
    /// Records that the plan is not run at all, and why.
    void skip(const QString &reason);
    /// Ends before the next step, after the one under way.
    void stopAfterStep();
    /// Ends the step under way. A second call does not wait for the closing probe either.
    void cancel();

Q_SIGNALS:
    void finished(Vermagic::RunOutcome outcome);

private:
    RunPhase phase() const;
    int index() const;
    const PlanStep &step() const;
    bool emitEvent(const RunEvent &event, const QJsonObject &auditLine);
    void next();
    void skipDone();
    void runStep();
    void askWhetherDone(const SideCommand &question);
    void begin();
    void execute(const CommandSpec &command, void (PlanRun::*ended)(const CommandResult &));
    void collect(const QByteArray &bytes);
    void runCommand(const PlanStep &step);
    void asked(const CommandResult &result);
    void runReboot(const PlanStep &step);
    void runReplaceHostKey();
    void writeJournal();
    void stepEnded(const CommandResult &result);
    void finishStep(StepState state, std::optional<int> exitCode, const QString &got);
    void abandon(RunOutcome outcome, const QString &reason);
    void verify();
    void verified(quint64 request, const QString &node, const std::optional<Error> &error);
    void end();
    QStringList findings() const;

    Plan m_plan;
    RunServices m_services;
    QString m_user;
    qsizetype m_cursor = 0; ///< over preflight, then steps
    QPointer<RemoteCommand> m_command;
    QPointer<LocalCommand> m_local;
    QPointer<RebootWait> m_reboot;
    OutputText m_output;
    StepLog m_log;
    RunLedger m_ledger;
    QElapsedTimer m_stepClock;
    std::optional<quint64> m_verification;
    std::optional<RunOutcome> m_outcome;
    QString m_reason;
    bool m_changed = false; ///< a step that may change the node has begun
    bool m_stopping = false;
    bool m_cancelled = false;
};

} // namespace Vermagic
