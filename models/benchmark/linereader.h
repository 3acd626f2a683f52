// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What readers of tools that print lines share: cuts what comes into lines, whether they end with a line feed or a
/// carriage return. What is longer than longestLine is cut off.
#pragma once

#include "models/benchmark/toolreader.h"

namespace Vermagic {

class LineReader : public ToolReader
{
public:
    QList<ToolTotals> feed(QByteArrayView bytes) override
    {
        QList<ToolTotals> totals;
        for (const char c : bytes) {
            if (c == '\n' || c == '\r') {
                if (!m_line.isEmpty())
                    readLine(m_line, totals);
                m_line.clear();
            } else if (m_line.size() < longestLine) {
                m_line.append(c);
            }
        }
        return totals;
    }

protected:
    virtual void readLine(const QByteArray &line, QList<ToolTotals> &totals) = 0;

private:
    static constexpr qsizetype longestLine = 64 * 1024;

    QByteArray m_line;
};

} // namespace Vermagic
