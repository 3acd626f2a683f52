// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/impactview.h"

#include "views/icons.h"
#include "views/widgets.h"
#include "views/wording.h"

#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype mostLines = 12; ///< of one kind; the rest is counted

QWidget *linkCell(const ChainStep &step, bool changed)
{
    auto *cell = new QWidget;
    auto *row = new QHBoxLayout(cell);
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(6);
    auto *mark = new Mark;
    mark->setIcon(discName(step.status), toneOf(step.status));
    mark->setAccessibleName(step.label);
    row->addWidget(mark, 0, Qt::AlignTop);
    const Tone tone = changed ? Tone::Neutral : Tone::Muted;
    row->addWidget(new ValueLabel(step.value, tone, ToneLabel::Fixed | ToneLabel::Small), 1);
    return cell;
}

QString kernelText(const NextBoot &next)
{
    return next.kernel.isKnown() ? next.kernel.value() : ImpactView::tr("unknown");
}

} // namespace

ImpactView::ImpactView(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 12);
    showImpact(nullptr);
}

void ImpactView::showImpact(const Impact *impact)
{
    delete m_content;
    auto *card = new Card(impact ? Tone::Accent : Tone::Muted, this);
    m_content = card;
    m_content->setObjectName(u"impactCard"_s);
    m_lines = new QVBoxLayout(card);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(4);
    m_lines->addWidget(new ToneLabel(tr("What changes"), Tone::Neutral, ToneLabel::Bold));
    if (impact) {
        addPackages(*impact);
        addServices(*impact);
        addUsers(*impact);
        addJobs(*impact);
        addUnseen(*impact);
        addChains(*impact);
        addNextBoot(*impact);
    } else {
        m_lines->addWidget(
            new ToneLabel(tr("The node is being asked; the plan can be approved without waiting."),
                          Tone::Muted, ToneLabel::Small));
    }
    m_layout->addWidget(card);
}

void ImpactView::addFact(const QString &title, const QStringList &lines, const QString &none)
{
    if (lines.isEmpty() && none.isEmpty())
        return;
    QStringList shown = lines.isEmpty() ? QStringList{none} : lines.mid(0, mostLines);
    if (lines.size() > mostLines)
        shown.append(tr("and %n more", nullptr, int(lines.size() - mostLines)));
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    auto *head = new ToneLabel(title, Tone::Muted, ToneLabel::Small);
    head->setFixedWidth(fontMetrics().averageCharWidth() * 18);
    row->addWidget(head, 0, Qt::AlignTop);
    row->addWidget(
        new ToneLabel(shown.join(u'\n'), lines.isEmpty() ? Tone::Muted : Tone::Neutral, ToneLabel::Small), 1);
    m_lines->addLayout(row);
}

void ImpactView::addPackages(const Impact &impact)
{
    QStringList lines;
    for (const PackageChange &change : impact.packages) {
        const QString text = change.action == PackageAction::Install   ? tr("install %1 %2")
                             : change.action == PackageAction::Upgrade ? tr("upgrade %1 to %2")
                                                                       : tr("remove %1 %2");
        lines.append(text.arg(change.name, change.to.isEmpty() ? change.from : change.to).trimmed());
    }
    addFact(tr("Packages"), lines, tr("none"));
    lines.clear();
    for (const ModuleChange &change : impact.modules)
        lines.append((change.loads ? tr("load %1") : tr("unload %1")).arg(change.name));
    addFact(tr("Modules"), lines, {});
}

void ImpactView::addServices(const Impact &impact)
{
    QStringList lines = impact.services;
    for (const QString &unit : impact.dependants)
        lines.append(tr("%1, which needs one of them").arg(unit));
    if (impact.reboots)
        lines.prepend(tr("all of them, for the node reboots"));
    addFact(tr("Start anew"), lines, tr("none"));
}

void ImpactView::addUsers(const Impact &impact)
{
    if (impact.mountpoints.isEmpty())
        return;
    QStringList lines;
    if (impact.users.isUnknown())
        lines.append(tr("could not be looked at: %1").arg(impact.users.reason()));
    for (const MountUser &user : impact.users.value().processes)
        lines.append(
            tr("%1: %2 (process %3 of %4)").arg(user.mountpoint, user.program).arg(user.pid).arg(user.user));
    if (const int unseen = impact.users.value().unseen; unseen > 0)
        lines.append(tr("%n process(es) of others could not be looked into", nullptr, unseen));
    addFact(tr("On the mounts"), lines, tr("nobody"));
}

void ImpactView::addJobs(const Impact &impact)
{
    if (impact.jobs.isAbsent())
        return;
    QStringList lines;
    if (impact.jobs.isUnknown())
        lines.append(tr("could not be asked for: %1").arg(impact.jobs.reason()));
    for (const Job &job : impact.jobs.value())
        lines.append(
            tr("%1 of %2: %3, %4, %5 left").arg(job.id, job.user, job.name, job.state, job.timeLeft));
    addFact(tr("Jobs"), lines, tr("none"));
}

void ImpactView::addUnseen(const Impact &impact)
{
    QStringList lines;
    for (const UnseenStep &step : impact.unseen)
        lines.append(step.reason.isEmpty() ? tr("%1: cannot be simulated").arg(step.title)
                                           : u"%1: %2"_s.arg(step.title, step.reason));
    addFact(tr("Not known yet"), lines, {});
}

void ImpactView::addChains(const Impact &impact)
{
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 6, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    int row = 0;
    const auto addHead = [&](int column, const QString &text) {
        grid->addWidget(new ToneLabel(text, Tone::Muted, ToneLabel::Small | ToneLabel::Bold), row, column);
    };
    for (qsizetype c = 0; c < impact.before.chains.size(); ++c) {
        addHead(0, impact.before.chains[c].filesystem);
        addHead(1, tr("Now"));
        addHead(2, tr("Predicted"));
        ++row;
        for (qsizetype i = 0; i < impact.before.chains[c].steps.size(); ++i, ++row) {
            const ChainStep &before = impact.before.chains[c].steps[i];
            const ChainStep &after = impact.after.chains[c].steps[i];
            const bool changed = before != after;
            grid->addWidget(
                new ToneLabel(before.label, changed ? Tone::Neutral : Tone::Muted, ToneLabel::Small), row, 0,
                Qt::AlignTop);
            grid->addWidget(linkCell(before, changed), row, 1);
            grid->addWidget(linkCell(after, changed), row, 2);
        }
    }
    m_lines->addLayout(grid);
}

void ImpactView::addNextBoot(const Impact &impact)
{
    const NextBoot &before = impact.before.nextBoot;
    const NextBoot &after = impact.after.nextBoot;
    if (before == after)
        return;
    const QString change = kernelText(before) == kernelText(after)
                               ? kernelText(after)
                               : u"%1 → %2"_s.arg(kernelText(before), kernelText(after));
    addFact(tr("Next boot"), {u"%1: %2"_s.arg(change, after.reason)}, {});
}

} // namespace Vermagic
