// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Plans and runs as plain text for a terminal: pure functions. Node output in them is printable() already.
#pragma once

#include "models/remediation/runrecord.h"

namespace Vermagic {

QString riskName(Risk risk); ///< low, medium, high
QString durationText(std::chrono::seconds duration);

/// The whole preview: warnings, preflight, steps with what they expect, risk, and what must be gone afterwards.
QString planText(const Plan &plan);
/// One line about a step that has ended: "  ok      apt-get install …  (exit 0, 12.3 s)".
QString stepLine(const QString &node, const PlanStep &step, const StepRecord &record);
/// One line about a run that has ended.
QString outcomeLine(const RunRecord &run);
/// The commands that take back what a run without a fix has done, last first; empty when there is nothing to undo.
QString undoText(const RunRecord &run);

} // namespace Vermagic
