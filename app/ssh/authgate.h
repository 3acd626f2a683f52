// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The circuit breaker before authentication: wrong credentials must not be tried on a whole cluster.
///
/// Shared by all logins (thread-safe), one lane per credentials (user and keys). Until one login of a lane has succeeded at most
/// three are let through at a time; when three of the first ten failed in the same way and more failed than succeeded, the lane is
/// shut for a while, or until reopen(), which stands for an act of the user. A slow server holds its place for three seconds only,
/// so a hung node does not keep others waiting.
#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace Vermagic {

class AuthGate
{
public:
    /// How long a lane stays shut; what shut it may have been mended meanwhile.
    explicit AuthGate(std::chrono::milliseconds shutTime = std::chrono::minutes(2))
        : m_shutTime(shutTime)
    {
    }

    /// The error that shut the lane; nullopt when the login may go on. Blocks while three others are under way.
    std::optional<QString> enter(const QString &lane);
    void succeeded(const QString &lane);
    /// `reason` is what the failure is known by; equal ones count together.
    void failed(const QString &lane, const QString &reason);
    /// Leaves without a result: the connection was lost or the user is being asked.
    void left(const QString &lane);
    void reopen();

private:
    struct Lane
    {
        int inside = 0;
        int successes = 0;
        int failures = 0;
        QHash<QString, int> reasons;
        QString shutBy;
        std::chrono::steady_clock::time_point shutUntil;
    };
    std::chrono::milliseconds m_shutTime;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QHash<QString, Lane> m_lanes;
};

} // namespace Vermagic
