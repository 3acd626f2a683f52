// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/replaybar.h"

#include "views/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Of sweeps that came one right after the other.
constexpr std::chrono::milliseconds shortestShown{200};

QToolButton *button(QWidget *parent, QStyle::StandardPixmap icon, const QString &text)
{
    auto *made = new QToolButton(parent);
    made->setIcon(parent->style()->standardIcon(icon));
    made->setToolTip(text);
    made->setAccessibleName(text);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

} // namespace

ReplayBar::ReplayBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new ToneLabel({}, Tone::Neutral, ToneLabel::Bold, this))
    , m_back(button(this, QStyle::SP_MediaSkipBackward, tr("Previous sweep")))
    , m_play(button(this, QStyle::SP_MediaPlay, tr("Play the sweeps one after the other")))
    , m_forth(button(this, QStyle::SP_MediaSkipForward, tr("Next sweep")))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_speed(new QComboBox(this))
{
    m_timer.setSingleShot(true);
    m_text->setWordWrap(false);
    m_play->setCheckable(true);
    m_slider->setAccessibleName(tr("Sweep"));
    m_slider->setPageStep(10);
    for (int factor : {1, 10, 60})
        m_speed->addItem(factor == 1 ? tr("As it was") : tr("%1 times as fast").arg(factor), factor);
    m_speed->setAccessibleName(tr("Speed"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(6);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    for (QWidget *widget : QList<QWidget *>{m_back, m_play, m_forth})
        layout->addWidget(widget);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_speed);
    connect(m_back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_forth, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_play, &QToolButton::toggled, this, &ReplayBar::play);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        if (value != m_current)
            Q_EMIT sweepRequested(value);
    });
    connect(m_speed, &QComboBox::currentIndexChanged, this, [this] { scheduleNext(); });
    connect(&m_timer, &QTimer::timeout, this, [this] { step(1); });
}

void ReplayBar::setSweeps(const QList<QDateTime> &times)
{
    m_times = times;
    m_slider->setMaximum(int(std::max<qsizetype>(0, times.size() - 1)));
    setCurrent(0);
}

void ReplayBar::setCurrent(qsizetype sweep)
{
    m_current = sweep;
    m_slider->setValue(int(sweep));
    const QDateTime time = m_times.value(sweep);
    m_text->setText(time.isValid() ? tr("Recorded session, sweep %1 of %2: %3")
                                         .arg(sweep + 1)
                                         .arg(m_times.size())
                                         .arg(QLocale().toString(time.toLocalTime(), QLocale::ShortFormat))
                                   : tr("Recorded session without a sweep"));
    const bool last = sweep + 1 >= m_times.size();
    m_back->setEnabled(sweep > 0);
    m_forth->setEnabled(!last);
    m_slider->setEnabled(m_times.size() > 1);
    if (last)
        m_play->setChecked(false);
    m_play->setEnabled(!last);
    scheduleNext();
}

void ReplayBar::step(int by)
{
    const qsizetype wanted = m_current + by;
    if (wanted >= 0 && wanted < m_times.size())
        Q_EMIT sweepRequested(wanted);
}

void ReplayBar::play(bool on)
{
    m_play->setIcon(style()->standardIcon(on ? QStyle::SP_MediaPause : QStyle::SP_MediaPlay));
    scheduleNext();
}

void ReplayBar::scheduleNext()
{
    m_timer.stop();
    if (!m_play->isChecked() || m_current + 1 >= m_times.size())
        return;
    const std::chrono::milliseconds between(m_times[m_current].msecsTo(m_times[m_current + 1]));
    m_timer.start(std::max(shortestShown, between / m_speed->currentData().toInt()));
}

} // namespace Vermagic
