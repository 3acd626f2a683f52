// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/diagnose.h"

#include "models/diagnosis/chain.h"
#include "models/diagnosis/checkrun.h"
#include "models/diagnosis/headline.h"
#include "models/diagnosis/knownlines.h"
#include "models/diagnosis/nextboot.h"

#include <algorithm>

namespace Vermagic {

NodeState stateOf(const QList<Finding> &findings)
{
    NodeState state = NodeState::Healthy;
    for (const Finding &finding : findings) {
        if (finding.severity == Severity::Error && !finding.nextBoot)
            return NodeState::Broken;
        if (finding.severity != Severity::Info)
            state = NodeState::Attention;
    }
    return state;
}

Diagnosis diagnose(const NodeSnapshot &node, const Inventory &inventory, const Knowledge &knowledge)
{
    Diagnosis diagnosis;
    if (node.facts) {
        const QList<CheckResult> results = runChecks(node, inventory, knowledge, false);
        diagnosis.findings = findingsOf(results, node, knowledge);
        diagnosis.undecided = undecidedOf(results);
        diagnosis.chains = chainsOf(node, inventory, results, diagnosis.findings);
        diagnosis.nextBoot = nextBootOf(nodeScope(node, inventory).facts, results, diagnosis.findings);
        diagnosis.state = stateOf(diagnosis.findings);
        diagnosis.logLines = knownLines(node.facts->logs, knowledge);
    }
    if (node.error) {
        // What was seen before says nothing about now: the chains stay to be looked at, the findings do not.
        for (Chain &chain : diagnosis.chains) {
            for (ChainStep &step : chain.steps)
                step.findings.clear();
        }
        diagnosis.findings = findingsOf(runChecks(node, inventory, knowledge, true), node, knowledge);
        diagnosis.state = NodeState::Unreachable;
    }
    diagnosis.headline = headlineOf(diagnosis);
    return diagnosis;
}

} // namespace Vermagic
