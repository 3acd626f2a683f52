// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Readings of counters into rates. What cannot be told from two readings is a gap, never a guess: a counter that went
/// back (reset, mounted anew), a clock that went back, a sample that was missed, a rate that no node has. A counter of
/// 32 bits may wrap when the rate before made it expected. Held per source by NodeMeter; a value, no clock of its own.
#pragma once

#include "models/benchmark/counters.h"

namespace Vermagic {

/// A source at one moment.
struct Reading
{
    double seconds = 0; ///< the node's monotonic clock
    CounterParts parts; ///< what is added up; one that comes or goes does not move the sum
    /// When the counters were really taken, where the source says so (Lustre): finer, but a wall clock. Used for the
    /// length of an interval as long as it agrees with the monotonic one.
    std::optional<double> snapshot;
    QByteArray beginning; ///< of the counters; another one is a reset
};

/// From one reading to the next; each rate is a number, or all of it is a gap.
struct Rates
{
    bool gap = true;
    double read = 0;                  ///< bytes per second
    double written = 0;               ///< bytes per second
    std::optional<double> operations; ///< per second
};

class TrafficMeter
{
public:
    /// More than this many intervals between two readings: at least one was missed.
    static constexpr double missedAfter = 2.5;

    explicit TrafficMeter(double interval = 1)
        : m_interval(interval)
    {
    }

    /// Nothing for the first reading.
    std::optional<Rates> read(const Reading &reading);
    /// The next reading is a first one.
    void forget() { m_last.reset(); }

private:
    Rates between(const Reading &before, const Reading &now) const;

    double m_interval;
    std::optional<Reading> m_last;
    Rates m_rates; ///< the last that were no gap
};

} // namespace Vermagic
