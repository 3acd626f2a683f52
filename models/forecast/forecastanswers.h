// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a node answers when it is asked about its near future (resources/probe/forecast.sh), as values. Pure parsers,
/// one section each; a part that could not be looked at is Unknown with its reason. Formats: `systemctl show` of timers
/// with TZ=UTC, `apt-config dump` (unattended-upgrades 2.x, /etc/apt/apt.conf.d), `apt-get -s dist-upgrade`, `apt-cache
/// policy`, `dnf --assumeno upgrade`, /etc/dnf/automatic.conf, and /run/systemd/shutdown/scheduled of logind.
#pragma once

#include "models/core/fact.h"
#include "models/probe/nodefacts.h"
#include "models/probe/probescript.h"

namespace Vermagic {

/// A timer that installs upgrades.
struct UpgradeTimer
{
    QString unit;
    QDateTime next; ///< UTC; invalid when it is not going to elapse
    bool operator==(const UpgradeTimer &) const = default;
};

/// What unattended-upgrades (or dnf-automatic) may do by itself.
struct AutomaticUpgrades
{
    bool enabled = false;
    QString why;           ///< what says so, as a line of the configuration
    QStringList blacklist; ///< regular expressions, matched from the beginning of a package's name
    QStringList origins;   ///< as configured: "Ubuntu:jammy-security", "origin=Debian,codename=…"
    bool reboots = false;
    QTime rebootTime; ///< the node's wall clock; invalid: at once
    bool operator==(const AutomaticUpgrades &) const = default;
};

struct UpgradedPackage
{
    QString name;
    QString oldVersion; ///< empty: newly installed
    QString version;
    QString
        archive; ///< "Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security", as apt shows it; dnf: a repository
    bool operator==(const UpgradedPackage &) const = default;
};

struct ForecastAnswers
{
    Fact<QString> timeZone;            ///< an IANA name, else "UTC+02:00"
    Fact<QList<UpgradeTimer>> timers;  ///< active ones alone
    Fact<AutomaticUpgrades> automatic; ///< Absent: nothing that could upgrade by itself is installed
    Fact<QList<UpgradedPackage>> changes;
    QMap<QString, Fact<QString>> candidates; ///< package → version in the archive
    Fact<QDateTime> shutdown;                ///< a reboot that somebody has scheduled
    Fact<bool> rebootRequired;               ///< /run/reboot-required
    QMap<QString, ProbeEvidence> evidence;   ///< by section id
    bool operator==(const ForecastAnswers &) const = default;
};

Fact<QString> parseTimeZone(const ProbeSection &section);
Fact<QList<UpgradeTimer>> parseTimers(const ProbeSection &section);
Fact<AutomaticUpgrades> parseAptConfig(const ProbeSection &section);
Fact<AutomaticUpgrades> parseDnfAutomatic(const ProbeSection &section);
Fact<QList<UpgradedPackage>> parseAptSimulation(const ProbeSection &section);
Fact<QList<UpgradedPackage>> parseDnfTable(const ProbeSection &section);
/// Absent when nothing is scheduled, or only a power-off.
Fact<QDateTime> parseScheduledShutdown(const ProbeSection &section);

/// All of an answer; sections that are cut or missing leave their part Unknown.
ForecastAnswers readForecastAnswers(const QList<ProbeSection> &sections);

} // namespace Vermagic
