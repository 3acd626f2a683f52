// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/planview.h"

#include "views/highlighting.h"
#include "views/icons.h"
#include "views/impactview.h"
#include "views/stepcard.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

namespace {

/// A row like a step's, without a command: for preflight and verify.
struct PlainRow
{
    QWidget *widget = new QWidget;
    Mark *mark = new Mark;
    ToneLabel *note = new ToneLabel({}, Tone::Muted, ToneLabel::Small);
    ToneLabel *time = new ToneLabel({}, Tone::Muted, ToneLabel::Small);

    PlainRow(const QString &title, bool line)
    {
        mark->setLine(line);
        time->setWordWrap(false);
        auto *row = new QHBoxLayout(widget);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(10);
        row->addWidget(mark);
        auto *box = new QVBoxLayout;
        box->setContentsMargins(0, 1, 0, 12);
        box->setSpacing(2);
        auto *head = new QHBoxLayout;
        head->addWidget(new ToneLabel(title, Tone::Neutral, ToneLabel::Bold), 1);
        head->addWidget(time, 0, Qt::AlignTop);
        box->addLayout(head);
        box->addWidget(note);
        row->addLayout(box, 1);
    }
};

} // namespace

PlanView::PlanView(const Highlighting *highlighting, QWidget *parent)
    : QWidget(parent)
    , m_highlighting(highlighting)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void PlanView::clear()
{
    delete m_content;
    m_content = nullptr;
    m_planId.clear();
    m_cards.clear();
    m_impact = nullptr;
    m_preflightMark = m_verifyMark = nullptr;
}

void PlanView::showPreview(const Plan &plan, const Impact *impact)
{
    build(plan, true);
    if (impact)
        showImpact(*impact);
}

void PlanView::showImpact(const Impact &impact)
{
    if (m_preview && m_impact && impact.plan == m_planId)
        m_impact->showImpact(&impact);
}

void PlanView::build(const Plan &plan, bool preview)
{
    clear();
    m_planId = plan.id;
    m_preview = preview;
    m_content = new QWidget(this);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(14, 12, 14, 8);
    layout->setSpacing(0);
    if (preview) {
        addWarnings(plan);
        addImpact(plan);
    }
    addPreflight(plan);
    for (int i = 0; i < plan.steps.size(); ++i) {
        auto *card = new StepCard(plan.steps[i], i + 1, false, m_highlighting, m_content);
        m_cards.append(card);
        layout->addWidget(card);
    }
    const PlainRow verify(tr("Verify"), false);
    m_verifyMark = verify.mark;
    m_verifyNote = verify.note;
    m_verifyRow = verify.widget;
    m_verifyMark->setNumber(int(plan.steps.size()) + 1);
    m_verifyNote->setText(plan.onConsole           ? tr("Done when every step did what was expected.")
                          : plan.targets.isEmpty() ? tr("A fresh probe shows how the node is afterwards.")
                                                   : tr("A fresh probe must no longer find the fault."));
    layout->addWidget(verify.widget);
    layout->addStretch(1);
    m_layout->addWidget(m_content);
}

void PlanView::addWarnings(const Plan &plan)
{
    auto *layout = static_cast<QVBoxLayout *>(m_content->layout());
    if (!plan.summary.isEmpty())
        layout->addWidget(new ToneLabel(plan.summary, Tone::Neutral));
    for (const QString &warning : plan.warnings) {
        auto *card = new Card(Tone::Warning);
        auto *box = new QVBoxLayout(card);
        box->setContentsMargins(0, 0, 0, 0);
        box->addWidget(new ToneLabel(warning, Tone::Warning));
        layout->addSpacing(6);
        layout->addWidget(card);
    }
    layout->addSpacing(12);
}

void PlanView::addImpact(const Plan &plan)
{
    const bool onNode = std::ranges::any_of(
        plan.steps, [](const PlanStep &step) { return step.kind != StepKind::ReplaceHostKey; });
    if (!onNode)
        return;
    m_impact = new ImpactView;
    m_content->layout()->addWidget(m_impact);
}

void PlanView::addPreflight(const Plan &plan)
{
    if (plan.preflight.isEmpty())
        return;
    const PlainRow row(tr("Preflight"), true);
    m_preflightRow = row.widget;
    m_preflightMark = row.mark;
    m_preflightNote = row.note;
    m_preflightTime = row.time;
    m_preflightMark->setIcon(u"disc-dash"_s, Tone::Muted);
    QStringList titles;
    QStringList commands;
    for (const PlanStep &step : plan.preflight) {
        titles.append(step.title);
        commands.append(step.displayed);
    }
    m_preflightNote->setText(titles.join(u" · "_s));
    m_preflightNote->setToolTip(commands.join(u'\n'));
    m_content->layout()->addWidget(row.widget);
}

