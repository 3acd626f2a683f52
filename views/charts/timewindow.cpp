// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/timewindow.h"

#include <algorithm>
#include <array>

namespace Vermagic {

namespace {

/// A run fills these one after the other, or the axis would creep with every point.
constexpr std::array steps{60.0, 120.0, 300.0, TimeWindow::longest};

} // namespace

double TimeWindow::end() const
{
    const auto step = std::ranges::lower_bound(steps, m_latest);
    return step == steps.end() ? m_latest : *step;
}

void TimeWindow::advance(double latest)
{
    m_latest = latest;
    if (!m_follows)
        return;
    const double spanWanted = m_zoomed ? span() : std::min(end(), longest);
    m_to = m_zoomed ? std::max(latest, spanWanted) : end();
    m_from = m_to - spanWanted;
}

void TimeWindow::setFollows(bool follows)
{
    m_follows = follows;
    advance(m_latest);
}

void TimeWindow::reset()
{
    m_zoomed = false;
    m_rates.reset();
    setFollows(true);
}

/// Within what was measured.
void TimeWindow::place(double from, double wanted)
{
    const double last = std::max(end(), m_to);
    const double length = std::clamp(wanted, shortest, std::max(shortest, last));
    m_from = std::clamp(from, 0.0, last - length);
    m_to = m_from + length;
    m_zoomed = true;
    m_follows = false;
}

void TimeWindow::zoom(double factor, double at)
{
    const double length = std::clamp(span() / factor, shortest, std::max(end(), m_to));
    place(at - (at - m_from) * length / span(), length);
}

void TimeWindow::show(double from, double to, std::optional<std::pair<double, double>> rates)
{
    m_rates = rates;
    place(std::min(from, to), std::max(from, to) - std::min(from, to));
}

void TimeWindow::pan(double seconds)
{
    place(m_from + seconds, span());
}

} // namespace Vermagic
