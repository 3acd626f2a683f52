// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// An append-only file of JSON lines in the state folder, mode 0600: one write(2) with O_APPEND a line, so that several
/// consoles may write side by side. Made when the first line is written. A line that another process could not write to
/// its end does not spoil the next one. Errors carry `what` (“the audit log”) and the hint of whoever owns it.
#pragma once

#include "models/core/result.h"

#include <QJsonObject>

namespace Vermagic {

class JsonLines
{
public:
    JsonLines(QString file, QString what, QString hint);
    ~JsonLines();
    JsonLines(const JsonLines &) = delete;
    JsonLines &operator=(const JsonLines &) = delete;

    Result<void> append(const QJsonObject &line);
    /// Waits until everything written is on disk.
    Result<void> sync();
    const QString &file() const { return m_file; }

private:
    Result<void> open();
    Error failure(int number) const;

    QString m_file;
    QString m_what;
    QString m_hint;
    int m_descriptor = -1;
};

} // namespace Vermagic
