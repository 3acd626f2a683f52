// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/noderates.h"

#include "models/benchmark/ratetext.h"

#include <cmath>

namespace Vermagic {

void NodeRates::refresh(const ThroughputStore *store)
{
    m_rates = store ? recentRates(*store, bars) : QHash<QString, QList<double>>();
    m_fastest = 0;
    for (const QList<double> &rates : std::as_const(m_rates)) {
        for (const double rate : rates)
            m_fastest = std::fmax(m_fastest, rate);
    }
}

double NodeRates::newest(const QString &node) const
{
    const QList<double> rates = m_rates.value(node);
    return rates.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : rates.last();
}

QString NodeRates::text(const QString &node) const
{
    const double rate = newest(node);
    return std::isnan(rate) ? QString() : rateText(Measure::Read, rate);
}

QList<double> NodeRates::shares(const QString &node) const
{
    QList<double> shares = m_rates.value(node);
    for (double &share : shares)
        share = m_fastest > 0 ? share / m_fastest : share;
    return shares;
}

} // namespace Vermagic
