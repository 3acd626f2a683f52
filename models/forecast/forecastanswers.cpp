// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/forecast/forecastanswers.h"

#include "models/probe/packageparsers.h"
#include "models/probe/sectiontext.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype evidenceLimit = 4096;

/// "Sun 2026-11-22 06:12:34 UTC", as systemctl prints it with TZ=UTC; "n/a" and the like are invalid.
QDateTime systemdTime(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() != 4 || words[3] != "UTC"_L1)
        return {};
    const QDateTime time = QDateTime::fromString(words[1] + u' ' + words[2].left(8),
                                                 u"yyyy-MM-dd HH:mm:ss"_s);
    return time.isValid() ? QDateTime(time.date(), time.time(), QTimeZone::UTC) : QDateTime();
}

/// `NAME "VALUE";` and `NAME:: "VALUE";` of apt-config dump, by name; lists in their order.
QMap<QString, QStringList> aptSettings(const QByteArray &dump)
{
    static const QRegularExpression line(u"^([A-Za-z0-9:_-]+?)(?:::)? \"(.*)\";$"_s);
    QMap<QString, QStringList> settings;
    for (const QByteArray &text : linesOf(dump)) {
        if (const QRegularExpressionMatch match = line.match(cleanText(text, 512)); match.hasMatch())
            settings[match.captured(1)].append(match.captured(2));
    }
    return settings;
}

bool isTrue(const QString &value)
{
    static const QStringList words{u"true"_s, u"yes"_s, u"on"_s, u"1"_s, u"with"_s, u"enable"_s};
    return words.contains(value.toLower());
}

/// name=value lines of an INI file without its sections; the last one counts.
QMap<QString, QString> iniValues(const QByteArray &text)
{
    QMap<QString, QString> values;
    for (const QByteArray &line : linesOf(text)) {
        const QString clean = cleanText(line, 512);
        if (const qsizetype equals = clean.indexOf(u'='); equals > 0 && !clean.startsWith(u'#'))
            values[clean.first(equals).trimmed()] = clean.sliced(equals + 1).trimmed();
    }
    return values;
}

} // namespace

Fact<QString> parseTimeZone(const ProbeSection &section)
{
    const QMap<QString, QString> values = iniValues(section.output);
    const QByteArray name = values.value(u"zone"_s).toLatin1();
    if (!name.isEmpty() && QTimeZone(name).isValid())
        return Fact<QString>::known(QString::fromLatin1(name));
    static const QRegularExpression offset(u"\\A([+-]\\d\\d)(\\d\\d)\\z"_s);
    const QRegularExpressionMatch match = offset.match(values.value(u"offset"_s));
    return match.hasMatch() ? Fact<QString>::known(u"UTC%1:%2"_s.arg(match.captured(1), match.captured(2)))
                            : Fact<QString>::unknown(u"the node does not tell its time zone"_s);
}

Fact<QList<UpgradeTimer>> parseTimers(const ProbeSection &section)
{
    QList<UpgradeTimer> timers;
    QMap<QString, QString> unit;
    const auto finish = [&] {
        if (unit.value(u"ActiveState"_s) == "active"_L1) {
            timers.append({unit.value(u"Id"_s), systemdTime(unit.value(u"NextElapseUSecRealtime"_s))});
        }
        unit.clear();
    };
    bool any = false;
    for (const QByteArray &line : linesOf(section.output)) {
        const QString text = cleanText(line, 512);
        const qsizetype equals = text.indexOf(u'=');
        if (text.isEmpty())
            finish();
        else if (equals > 0)
            unit[text.first(equals)] = text.sliced(equals + 1);
        any |= text.startsWith("Id="_L1);
    }
    finish();
    return any ? Fact<QList<UpgradeTimer>>::known(timers)
               : Fact<QList<UpgradeTimer>>::unknown(complaintOf(section));
}

Fact<AutomaticUpgrades> parseAptConfig(const ProbeSection &section)
{
    using Automatic = Fact<AutomaticUpgrades>;
    if (section.exitCode != 0)
        return Automatic::unknown(complaintOf(section));
    if (section.output.startsWith("not installed"))
        return Automatic::absent();
    const QMap<QString, QStringList> settings = aptSettings(section.output);
    const auto last = [&](const QString &name, const QString &fallback) {
        const QStringList values = settings.value(name);
        return values.isEmpty() ? fallback : values.constLast();
    };
    const QString periodic = u"APT::Periodic::Unattended-Upgrade"_s;
    const QString every = last(periodic, u"0"_s);
    AutomaticUpgrades automatic;
    automatic.enabled = every != "0"_L1 && last(u"APT::Periodic::Enable"_s, u"1"_s) != "0"_L1;
    automatic.why = u"%1 \"%2\""_s.arg(periodic, every);
    for (const QString &value : settings.value(u"Unattended-Upgrade::Package-Blacklist"_s)) {
        if (!value.isEmpty())
            automatic.blacklist.append(value);
    }
    for (const QString &name :
         {u"Unattended-Upgrade::Allowed-Origins"_s, u"Unattended-Upgrade::Origins-Pattern"_s}) {
        for (const QString &value : settings.value(name)) {
            if (!value.isEmpty())
                automatic.origins.append(value);
        }
    }
    automatic.reboots = isTrue(last(u"Unattended-Upgrade::Automatic-Reboot"_s, u"false"_s));
    automatic.rebootTime = QTime::fromString(last(u"Unattended-Upgrade::Automatic-Reboot-Time"_s, u"now"_s),
                                             u"HH:mm"_s);
    return Automatic::known(automatic);
}

