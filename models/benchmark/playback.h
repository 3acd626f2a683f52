// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The points of runs that are kept, in the order in which they came, for a ThroughputStore: of one run as it was measured,
/// or of two with a line each. Whoever plays has the clock. Values; pure.
#pragma once

#include "models/benchmark/run.h"

namespace Vermagic {

class Playback
{
public:
    Playback() = default;
    /// Node by node.
    explicit Playback(const BenchmarkRun &run);
    /// All nodes together, each run under its name (the node of its series), both from their origin.
    Playback(const BenchmarkRun &first, const QString &firstName, const BenchmarkRun &second,
             const QString &secondName);

    double length() const { return m_points.isEmpty() ? 0 : m_points.last().point.seconds; }
    /// The points until then that were not handed out yet.
    QList<MeasuredPoint> until(double seconds);
    void rewind() { m_next = 0; }
    bool isAtEnd() const { return m_next == m_points.size(); }

private:
    void sort();

    QList<MeasuredPoint> m_points;
    qsizetype m_next = 0;
};

} // namespace Vermagic
