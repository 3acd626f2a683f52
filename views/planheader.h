// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan or a run is about, in two lines: its title, after the mark of a run's outcome, and badges for risk,
/// length, outcome and source. Shows values given to it.
#pragma once

#include "models/remediation/runrecord.h"
#include "views/theme.h"

#include <QWidget>

namespace Vermagic {

class FlowLayout;
class Mark;
class ToneLabel;

class PlanHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PlanHeader(QWidget *parent = nullptr);

    void showTitle(const QString &title);
    void showPlan(const Plan &plan);
    void showRun(const RunRecord &run, bool stopping);

private:
    using Badges = QList<std::pair<QString, Tone>>;
    void setBadges(Badges badges);

    Mark *m_mark;
    ToneLabel *m_title;
    QWidget *m_badgeBox;
    FlowLayout *m_badges;
    Badges m_shown;
};

} // namespace Vermagic
