// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// `vermagic fix`: probes the chosen nodes, then round by round runs for each node the playbook that its first
/// root cause names, until none is left that was not tried; interrupted steps of an earlier console come first.
/// A remedy that is on demand is run once, whatever was found; one for the whole cluster needs no node.
/// Exit code 4 when a run did not end as fixed or done, else as of `check`; 0 for what is on demand. Never asks: --yes is
/// the approval, and a changed host key is accepted only by its fingerprint, or when told to accept those that are
/// explained. Interrupted, it cancels what is under way.
#pragma once

#include "app/cli/headlesssession.h"
#include "app/planner.h"

#include <QSet>

namespace Vermagic {

class FixCommand : public CliCommand
{
    Q_OBJECT
public:
    using CliCommand::CliCommand;
    void start(const QStringList &arguments) override;
    void interrupt() override;

private:
    bool readOptions(const CommandLine &line);
    bool approve(const CommandLine &line);
    bool isAskedFor() const;
    void runOnConsole();
    void resume();
    void nextRound();
    QList<Plan> planRound();
    std::optional<Plan> planFor(const NodeSnapshot &node);
    bool maySwapHostKey(const NodeSnapshot &node, const Plan &plan);
    void run(const QList<Plan> &plans);
    void roundEnded();
    void report(const QString &runId);
    void finish();

    std::unique_ptr<HeadlessSession> m_session;
    PlanRequest m_request; ///< what is asked for by name
    QString m_acceptedKey;
    bool m_acceptsExplained = false; ///< changed host keys whose evidence explains them
    RolloutLimits m_limits;
    QMap<QString, QSet<QString>> m_tried; ///< node → playbooks
    QMap<QString, qsizetype> m_reported;  ///< run → steps already told
    QSet<QString> m_resumed;              ///< runs that only bring an interrupted step to its end
    QSet<QString> m_givenUp;              ///< nodes on which a run did not end as fixed
    bool m_failed = false;
    bool m_onConsole = false;
    bool m_interrupted = false;
};

} // namespace Vermagic
