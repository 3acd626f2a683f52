// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which few of many lines are drawn by name: the three fastest and the three slowest. They are chosen anew at most every
/// five seconds, or names and colours would flicker. Owned by a chart; the time is that of the points.
#pragma once

#include <QList>
#include <QStringList>

namespace Vermagic {

class Extremes
{
public:
    static constexpr int count = 3;
    static constexpr double holdSeconds = 5;

    struct Ranked
    {
        QString name;
        double rate = 0; ///< NaN: not known, never an extreme
    };
    /// Fastest first, then the slowest, the very slowest last.
    const QStringList &update(double seconds, QList<Ranked> lines);
    const QStringList &names() const { return m_names; }

private:
    QStringList m_names;
    double m_chosenAt = 0;
};

} // namespace Vermagic
