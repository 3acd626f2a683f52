// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/forecastcommand.h"

#include "app/cli/terminal.h"
#include "models/forecast/forecasttext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

void ForecastCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"forecast"_s,
        u"Foresees which nodes break, and when: by upgrades that run by themselves and reboots."_s);
    HeadlessSession::addOptions(line);
    const QStringList formats{u"text"_s, u"json"_s};
    line.addOption({u"f"_s, u"format"_s}, u"One of %1."_s.arg(formats.join(u", "_s)), u"FORMAT"_s);
    m_session = HeadlessSession::begin(line, arguments, this, [this, formats](const CommandLine &given) {
        const Result<QString> format = given.word(u"format"_s, formats);
        if (!format)
            printError(format.error());
        m_format = format.value_or(QString());
        return format.has_value();
    });
    if (!m_session)
        return;
    const ForecastRunner *runner = &m_session->engine().forecaster;
    connect(runner, &ForecastRunner::failed, this,
            [this](const QString &node, const Error &error) { m_failures[node] = toString(error); });
    connect(runner, &ForecastRunner::finished, this, &ForecastCommand::print);
    connect(m_session.get(), &HeadlessSession::swept, this, &ForecastCommand::ask);
    m_session->sweep();
}

void ForecastCommand::interrupt()
{
    if (!m_session) {
        CliCommand::interrupt();
        return;
    }
    m_session->engine().forecaster.cancel();
    m_session->interrupt();
}

void ForecastCommand::ask()
{
    m_session->engine().forecaster.run(m_session->nodes());
}

void ForecastCommand::print()
{
    QList<NodeForecast> forecasts;
    for (const QString &name : m_session->nodes()) {
        const NodeSnapshot *node = m_session->engine().state.snapshot().node(name);
        NodeForecast forecast{.node = name, .forecast = {}, .failure = m_failures.value(name)};
        if (node && node->forecast)
            forecast.forecast = *node->forecast;
        forecasts.append(forecast);
    }
    if (m_format == "json"_L1)
        printOut(forecastJson(forecasts, QDateTime::currentDateTimeUtc()));
    else
        printOut(forecastText(forecasts));
    const bool breaks = std::ranges::any_of(forecasts, [](const NodeForecast &node) {
        return node.forecast && node.forecast->verdict == ForecastVerdict::Breaks;
    });
    Q_EMIT finished(!m_failures.isEmpty() ? ExitUnchecked : breaks ? ExitFindings : ExitHealthy);
}

} // namespace Vermagic
