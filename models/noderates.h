// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The newest rates of every node, read and write together, for the matrix's column. A value; stays as it is until
/// refresh() reads the store again.
#pragma once

#include "models/throughputlines.h"

namespace Vermagic {

class NodeRates
{
public:
    static constexpr int bars = 30; ///< of one second

    /// `store` may be null.
    void refresh(const ThroughputStore *store);
    bool isEmpty() const { return m_rates.isEmpty(); }
    /// NaN when it is not known.
    double newest(const QString &node) const;
    /// "2.31 GB/s"; empty when it is not known.
    QString text(const QString &node) const;
    /// Newest last, as shares of the fastest node's; NaN for gaps. Empty for a node without rates.
    QList<double> shares(const QString &node) const;

private:
    QHash<QString, QList<double>> m_rates;
    double m_fastest = 0;
};

} // namespace Vermagic
