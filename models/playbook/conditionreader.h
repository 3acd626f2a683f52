// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a condition from YAML:
///
///     expect:
///       headers.release: {present: true}          # or a plain value: must equal it
///       any: [{dkms.<module>: {one_of: [installed, installed-weak]}}, {module.<module>.file: {present: true}}]
///       not: {kernel.next: {same_as: kernel.release}}
///
/// Several keys of a map must all hold. Operators: present, absent, readable (each true or false), equals,
/// not_equals, matches, one_of, at_least, same_as, same_series_as, first_word_same_as, contains; all, any, not.
/// Operands may hold placeholders of the inventory ({{fs.version}}), never of the node's own answers.
#pragma once

#include "models/core/yamlreader.h"
#include "models/playbook/condition.h"
#include "models/playbook/factvocabulary.h"

namespace Vermagic {

/// A value that is not present yields the condition that always holds. Mistakes are recorded in the document.
Condition readCondition(const YamlValue &value, const NameContext &names);

/// Refuses an unknown path or one that means nothing in the scope of `names`.
void checkFactPath(const QString &path, const NameContext &names, const YamlValue &at);

/// Refuses placeholders that are not closed, unknown or of no meaning in the scope of `names`; with `argument` also
/// those whose type may not stand in a command.
void checkPlaceholders(const QString &text, const NameContext &names, bool argument, const YamlValue &at);

/// A condition that only the inventory decides: refuses every node's answer in it.
Condition readInventoryCondition(const YamlValue &value, const NameContext &names);

} // namespace Vermagic
