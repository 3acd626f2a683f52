// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The append-only record of every change to a node: JSON lines in the state folder's audit.jsonl, mode 0600,
/// one write(2) with O_APPEND a line, so that several consoles may write side by side. Owned by Console or by
/// a headless command. Holds no secrets: argv and a digest of a step's standard input, never the input itself.
/// A run must not go on when a line cannot be written: every function says so.
#pragma once

#include "models/remediation/runrecord.h"

#include <QJsonObject>

namespace Vermagic {

class AuditLog
{
public:
    explicit AuditLog(QString file);
    ~AuditLog();
    AuditLog(const AuditLog &) = delete;
    AuditLog &operator=(const AuditLog &) = delete;

    /// The log in the state folder.
    static QString defaultFile();

    const QString &file() const { return m_file; }
    /// Appends one line; opens the file first when needed.
    Result<void> append(const QJsonObject &line);
    /// Forces what was appended to the disk; to be called at the end of a run.
    Result<void> sync();

private:
    Result<void> open();

    QString m_file;
    int m_descriptor = -1;
};

/// The lines of a run, as pure functions of what happened. Times are UTC in RFC 3339.
QJsonObject auditRunStarted(const RunStarted &event, const QString &address);
/// Written before the step begins, so that a console that dies leaves word of what it had begun.
QJsonObject auditStepStarted(const RunRecord &run, const StepStarted &event);
QJsonObject auditStepFinished(const RunRecord &run, const StepFinished &event, const QDateTime &at);
QJsonObject auditRunFinished(const RunRecord &run, const RunFinished &event);

} // namespace Vermagic
