// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The questions that the playbooks put to one node, rendered for it. Pure; only the inventory decides what is asked.
#pragma once

#include "models/inventory/inventory.h"
#include "models/playbook/knowledge.h"
#include "models/probe/question.h"

namespace Vermagic {

/// In the order of playbooks and probes; a probe for_each filesystem or service yields one question for each of the
/// node's. A question whose placeholders the inventory does not fill is left out, and so are its facts.
QList<ProbeQuestion> questionsFor(const NodeSpec &node, const Inventory &inventory,
                                  const Knowledge &knowledge);

} // namespace Vermagic
