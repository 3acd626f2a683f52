// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What will become of a node, and when: upgrades that run by themselves, reboots that are planned or follow from them,
/// the kernel that runs then, and whether the file systems' modules will be there for it. Made on demand from the
/// newest facts and the node's answers to forecast.sh; pure, so that "now" is an argument. Times are UTC; the node's
/// time zone is told beside them, for people.
#pragma once

#include "models/forecast/upgradeplan.h"

namespace Vermagic {

enum class ForecastVerdict { Unknown, Fine, Changes, Breaks };

struct ForecastEvent
{
    enum class Kind { Upgrade, Reboot, Note };
    Kind kind = Kind::Note;
    QDateTime at; ///< invalid: nobody knows when
    QString text;
    QString source;  ///< what says so, such as "apt-daily-upgrade.timer"
    QString section; ///< key into Forecast::evidence
    bool operator==(const ForecastEvent &) const = default;
};

struct Forecast
{
    ForecastVerdict verdict = ForecastVerdict::Unknown;
    QDateTime
        date; ///< of the reboot at which the verdict comes true; invalid: at the next one, whenever that is
    QString kernel; ///< that boots then; may be empty
    QString reason;
    Certainty certainty = Certainty::Sure;
    QList<ForecastEvent> events; ///< in the order of time, those without a time last
    QString timeZone;            ///< of the node; empty when it did not tell
    QDateTime madeAt;
    QMap<QString, ProbeEvidence> evidence;
    bool operator==(const Forecast &) const = default;
};

/// `modules`: what the node must be able to load (probeRequestFor()).
Forecast forecastOf(const NodeFacts &facts, const QList<ProbeModule> &modules, const ForecastAnswers &answers,
                    const QDateTime &now);

} // namespace Vermagic
