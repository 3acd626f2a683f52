// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ssh/authgate.h"

#include <algorithm>

namespace Vermagic {

namespace {

constexpr int EqualFailures = 3;
constexpr int FirstNodes = 10;
constexpr int Probes = 3; ///< logins at a time before the first success

} // namespace

std::optional<QString> AuthGate::enter(const QString &lane)
{
    std::unique_lock lock(m_mutex);
    if (Lane &state = m_lanes[lane];
        !state.shutBy.isEmpty() && std::chrono::steady_clock::now() >= state.shutUntil)
        state = Lane{.inside = state.inside};
    const auto mayEnter = [&] {
        const Lane &state = m_lanes[lane];
        return !state.shutBy.isEmpty() || state.successes > 0
               || state.inside < std::max(1, Probes - state.failures);
    };
    m_changed.wait_for(lock, std::chrono::seconds(3), mayEnter);
    Lane &state = m_lanes[lane];
    if (!state.shutBy.isEmpty())
        return state.shutBy;
    ++state.inside;
    return std::nullopt;
}

void AuthGate::succeeded(const QString &lane)
{
    const std::lock_guard lock(m_mutex);
    Lane &state = m_lanes[lane];
    --state.inside;
    ++state.successes;
    m_changed.notify_all();
}

void AuthGate::failed(const QString &lane, const QString &reason)
{
    const std::lock_guard lock(m_mutex);
    Lane &state = m_lanes[lane];
    --state.inside;
    ++state.failures;
    const int equal = ++state.reasons[reason];
    if (equal >= EqualFailures && state.failures + state.successes <= FirstNodes
        && state.failures > state.successes) {
        state.shutBy = reason;
        state.shutUntil = std::chrono::steady_clock::now() + m_shutTime;
    }
    m_changed.notify_all();
}

void AuthGate::left(const QString &lane)
{
    const std::lock_guard lock(m_mutex);
    --m_lanes[lane].inside;
    m_changed.notify_all();
}

void AuthGate::reopen()
{
    const std::lock_guard lock(m_mutex);
    for (Lane &lane : m_lanes) {
        if (!lane.shutBy.isEmpty())
            lane = Lane{.inside = lane.inside};
    }
    m_changed.notify_all();
}

} // namespace Vermagic
