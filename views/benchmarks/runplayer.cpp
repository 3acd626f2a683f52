// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/benchmarks/runplayer.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Vermagic {

RunPlayer::RunPlayer(QObject *parent)
    : QObject(parent)
{
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &RunPlayer::advance);
}

void RunPlayer::load(const Playback &playback, const QDateTime &origin)
{
    m_tick.stop();
    m_playback = playback;
    m_origin = origin;
    m_store.start(origin);
    m_position = m_playback.length();
    append();
    Q_EMIT changed();
}

void RunPlayer::play()
{
    if (isPlaying() || m_playback.length() <= 0)
        return;
    if (m_playback.isAtEnd()) {
        m_playback.rewind();
        m_position = 0;
        m_store.start(m_origin);
    }
    m_clock.start();
    m_tick.start();
    Q_EMIT changed();
}

void RunPlayer::pause()
{
    if (!isPlaying())
        return;
    m_tick.stop();
    Q_EMIT changed();
}

void RunPlayer::advance()
{
    m_position = std::min(m_position + double(m_clock.nsecsElapsed()) / 1e9, m_playback.length());
    m_clock.start();
    append();
    if (m_playback.isAtEnd())
        m_tick.stop();
    Q_EMIT changed();
}

void RunPlayer::append()
{
    for (const MeasuredPoint &entry : m_playback.until(m_position))
        m_store.append(entry.series, entry.point);
}

} // namespace Vermagic
