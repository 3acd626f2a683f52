// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Every check of every playbook applied to one node: verdicts first, then the failed ones as findings with
/// their causes. The middle of diagnose(), apart so that chains and the next-boot verdict can read the verdicts.
/// Pure; the order of playbooks, checks and facts does not change a finding.
#pragma once

#include "models/diagnosis/scopedfacts.h"
#include "models/playbook/knowledge.h"

namespace Vermagic {

struct CheckResult
{
    const Playbook *playbook = nullptr; ///< into the Knowledge that was given
    const Check *check = nullptr;
    Verdict verdict = Verdict::NotApplicable;
    ScopedFacts scope;
    QString finding; ///< id that the finding has, or would have
};

/// `connection` chooses between the checks of the Connection link and all the others.
QList<CheckResult> runChecks(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge,
                             bool connection);

/// The ids of checks of the present that could not be decided; sorted.
QStringList undecidedOf(const QList<CheckResult> &results);

/// The findings of the failed checks: root causes first, then by severity and link. Failures with the same id
/// (headers that two file systems need) become one. A cause counts when it failed for the same file system or
/// for the whole node; where a check between could not be looked at or does not apply, the cause before it
/// counts; a check that holds cuts the chain, as what works cannot explain a failure. When something could not be
/// decided, one warning (“not-checked”) says what, for a node that nobody could look at is not a healthy one.
QList<Finding> findingsOf(const QList<CheckResult> &results, const NodeSnapshot &node,
                          const Knowledge &knowledge);

} // namespace Vermagic
