// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/planrun.h"

#include "app/randomid.h"
#include "models/remediation/stepoutcome.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}

const RunRecord &recordOf(const ClusterSnapshot &snapshot, const QString &runId)
{
    static const RunRecord none;
    const RunRecord *run = snapshot.run(runId);
    return run ? *run : none;
}

/// Whether a detached step that yielded this may still be at work on its node.
bool mayRunOn(const CommandResult &result)
{
    if (!result.error)
        return false;
    const ErrorCode code = result.error->code;
    return code == ErrorCode::ConnectionLost || code == ErrorCode::Timeout || code == ErrorCode::Cancelled;
}

} // namespace

PlanRun::PlanRun(Plan plan, const RunServices &services, QString user, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_services(services)
    , m_user(std::move(user))
    , m_log(services.logFolder, m_plan.id)
    , m_ledger(services.ledger, m_plan)
{
    for (PlanStep &step : m_plan.steps) {
        if (step.command.detached && step.command.runId.isEmpty())
            step.command.runId = QString::fromLatin1(randomId());
    }
    connect(&m_output, &OutputText::textReady, this, [this](const QString &text) {
        m_services.state->apply(RunEvent(StepOutput{m_plan.id, phase(), index(), text}));
    });
    connect(m_services.prober, &ProbeRunner::probeFinished, this, &PlanRun::verified);
}

RunPhase PlanRun::phase() const
{
    return m_cursor < m_plan.preflight.size() ? RunPhase::Preflight : RunPhase::Steps;
}

int PlanRun::index() const
{
    return static_cast<int>(phase() == RunPhase::Preflight ? m_cursor : m_cursor - m_plan.preflight.size());
}

const PlanStep &PlanRun::step() const
{
    return (phase() == RunPhase::Preflight ? m_plan.preflight : m_plan.steps)[index()];
}

QStringList PlanRun::findings() const
{
    QStringList ids;
    if (const NodeSnapshot *node = m_services.state->snapshot().node(m_plan.node)) {
        for (const Finding &finding : node->diagnosis.findings)
            ids.append(finding.id);
    }
    return ids;
}

bool PlanRun::emitEvent(const RunEvent &event, const QJsonObject &auditLine)
{
    m_services.state->apply(event);
    const Result<void> written = m_services.audit->append(auditLine);
    if (!written && m_reason.isEmpty())
        m_reason = toString(written.error());
    return written.has_value();
}

Result<void> PlanRun::start()
{
    const NodeSnapshot *node = m_services.state->snapshot().node(m_plan.node);
    if (!node && !m_plan.onConsole)
        return std::unexpected(
            Error{ErrorCode::NotFound, u"the inventory has no such node"_s, m_plan.node, {}});
    const RunStarted started{m_plan, m_user, now(), findings()};
    const QString address = node && !m_plan.onConsole ? node->spec.address : QString();
    if (const Result<void> written = m_services.audit->append(auditRunStarted(started, address)); !written)
        return written;
    if (const Result<void> entered = m_ledger.start(m_services.state->snapshot().inventory->file); !entered)
        return entered;
    m_services.state->apply(RunEvent(started));
    QMetaObject::invokeMethod(this, &PlanRun::next, Qt::QueuedConnection);
    return {};
}

void PlanRun::skip(const QString &reason)
{
    m_services.state->apply(RunEvent(RunStarted{m_plan, m_user, now(), findings()}));
    QMetaObject::invokeMethod(
        this, [this, reason] { abandon(RunOutcome::Stopped, reason); }, Qt::QueuedConnection);
}

void PlanRun::next()
{
    if (m_outcome)
        return;
    skipDone();
    if (m_cancelled)
        abandon(RunOutcome::Cancelled, u"cancelled"_s);
    else if (m_cursor == m_plan.preflight.size() + m_plan.steps.size())
        verify();
    else if (m_stopping)
        abandon(RunOutcome::Stopped, u"stopped before “%1”"_s.arg(step().title));
    else
        runStep();
}

/// Steps that an earlier run did.
void PlanRun::skipDone()
{
    const qsizetype end = m_plan.preflight.size() + m_plan.steps.size();
    for (; m_cursor < end && step().doneAt.isValid(); ++m_cursor) {
        const QString got = u"done on "_s + step().doneAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
        m_services.state->apply(
            RunEvent(StepFinished{m_plan.id, phase(), index(), StepState::Skipped, {}, got, {}}));
    }
}

void PlanRun::runStep()
{
    m_stepClock.start();
    const QDateTime at = now();
    const QString heading = u"# %1 %2: %3\n# %4\n"_s.arg(at.toString(Qt::ISODate), m_plan.node, step().title,
                                                         step().displayed);
    const QString log = m_log.begin(static_cast<int>(m_cursor) + 1, step().id, heading);
    const StepStarted event{m_plan.id, phase(), index(), at, log};
    if (!emitEvent(RunEvent(event),
                   auditStepStarted(recordOf(m_services.state->snapshot(), m_plan.id), event))) {
        finishStep(StepState::Failed, {}, m_reason);
        return;
    }
    // A step that is only looked for again was asked about when it began.
    if (step().doneWhen && !step().command.followOnly)
        askWhetherDone(*step().doneWhen);
    else
        begin();
}

void PlanRun::askWhetherDone(const SideCommand &question)
{
    collect("# " + question.displayed.toUtf8() + '\n');
    execute(question.command, &PlanRun::asked);
}

void PlanRun::asked(const CommandResult &result)
{
    m_local.clear();
    if (m_outcome)
        return;
    const bool cancelled = m_cancelled || (result.error && result.error->code == ErrorCode::Cancelled);
    if (cancelled)
        finishStep(StepState::Cancelled, {}, u"cancelled"_s);
    else if (!result.exitCode)
        finishStep(StepState::Failed, {},
                   u"whether it is done cannot be asked: "_s + toString(result.error.value_or(Error{})));
    else if (*result.exitCode == 0)
        finishStep(StepState::Skipped, 0, u"already done: %1 gave exit 0"_s.arg(step().doneWhen->displayed));
    else
        begin();
}

void PlanRun::begin()
{
    const bool changes = phase() == RunPhase::Steps;
    if (const Result<void> entered = changes ? m_ledger.begun(step()) : Result<void>(); !entered) {
        finishStep(StepState::Failed, {}, toString(entered.error()));
        return;
    }
    m_changed = m_changed || changes;
    switch (step().kind) {
    case StepKind::Command:
        runCommand(step());
        break;
    case StepKind::Reboot:
        runReboot(step());
        break;
    case StepKind::ReplaceHostKey:
        runReplaceHostKey();
        break;
    }
}

/// Where the step runs; `ended` is told the result.
void PlanRun::execute(const CommandSpec &command, void (PlanRun::*ended)(const CommandResult &))
{
    if (step().place == Place::Console) {
        m_local = new LocalCommand(this);
        connect(m_local, &LocalCommand::outputReceived, this, &PlanRun::collect);
        connect(m_local, &LocalCommand::finished, m_local, &QObject::deleteLater);
        connect(m_local, &LocalCommand::finished, this, ended);
        m_local->start(command, m_services.state->snapshot().inventory->buildFolder());
        return;
    }
    RemoteShell *shell = m_services.pool->shell(m_plan.node);
    if (!shell) {
        finishStep(StepState::Failed, {}, u"the inventory has no such node"_s);
        return;
    }
    m_command = shell->run(command);
    connect(m_command, &RemoteCommand::outputReceived, this, &PlanRun::collect);
    connect(m_command, &RemoteCommand::reattached, this,
            [this] { m_services.state->apply(RunEvent(StepReattached{m_plan.id, index()})); });
    connect(m_command, &RemoteCommand::finished, this, ended);
}

void PlanRun::collect(const QByteArray &bytes)
{
    m_output.append(bytes);
    m_log.append(bytes);
}

void PlanRun::runCommand(const PlanStep &step)
{
    if (step.command.detached)
        writeJournal();
    execute(step.command, &PlanRun::stepEnded);
}

void PlanRun::runReboot(const PlanStep &step)
{
    RemoteShell *shell = m_services.pool->shell(m_plan.node);
    if (!shell) {
        finishStep(StepState::Failed, {}, u"the inventory has no such node"_s);
        return;
    }
    m_reboot = new RebootWait(shell, this);
    m_reboot->setPollInterval(m_services.rebootPollInterval);
    connect(m_reboot, &RebootWait::outputReceived, this, &PlanRun::collect);
    connect(m_reboot, &RebootWait::finished, this, [this](const CommandResult &result) {
        m_reboot->deleteLater();
        stepEnded(result);
    });
    m_reboot->start(step.command);
}

void PlanRun::runReplaceHostKey()
{
    const NodeSnapshot *node = m_services.state->snapshot().node(m_plan.node);
    const std::optional<HostKeyChange> change = node ? node->hostKeyChange : std::nullopt;
    if (!change || change->newFingerprint != step().newHostKey
        || change->oldFingerprint != step().oldHostKey) {
        finishStep(StepState::Failed, {}, u"the host key is not the one that was approved"_s);
        return;
    }
    if (step().hostKeyExplained && !isExplained(change->evidence)) {
        finishStep(StepState::Failed, {}, u"what explained the new host key no longer holds"_s);
        return;
    }
    for (const QString &line : step().hostKeyEvidence)
        collect(line.toUtf8() + '\n');
    if (const Result<void> replaced = m_services.replaceHostKey(*change); !replaced) {
        finishStep(StepState::Failed, {}, toString(replaced.error()));
        return;
    }
    RemoteShell *shell = m_services.pool->shell(m_plan.node);
    shell->close();
    shell->open();
    collect("recorded " + change->newFingerprint.toUtf8() + '\n');
    finishStep(StepState::Succeeded, 0, u"recorded "_s + change->newFingerprint);
}

void PlanRun::writeJournal()
{
    const std::shared_ptr<const Inventory> inventory = m_services.state->snapshot().inventory;
    JournalEntry entry{.inventory = inventory->file, .node = m_plan.node, .playbook = m_plan.playbook};
    entry.remedy = m_plan.remedy;
    entry.parameters = m_plan.parameters;
    entry.resumable = keepsLedger(m_plan);
    entry.title = m_plan.title;
    entry.targets = m_plan.targets;
    entry.step = step();
    entry.startedAt = now();
    entry.console = consoleProcess();
    // Without an entry the step is still followed over lost sessions, only not past the end of this process.
    if (const Result<void> written = m_services.journal->write(entry); !written)
        collect(toString(written.error()).toUtf8() + '\n');
}

void PlanRun::stepEnded(const CommandResult &result)
{
    m_local.clear();
    if (m_outcome)
        return;
    // A step that was cancelled or lost may run on at its node: its entry stays, so that it can be found again.
    if (step().command.detached && !mayRunOn(result))
        m_services.journal->remove(step().command.runId);
    const StepVerdict verdict = judgeStep(step(), result);
    finishStep(verdict.state, result.exitCode, verdict.got);
}

void PlanRun::finishStep(StepState state, std::optional<int> exitCode, const QString &got)
{
    m_output.flush();
    m_log.end(u"# "_s + got);
    const Result<void> entered = phase() == RunPhase::Steps ? m_ledger.ended(step(), state) : Result<void>();
    const StepFinished event{
        m_plan.id, phase(), index(), state, exitCode, got, std::chrono::milliseconds(m_stepClock.elapsed())};
    const bool recorded = emitEvent(
        RunEvent(event), auditStepFinished(recordOf(m_services.state->snapshot(), m_plan.id), event, now()));
    const QString title = step().title;
    const bool preflight = phase() == RunPhase::Preflight;
    ++m_cursor;
    if (state == StepState::Cancelled)
        abandon(RunOutcome::Cancelled, u"cancelled during “%1”"_s.arg(title));
    else if (state == StepState::Failed)
        abandon(preflight ? RunOutcome::PreflightFailed : RunOutcome::StepFailed,
                u"“%1”: %2"_s.arg(title, got));
    else if (!recorded || !entered)
        abandon(RunOutcome::StepFailed, entered ? m_reason : toString(entered.error()));
    else
        next();
}

void PlanRun::abandon(RunOutcome outcome, const QString &reason)
{
    m_outcome = outcome;
    m_reason = reason;
    for (; m_cursor < m_plan.preflight.size() + m_plan.steps.size(); ++m_cursor)
        m_services.state->apply(
            RunEvent(StepFinished{m_plan.id, phase(), index(), StepState::Skipped, {}, {}, {}}));
    if (m_changed && !m_plan.onConsole)
        verify();
    else
        end();
}

void PlanRun::verify()
{
    if (m_plan.onConsole) {
        m_outcome = m_plan.undoes.isEmpty() ? RunOutcome::Done : RunOutcome::Undone;
        m_reason = u"every step did what was expected"_s;
        end();
        return;
    }
    m_stepClock.start();
    m_services.state->apply(RunEvent(StepStarted{m_plan.id, RunPhase::Verify, 0, now()}));
    m_verification = m_services.prober->probe(m_plan.node);
}

void PlanRun::verified(quint64 request, const QString &, const std::optional<Error> &error)
{
    if (m_verification != request)
        return;
    const auto isNoTarget = [this](const QString &id) { return !m_plan.targets.contains(id); };
    QStringList left = findings();
    left.removeIf(isNoTarget);
    QStringList unseen;
    if (const NodeSnapshot *node = m_services.state->snapshot().node(m_plan.node))
        unseen = node->diagnosis.undecided;
    unseen.removeIf(isNoTarget);
    const bool gone = !error && left.isEmpty() && unseen.isEmpty();
    const bool asked = m_plan.targets.isEmpty();
    QString got = !m_plan.undoes.isEmpty() ? u"looked at anew"_s
                  : asked                  ? u"every step did what was expected"_s
                                           : u"the finding is gone"_s;
    if (!left.isEmpty())
        got = u"still there: "_s + left.join(u", "_s);
    else if (!unseen.isEmpty())
        got = u"could not be looked at: "_s + unseen.join(u", "_s);
    if (error)
        got = u"the node could not be probed: "_s + error->message;
    const std::chrono::milliseconds duration(m_stepClock.elapsed());
    m_services.state->apply(RunEvent(StepFinished{
        m_plan.id, RunPhase::Verify, 0, gone ? StepState::Succeeded : StepState::Failed, {}, got, duration}));
    if (!m_outcome) {
        m_outcome = !m_plan.undoes.isEmpty() ? RunOutcome::Undone
                    : !gone                  ? RunOutcome::NotFixed
                    : asked                  ? RunOutcome::Done
                                             : RunOutcome::Fixed;
        m_reason = got;
    }
    end();
}

void PlanRun::end()
{
    m_verification.reset();
    m_ledger.over(*m_outcome);
    const RunFinished event{m_plan.id, *m_outcome, m_reason, now(), findings()};
    const QJsonObject line = auditRunFinished(recordOf(m_services.state->snapshot(), m_plan.id), event);
    emitEvent(RunEvent(event), line);
    // The events are written; that they reach the disk is not something a person can act on any more.
    static_cast<void>(m_services.audit->sync());
    Q_EMIT finished(*m_outcome);
}

void PlanRun::stopAfterStep()
{
    m_stopping = true;
}

void PlanRun::cancel()
{
    const bool again = m_cancelled;
    m_cancelled = true;
    if (m_verification) {
        if (!again && m_outcome)
            return;
        if (!m_outcome) {
            m_outcome = RunOutcome::Cancelled;
            m_reason = u"cancelled before the fix could be verified"_s;
        }
        end();
    } else if (m_local) {
        m_local->cancel();
    } else if (m_command) {
        m_command->cancel();
    } else if (m_reboot) {
        m_reboot->cancel();
    }
}

} // namespace Vermagic
