// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/remediationpanel.h"

#include "models/remediation/stepoutcome.h"
#include "views/icons.h"
#include "views/planheader.h"
#include "views/planview.h"
#include "views/rolloutbox.h"
#include "views/widgets.h"
#include "views/wording.h"
#include "views/worklist.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Vermagic {

RemediationPanel::RemediationPanel(const ClusterState *state, const Highlighting *highlighting, Clock clock,
                                   QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_clock(std::move(clock))
    , m_header(new PlanHeader(this))
    , m_note(new ToneLabel({}, Tone::Muted, ToneLabel::Plain, this))
    , m_rollout(new RolloutBox(this))
    , m_list(new QListWidget(this))
    , m_view(new PlanView(highlighting))
    , m_area(scrolled(m_view, tr("Steps"), this))
    , m_work(new WorkList(state, this))
    , m_approve(new PrimaryButton(this))
    , m_decline(new QPushButton(tr("Cancel"), this))
    , m_stop(new QPushButton(tr("Stop after this step"), this))
    , m_cancel(new QPushButton(tr("Cancel run"), this))
    , m_undo(new QPushButton(tr("Undo…"), this))
    , m_leave(new QPushButton(tr("What else?"), this))
{
    m_list->setAccessibleName(tr("Nodes of this remediation"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(190);
    m_list->setIconSize(QSize(15, 15));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 14, 8);
    head->setSpacing(8);
    head->addWidget(m_header, 1);
    buildButtons(head);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_list);
    body->addWidget(m_area, 1);
    body->addWidget(m_work, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    m_note->setContentsMargins(14, 0, 14, 8);
    layout->addWidget(m_note);
    layout->addWidget(m_rollout);
    layout->addLayout(body, 1);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(66ms);
    m_elapsed.setInterval(1s);
    connect(&m_refresh, &QTimer::timeout, this, &RemediationPanel::refresh);
    connect(&m_elapsed, &QTimer::timeout, this, &RemediationPanel::refresh);
    connect(m_list, &QListWidget::currentRowChanged, this, &RemediationPanel::showChosen);
    connectWork();
    connectFollowing();
    connect(state, &ClusterState::runChanged, this, [this](const QString &id) {
        if (!m_runIds.contains(id) && m_plans.isEmpty()) {
            const bool idle = !chosenRun() || chosenRun()->outcome != RunOutcome::Running;
            if (idle)
                m_runIds.clear();
            m_runIds.append(id);
            refill();
        }
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(state, &ClusterState::impactChanged, this, [this](const QString &node) {
        const Plan plan = m_plans.value(std::max(0, m_list->currentRow()));
        const Impact *impact = m_state->snapshot().impactOf(plan);
        if (impact && plan.node == node)
            m_view->showImpact(*impact);
    });
    connect(state, &ClusterState::inventoryChanged, this, [this] {
        m_plans.clear();
        m_rollout->hide();
        m_runIds.clear();
        for (const RunRecord &run : m_state->snapshot().runs)
            m_runIds.append(run.plan.id);
        refill();
    });
    refill();
}

void RemediationPanel::buildButtons(QHBoxLayout *layout)
{
    m_approve->setIcon(icon(u"play"_s));
    m_approve->setObjectName(u"approveButton"_s);
    m_stop->setIcon(icon(u"stop-after"_s));
    m_stop->setObjectName(u"stopButton"_s);
    m_cancel->setIcon(icon(u"cancel"_s));
    m_cancel->setObjectName(u"cancelRunButton"_s);
    m_decline->setObjectName(u"declineButton"_s);
    m_undo->setIcon(icon(u"undo"_s));
    m_undo->setObjectName(u"undoButton"_s);
    m_undo->setToolTip(
        tr("Shows the commands that take back what was done; nothing runs before you approve it."));
    m_leave->setObjectName(u"leaveButton"_s);
    m_leave->setToolTip(tr("Back to what needs doing; the run stays in the activity log."));
    for (QPushButton *button : {m_approve, m_decline, m_stop, m_cancel, m_undo, m_leave})
        layout->addWidget(button, 0, Qt::AlignTop);
    connect(m_leave, &QPushButton::clicked, this, &RemediationPanel::leaveRuns);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (const RunRecord *run = chosenRun())
            Q_EMIT undoRequested(run->plan.id);
    });
    connect(m_approve, &QPushButton::clicked, this, &RemediationPanel::approve);
    connect(m_decline, &QPushButton::clicked, this, &RemediationPanel::decline);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (const RunRecord *run = chosenRun()) {
            m_stopping.append(run->plan.id);
            Q_EMIT stopAfterStepRequested(run->plan.id);
            refresh();
        }
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (const RunRecord *run = chosenRun())
            Q_EMIT cancelRunRequested(run->plan.id);
    });
}

