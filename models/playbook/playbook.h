// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A playbook: questions to the nodes, checks with what they expect of the facts, and remedies as steps. Plain values, parsed from
/// resources/playbooks/*.yaml by loadPlaybook() (playbookreader.h), which is the place that documents the keys.
/// Texts and arguments are templates with {{placeholders}}; nothing here has seen a node.
#pragma once

#include "models/core/command.h"
#include "models/core/localtext.h"
#include "models/core/yamlreader.h"
#include "models/playbook/condition.h"
#include "models/playbook/terms.h"
#include "models/probe/question.h"

#include <chrono>

namespace Vermagic {

/// A fact path that a playbook declares.
struct DeclaredFact
{
    FactPath path;
    SourcePosition position;
    bool operator==(const DeclaredFact &) const = default;
};

/// A question to every node within the sweep and the facts that its answer yields (question.h): changes nothing, never
/// blocks, is asked again with every sweep or, where the answer may be kept, from time to time.
struct FactProbe
{
    QString id;      ///< unique among all playbooks
    QStringList run; ///< argv; empty for a script
    QString script;
    QString scriptText; ///< filled by loadKnowledge()
    QStringList arguments;
    QString needs; ///< a program without which there is nothing to ask about; may be empty
    Scope scope = Scope::Node;
    Condition appliesTo; ///< of the inventory alone
    Privilege privilege = Privilege::User;
    std::chrono::seconds timeout{4};
    std::chrono::seconds keep{0};
    QList<int> accepted{0};  ///< exit codes
    QList<AnswerRule> facts; ///< their paths still with brackets
    SourcePosition position;
    bool operator==(const FactProbe &) const = default;
};

/// A check that, when it failed too, explains this failure.
struct Cause
{
    QString check;
    Condition when;
    SourcePosition position;
    bool operator==(const Cause &) const = default;
};

struct Check
{
    QString id;
    ChainLink link = ChainLink::Kernel;
    Severity severity = Severity::Error;
    std::optional<Condition> warningWhen; ///< the failure is only a warning while this holds
    bool nextBoot = false;
    Scope scope = Scope::Node;
    QString subject;     ///< third part of the finding's id; may be empty
    Condition appliesTo; ///< in addition to the playbook's
    Condition expect;
    LocalText title;
    LocalText headline; ///< at most three words, for a matrix cell
    LocalText explanation;
    LocalText expected;
    LocalText actual;
    QString evidence; ///< path of the fact whose section of the probe shows it; may be empty
    QList<Cause> causedBy;
    QStringList remedies; ///< of the same playbook, the first one that fits is taken
    SourcePosition position;
    bool operator==(const Check &) const = default;
};

/// A command beside a step's own: argv, or a script as in a step.
struct StepAction
{
    QStringList run;
    QString script;
    QString scriptText; ///< filled by loadKnowledge()
    QStringList arguments;
    SourcePosition position;
    bool operator==(const StepAction &) const = default;
};

/// The step tells whether this version of the step's file system builds for this kernel: exit 0, it does; 1, it does not,
/// and the last line of output says why; anything else, it could not be tried. Both are templates.
struct TriedBuild
{
    QString version;
    QString kernel;
    bool operator==(const TriedBuild &) const = default;
};

struct Step
{
    QString id;
    LocalText title;
    StepKind kind = StepKind::Command;
    QStringList run;       ///< argv; empty for a script
    QString script;        ///< file name of a shipped script, run as sh -c TEXT NAME ARGUMENT…
    QString scriptText;    ///< filled by loadKnowledge()
    QStringList arguments; ///< of the script
    Place place = Place::Node;
    Privilege privilege = Privilege::User;
    std::chrono::seconds timeout{30};
    bool detached = false;
    Expectation expect; ///< texts are templates
    std::chrono::seconds duration{0};
    QStringList undo; ///< argv, with the same privilege; empty: undoArguments, or undoNote says why not
    QStringList undoArguments; ///< with which the step's own script takes back what it did
    LocalText undoNote;
    std::optional<StepAction> doneWhen; ///< changes nothing; exit 0 before the step: it is done already
    bool rerunNever = false;            ///< appends or cannot be taken back: a second time does harm
    std::optional<StepAction> cleanUp;  ///< makes a second time safe
    std::optional<TriedBuild> triesBuild;
    Condition when;
    std::optional<Scope> forEach; ///< once for each of the node's, whatever the finding is about
    SourcePosition position;
    bool operator==(const Step &) const = default;
};

struct Warning
{
    LocalText text;
    Condition when;
    bool operator==(const Warning &) const = default;
};

/// What whoever asks for a remedy chooses; {{parameter.ID}} in its texts and arguments.
struct Parameter
{
    QString id;
    LocalText title;
    ValueType type = ValueType::Word;
    QString byDefault;   ///< a template; empty: must be given
    QStringList choices; ///< empty: whatever is of the type
    LocalText note;
    bool operator==(const Parameter &) const = default;
};

/// Advice that is not to be followed any more.
struct Obsolete
{
    LocalText reason;
    QString playbook; ///< what to do instead
    QString remedy;   ///< of that playbook; may be empty
    SourcePosition position;
    bool operator==(const Obsolete &) const = default;
};

struct Remedy
{
    QString id;
    LocalText title;
    LocalText summary;
    Condition when;
    bool onDemand = false;     ///< may be planned without any finding
    Scope scope = Scope::Node; ///< what it is about; Cluster: all of it runs on the console
    QList<Parameter> parameters;
    bool resumable = false; ///< steps that are done are not run again after a stop
    std::optional<Obsolete> obsolete;
    QList<Warning> warnings;
    Risk risk = Risk::Low;
    bool reboot = false;
    std::chrono::seconds duration{0}; ///< 0: the sum of the steps
    QList<Step> preflight;            ///< change nothing; the playbook's own come before them
    QList<Step> steps;
    QList<Step> verify; ///< change nothing, run after the steps
    bool operator==(const Remedy &) const = default;
};

struct Playbook
{
    QString id;
    LocalText title;
    LocalText summary;
    QString source; ///< the document the procedure comes from
    std::optional<Obsolete> obsolete;
    Condition appliesTo;
    QList<Step> preflight;
    QList<FactProbe> probes;
    QList<Check> checks;
    QList<Remedy> remedies;

    const Check *check(const QString &id) const;
    const Remedy *remedy(const QString &id) const;
    /// Of the playbook as a whole or of the one remedy; null when it may be followed.
    const Obsolete *obsoleteness(const Remedy &remedy) const;
    bool operator==(const Playbook &) const = default;
};

} // namespace Vermagic
