// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads one playbook. Keys of the file (each text is plain or {en: …, ko: …}, each condition as in
/// conditionreader.h, each duration like 30s, 10min, 1h):
///
///     id, title, summary, source, obsolete, applies_to, preflight, blocks, probes, checks, remedies
///     probes:   id, run | script + arguments, needs, for_each, applies_to, privilege, timeout, keep, exit, facts
///     facts:    a map of fact paths to {first | all | count: REGEX}, {status: {CODE: WORD}} or {text: true}, and type
///     checks:   id, link, severity, warning_when, next_boot, for_each, subject, applies_to, expect, title,
///               headline, explanation, expected, actual, evidence, caused_by, remedies
///     remedies: id, title, summary, when, on_demand, for_each, parameters, resumable, obsolete, warnings, risk,
///               reboot, duration, preflight, steps, verify
///     parameters: id, title, type (kernel-release, version, name, path, number, word), default, choices, note;
///               a step says {{parameter.ID}}
///     obsolete: reason, superseded_by (PLAYBOOK or PLAYBOOK/REMEDY)
///     blocks:   a map of names to lists of steps
///     steps:    include (PLAYBOOK/BLOCK) alone, or id, title, kind, on (node, console), run | script + arguments, privilege, timeout, detached, expect,
///               duration, undo, undo_arguments (of the same script), undo_note, done_when, rerun (never), clean_up,
///               when, for_each, tries_build {version, kernel} (see TriedBuild); done_when and clean_up are a list of arguments or {script, arguments}
///
/// A remedy with `on_demand: true` may be asked for without a finding; its `for_each` is filesystem, service or
/// cluster. One for the cluster has no node: all its steps run on the console.
///
/// Every mistake of the file is reported at once, with its place. What needs the other files (causes,
/// scripts, successors) is checked by loadKnowledge().
#pragma once

#include "models/playbook/factvocabulary.h"
#include "models/playbook/playbook.h"
#include "models/playbook/programpolicy.h"
#include "models/playbook/stepblocks.h"

namespace Vermagic {

Loaded<Playbook> loadPlaybook(const QByteArray &text, const QString &file, const ProgramPolicy &programs,
                              const FactVocabulary &vocabulary, const StepBlocks &blocks = {});

/// The facts that the probes of a playbook declare; nothing for what is no playbook, whose mistakes loadPlaybook()
/// reports.
QList<DeclaredFact> declaredFacts(const QByteArray &text, const QString &file);

} // namespace Vermagic
