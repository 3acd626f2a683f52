// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/rates.h"

#include <cmath>

namespace Vermagic {

namespace {

constexpr quint64 range32 = quint64(1) << 32;
constexpr double clockResolution = 0.02; ///< two ticks of the node's clock
constexpr double clockTolerance = 0.2;   ///< of an interval
/// Beyond what any node moves or does in a second: a counter that jumped.
constexpr double mostBytes = 1e13;
constexpr double mostOperations = 1e9;

/// How far a counter went; nothing when it went back and nobody expected that. `expected` by the rate before.
std::optional<double> advance(quint64 before, quint64 now, double expected)
{
    if (now >= before)
        return double(now - before);
    if (before < range32 && double(before) + 2 * expected >= double(range32))
        return double(now + range32 - before);
    return {};
}

/// The length of the interval; not positive when it has none.
double lengthOf(const Reading &before, const Reading &now)
{
    const double monotonic = now.seconds - before.seconds;
    if (monotonic <= 0 || !before.snapshot || !now.snapshot)
        return monotonic;
    const double taken = *now.snapshot - *before.snapshot;
    return taken > 0 && std::abs(taken - monotonic) <= clockResolution + clockTolerance * monotonic
               ? taken
               : monotonic;
}

} // namespace

std::optional<Rates> TrafficMeter::read(const Reading &reading)
{
    const std::optional<Reading> before = std::exchange(m_last, reading);
    if (!before)
        return {};
    const Rates rates = between(*before, reading);
    if (!rates.gap)
        m_rates = rates;
    return rates;
}

Rates TrafficMeter::between(const Reading &before, const Reading &now) const
{
    const double length = lengthOf(before, now);
    if (length <= 0 || now.seconds - before.seconds > missedAfter * m_interval
        || before.beginning != now.beginning)
        return {};
    Rates rates;
    rates.gap = !now.parts.isEmpty() || !before.parts.isEmpty(); // nobody there moves nothing
    double operations = 0;
    bool counted = true; // by every part
    for (auto part = now.parts.cbegin(); part != now.parts.cend(); ++part) {
        const auto was = before.parts.constFind(part.key());
        if (was == before.parts.cend())
            continue;
        const std::optional<double> read = advance(was->read, part->read, m_rates.read * length);
        const std::optional<double> written = advance(was->written, part->written, m_rates.written * length);
        if (!read || !written)
            return {};
        rates.gap = false;
        rates.read += *read / length;
        rates.written += *written / length;
        const bool both = was->operations && part->operations;
        const std::optional<double> done = both ? advance(*was->operations, *part->operations,
                                                          m_rates.operations.value_or(0) * length)
                                                : std::nullopt;
        if (both && !done)
            return {};
        counted = counted && both;
        operations += done.value_or(0) / length;
    }
    if (rates.read > mostBytes || rates.written > mostBytes || operations > mostOperations)
        return {};
    if (counted && !rates.gap)
        rates.operations = operations;
    return rates;
}

} // namespace Vermagic
