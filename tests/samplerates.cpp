// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/samplerates.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic::Sample {

namespace {

/// Between -1 and 1.
double noise(quint32 seed)
{
    seed = (seed ^ 61) ^ (seed >> 16);
    seed *= 9;
    seed ^= seed >> 4;
    seed *= 0x27d4eb2d;
    seed ^= seed >> 15;
    return double(seed % 20001) / 10000 - 1;
}

} // namespace

QStringList computeNodes(int count)
{
    const int digits = count > 99 ? 4 : 2;
    QStringList names;
    for (int i = 1; i <= count; ++i)
        names.append(u"compute%1"_s.arg(i, digits, 10, QChar(u'0')));
    return names;
}

double rateOf(int node, int second)
{
    const double level = (node % 10 == 2 ? 1.78e9 : 2.25e9) + 0.12e9 * noise(quint32(node) * 7919);
    const double ramp = std::min(1.0, second / 5.0);
    return ramp * level * (1 + 0.025 * noise(quint32(node * 100'003 + second)));
}

void appendRates(ThroughputStore &store, const QStringList &nodes, const QString &filesystem, int from,
                 int until)
{
    for (int second = from + 1; second <= until; ++second) {
        for (int node = 0; node < nodes.size(); ++node) {
            const bool lost = node % 7 == 6 && second >= 20 && second < 23;
            const double at = second + 0.0005 * (node % 100);
            const double rate = rateOf(node, second);
            store.append({nodes[node], filesystem, Measure::Read},
                         lost ? RatePoint::gap(at) : RatePoint{at, rate});
            store.append({nodes[node], filesystem, Measure::Write},
                         lost ? RatePoint::gap(at) : RatePoint{at, rate / 40});
        }
    }
}

} // namespace Vermagic::Sample