Fact<AutomaticUpgrades> parseDnfAutomatic(const ProbeSection &section)
{
    using Automatic = Fact<AutomaticUpgrades>;
    if (section.exitCode != 0)
        return section.output.contains("No such file") ? Automatic::absent()
                                                       : Automatic::unknown(complaintOf(section));
    const QMap<QString, QString> values = iniValues(section.output);
    const QString reboot = values.value(u"reboot"_s, u"never"_s);
    AutomaticUpgrades automatic;
    automatic.enabled = isTrue(values.value(u"apply_updates"_s, u"no"_s));
    automatic.why = u"apply_updates = "_s + values.value(u"apply_updates"_s, u"no"_s);
    automatic.blacklist = values.value(u"exclude"_s).split(u' ', Qt::SkipEmptyParts);
    automatic.reboots = reboot == "when-changed"_L1 || reboot == "when-needed"_L1;
    return Automatic::known(automatic);
}

Fact<QList<UpgradedPackage>> parseAptSimulation(const ProbeSection &section)
{
    using Changes = Fact<QList<UpgradedPackage>>;
    static const QRegularExpression inst(u"^Inst (\\S+)(?: \\[(\\S+)\\])? \\((\\S+) ([^\\[)]+)[^)]*\\)"_s);
    if (section.exitCode != 0)
        return Changes::unknown(complaintOf(section));
    QList<UpgradedPackage> changes;
    for (const QByteArray &line : linesOf(section.output)) {
        if (const QRegularExpressionMatch match = inst.match(cleanText(line, 512)); match.hasMatch()) {
            changes.append({match.captured(1).section(u':', 0, 0), match.captured(2), match.captured(3),
                            match.captured(4).trimmed()});
        }
    }
    return Changes::known(changes);
}

Fact<QList<UpgradedPackage>> parseDnfTable(const ProbeSection &section)
{
    using Changes = Fact<QList<UpgradedPackage>>;
    static const QRegularExpression row(
        u"^([\\w.+-]+) +(x86_64|aarch64|ppc64le|s390x|noarch) +(?:\\d+:)?(\\S+) +(\\S+) +"_s);
    const bool nothing = section.output.contains("Nothing to do");
    if (!nothing && !section.output.contains("Operation aborted")
        && !section.output.contains("Transaction Summary"))
        return Changes::unknown(complaintOf(section));
    QList<UpgradedPackage> changes;
    for (const QByteArray &line : linesOf(section.output)) {
        const QRegularExpressionMatch match = row.match(cleanText(line, 512));
        if (match.hasMatch())
            changes.append(
                {match.captured(1), {}, match.captured(3) + u'.' + match.captured(2), match.captured(4)});
    }
    return Changes::known(changes);
}

Fact<QDateTime> parseScheduledShutdown(const ProbeSection &section)
{
    if (section.exitCode != 0) {
        return section.output.contains("No such file") ? Fact<QDateTime>::absent()
                                                       : Fact<QDateTime>::unknown(complaintOf(section));
    }
    const QMap<QString, QString> values = iniValues(section.output);
    bool ok = false;
    const qint64 microseconds = values.value(u"USEC"_s).toLongLong(&ok);
    const QString mode = values.value(u"MODE"_s);
    if (!ok)
        return Fact<QDateTime>::unknown(u"the scheduled shutdown has no time"_s);
    if (mode != "reboot"_L1 && mode != "kexec"_L1)
        return Fact<QDateTime>::absent();
    return Fact<QDateTime>::known(QDateTime::fromMSecsSinceEpoch(microseconds / 1000, QTimeZone::UTC));
}

ForecastAnswers readForecastAnswers(const QList<ProbeSection> &sections)
{
    ForecastAnswers answers;
    const auto find = [&](const QString &id) -> const ProbeSection * {
        const auto it = std::ranges::find_if(sections, [&](const ProbeSection &section) {
            return section.id == id && section.complete && !section.truncated;
        });
        return it == sections.end() ? nullptr : &*it;
    };
    const auto read = [&](const QString &id, auto &fact, auto parse) {
        if (const ProbeSection *section = find(id))
            fact = parse(*section);
    };
    for (const ProbeSection &section : sections) {
        answers.evidence.insert(
            section.id,
            {section.command,
             printable(QByteArrayView(section.output).first(qMin(section.output.size(), evidenceLimit)))});
    }
    read(u"clock"_s, answers.timeZone, parseTimeZone);
    read(u"timers"_s, answers.timers, parseTimers);
    read(u"aptconfig"_s, answers.automatic, parseAptConfig);
    read(u"dnfautomatic"_s, answers.automatic, parseDnfAutomatic);
    read(u"aptupgrade"_s, answers.changes, parseAptSimulation);
    read(u"dnfupgrade"_s, answers.changes, parseDnfTable);
    read(u"shutdown"_s, answers.shutdown, parseScheduledShutdown);
    if (const ProbeSection *section = find(u"rebootrequired"_s))
        answers.rebootRequired = Fact<bool>::known(section->exitCode == 0);
    if (const ProbeSection *section = find(u"archive"_s)) {
        for (const QByteArray &line : linesOf(section->output)) {
            if (line.endsWith(':') && !line.startsWith(' ')) {
                const QString package = cleanWord(line.chopped(1));
                answers.candidates[package] = parseCandidate(*section, package);
            }
        }
    }
    return answers;
}

} // namespace Vermagic
