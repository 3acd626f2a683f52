// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Values in the reader's words: durations, ages, outcomes, risks, filter mistakes. Pure apart from the
/// installed translator.
#pragma once

#include "models/nodefilter.h"
#include "models/remediation/runrecord.h"

#include <chrono>

namespace Vermagic {

/// "0.4 s", "21 s", "1:12", "2:03:10"
QString durationText(std::chrono::milliseconds duration);
/// "about 25 s", "about 3 min"
QString usualText(std::chrono::seconds duration);
/// "3 s ago", "2 min ago"
QString ageText(std::chrono::milliseconds age);
QString riskText(Risk risk);
QString outcomeText(RunOutcome outcome);
QString stepStateText(StepState state);
/// "exit 0, output contains “beegfs”"
QString expectationText(const Expectation &expectation);
QString filterErrorText(const FilterError &error);
/// Text that may go into a rich-text label.
QString escaped(const QString &text);

} // namespace Vermagic
