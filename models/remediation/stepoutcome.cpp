// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/stepoutcome.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

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
    undo.title = u"Undo: "_s + run.plan.title;
    undo.source = run.plan.source;
    undo.risk = run.plan.risk;
    for (qsizetype i = qMin(run.steps.size(), run.plan.steps.size()) - 1; i >= 0; --i) {
        const PlanStep &done = run.plan.steps[i];
        if (run.steps[i].state != StepState::Succeeded)
            continue;
        if (!done.undo) {
            undo.warnings.append(u"“%1” cannot be undone. %2"_s.arg(done.title, done.undoNote).trimmed());
            continue;
        }
        PlanStep step{.id = u"undo-"_s + done.id, .title = u"Undo: "_s + done.title, .command = *done.undo};
        step.displayed = done.undoDisplayed;
        undo.steps.append(step);
    }
    if (undo.steps.isEmpty())
        return {};
    return undo;
}

} // namespace Vermagic
