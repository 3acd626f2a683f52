// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/benchmarks/benchmarkbar.h"

#include "models/benchmark/ratetext.h"
#include "models/benchmark/runtables.h"
#include "views/charts/verdictlook.h"
#include "views/flowlayout.h"
#include "views/icons.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int mostBadges = 12;
constexpr QSize markSize(18, 18);

QString problemText(const BenchmarkRun &run)
{
    const auto failed = std::ranges::find_if(run.course,
                                             [](const NodeCourse &node) { return !node.problem.isEmpty(); });
    return failed == run.course.end() ? QString() : u"%1: %2"_s.arg(failed->node, failed->problem);
}

} // namespace

BenchmarkBar::BenchmarkBar(QWidget *parent)
    : QFrame(parent)
    , m_mark(new QLabel(this))
    , m_title(new ElidedLabel({}, Tone::Neutral, ToneLabel::Bold, this))
    , m_details(new ElidedLabel({}, Tone::Muted, ToneLabel::Plain, this))
    , m_nodes(new QWidget(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(icon(u"cancel"_s), tr("Cancel"), this))
    , m_more(new QPushButton(tr("Details…"), this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"benchmarkBar"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    new FlowLayout(6, m_nodes);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(160, 10);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(u"cancelBenchmarkButton"_s);
    m_more->setObjectName(u"benchmarkDetailsButton"_s);
    m_close->setIcon(icon(u"dash"_s));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Hide the result"));
    m_close->setAccessibleName(m_close->toolTip());
    auto *texts = new QVBoxLayout;
    texts->setSpacing(3);
    for (QWidget *widget : QList<QWidget *>{m_title, m_details, m_nodes})
        texts->addWidget(widget);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 4);
    layout->setSpacing(10);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    for (QWidget *widget : QList<QWidget *>{m_progress, m_cancel, m_more, m_close})
        layout->addWidget(widget, 0, Qt::AlignVCenter);
    connect(m_cancel, &QPushButton::clicked, this, &BenchmarkBar::cancelRequested);
    connect(m_more, &QPushButton::clicked, this, &BenchmarkBar::detailsRequested);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void BenchmarkBar::setMark(const QString &iconName, Tone tone)
{
    m_markName = iconName;
    m_markTone = tone;
    m_mark->setPixmap(icon(iconName, tone).pixmap(markSize, devicePixelRatio()));
}

void BenchmarkBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_markName.isEmpty())
        setMark(m_markName, m_markTone);
}

void BenchmarkBar::showProgress(const QString &title, const BenchmarkRequest &request,
                                const BenchmarkProgress &progress)
{
    using Stage = BenchmarkProgress::Stage;
    const int planned = int(measuringTime(request).count());
    QStringList details;
    switch (progress.stage) {
    case Stage::Preparing:
        details = {tr("preparing"),
                   tr("%1 of %n node(s) are ready", nullptr, int(progress.nodes)).arg(progress.ready)};
        break;
    case Stage::Measuring:
        details = {tr("measuring"), tr("%1 of %2 s").arg(progress.seconds, 0, 'f', 0).arg(planned),
                   tr("%1 of %n node(s) at work", nullptr, int(progress.nodes)).arg(progress.running),
                   tr("%1 together").arg(rateText(request.profile.metric, progress.rate))};
        break;
    case Stage::Cancelling:
        details = {tr("cancelled; the nodes clean up")};
        break;
    }
    if (progress.ended > 0)
        details.append(tr("%1 done").arg(progress.ended));
    setMark(u"chart"_s, Tone::Accent);
    m_title->setText(tr("%1 on %2").arg(title, request.target.name));
    m_details->setText(details.join(u" · "_s));
    m_details->setTone(Tone::Muted);
    m_nodes->hide();
    const bool measuring = progress.stage == Stage::Measuring;
    m_progress->setRange(0, measuring ? 10 * std::max(1, planned) : 0);
    m_progress->setValue(std::min(int(10 * progress.seconds), m_progress->maximum()));
    m_progress->show();
    m_cancel->show();
    m_cancel->setEnabled(progress.stage != Stage::Cancelling);
    m_more->hide();
    m_close->hide();
    show();
}

void BenchmarkBar::showRun(const QString &title, const BenchmarkRun &run, const QString &remark)
{
    const std::optional<ThresholdOutcome> outcome = outcomeOf(run);
    const Tone tone = toneOf(outcome);
    setMark(markOf(outcome), tone);
    QString head = tr("%1 on %2: %3").arg(title, run.configuration.filesystem, verdictTitle(run));
    if (const RateSummary *whole = wholeOf(run, run.metric()))
        head += u" · "_s
                + (run.course.size() > 1 ? tr("%1 together") : u"%1"_s)
                      .arg(rateText(whole->metric, whole->mean));
    m_title->setText(head);
    QStringList details{remark, verdictSentence(run), doneSentence(run), problemText(run)};
    details.removeAll(QString());
    m_details->setText(details.join(u' '));
    m_details->setTone(run.end == RunEnd::Completed ? Tone::Muted : Tone::Warning);
    showNodes(run);
    m_progress->hide();
    m_cancel->hide();
    m_more->show();
    m_close->show();
    show();
}

void BenchmarkBar::showNodes(const BenchmarkRun &run)
{
    while (QLayoutItem *item = m_nodes->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const bool few = run.verdicts.size() <= mostBadges;
    for (const ThresholdVerdict &verdict : few ? run.verdicts : QList<ThresholdVerdict>()) {
        const QString rate = verdict.measured ? rateText(verdict.metric, *verdict.measured) : QString();
        const QStringList words{verdict.node, rate, outcomeTitle(verdict.outcome)};
        auto *badge = new Badge(words.join(u' ').simplified(), toneOf(verdict.outcome), m_nodes);
        badge->setAccessibleName(badge->text());
        m_nodes->layout()->addWidget(badge);
    }
    m_nodes->setVisible(m_nodes->layout()->count() > 0);
}

} // namespace Vermagic
