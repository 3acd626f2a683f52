// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/impacttext.h"

#include "models/report/reportwords.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

const QString indent = u"      "_s;

QString listed(const QString &title, const QStringList &lines, const QString &none)
{
    QString text = u"    %1\n"_s.arg(title);
    for (const QString &line : lines.isEmpty() ? QStringList{none} : lines)
        text += indent + line + u'\n';
    return text;
}

QString packagesText(const Impact &impact)
{
    QStringList lines;
    for (const PackageChange &change : impact.packages) {
        const QString word = change.action == PackageAction::Install   ? u"install"_s
                             : change.action == PackageAction::Upgrade ? u"upgrade"_s
                                                                       : u"remove "_s;
        const QString versions = change.from.isEmpty() || change.to.isEmpty()
                                     ? change.from + change.to
                                     : u"%1 → %2"_s.arg(change.from, change.to);
        lines.append(u"%1  %2  %3"_s.arg(word, change.name, versions).trimmed());
    }
    // Where a step could not be simulated nobody knows that it changes none.
    return listed(u"packages:"_s, lines, impact.unseen.isEmpty() ? u"none"_s : u"not known, see below"_s);
}

QString modulesText(const Impact &impact)
{
    QStringList lines;
    for (const ModuleChange &change : impact.modules)
        lines.append((change.loads ? u"load    "_s : u"unload  "_s) + change.name);
    return lines.isEmpty() ? QString() : listed(u"modules:"_s, lines, {});
}

QString servicesText(const Impact &impact)
{
    QStringList lines = impact.services;
    for (const QString &unit : impact.dependants)
        lines.append(unit + u"  (needs one of them)"_s);
    if (impact.reboots)
        lines.prepend(u"all of them, for the node reboots"_s);
    return listed(u"services that start anew:"_s, lines, u"none"_s);
}

QString usersText(const Impact &impact)
{
    if (impact.mountpoints.isEmpty())
        return {};
    QStringList lines;
    if (impact.users.isUnknown())
        lines.append(u"could not be looked at: "_s + impact.users.reason());
    for (const MountUser &user : impact.users.value().processes)
        lines.append(u"%1  %2 (%3) of %4"_s.arg(user.mountpoint, user.program).arg(user.pid).arg(user.user));
    if (impact.users.value().unseen > 0)
        lines.append(
            u"%1 processes of other users could not be looked into"_s.arg(impact.users.value().unseen));
    return listed(u"who works on %1:"_s.arg(impact.mountpoints.join(u", "_s)), lines, u"nobody"_s);
}

QString jobsText(const Impact &impact)
{
    if (impact.jobs.isAbsent())
        return {};
    QStringList lines;
    if (impact.jobs.isUnknown())
        lines.append(u"could not be asked: "_s + impact.jobs.reason());
    for (const Job &job : impact.jobs.value())
        lines.append(u"%1  %2  %3  %4 left  %5"_s.arg(job.id, job.user, job.state, job.timeLeft, job.name));
    return listed(u"jobs on the node:"_s, lines, u"none"_s);
}

QString unseenText(const Impact &impact)
{
    QStringList lines;
    for (const UnseenStep &step : impact.unseen)
        lines.append(step.reason.isEmpty() ? step.title + u": cannot be simulated"_s
                                           : u"%1: %2"_s.arg(step.title, step.reason));
    return lines.isEmpty() ? QString() : listed(u"not known beforehand:"_s, lines, {});
}

QString linkText(const ChainStep &step)
{
    const QString word = step.status == LinkStatus::Ok            ? u"ok"_s
                         : step.status == LinkStatus::Broken      ? u"broken"_s
                         : step.status == LinkStatus::Warning     ? u"warning"_s
                         : step.status == LinkStatus::Consequence ? u"consequence"_s
                                                                  : u"unknown"_s;
    return step.value.isEmpty() ? word : u"%1 (%2)"_s.arg(word, step.value);
}

QString predictionText(const Impact &impact)
{
    QStringList lines{u"node: %1 → %2"_s.arg(impact.before.headline, impact.after.headline)};
    for (qsizetype c = 0; c < impact.before.chains.size(); ++c) {
        const Chain &before = impact.before.chains[c];
        const Chain &after = impact.after.chains[c];
        for (qsizetype i = 0; i < before.steps.size(); ++i) {
            if (before.steps[i] != after.steps[i])
                lines.append(u"%1, %2: %3 → %4"_s.arg(before.filesystem, before.steps[i].label,
                                                      linkText(before.steps[i]), linkText(after.steps[i])));
        }
    }
    if (impact.before.nextBoot != impact.after.nextBoot)
        lines.append(u"next boot: %1 → %2 (%3)"_s.arg(factText(impact.before.nextBoot.kernel),
                                                      factText(impact.after.nextBoot.kernel),
                                                      impact.after.nextBoot.reason));
    return listed(u"now → if every step does what it should (a prediction):"_s, lines, {});
}

} // namespace

QString impactText(const Impact &impact)
{
    return u"  what would change:\n"_s + packagesText(impact) + modulesText(impact) + servicesText(impact)
           + usersText(impact) + jobsText(impact) + unseenText(impact) + predictionText(impact);
}

} // namespace Vermagic
