// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/benchmark/extremes.h"

#include <algorithm>

namespace Vermagic {

const QStringList &Extremes::update(double seconds, QList<Ranked> lines)
{
    lines.removeIf([](const Ranked &line) { return line.rate != line.rate; });
    const auto isThere = [&lines](const QString &name) {
        return std::ranges::contains(lines, name, &Ranked::name);
    };
    const bool held = seconds >= m_chosenAt && seconds < m_chosenAt + holdSeconds;
    const qsizetype wanted = std::min<qsizetype>(lines.size(), 2 * count);
    if (held && m_names.size() == wanted && std::ranges::all_of(m_names, isThere))
        return m_names;
    std::ranges::sort(lines, [](const Ranked &a, const Ranked &b) {
        return a.rate != b.rate ? a.rate > b.rate : a.name < b.name;
    });
    m_names.clear();
    for (qsizetype i = 0; i < wanted; ++i) {
        const bool fast = i < (wanted + 1) / 2;
        m_names.append(lines[fast ? i : lines.size() - wanted + i].name);
    }
    m_chosenAt = seconds;
    return m_names;
}

} // namespace Vermagic
