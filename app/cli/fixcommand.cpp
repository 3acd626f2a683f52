// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/fixcommand.h"

#include "app/cli/plantext.h"
#include "app/cli/remedyoptions.h"
#include "app/cli/terminal.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

const QString rebuiltNode = u"rebuilt-node"_s;

} // namespace

bool FixCommand::readOptions(const CommandLine &line)
{
    const Result<PlanRequest> request = readRemedyOptions(line);
    const Result<int> batch = line.number(u"batch"_s, m_limits.batchSize, 1, 1000);
    const Result<int> down = line.number(u"max-unavailable"_s, m_limits.maxUnavailable, 1, 1000);
    if (!request || !batch || !down) {
        printError(!request ? request.error() : !batch ? batch.error() : down.error());
        return false;
    }
    m_request = *request;
    m_limits = {.batchSize = *batch, .maxUnavailable = *down};
    m_acceptedKey = line.value(u"accept-host-key"_s);
    m_acceptsExplained = line.isSet(u"accept-explained-host-keys"_s);
    // Whether a playbook needs nodes at all is known when it is read.
    m_onConsole = !m_request.what.playbook.isEmpty();
    return approve(line);
}

bool FixCommand::approve(const CommandLine &line)
{
    Error error{ErrorCode::InvalidInput, {}, u"fix"_s, u"see vermagic fix --help"_s};
    if (!line.isSet(u"yes"_s))
        error.message = u"fix changes nodes: look at vermagic plan, then give --yes."_s;
    else if (!m_onConsole && !line.isSet(u"nodes"_s))
        error.message = u"--nodes is needed; \"@*\" is every node."_s;
    else if (m_request.what.playbook == rebuiltNode && m_acceptedKey.isEmpty())
        error.message = u"--accept-host-key SHA256:… is needed with --playbook rebuilt-node."_s;
    else
        return true;
    printError(error);
    return false;
}

void FixCommand::start(const QStringList &arguments)
{
    CommandLine line(u"fix"_s,
                     u"Runs the playbooks that the findings call for, step by step, and probes again."_s);
    HeadlessSession::addOptions(line);
    addRemedyOptions(line);
    line.addOption({u"yes"_s}, u"Approves every plan; needed."_s);
    line.addOption({u"accept-host-key"_s},
                   u"The new host key of a rebuilt node, as its administrator gave it."_s, u"SHA256:…"_s);
    line.addOption({u"accept-explained-host-keys"_s},
                   u"Changed host keys that a rebuild window or a published key explains."_s);
    line.addOption({u"batch"_s}, u"Nodes at once after the first one (%1)."_s.arg(m_limits.batchSize),
                   u"N"_s);
    line.addOption({u"max-unavailable"_s},
                   u"Nodes that may be draining or rebooting at once (%1)."_s.arg(m_limits.maxUnavailable),
                   u"N"_s);
    m_session = HeadlessSession::begin(line, arguments, this,
                                       [this](const CommandLine &given) { return readOptions(given); });
    if (!m_session)
        return;
    Engine &engine = m_session->engine();
    const Result<void> checked = checkRequest(engine.state.knowledge(), m_request.what);
    m_onConsole = isForConsole(engine.state.knowledge(), m_request.what);
    if (!checked)
        printError(checked.error());
    if (!checked || !approve(line)) {
        Q_EMIT finished(ExitUsage);
        return;
    }
    connect(&engine.runner, &PlaybookRunner::allFinished, this, &FixCommand::roundEnded);
    connect(&engine.state, &ClusterState::runChanged, this, &FixCommand::report);
    if (m_onConsole) {
        runOnConsole();
        return;
    }
    connect(m_session.get(), &HeadlessSession::swept, this, &FixCommand::resume, Qt::SingleShotConnection);
    m_session->sweep();
}

bool FixCommand::isAskedFor() const
{
    return onDemandRemedy(m_session->engine().state.knowledge(), m_request.what) != nullptr;
}

void FixCommand::runOnConsole()
{
    Engine &engine = m_session->engine();
    const Result<Plan> plan = planConsole(engine.state, engine.ledger, m_request);
    if (plan) {
        m_tried[plan->node].insert(plan->playbook);
        run({*plan});
        return;
    }
    printError(plan.error());
    Q_EMIT finished(ExitUsage);
}

void FixCommand::interrupt()
{
    m_interrupted = true;
    if (!m_session)
        CliCommand::interrupt();
    else if (m_session->engine().runner.isRunning())
        m_session->engine().runner.cancelAll();
    else
        m_session->interrupt();
}

void FixCommand::resume()
{
    QList<Plan> plans;
    const QString inventory = m_session->engine().state.snapshot().inventory->file;
    for (const JournalEntry &entry : m_session->engine().journal.interrupted(inventory)) {
        const bool planned = std::ranges::contains(plans, entry.node, &Plan::node);
        if (!m_session->nodes().contains(entry.node) || planned)
            continue;
        plans.append(resumePlan(entry, newPlanId()));
        m_resumed.insert(plans.constLast().id);
    }
    if (plans.isEmpty() || m_interrupted)
        nextRound();
    else
        run(plans);
}

