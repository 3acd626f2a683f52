// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The append-only record of every change to a node or by a step on the console: the state folder's audit.jsonl. Owned
/// by Engine. Holds no secrets: argv and a digest of a step's standard input, never the input itself.
/// A run must not go on when a line cannot be written: every function says so.
#pragma once

#include "app/jsonlines.h"
#include "models/remediation/runrecord.h"

namespace Vermagic {

class AuditLog
{
public:
    explicit AuditLog(QString file);
    /// The log in the state folder.
    static QString defaultFile();

    const QString &file() const { return m_lines.file(); }
    /// Appends one line; opens the file first when needed.
    Result<void> append(const QJsonObject &line) { return m_lines.append(line); }
    /// Forces what was appended to the disk; to be called at the end of a run.
    Result<void> sync() { return m_lines.sync(); }

private:
    JsonLines m_lines;
};

/// The lines of a run, as pure functions of what happened. Times are UTC in RFC 3339.
QJsonObject auditRunStarted(const RunStarted &event, const QString &address);
/// Written before the step begins, so that a console that dies leaves word of what it had begun.
QJsonObject auditStepStarted(const RunRecord &run, const StepStarted &event);
QJsonObject auditStepFinished(const RunRecord &run, const StepFinished &event, const QDateTime &at);
QJsonObject auditRunFinished(const RunRecord &run, const RunFinished &event);

} // namespace Vermagic
