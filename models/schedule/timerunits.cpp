// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/timerunits.h"

#include "models/core/command.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

bool hasControls(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

Result<void> check(const Schedule &schedule)
{
    QStringList texts{schedule.description, schedule.calendar};
    texts += schedule.argv + schedule.environment.keys() + schedule.environment.values();
    for (const QString &text : std::as_const(texts)) {
        if (hasControls(text)) {
            return std::unexpected(Error{ErrorCode::InvalidInput,
                                         u"a control character cannot stand in a unit file"_s,
                                         printable(text.toUtf8()),
                                         {}});
        }
    }
    static const QRegularExpression refused(u"[\"'\\\\]"_s);
    if (schedule.argv.constFirst().contains(refused)) {
        return std::unexpected(Error{ErrorCode::InvalidInput, u"systemd runs no program with such a path"_s,
                                     schedule.argv.constFirst(),
                                     u"it must hold no quote and no backslash"_s});
    }
    return {};
}

QString escapedSpecifiers(QString text)
{
    return text.replace(u'%', u"%%"_s);
}

QString quoted(const QString &text)
{
    QString result = text;
    result.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + escapedSpecifiers(result) + u'"';
}

/// Variables are replaced in arguments, but not in the path of what is run.
QString commandLine(const QStringList &argv)
{
    QStringList words{quoted(argv.constFirst())};
    for (const QString &argument : argv.mid(1))
        words.append(quoted(QString(argument).replace(u'$', u"$$"_s)));
    return words.join(u' ');
}

const QRegularExpression &clockTime()
{
    static const QRegularExpression expression(u"\\A([01][0-9]|2[0-3]):([0-5][0-9])\\z"_s);
    return expression;
}

} // namespace

QString unitNamePart(const QString &text)
{
    static const QRegularExpression others(u"[^A-Za-z0-9._-]+"_s);
    return QString(text).replace(others, u"-"_s);
}

Result<QString> renderService(const Schedule &schedule)
{
    return check(schedule).transform([&] {
        QString text = timerUnitMark
                       + u"; it is written anew when that runs again.\n[Unit]\nDescription=%1\n\n"_s.arg(
                           escapedSpecifiers(schedule.description));
        text += u"[Service]\nType=oneshot\n"_s;
        for (const auto &[name, value] : schedule.environment.asKeyValueRange())
            text += u"Environment=%1\n"_s.arg(quoted(name + u'=' + value));
        // Findings, and nodes that do not answer, are results of a check, not its failure.
        return text + u"ExecStart=%1\nSuccessExitStatus=1 2\n"_s.arg(commandLine(schedule.argv));
    });
}

Result<QString> renderTimer(const Schedule &schedule)
{
    return check(schedule).transform([&] {
        return timerUnitMark
               + u"; it is written anew when that runs again.\n[Unit]\nDescription=%1\n\n"
                 "[Timer]\nOnCalendar=%2\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"_s.arg(
                     escapedSpecifiers(schedule.description), escapedSpecifiers(schedule.calendar));
    });
}

Result<QString> dailyCalendar(const QString &time)
{
    if (clockTime().match(time).hasMatch())
        return u"*-*-* %1:00"_s.arg(time);
    return std::unexpected(Error{
        ErrorCode::InvalidInput, u"'%1' is no time of day such as 02:00"_s.arg(time), u"--daily"_s, {}});
}

std::optional<QString> cronLine(const Schedule &schedule, const QString &log)
{
    static const QRegularExpression daily(u"\\A\\*-\\*-\\* ([0-9]{2}:[0-9]{2}):00\\z"_s);
    const QRegularExpressionMatch event = daily.match(schedule.calendar);
    const QRegularExpressionMatch time = clockTime().match(event.captured(1));
    if (!event.hasMatch() || !time.hasMatch())
        return {};
    QStringList command;
    for (const auto &[name, value] : schedule.environment.asKeyValueRange())
        command.append(name + u'=' + shellQuoted(value));
    command.append(shellQuoted(schedule.argv));
    const QString line = u"%1 >> %2 2>&1"_s.arg(command.join(u' '), shellQuoted(log));
    return u"%1 %2 * * * %3"_s.arg(time.captured(2).toInt())
        .arg(time.captured(1).toInt())
        .arg(QString(line).replace(u'%', u"\\%"_s));
}

} // namespace Vermagic
