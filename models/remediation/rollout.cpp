// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/rollout.h"

#include <algorithm>

namespace Vermagic {

qsizetype mayBegin(const RolloutState &state, const RolloutLimits &limits)
{
    if (state.stopped)
        return 0;
    // However the limits are set, a remedy is not kept from ever beginning.
    qsizetype room = state.reboots ? std::max(1, limits.maxUnavailable) - state.unavailable
                                   : std::max(1, limits.batchSize) - state.running;
    if (!state.canaryDone)
        room = std::min(room, 1 - state.running);
    return std::clamp<qsizetype>(room, 0, state.waiting);
}

} // namespace Vermagic