void RemediationPanel::connectWork()
{
    connect(m_work, &WorkList::remediationRequested, this, &RemediationPanel::remediationRequested);
    connect(m_work, &WorkList::reviewKeyRequested, this, &RemediationPanel::reviewKeyRequested);
    connect(m_work, &WorkList::nodesRequested, this, &RemediationPanel::nodesRequested);
    connect(m_work, &WorkList::changed, this, [this] {
        if (m_plans.isEmpty() && m_runIds.isEmpty())
            showChosen();
    });
}

/// Cards change their height when a step ends, and the area learns that later: what is to be seen is brought into
/// sight again whenever the range changes, until a person scrolls.
void RemediationPanel::connectFollowing()
{
    QScrollBar *bar = m_area->verticalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, &RemediationPanel::reveal);
    connect(bar, &QScrollBar::actionTriggered, this, [this] { m_following = false; });
}

void RemediationPanel::reveal()
{
    if (!m_plans.isEmpty() || !m_following || !chosenRun())
        return;
    if (QWidget *card = m_view->currentCard())
        m_area->ensureWidgetVisible(card, 0, 20);
}

void RemediationPanel::preview(const QList<Plan> &plans)
{
    m_plans = plans;
    m_refusals.clear();
    m_rollout->showFor(plans);
    refill();
    m_area->verticalScrollBar()->setValue(0);
    m_approve->setFocus();
}

void RemediationPanel::showRefusal(const QString &node, const Error &error)
{
    const QString text = tr("No plan for %1: %2").arg(node, error.message)
                         + (error.hint.isEmpty() ? QString() : u' ' + error.hint);
    m_refusals += m_refusals.isEmpty() ? text : QString(u'\n' + text);
    showChosen();
}

void RemediationPanel::approve()
{
    if (const Plan *blocked = blockedPlan()) {
        Q_EMIT reviewKeyRequested(blocked->node);
        return;
    }
    const QList<Plan> plans = std::exchange(m_plans, {});
    m_runIds.clear();
    for (const Plan &plan : plans)
        m_runIds.append(plan.id);
    m_refusals.clear();
    m_following = true;
    m_rollout->hide();
    refill();
    Q_EMIT planApproved(plans, m_rollout->maxUnavailable());
}

void RemediationPanel::leaveRuns()
{
    m_runIds.clear();
    m_refusals.clear();
    refill();
}

void RemediationPanel::decline()
{
    m_plans.clear();
    m_refusals.clear();
    m_rollout->hide();
    refill();
    Q_EMIT planDeclined();
}

QString RemediationPanel::subject() const
{
    const qsizetype count = m_plans.isEmpty() ? m_runIds.size() : m_plans.size();
    if (count > 1)
        return tr("%n node(s)", nullptr, int(count));
    if (!m_plans.isEmpty())
        return m_plans.first().node;
    const RunRecord *run = chosenRun();
    return run ? run->plan.node : QString();
}

/// One row a plan or run; the list itself shows only when there is a choice.
void RemediationPanel::refill()
{
    const int chosen = m_list->currentRow();
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const auto add = [this](const QString &node, bool canary) {
        auto *item = new QListWidgetItem(canary ? tr("%1 (canary)").arg(node) : node, m_list);
        item->setIcon(icon(canary ? u"canary"_s : u"node"_s, Tone::Muted));
        item->setToolTip(canary ? tr("Runs first; the others follow only when it is fixed.") : QString());
    };
    for (qsizetype i = 0; i < m_plans.size(); ++i)
        add(m_plans[i].node, m_plans.size() > 1 && i == 0);
    if (m_plans.isEmpty()) {
        for (const QString &id : std::as_const(m_runIds)) {
            const RunRecord *run = m_state->snapshot().run(id);
            add(run ? run->plan.node : tr("waiting"), m_runIds.size() > 1 && id == m_runIds.first());
        }
    }
    m_list->setVisible(m_list->count() > 1);
    m_list->setCurrentRow(std::clamp(chosen, 0, std::max(0, m_list->count() - 1)));
    showChosen();
    Q_EMIT subjectChanged();
}

