// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// One line of a log without what its writer put in front: priority, date, host and program of syslog and the journal
/// (short, short-iso), the brackets of dmesg (plain, -T, --time-format iso, with the caller), level and thread of
/// BeeGFS 7's client log, level of dnf's. Bounded and printable, whatever the node sent.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Vermagic {

struct LogLine
{
    QString time;    ///< as the log writes it: a date, or seconds since boot; may be empty
    QString program; ///< of syslog and the journal: "kernel", "systemd"; may be empty
    QString text;    ///< at most longestLogLine characters
    bool operator==(const LogLine &) const = default;
};

LogLine logLine(QByteArrayView bytes);

} // namespace Vermagic
