// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Which detached steps are under way, on disk: one JSON file per step in the state folder's runs/, named after
/// the run id under which the node knows it, written before it starts and removed when it has ended. An entry
/// whose console is gone was interrupted: the step ran on at its node. resumePlan() makes a plan of it that
/// finds the very same step again, then verifies. Holds commands of playbooks, never secrets.
#pragma once

#include "models/remediation/plan.h"

#include <QDateTime>

namespace Vermagic {

struct JournalEntry
{
    QString inventory; ///< the inventory's file
    QString node;
    QString playbook;
    QString remedy;
    QList<PlanParameter> parameters;
    QString title;
    QStringList targets;
    bool resumable = false; ///< what becomes of the step is entered into the ledger
    PlanStep step;          ///< its command carries the run id under which the node knows it
    QDateTime startedAt;
    QString console; ///< the process that runs it, see consoleProcess()

    bool operator==(const JournalEntry &) const = default;
};

class RunJournal
{
public:
    /// `folder` is made when the first entry is written.
    explicit RunJournal(QString folder);
    static QString defaultFolder();

    Result<void> write(const JournalEntry &entry);
    void remove(const QString &stepRunId);
    /// Entries over this inventory file whose console is gone, oldest first. Files that do not parse are left alone.
    QList<JournalEntry> interrupted(const QString &inventory) const;

private:
    QString pathOf(const QString &stepRunId) const;
    QString m_folder;
};

/// "PID:START" of this process; START tells it from a later process with the same number.
QString consoleProcess();
bool isConsoleAlive(const QString &console);

/// `planId` becomes Plan::id. The plan has the one interrupted step, which is looked for and never begun anew.
Plan resumePlan(const JournalEntry &entry, const QString &planId);

} // namespace Vermagic
