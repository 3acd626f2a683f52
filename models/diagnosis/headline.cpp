// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/diagnosis/headline.h"

#include <QCoreApplication>

#include <algorithm>

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Headline)
};

} // namespace

QString headlineOf(const Diagnosis &diagnosis)
{
    if (diagnosis.state == NodeState::Pending)
        return Words::tr("Not looked at yet");
    if (diagnosis.state == NodeState::Healthy)
        return Words::tr("Healthy");
    const auto now = std::ranges::find_if(
        diagnosis.findings, [](const Finding &f) { return !f.nextBoot && f.severity != Severity::Info; });
    if (now != diagnosis.findings.end())
        return now->headline;
    return diagnosis.state == NodeState::Attention ? Words::tr("Breaks at reboot") : Words::tr("Unreachable");
}

} // namespace Vermagic
