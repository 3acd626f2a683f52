// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads one playbook. Keys of the file (each text is plain or {en: …, ko: …}, each condition as in
/// conditionreader.h, each duration like 30s, 10min, 1h):
///
///     id, title, summary, source, applies_to, preflight, probes, checks, remedies
///     probes:   id, run | script + arguments, needs, for_each, applies_to, privilege, timeout, keep, exit, facts
///     facts:    a map of fact paths to {first | all | count: REGEX}, {status: {CODE: WORD}} or {text: true}, and type
///     checks:   id, link, severity, warning_when, next_boot, for_each, subject, applies_to, expect, title,
///               headline, explanation, expected, actual, evidence, caused_by, remedies
///     remedies: id, title, summary, when, warnings, risk, reboot, duration, preflight, steps, verify
///     steps:    id, title, kind, run | script + arguments, privilege, timeout, detached, expect, duration,
///               undo, undo_arguments (of the same script), undo_note, when, for_each
///
/// Every mistake of the file is reported at once, with its place. What needs the other files (causes and
/// scripts) is checked by loadKnowledge().
#pragma once

#include "models/playbook/factvocabulary.h"
#include "models/playbook/playbook.h"
#include "models/playbook/programpolicy.h"

namespace Vermagic {

Loaded<Playbook> loadPlaybook(const QByteArray &text, const QString &file, const ProgramPolicy &programs,
                              const FactVocabulary &vocabulary);

/// The facts that the probes of a playbook declare; nothing for what is no playbook, whose mistakes loadPlaybook()
/// reports.
QList<DeclaredFact> declaredFacts(const QByteArray &text, const QString &file);

} // namespace Vermagic
