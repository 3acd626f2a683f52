// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/stepoutcome.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Undo
{
    Q_DECLARE_TR_FUNCTIONS(Undo)
};

bool outputHas(const CommandResult &result, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return result.standardOutput.contains(bytes) || result.standardError.contains(bytes);
}

QString gotWithoutExit(const PlanStep &step, const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return step.command.detached ? u"cancelled; it runs on at the node"_s : u"cancelled"_s;
    if (error.code == ErrorCode::Timeout) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(step.command.timeout).count();
        return u"timed out after %1 s"_s.arg(seconds);
    }
    return error.message;
}

} // namespace

StepVerdict judgeStep(const PlanStep &step, const CommandResult &result)
{
    if (result.error || !result.exitCode) {
        const Error error = result.error.value_or(Error{ErrorCode::Protocol, u"no exit code"_s, {}, {}});
        const bool cancelled = error.code == ErrorCode::Cancelled;
        return {cancelled ? StepState::Cancelled : StepState::Failed, gotWithoutExit(step, error)};
    }
    const Expectation &expect = step.expect;
    QString got = u"exit %1"_s.arg(*result.exitCode);
    bool holds = !expect.exitCode || *expect.exitCode == *result.exitCode;
    if (!expect.outputContains.isEmpty()) {
        const bool contains = outputHas(result, expect.outputContains);
        holds = holds && contains;
        got += (contains ? u", output contains “%1”"_s : u", output lacks “%1”"_s).arg(expect.outputContains);
    }
    if (!expect.outputLacks.isEmpty()) {
        const bool contains = outputHas(result, expect.outputLacks);
        holds = holds && !contains;
        got += (contains ? u", output contains “%1”"_s : u", output lacks “%1”"_s).arg(expect.outputLacks);
    }
    return {holds ? StepState::Succeeded : StepState::Failed, got};
}

std::optional<Plan> undoPlan(const RunRecord &run, const QString &planId)
{
    Plan undo{.id = planId, .node = run.plan.node, .playbook = run.plan.playbook, .remedy = run.plan.remedy};
    undo.undoes = run.plan.id;
    undo.onConsole = run.plan.onConsole;
    undo.title = Undo::tr("Undo: %1").arg(run.plan.title);
    undo.source = run.plan.source;
    undo.risk = run.plan.risk;
    for (qsizetype i = qMin(run.steps.size(), run.plan.steps.size()) - 1; i >= 0; --i) {
        const PlanStep &done = run.plan.steps[i];
        if (done.command.detached && run.steps[i].startedAt.isValid() && !run.steps[i].exitCode)
            undo.warnings.append(
                Undo::tr("“%1” may still be running on the node: wait until it has ended.").arg(done.title));
        if (run.steps[i].state != StepState::Succeeded)
            continue;
        if (!done.undo) {
            if (!done.undoNote.isEmpty())
                undo.warnings.append(Undo::tr("No undo for “%1”: %2").arg(done.title, done.undoNote));
            continue;
        }
        PlanStep step{
            .id = u"undo-"_s + done.id, .title = Undo::tr("Undo: %1").arg(done.title), .command = *done.undo};
        step.place = done.place;
        // An id of its own: one that was used before would be found again instead of run.
        step.command.runId = planId + u"%1"_s.arg(undo.steps.size(), 4, 16, QChar(u'0'));
        step.displayed = done.undoDisplayed;
        undo.steps.append(step);
    }
    if (undo.steps.isEmpty())
        return {};
    return undo;
}

bool offersUndo(const RunRecord &run, const QList<RunRecord> &runs)
{
    const bool settled = run.outcome == RunOutcome::Running || isGood(run.outcome)
                         || !run.plan.undoes.isEmpty();
    const bool undone = std::ranges::any_of(runs, [&](const RunRecord &later) {
        return later.plan.undoes == run.plan.id
               && (later.outcome == RunOutcome::Undone || later.outcome == RunOutcome::Running);
    });
    return !settled && !undone && undoPlan(run, {});
}

} // namespace Vermagic
