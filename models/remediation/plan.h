// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A plan: one playbook's remedy rendered for one node, or for the console alone. The preview shows these very steps and the runner
/// runs these very steps. Made by planRemediation(); immutable after that.
#pragma once

#include "models/core/command.h"
#include "models/playbook/terms.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Vermagic {

struct Plan;
/// Whether it trusts a changed host key that nothing explains: no window and no batch may approve that unseen.
bool trustsUnexplainedKey(const Plan &plan);
QString describe(const Expectation &expectation); ///< "exit 0, output contains “…”"

/// A command beside a step's own.
struct SideCommand
{
    CommandSpec command;
    QString displayed;
    QString script; ///< text of the script; empty for an argv

    bool operator==(const SideCommand &) const = default;
};

/// What the step's result tells of the compatibility of a file system; see TriedBuild.
struct PlannedTrial
{
    QString filesystem; ///< FilesystemSpec::name
    QString version;
    QString kernel;

    bool operator==(const PlannedTrial &) const = default;
};

struct PlanStep
{
    QString id; ///< unique within the plan
    QString title;
    StepKind kind = StepKind::Command;
    Place place = Place::Node;
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
    bool hostKeyExplained = false;       ///< approved because of its evidence
    QStringList hostKeyEvidence;         ///< as lines, what spoke for and against it
    std::optional<SideCommand> doneWhen; ///< asked before the step; exit 0: it is done already and not run
    bool rerunNever = false;
    std::optional<SideCommand> cleanUp; ///< of a step that must not run a second time without it
    QString cleansUp; ///< id of the step for which this one cleans up; empty: an ordinary step
    std::optional<PlannedTrial> triesBuild;
    QDateTime doneAt; ///< when an earlier run did it; invalid: to be run

    bool operator==(const PlanStep &) const = default;
};

/// A value that was chosen for this plan.
struct PlanParameter
{
    QString id;
    QString title;
    QString value;

    bool operator==(const PlanParameter &) const = default;
};

struct Plan
{
    QString id;             ///< unique, made by the caller
    QString node;           ///< of a plan for the console alone: the build environment
    QString machine;        ///< the node's machine id when it was planned; empty: not known
    bool onConsole = false; ///< needs no node: every step runs on the console
    QString playbook;
    QString remedy;
    QString title;
    QString summary;
    QString source;            ///< the document the procedure comes from
    QStringList warnings;      ///< to be read before approval, such as "headers are no longer in the archive"
    QList<PlanStep> preflight; ///< change nothing; all must hold or the run does not start
    QList<PlanStep> steps;
    QStringList
        targets; ///< ids of the findings that must be gone afterwards; none: asked for without a finding
    QList<PlanParameter> parameters;
    bool resumable = false; ///< steps that were done are not run again
    bool restarted = false; ///< what was done before is forgotten
    QString undoes;         ///< id of the run whose steps this plan takes back; empty: an ordinary plan
    Risk risk = Risk::Low;
    bool reboots = false;
    std::chrono::seconds usualDuration{0};

    bool operator==(const Plan &) const = default;
};

} // namespace Vermagic
