// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/plancommand.h"

#include "app/cli/impacttext.h"
#include "app/cli/plantext.h"
#include "app/cli/terminal.h"
#include "app/planner.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

void PlanCommand::start(const QStringList &arguments)
{
    CommandLine line(u"plan"_s, u"Prints what fix would do; changes nothing."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"playbook"_s}, u"This playbook instead of the one that the root cause calls for."_s,
                   u"ID"_s);
    line.addOption({u"impact"_s}, u"Ask the nodes, too, what the plans would change there."_s);
    m_session = HeadlessSession::begin(line, arguments, this);
    if (!m_session)
        return;
    m_playbook = line.value(u"playbook"_s);
    if (!m_playbook.isEmpty() && !m_session->engine().state.knowledge().playbook(m_playbook)) {
        printError(
            {ErrorCode::NotFound, u"There is no playbook '%1'."_s.arg(m_playbook), u"--playbook"_s, {}});
        Q_EMIT finished(ExitUsage);
        return;
    }
    m_asksImpact = line.isSet(u"impact"_s);
    connect(m_session.get(), &HeadlessSession::swept, this, &PlanCommand::makePlans);
    connect(&m_session->engine().impact, &ImpactRunner::finished, this, &PlanCommand::printPlans);
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
        m_plans.append({node, planNode(m_session->engine().state, node, m_playbook)});
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
    for (const auto &[node, plan] : std::as_const(m_plans)) {
        const Impact *impact = plan ? m_session->engine().state.snapshot().impactOf(*plan) : nullptr;
        if (plan)
            printOut(planText(*plan) + (impact ? impactText(*impact) : QString()) + u'\n');
        else if (plan.error().code == ErrorCode::NotFound)
            printOut(u"%1: %2; nothing to do: %3\n\n"_s.arg(
                node, m_session->engine().state.snapshot().node(node)->diagnosis.headline,
                plan.error().message));
        else
            printError(plan.error());
    }
    Q_EMIT finished(m_session->verdict());
}

} // namespace Vermagic
