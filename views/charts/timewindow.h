// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which seconds (and, when somebody zoomed, which rates) a chart shows. It follows the newest point until somebody
/// pauses, zooms or moves it; then it stays where it is while points come. A value.
#pragma once

#include <optional>
#include <utility>

namespace Vermagic {

class TimeWindow
{
public:
    static constexpr double longest = 600;
    static constexpr double shortest = 2;

    double from() const { return m_from; }
    double to() const { return m_to; }
    double span() const { return m_to - m_from; }
    bool follows() const { return m_follows; }
    /// The rates between which somebody zoomed; empty: whatever the lines need.
    const std::optional<std::pair<double, double>> &rates() const { return m_rates; }

    /// The newest second there is. Moves the window when it follows.
    void advance(double latest);
    /// Following again keeps the span that somebody zoomed to.
    void setFollows(bool follows);
    /// The whole run up to its last ten minutes, following.
    void reset();
    /// More than 1 shows less; the second `at` stays where it is.
    void zoom(double factor, double at);
    void show(double from, double to, std::optional<std::pair<double, double>> rates);
    void pan(double seconds);

private:
    void place(double from, double wanted);
    double end() const;

    double m_latest = 0;
    double m_from = 0;
    double m_to = 60;
    bool m_follows = true;
    bool m_zoomed = false;
    std::optional<std::pair<double, double>> m_rates;
};

} // namespace Vermagic
