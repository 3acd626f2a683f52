// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A playbook's step with its placeholders filled in for one node: what the preview shows and the runner runs.
/// Pure. Every value that becomes a part of a command has passed its type (factpath.h), else the step is refused.
#pragma once

#include "models/diagnosis/scopedfacts.h"
#include "models/playbook/factvocabulary.h"
#include "models/playbook/playbook.h"
#include "models/remediation/plan.h"

namespace Vermagic {

struct RenderContext
{
    FactVocabulary vocabulary;
    QString language;
    Become become = Become::Sudo; ///< None: the login is privileged itself, nothing is run through sudo
    std::optional<HostKeyChange> hostKeyChange;
};

/// Without run ids: those are given when the plan is complete.
Result<PlanStep> renderedStep(const Step &step, const ScopedFacts &scope, const RenderContext &context);

} // namespace Vermagic
