// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic plan`: probes the chosen nodes and prints, per node, the very steps that `fix` would run; with
/// --impact also what they would change there. Changes nothing on a node. Exit codes as of `check`.
#pragma once

#include "app/cli/headlesssession.h"
#include "models/remediation/plan.h"

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

    std::unique_ptr<HeadlessSession> m_session;
    QString m_playbook;
    bool m_asksImpact = false;
    QList<std::pair<QString, Result<Plan>>> m_plans; ///< by node, in its order
};

} // namespace Vermagic
