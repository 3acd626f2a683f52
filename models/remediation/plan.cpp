// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/plan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

bool trustsUnexplainedKey(const Plan &plan)
{
    return std::ranges::any_of(plan.steps, [](const PlanStep &step) {
        return step.kind == StepKind::ReplaceHostKey && !step.hostKeyExplained;
    });
}

QString describe(const Expectation &expectation)
{
    QStringList parts;
    if (expectation.exitCode)
        parts += u"exit %1"_s.arg(*expectation.exitCode);
    if (!expectation.outputContains.isEmpty())
        parts += u"output contains “%1”"_s.arg(expectation.outputContains);
    if (!expectation.outputLacks.isEmpty())
        parts += u"output lacks “%1”"_s.arg(expectation.outputLacks);
    return parts.join(u", "_s);
}

} // namespace Vermagic
