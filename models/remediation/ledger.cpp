// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/remediation/ledger.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

#include <ranges>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Ledger
{
    Q_DECLARE_TR_FUNCTIONS(Ledger)
};

struct Progress
{
    LedgerEvent event = LedgerEvent::Begun; ///< Begun, Done, or Restarted: what it did may still be there
    QDateTime at;
    QString digest;
};

using ProgressMap = QMap<QString, Progress>;

void forgetAll(ProgressMap &progress)
{
    for (Progress &step : progress)
        step.event = LedgerEvent::Restarted;
}

bool isOtherMachine(const QString &machine, const QString &other)
{
    return !machine.isEmpty() && !other.isEmpty() && machine != other;
}

/// `endForgets`: what was run for a finding must run again when the finding comes back.
ProgressMap progressOf(const LedgerKey &key, const QString &machine, const QList<LedgerEntry> &entries,
                       bool endForgets)
{
    ProgressMap progress;
    for (const LedgerEntry &entry : entries) {
        if (entry.key != key || isOtherMachine(entry.machine, machine))
            continue;
        switch (entry.event) {
        case LedgerEvent::Begun:
        case LedgerEvent::Done:
            progress[entry.step] = {entry.event, entry.at, entry.digest};
            break;
        case LedgerEvent::CleanedUp:
            progress.remove(entry.step);
            break;
        case LedgerEvent::Restarted:
            forgetAll(progress);
            break;
        case LedgerEvent::Ended:
            if (endForgets)
                forgetAll(progress);
            break;
        case LedgerEvent::Stopped:
            break;
        }
    }
    return progress;
}

PlanStep cleanUpOf(const PlanStep &step)
{
    PlanStep cleanUp{.id = u"clean-up-"_s + step.id,
                     .title = Ledger::tr("Clean up before: %1").arg(step.title),
                     .place = step.place,
                     .command = step.cleanUp->command,
                     .displayed = step.cleanUp->displayed,
                     .script = step.cleanUp->script};
    cleanUp.command.runId.clear();
    cleanUp.cleansUp = step.id;
    return cleanUp;
}

Error notTwice(const PlanStep &step, const Progress &progress, const QString &node)
{
    const QString when = progress.at.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
    const QString what = progress.event == LedgerEvent::Begun
                             ? u"“%1” was begun on %2 and did not end as expected; it must not run twice"_s
                             : u"“%1” was run on %2 and must not run twice"_s;
    return {
        ErrorCode::InvalidInput, what.arg(step.title, when), node,
        u"look at what it left, take that back by hand and run the step by hand: %1"_s.arg(step.displayed)};
}

} // namespace

bool keepsLedger(const Plan &plan)
{
    return plan.undoes.isEmpty()
           && (plan.resumable || std::ranges::any_of(plan.steps, &PlanStep::rerunNever));
}

LedgerKey ledgerKeyOf(const Plan &plan, const QString &inventory)
{
    LedgerKey key{inventory, plan.onConsole ? QString() : plan.node, plan.playbook, plan.remedy, {}};
    for (const PlanParameter &parameter : plan.parameters)
        key.parameters.insert(parameter.id, parameter.value);
    return key;
}

QString digestOf(const PlanStep &step)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const bool sudo = step.command.privilege == Privilege::Sudo;
    hash.addData((sudo ? u"sudo"_s : u"user"_s).toUtf8());
    hash.addData(step.place == Place::Console ? "console" : "node");
    for (const QString &argument : step.command.argv) {
        hash.addData(QByteArrayView("\0", 1)); // which no argument holds
        hash.addData(argument.toUtf8());
    }
    return QString::fromLatin1(hash.result().first(16).toHex());
}

ParameterValues unfinishedParameters(const LedgerKey &which, const QList<LedgerEntry> &entries)
{
    for (const LedgerEntry &entry : std::views::reverse(entries)) {
        LedgerKey key = entry.key;
        key.parameters = which.parameters;
        if (key != which)
            continue;
        // Where nothing was done there is nothing to go on with.
        const bool began = std::ranges::any_of(entries, [&entry](const LedgerEntry &other) {
            return other.key == entry.key && other.event == LedgerEvent::Done;
        });
        return entry.event == LedgerEvent::Ended || !began ? ParameterValues() : entry.key.parameters;
    }
    return {};
}

Result<Plan> planAfter(Plan plan, const QList<LedgerEntry> &entries, const QString &inventory, bool restart)
{
    if (!keepsLedger(plan))
        return plan;
    ProgressMap progress = progressOf(ledgerKeyOf(plan, inventory), plan.machine, entries,
                                      !plan.targets.isEmpty());
    if (restart)
        forgetAll(progress);
    plan.restarted = restart;
    bool runs = !plan.resumable; // from the first step on that is to be run, every step is
    QList<PlanStep> steps;
    for (PlanStep &step : plan.steps) {
        const auto before = progress.constFind(step.id);
        const bool known = before != progress.cend();
        runs = runs || !known || before->event != LedgerEvent::Done || before->digest != digestOf(step);
        if (!runs) {
            step.doneAt = before->at;
        } else if (known && step.rerunNever) {
            if (!step.cleanUp)
                return std::unexpected(notTwice(step, *before, plan.node));
            steps.append(cleanUpOf(step));
        }
        steps.append(step);
    }
    plan.steps = steps;
    if (!runs)
        plan.preflight.clear(); // nothing is left to be prepared
    return plan;
}

} // namespace Vermagic