void FixCommand::nextRound()
{
    const QList<Plan> plans = m_interrupted ? QList<Plan>() : planRound();
    if (plans.isEmpty())
        finish();
    else
        run(plans);
}

QList<Plan> FixCommand::planRound()
{
    QList<Plan> plans;
    for (const QString &name : m_session->nodes()) {
        const NodeSnapshot *node = m_session->engine().state.snapshot().node(name);
        if (m_givenUp.contains(name))
            continue;
        if (const std::optional<Plan> plan = planFor(*node))
            plans.append(*plan);
    }
    return plans;
}

std::optional<Plan> FixCommand::planFor(const NodeSnapshot &node)
{
    const QString name = node.spec.name;
    const QString asked = m_request.what.playbook;
    const QString playbook = asked.isEmpty() ? playbookFor(node, m_tried[name]) : asked;
    if (playbook.isEmpty() || m_tried[name].contains(playbook))
        return {};
    m_tried[name].insert(playbook);
    PlanRequest request = m_request;
    request.what.playbook = playbook;
    const Result<Plan> plan = planNode(m_session->engine().state, m_session->engine().ledger, name, request);
    if (plan && maySwapHostKey(node, *plan))
        return *plan;
    if (!plan) {
        printError(plan.error());
        // A playbook that no finding calls for had nothing to fix; a remedy that was to be run was not.
        m_failed = m_failed || plan.error().code != ErrorCode::NotFound || isAskedFor();
    }
    return {};
}

bool FixCommand::maySwapHostKey(const NodeSnapshot &node, const Plan &plan)
{
    if (!std::ranges::contains(plan.steps, StepKind::ReplaceHostKey, &PlanStep::kind))
        return true;
    const QString offered = node.hostKeyChange ? node.hostKeyChange->newFingerprint : QString();
    if (!offered.isEmpty() && offered == m_acceptedKey)
        return true;
    const QList<KeyEvidence> evidence = node.hostKeyChange ? node.hostKeyChange->evidence
                                                           : QList<KeyEvidence>();
    const bool explained = isExplained(evidence);
    if (explained && m_acceptsExplained)
        return true;
    printError({ErrorCode::HostKeyChanged,
                u"the node offers the host key %1, which was not accepted and is %2"_s.arg(
                    offered, explained ? u"explained"_s : u"not explained"_s),
                node.spec.name,
                explained ? u"give --accept-explained-host-keys, or --accept-host-key"_s
                          : u"compare it with its administrator, then give --accept-host-key"_s});
    for (const QString &line : evidenceLines(evidence))
        printNote(u"  "_s + line);
    m_failed = m_failed || !m_acceptedKey.isEmpty() || m_acceptsExplained;
    return false;
}

void FixCommand::run(const QList<Plan> &plans)
{
    for (const Plan &plan : plans)
        printOut(u"%1: %2 [%3]\n"_s.arg(plan.node, plan.title, plan.playbook));
    const Result<void> started = m_session->engine().runner.start(
        plans, {.user = invokingUser(), .limits = m_limits});
    if (started)
        return;
    printError(started.error());
    m_failed = true;
    finish();
}

void FixCommand::report(const QString &runId)
{
    const RunRecord *run = m_session->engine().state.snapshot().run(runId);
    if (!run)
        return;
    const QList<PlanStep> steps = run->plan.preflight + run->plan.steps;
    const QList<StepRecord> records = run->preflight + run->steps;
    qsizetype &told = m_reported[runId];
    for (; told < records.size() && records[told].state > StepState::Running; ++told) {
        printOut(stepLine(run->plan.node, steps[told], records[told]));
        if (records[told].state == StepState::Failed)
            printOut(records[told].output.trimmed().right(4000) + u'\n');
    }
    if (run->outcome != RunOutcome::Running)
        printOut(outcomeLine(*run) + undoText(*run));
}

void FixCommand::roundEnded()
{
    for (const RunRecord &run : m_session->engine().state.snapshot().runs) {
        // What became of a step that an earlier console began says nothing of the plan that the node needs now.
        const bool resumed = m_resumed.contains(run.plan.id) && run.outcome != RunOutcome::Cancelled;
        if (isGood(run.outcome) || resumed)
            continue;
        m_failed = true;
        m_givenUp.insert(run.plan.node);
    }
    m_onConsole ? finish() : nextRound();
}

void FixCommand::finish()
{
    const int verdict = isAskedFor() ? int(ExitHealthy) : m_session->verdict();
    Q_EMIT finished(m_failed ? int(ExitNotFixed) : verdict);
}

} // namespace Vermagic
