// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The strip above a recorded session: which sweep is shown and when it was, one back and forth, any by the slider, and
/// playing them one after the other in the time that really went by between them, or faster. Only asks for sweeps: who
/// has the recording shows them and calls setCurrent(). Owned by MainWindow.
#pragma once

#include <QDateTime>
#include <QList>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace Vermagic {

class ReplayBar : public QWidget
{
    Q_OBJECT
public:
    explicit ReplayBar(QWidget *parent = nullptr);

    /// When each sweep ended, oldest first.
    void setSweeps(const QList<QDateTime> &times);
    void setCurrent(qsizetype sweep);

Q_SIGNALS:
    void sweepRequested(qsizetype sweep);

private:
    void step(int by);
    void play(bool on);
    void scheduleNext();

    QList<QDateTime> m_times;
    qsizetype m_current = 0;
    QTimer m_timer;
    QLabel *m_text;
    QToolButton *m_back;
    QToolButton *m_play;
    QToolButton *m_forth;
    QSlider *m_slider;
    QComboBox *m_speed;
};

} // namespace Vermagic
