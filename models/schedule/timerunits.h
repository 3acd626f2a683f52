// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a systemd timer with its service, and of the line of a crontab that does the same: pure. Quoting follows
/// systemd.syntax(7) and systemd.service(5), "Command lines", and crontab(5): what is run is exactly the argv.
#pragma once

#include "models/core/result.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace Vermagic {

struct Schedule
{
    QString name;                       ///< of the units, without suffix
    QString description;                ///< one line
    QString calendar;                   ///< systemd.time(7), "Calendar events"
    QStringList argv;                   ///< argv[0] is absolute
    QMap<QString, QString> environment; ///< what the service manager would not know
};

/// The first line of each unit; what begins otherwise was written by somebody else.
inline const QString timerUnitMark = QStringLiteral("# Written by vermagic install-timer");

/// A text of letters, digits, '.', '_' and '-' for use in the name of a unit.
QString unitNamePart(const QString &text);
/// Refuses what no unit file can hold: control characters, and quotes and backslashes in the path of the program.
Result<QString> renderService(const Schedule &schedule);
Result<QString> renderTimer(const Schedule &schedule);

/// "HH:MM" as a calendar event of every day.
Result<QString> dailyCalendar(const QString &time);
/// For an event of dailyCalendar(); output is appended to `log`. Nothing for other events.
std::optional<QString> cronLine(const Schedule &schedule, const QString &log);

} // namespace Vermagic
