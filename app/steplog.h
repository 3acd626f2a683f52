// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// All output of the steps of one run, each step in a file of its own: logs/RUN/NUMBER-STEP.log in the state folder,
/// mode 0600, made printable, at most 32 MiB a step. Owned by PlanRun. begin(), any number of append(), end(); then the
/// next step. The logs of the newest 100 runs are kept. A log that cannot be written stops no step: begin() then
/// gives an empty path.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace Vermagic {

class StepLog
{
public:
    /// `folder` holds the runs' folders; empty: nothing is written.
    StepLog(QString folder, QString run);
    static QString defaultFolder();

    /// The file's path.
    QString begin(int number, const QString &step, const QString &heading);
    void append(const QByteArray &bytes);
    void end(const QString &result);

private:
    void write(qsizetype length);

    QString m_folder;
    QString m_run;
    QFile m_file;
    QByteArray m_pending; ///< an unfinished line
};

} // namespace Vermagic
