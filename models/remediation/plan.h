// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A plan: one playbook's remedy rendered for one node. The preview shows these very steps and the runner
/// runs these very steps. Made by planRemediation(); immutable after that.
#pragma once

#include "models/core/command.h"
#include "models/playbook/terms.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Vermagic {

struct Plan;
/// Whether it trusts a changed host key that nothing explains: no window and no batch may approve that unseen.
bool trustsUnexplainedKey(const Plan &plan);
QString describe(const Expectation &expectation); ///< "exit 0, output contains “…”"

struct PlanStep
{
    QString id; ///< unique within the plan
    QString title;
    StepKind kind = StepKind::Command;
    CommandSpec command;
    QString displayed; ///< what a person reads and may copy: "sudo apt-get install -y linux-headers-…"
    QString script;    ///< text of the script that command feeds to sh; empty for an argv step
    Expectation expect;
    std::chrono::seconds usualDuration{0}; ///< 0: not known
    std::optional<CommandSpec> undo;
    QString undoDisplayed; ///< empty and no undo: the step cannot be undone, undoNote says why
    QString undoNote;
    QString oldHostKey; ///< fingerprints that StepKind::ReplaceHostKey was approved for
    QString newHostKey;
    bool hostKeyExplained = false; ///< approved because of its evidence
    QStringList hostKeyEvidence;   ///< as lines, what spoke for and against it

    bool operator==(const PlanStep &) const = default;
};

struct Plan
{
    QString id; ///< unique, made by the caller
    QString node;
    QString playbook;
    QString remedy;
    QString title;
    QString summary;
    QString source;            ///< the document the procedure comes from
    QStringList warnings;      ///< to be read before approval, such as "headers are no longer in the archive"
    QList<PlanStep> preflight; ///< change nothing; all must hold or the run does not start
    QList<PlanStep> steps;
    QStringList targets; ///< ids of the findings that must be gone afterwards
    QString undoes;      ///< id of the run whose steps this plan takes back; empty: an ordinary plan
    Risk risk = Risk::Low;
    bool reboots = false;
    std::chrono::seconds usualDuration{0};

    bool operator==(const Plan &) const = default;
};

} // namespace Vermagic
