// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a line of a throughput chart is about, and one point of it. Values.
#pragma once

#include <QString>

#include <limits>
#include <tuple>

namespace Vermagic {

enum class Measure {
    Read,       ///< bytes per second
    Write,      ///< bytes per second
    Operations, ///< per second
};

struct SeriesId
{
    QString node;
    QString filesystem; ///< FilesystemSpec::name; empty: the node as a whole, such as its network
    Measure measure = Measure::Read;

    bool operator==(const SeriesId &) const = default;
    bool operator<(const SeriesId &other) const
    {
        return std::tie(node, filesystem, measure) < std::tie(other.node, other.filesystem, other.measure);
    }
};

/// The rate from the point before to this one.
struct RatePoint
{
    double seconds = 0; ///< since the origin of its store
    double rate = 0;   ///< mean; NaN is a gap: a sample was missed, a counter was reset, the session was lost
    double low = rate; ///< of the samples that were joined into this point
    double high = rate;

    static RatePoint gap(double seconds)
    {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return {seconds, none, none, none};
    }
    bool isGap() const { return rate != rate; }
    /// Gaps are alike, though no rate is equal to theirs.
    bool operator==(const RatePoint &other) const
    {
        return seconds == other.seconds && isGap() == other.isGap()
               && (isGap() || (rate == other.rate && low == other.low && high == other.high));
    }
};

struct MeasuredPoint
{
    SeriesId series;
    RatePoint point;
};

} // namespace Vermagic
