// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/plancommand.h"

#include "app/cli/impacttext.h"
#include "app/cli/plantext.h"
#include "app/cli/remedyoptions.h"
#include "app/cli/terminal.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

void PlanCommand::start(const QStringList &arguments)
{
    CommandLine line(u"plan"_s, u"Prints what fix would do; changes nothing."_s);
    HeadlessSession::addOptions(line);
    addRemedyOptions(line);
    line.addOption({u"impact"_s}, u"Ask the nodes, too, what the plans would change there."_s);
    const auto accepted = [this](const CommandLine &given) {
        const Result<PlanRequest> request = readRemedyOptions(given);
        if (!request)
            printError(request.error());
        m_request = request.value_or(PlanRequest{});
        return request.has_value();
    };
    m_session = HeadlessSession::begin(line, arguments, this, accepted);
    if (!m_session)
        return;
    Engine &engine = m_session->engine();
    if (const Result<void> checked = checkRequest(engine.state.knowledge(), m_request.what); !checked) {
        printError(checked.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    if (isForConsole(engine.state.knowledge(), m_request.what)) {
        const Result<Plan> plan = planConsole(engine.state, engine.ledger, m_request);
        printPlan({}, plan);
        Q_EMIT finished(plan ? ExitHealthy : ExitUsage);
        return;
    }
    m_asksImpact = line.isSet(u"impact"_s);
    connect(m_session.get(), &HeadlessSession::swept, this, &PlanCommand::makePlans);
    connect(&engine.impact, &ImpactRunner::finished, this, &PlanCommand::printPlans);
    m_session->sweep();
}

void PlanCommand::interrupt()
{
    if (m_session && m_session->engine().impact.isRunning())
        m_session->engine().impact.cancel();
    else if (m_session)
        m_session->interrupt();
    else
        CliCommand::interrupt();
}

void PlanCommand::makePlans()
{
    QList<Plan> made;
    for (const QString &node : m_session->nodes()) {
        Engine &engine = m_session->engine();
        m_plans.append({node, planNode(engine.state, engine.ledger, node, m_request)});
        if (m_plans.constLast().second)
            made.append(*m_plans.constLast().second);
    }
    if (m_asksImpact)
        m_session->engine().impact.gather(made);
    else
        printPlans();
}

void PlanCommand::printPlans()
{
    for (const auto &[node, plan] : std::as_const(m_plans))
        printPlan(node, plan);
    Q_EMIT finished(m_session->verdict());
}

void PlanCommand::printPlan(const QString &node, const Result<Plan> &plan)
{
    const NodeSnapshot *snapshot = m_session->engine().state.snapshot().node(node);
    const Impact *impact = plan ? m_session->engine().state.snapshot().impactOf(*plan) : nullptr;
    if (plan)
        printOut(planText(*plan) + (impact ? impactText(*impact) : QString()) + u'\n');
    else if (plan.error().code == ErrorCode::NotFound && snapshot)
        printOut(
            u"%1: %2; nothing to do: %3\n\n"_s.arg(node, snapshot->diagnosis.headline, plan.error().message));
    else
        printError(plan.error());
}

} // namespace Vermagic
