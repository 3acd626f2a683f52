// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Parts of the playbook reader that several of its files use.
#pragma once

#include "models/playbook/playbook.h"
#include "models/playbook/programpolicy.h"

namespace Vermagic {

/// What the names in a text or step may refer to.
struct ReadContext
{
    const ProgramPolicy &programs;
    Scope scope = Scope::Node;
};

LocalText readText(const YamlValue &value, Scope scope, bool required);
std::chrono::seconds readDuration(const YamlValue &value, std::chrono::seconds fallback);
/// An id: lower case letters, digits and '-'. Refuses one that is in `taken`, then adds it.
QString readId(const YamlValue &value, QStringList &taken);
QList<Step> readSteps(const YamlValue &value, const ReadContext &context);
QList<Check> readChecks(const YamlValue &value);

} // namespace Vermagic
