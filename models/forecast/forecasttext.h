// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Forecasts in words: one sentence for the window, all nodes for a terminal, and JSON ("vermagic.forecast/1") for
/// programs. Times are shown on the node's own wall clock with its zone; JSON has them in UTC. Pure.
#pragma once

#include "models/forecast/forecast.h"

namespace Vermagic {

/// What there is to say of one chosen node: its forecast, or why there is none.
struct NodeForecast
{
    QString node;
    std::optional<Forecast> forecast;
    QString failure;
};

QString forecastVerdictName(
    ForecastVerdict verdict); ///< unknown, fine, changes, breaks: stable, for programs

/// "Sun 22 Nov 2026 06:12 (Europe/Berlin)".
QString forecastTime(const QDateTime &time, const QString &zone);

/// "Breaks on Sun 22 Nov 2026 06:12 (UTC): 6.8.0-1042-aws boots without its lustre module …", in the window's language.
QString forecastSentence(const Forecast &forecast);

/// The nodes that break first, then those that break without a date, then the others; each with its events. English.
QString forecastText(QList<NodeForecast> nodes);
QByteArray forecastJson(QList<NodeForecast> nodes, const QDateTime &now);

} // namespace Vermagic
