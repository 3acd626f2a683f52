// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/charts/verdictlook.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

QString markOf(LiveVerdict verdict)
{
    switch (verdict) {
    case LiveVerdict::None:
        return {};
    case LiveVerdict::Unknown:
        return u"unknown"_s;
    case LiveVerdict::Met:
        return u"ok"_s;
    case LiveVerdict::Missed:
        break;
    }
    return u"broken"_s;
}

Tone toneOf(LiveVerdict verdict)
{
    switch (verdict) {
    case LiveVerdict::None:
    case LiveVerdict::Unknown:
        return Tone::Muted;
    case LiveVerdict::Met:
        return Tone::Ok;
    case LiveVerdict::Missed:
        break;
    }
    return Tone::Error;
}

QString markOf(std::optional<ThresholdOutcome> outcome)
{
    return !outcome                             ? u"chart"_s
           : *outcome == ThresholdOutcome::Pass ? u"ok"_s
           : *outcome == ThresholdOutcome::Fail ? u"broken"_s
                                                : u"unknown"_s;
}

Tone toneOf(std::optional<ThresholdOutcome> outcome)
{
    return !outcome                             ? Tone::Muted
           : *outcome == ThresholdOutcome::Pass ? Tone::Ok
           : *outcome == ThresholdOutcome::Fail ? Tone::Error
                                                : Tone::Warning;
}

} // namespace Vermagic
