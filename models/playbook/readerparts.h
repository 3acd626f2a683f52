// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Parts of the playbook reader that several of its files use.
#pragma once

#include "models/playbook/conditionreader.h"
#include "models/playbook/playbook.h"
#include "models/playbook/programpolicy.h"
#include "models/playbook/stepblocks.h"

namespace Vermagic {

/// What the names and commands of a playbook may refer to.
struct ReadContext
{
    const ProgramPolicy &programs;
    const StepBlocks &blocks;
    NameContext names;
    QStringList nodeParameters; ///< paths of parameters that a node's answer may fill

    ReadContext in(Scope scope) const
    {
        return {programs, blocks, {names.vocabulary, scope}, nodeParameters};
    }
};

LocalText readText(const YamlValue &value, const NameContext &names, bool required);
std::chrono::seconds readDuration(const YamlValue &value, std::chrono::seconds fallback);
/// An argv that the program policy allows at that place, or the arguments of a script.
QStringList readArgv(const YamlValue &value, const ReadContext &context, Place place = Place::Node);
QStringList readArguments(const YamlValue &value, const ReadContext &context);
/// The key `for_each`: filesystem or service; the node where it is not given.
Scope readScope(const YamlValue &value);
QList<Step> readSteps(const YamlValue &value, const ReadContext &context);
QList<Check> readChecks(const YamlValue &value, const FactVocabulary &vocabulary);
QList<Remedy> readRemedies(const YamlValue &value, const ReadContext &context, const QList<Check> &checks);
QList<Parameter> readParameters(const YamlValue &value, const NameContext &names);
std::optional<Obsolete> readObsolete(const YamlValue &value);
QList<FactProbe> readFactProbes(const YamlValue &value, const ReadContext &context);
/// The paths that the probes in `value` declare, without judging anything else about them.
QList<DeclaredFact> readDeclaredFacts(const YamlValue &value);

} // namespace Vermagic