void PlanView::showRun(const RunRecord &record, const QDateTime &now)
{
    if (m_preview || m_planId != record.plan.id || !m_content)
        build(record.plan, false);
    if (m_preflightMark)
        updatePreflight(record);
    for (int i = 0; i < m_cards.size() && i < record.steps.size(); ++i)
        m_cards[i]->setRecord(record.steps[i], now);
    updateVerify(record);
}

void PlanView::updatePreflight(const RunRecord &record)
{
    int held = 0;
    std::chrono::milliseconds spent{0};
    QStringList failed;
    bool running = false;
    for (int i = 0; i < record.preflight.size(); ++i) {
        const StepRecord &step = record.preflight[i];
        held += step.state == StepState::Succeeded;
        running |= step.state == StepState::Running;
        spent += step.duration;
        if (step.state == StepState::Failed)
            failed.append(record.plan.preflight[i].title
                          + (step.got.isEmpty() ? QString() : u" ("_s + step.got + u')'));
    }
    QStringList titles;
    for (const PlanStep &step : record.plan.preflight)
        titles.append(step.title);
    const QString tally = tr("%1 of %2 hold").arg(held).arg(record.preflight.size());
    m_preflightNote->setText(failed.isEmpty() ? QString(titles.join(u" · "_s) + u" — "_s + tally)
                                              : tr("Does not hold: %1").arg(failed.join(u", "_s)));
    m_preflightNote->setTone(failed.isEmpty() ? Tone::Muted : Tone::Error);
    m_preflightTime->setText(spent > 0ms ? durationText(spent) : QString());
    if (!failed.isEmpty())
        m_preflightMark->setIcon(u"disc-broken"_s, Tone::Error);
    else if (held == record.preflight.size())
        m_preflightMark->setIcon(u"disc-ok"_s, Tone::Ok);
    else
        m_preflightMark->setIcon(running ? u"disc-running"_s : u"disc-dash"_s,
                                 running ? Tone::Accent : Tone::Muted);
}

void PlanView::updateVerify(const RunRecord &record)
{
    switch (record.outcome) {
    case RunOutcome::Fixed:
        m_verifyMark->setIcon(u"disc-ok"_s, Tone::Ok);
        m_verifyNote->setText(tr("Fixed: a fresh probe no longer finds the fault."));
        m_verifyNote->setTone(Tone::Ok);
        return;
    case RunOutcome::NotFixed:
        m_verifyMark->setIcon(u"disc-broken"_s, Tone::Error);
        m_verifyNote->setText(tr("Not fixed: a fresh probe still finds the fault.")
                              + (record.reason.isEmpty() ? QString() : u' ' + record.reason));
        m_verifyNote->setTone(Tone::Error);
        return;
    case RunOutcome::Undone:
        m_verifyMark->setIcon(u"disc-ok"_s, Tone::Ok);
        m_verifyNote->setText(tr("Undone: the steps were taken back and the node was looked at anew."));
        m_verifyNote->setTone(Tone::Ok);
        return;
    case RunOutcome::Done:
        m_verifyMark->setIcon(u"disc-ok"_s, Tone::Ok);
        m_verifyNote->setText(tr("Done: every step did what was expected."));
        m_verifyNote->setTone(Tone::Ok);
        return;
    case RunOutcome::Running:
        if (record.verify.state == StepState::Running)
            m_verifyMark->setIcon(u"disc-running"_s, Tone::Accent);
        return;
    case RunOutcome::PreflightFailed:
    case RunOutcome::StepFailed:
    case RunOutcome::Stopped:
    case RunOutcome::Cancelled:
        break;
    }
    m_verifyMark->setIcon(u"disc-dash"_s, Tone::Muted);
    m_verifyNote->setText(outcomeText(record.outcome)
                          + (record.reason.isEmpty() ? QString() : u": "_s + record.reason));
    m_verifyNote->setTone(Tone::Muted);
}

QWidget *PlanView::currentCard() const
{
    for (StepState state : {StepState::Running, StepState::Failed}) {
        const auto card = std::ranges::find(m_cards, state, &StepCard::state);
        if (card != m_cards.end())
            return *card;
    }
    const bool done = !m_cards.isEmpty() && std::ranges::all_of(m_cards, [](const StepCard *c) {
        return c->state() != StepState::Pending;
    });
    return done ? m_verifyRow : m_preflightRow;
}

} // namespace Vermagic