bool RemediationPanel::anyRunning() const
{
    return std::ranges::any_of(m_state->snapshot().runs, [this](const RunRecord &run) {
        return run.outcome == RunOutcome::Running && m_runIds.contains(run.plan.id);
    });
}

/// The first plan that needs more than a click: a changed host key that nothing explains.
const Plan *RemediationPanel::blockedPlan() const
{
    const auto blocked = std::ranges::find_if(m_plans, trustsUnexplainedKey);
    return blocked == m_plans.end() ? nullptr : &*blocked;
}

const RunRecord *RemediationPanel::chosenRun() const
{
    return m_state->snapshot().run(m_runIds.value(std::max(0, m_list->currentRow())));
}

void RemediationPanel::refresh()
{
    if (!m_plans.isEmpty())
        return;
    for (int row = 0; row < m_list->count() && row < m_runIds.size(); ++row) {
        const RunRecord *run = m_state->snapshot().run(m_runIds[row]);
        if (!run)
            continue;
        const bool canary = row == 0 && m_runIds.size() > 1;
        m_list->item(row)->setText(canary ? tr("%1 (canary)").arg(run->plan.node) : run->plan.node);
        m_list->item(row)->setIcon(icon(discName(run->outcome), toneOf(run->outcome)));
        m_list->item(row)->setToolTip(outcomeText(run->outcome));
    }
    showChosen();
    Q_EMIT subjectChanged();
}

void RemediationPanel::showChosen()
{
    const RunRecord *run = m_plans.isEmpty() ? chosenRun() : nullptr;
    const bool idle = m_plans.isEmpty() && m_runIds.isEmpty();
    if (!m_plans.isEmpty()) {
        const Plan &plan = m_plans[std::clamp(m_list->currentRow(), 0, int(m_plans.size()) - 1)];
        m_header->showPlan(plan);
        m_view->showPreview(plan, m_state->snapshot().impactOf(plan));
    } else if (run) {
        const QString shown = run->plan.id + runOutcomeName(run->outcome);
        if (std::exchange(m_followed, shown) != shown)
            m_following = true; // a run that begins or ends is to be seen
        m_header->showRun(*run, m_stopping.contains(run->plan.id));
        m_view->showRun(*run, m_clock());
        reveal();
    } else {
        m_header->showTitle(!idle                 ? tr("Waiting for its turn")
                            : m_work->count() > 0 ? tr("What needs doing")
                                                  : tr("No run yet"));
        m_view->clear();
    }
    m_area->setVisible(!idle);
    m_work->setVisible(idle);
    showNote(run);
    updateButtons(run);
}

void RemediationPanel::showNote(const RunRecord *run)
{
    QString text = m_refusals;
    Tone tone = Tone::Error;
    const bool ended = run && run->outcome != RunOutcome::Running;
    if (text.isEmpty() && ended && !isGood(run->outcome)) {
        text = run->reason;
        tone = toneOf(run->outcome);
    } else if (text.isEmpty() && m_plans.isEmpty() && m_runIds.isEmpty() && m_work->count() > 0) {
        text = tr("Fix… shows every step first. Nothing runs before you approve it.");
        tone = Tone::Muted;
    }
    m_note->setText(text);
    m_note->setTone(tone);
    m_note->setVisible(!text.isEmpty());
}

void RemediationPanel::updateButtons(const RunRecord *run)
{
    const bool previewing = !m_plans.isEmpty();
    const bool running = run && run->outcome == RunOutcome::Running;
    const Plan *blocked = blockedPlan();
    m_approve->setText(blocked ? tr("Review the key of %1…").arg(blocked->node)
                       : m_plans.size() > 1
                           ? tr("Run on %n node(s)", nullptr, int(m_plans.size()))
                           : tr("Run on %1").arg(previewing ? m_plans.first().node : QString()));
    m_approve->setVisible(previewing);
    m_decline->setVisible(previewing);
    m_stop->setVisible(running);
    m_stop->setEnabled(running && !m_stopping.contains(run->plan.id));
    m_cancel->setVisible(running);
    m_undo->setVisible(run && offersUndo(*run, m_state->snapshot().runs));
    m_leave->setVisible(!previewing && !m_runIds.isEmpty() && !anyRunning());
    const bool ticking = running && !previewing;
    if (ticking != m_elapsed.isActive())
        ticking ? m_elapsed.start() : m_elapsed.stop();
}

} // namespace Vermagic
