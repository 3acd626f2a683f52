// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Fills a ThroughputStore of its own from runs that are kept: all at once, or as time goes by, as they were measured. Owned
/// by whoever shows the store, in the GUI thread. Needs no node.
#pragma once

#include "models/benchmark/playback.h"
#include "models/throughputstore.h"

#include <QElapsedTimer>
#include <QTimer>

namespace Vermagic {

class RunPlayer : public QObject
{
    Q_OBJECT
public:
    explicit RunPlayer(QObject *parent = nullptr);

    /// All of it is in the store at once.
    void load(const Playback &playback, const QDateTime &origin);
    /// From where it was paused, else from the beginning.
    void play();
    void pause();

    const ThroughputStore *store() const { return &m_store; }
    bool isPlaying() const { return m_tick.isActive(); }
    double position() const { return m_position; } ///< seconds
    double length() const { return m_playback.length(); }

Q_SIGNALS:
    /// It began, was paused, came further or to its end.
    void changed();

private:
    void advance();
    void append();

    ThroughputStore m_store;
    Playback m_playback;
    QDateTime m_origin;
    QTimer m_tick;
    QElapsedTimer m_clock;
    double m_position = 0;
};

} // namespace Vermagic
