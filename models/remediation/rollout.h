// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The rule by which one remedy goes over several nodes: a canary alone, then as many at once as the limits allow, and
/// nobody new once it was stopped. Pure; PlaybookRunner asks again whenever a run has ended.
#pragma once

#include <QtTypes>

namespace Vermagic {

struct RolloutLimits
{
    int batchSize = 4;      ///< nodes at once after the canary, where none reboots
    int maxUnavailable = 1; ///< nodes that may be draining or down for a reboot at once

    bool operator==(const RolloutLimits &) const = default;
};

/// Where a remedy that goes over several nodes stands.
struct RolloutState
{
    qsizetype waiting = 0;
    qsizetype running = 0;
    qsizetype unavailable = 0; ///< nodes that any remedy is rebooting now, these among them
    bool reboots = false;
    bool canaryDone = false;
    bool stopped = false; ///< a node was not fixed, or somebody stopped it
};

/// How many of those that wait may begin now.
qsizetype mayBegin(const RolloutState &state, const RolloutLimits &limits);

} // namespace Vermagic
