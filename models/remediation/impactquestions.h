// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which commands tell what a plan would change, and what their answers come to. Pure. Every question is unprivileged,
/// bounded in time and output, changes nothing and touches no mounted file system: a mount may hang.
#pragma once

#include "models/inventory/inventory.h"
#include "models/playbook/programpolicy.h"
#include "models/remediation/impact.h"
#include "models/remediation/plan.h"
#include "models/snapshot.h"

namespace Vermagic {

struct ImpactQuestion
{
    QString id; ///< "step/ID", "users" or "jobs"
    CommandSpec command;
    bool operator==(const ImpactQuestion &) const = default;
};

/// In the order in which they are worth asking; none for a plan that changes nothing on the node itself.
/// `holdersScript` is the text of resources/probe/holders.sh.
QList<ImpactQuestion> impactQuestions(const Plan &plan, const NodeSnapshot &node, const Inventory &inventory,
                                      const ProgramPolicy &programs, const QString &holdersScript);

/// Result by ImpactQuestion::id. A question without an answer counts as one that could not be asked.
using ImpactAnswers = QMap<QString, CommandResult>;

Impact impactOf(const Plan &plan, const NodeSnapshot &node, const Inventory &inventory,
                const ProgramPolicy &programs, const ImpactAnswers &answers);

} // namespace Vermagic
