// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A command's raw output as text in portions that a person may see: whole lines, at most 20 portions a second,
/// so that a chatty command cannot swamp the event loop, and no portion ends inside a character or an escape
/// sequence. Owned by the run, one per step. Keeps the newest 256 KiB of what has not been handed on yet.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace Vermagic {

class OutputText : public QObject
{
    Q_OBJECT
public:
    explicit OutputText(QObject *parent = nullptr);

    void append(const QByteArray &bytes);
    /// Hands on everything that is left, also an unfinished line.
    void flush();

Q_SIGNALS:
    void textReady(const QString &text);

private:
    void handOn(qsizetype length);

    QByteArray m_pending;
    QTimer m_pause;
};

} // namespace Vermagic
