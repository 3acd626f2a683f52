// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic plan`: probes the chosen nodes and prints, per node, the very steps that `fix` would run; with
/// --impact also what they would change there. Changes nothing on a node. A
/// remedy for the whole cluster is planned without asking a node. Exit codes as of `check`.
#pragma once

#include "app/cli/headlesssession.h"
#include "app/planner.h"

namespace Vermagic {

class PlanCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    void makePlans();
    void printPlans();
    void printPlan(const QString &node, const Result<Plan> &plan);

    std::unique_ptr<HeadlessSession> m_session;
    PlanRequest m_request;
    bool m_asksImpact = false;
    QList<std::pair<QString, Result<Plan>>> m_plans; ///< by node, in its order
};

} // namespace Vermagic
