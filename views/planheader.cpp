// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/planheader.h"

#include "views/flowlayout.h"
#include "views/icons.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

Tone toneOfRisk(Risk risk)
{
    return risk == Risk::Low ? Tone::Ok : risk == Risk::Medium ? Tone::Warning : Tone::Error;
}

} // namespace

PlanHeader::PlanHeader(QWidget *parent)
    : QWidget(parent)
    , m_mark(new Mark(this))
    , m_title(new ToneLabel({}, Tone::Neutral, ToneLabel::Bold, this))
    , m_badgeBox(new QWidget(this))
    , m_badges(new FlowLayout(6))
{
    m_badgeBox->setLayout(m_badges);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_title);
    texts->addWidget(m_badgeBox);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
}

void PlanHeader::showTitle(const QString &title)
{
    m_title->setText(title);
    m_mark->hide();
    setBadges({});
}

void PlanHeader::showPlan(const Plan &plan)
{
    m_title->setText(tr("Plan: %1 · %2").arg(plan.title, plan.node));
    m_mark->hide();
    Badges badges{{riskText(plan.risk), toneOfRisk(plan.risk)},
                  {plan.onConsole ? QString()
                   : plan.reboots ? tr("Reboots the node")
                                  : tr("No reboot"),
                   plan.reboots ? Tone::Warning : Tone::Muted},
                  {tr("%n step(s)", nullptr, int(plan.steps.size())), Tone::Muted}};
    const auto isDone = [](const PlanStep &step) { return step.doneAt.isValid(); };
    if (const auto done = std::ranges::count_if(plan.steps, isDone); done > 0)
        badges.append({tr("%1 of %2 steps are done").arg(done).arg(plan.steps.size()), Tone::Ok});
    for (const PlanParameter &parameter : plan.parameters)
        badges.append({u"%1: %2"_s.arg(parameter.title, parameter.value), Tone::Accent});
    for (const PlanStep &step : plan.steps) {
        if (step.kind == StepKind::ReplaceHostKey)
            badges.prepend(step.hostKeyExplained ? std::pair(tr("Key explained"), Tone::Ok)
                                                 : std::pair(tr("Key not explained"), Tone::Error));
    }
    if (plan.usualDuration > 0s)
        badges.append({usualText(plan.usualDuration), Tone::Muted});
    badges.append({plan.source, Tone::Muted});
    setBadges(badges);
}

void PlanHeader::showRun(const RunRecord &run, bool stopping)
{
    m_title->setText(u"%1 · %2"_s.arg(run.plan.title, run.plan.node));
    m_mark->setIcon(discName(run.outcome), toneOf(run.outcome));
    m_mark->show();
    Badges badges{{outcomeText(run.outcome), toneOf(run.outcome)}};
    if (run.finishedAt.isValid())
        badges.append(
            {durationText(std::chrono::milliseconds(run.startedAt.msecsTo(run.finishedAt))), Tone::Muted});
    if (stopping && run.outcome == RunOutcome::Running)
        badges.append({tr("Stops after this step"), Tone::Warning});
    badges.append({run.plan.source, Tone::Muted});
    setBadges(badges);
}

void PlanHeader::setBadges(Badges badges)
{
    badges.removeIf([](const auto &badge) { return badge.first.isEmpty(); });
    m_badgeBox->setVisible(!badges.isEmpty());
    if (badges == m_shown)
        return; // a run is repainted many times a second
    m_shown = badges;
    while (QLayoutItem *item = m_badges->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &[text, tone] : std::as_const(badges))
        m_badges->addWidget(new Badge(text, tone));
}

} // namespace Vermagic
