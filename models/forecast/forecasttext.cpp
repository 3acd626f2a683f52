// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/forecast/forecasttext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Forecast)
};

/// Lower comes first.
int urgency(const NodeForecast &node)
{
    if (!node.forecast)
        return 3;
    switch (node.forecast->verdict) {
    case ForecastVerdict::Breaks:
        return node.forecast->date.isValid() ? 0 : 1;
    case ForecastVerdict::Changes:
        return 2;
    case ForecastVerdict::Unknown:
        return 3;
    case ForecastVerdict::Fine:
        break;
    }
    return 4;
}

void sortByDate(QList<NodeForecast> &nodes)
{
    std::ranges::stable_sort(nodes, [](const NodeForecast &a, const NodeForecast &b) {
        if (urgency(a) != urgency(b))
            return urgency(a) < urgency(b);
        const QDateTime left = a.forecast ? a.forecast->date : QDateTime();
        const QDateTime right = b.forecast ? b.forecast->date : QDateTime();
        return left.isValid() && (!right.isValid() || left < right);
    });
}

QString eventKindName(ForecastEvent::Kind kind)
{
    switch (kind) {
    case ForecastEvent::Kind::Upgrade:
        return u"upgrade"_s;
    case ForecastEvent::Kind::Reboot:
        return u"reboot"_s;
    case ForecastEvent::Kind::Note:
        break;
    }
    return u"note"_s;
}

QJsonValue jsonTime(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject jsonOf(const NodeForecast &node)
{
    if (!node.forecast)
        return {{u"node"_s, node.node}, {u"error"_s, node.failure}};
    const Forecast &forecast = *node.forecast;
    QJsonArray events;
    for (const ForecastEvent &event : forecast.events) {
        events.append(QJsonObject{{u"kind"_s, eventKindName(event.kind)},
                                  {u"at"_s, jsonTime(event.at)},
                                  {u"text"_s, event.text},
                                  {u"source"_s, event.source},
                                  {u"command"_s, forecast.evidence.value(event.section).command}});
    }
    return {{u"node"_s, node.node},
            {u"verdict"_s, forecastVerdictName(forecast.verdict)},
            {u"at"_s, jsonTime(forecast.date)},
            {u"timeZone"_s, forecast.timeZone},
            {u"kernel"_s, forecast.kernel},
            {u"reason"_s, forecast.reason},
            {u"certainty"_s, forecast.certainty == Certainty::Sure ? u"sure"_s : u"likely"_s},
            {u"events"_s, events},
            {u"madeAt"_s, jsonTime(forecast.madeAt)}};
}

} // namespace

QString forecastVerdictName(ForecastVerdict verdict)
{
    switch (verdict) {
    case ForecastVerdict::Fine:
        return u"fine"_s;
    case ForecastVerdict::Changes:
        return u"changes"_s;
    case ForecastVerdict::Breaks:
        return u"breaks"_s;
    case ForecastVerdict::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString forecastTime(const QDateTime &time, const QString &zone)
{
    const QTimeZone named(zone.toLatin1());
    const QDateTime local = named.isValid() ? time.toTimeZone(named) : time.toUTC();
    const QString format = Words::tr("ddd d MMM yyyy HH:mm", "a moment, as QLocale writes it");
    return u"%1 (%2)"_s.arg(QLocale().toString(local, format), named.isValid() ? zone : u"UTC"_s);
}

QString forecastSentence(const Forecast &forecast)
{
    const QString when = forecast.date.isValid() ? forecastTime(forecast.date, forecast.timeZone) : QString();
    QString text;
    switch (forecast.verdict) {
    case ForecastVerdict::Breaks:
        text = when.isEmpty()
                   ? Words::tr("Breaks at the next reboot, whenever that is: %1").arg(forecast.reason)
                   : Words::tr("Breaks on %1: %2").arg(when, forecast.reason);
        break;
    case ForecastVerdict::Changes:
        text = when.isEmpty()
                   ? Words::tr("Changes at the next reboot, whenever that is: %1").arg(forecast.reason)
                   : Words::tr("Changes on %1: %2").arg(when, forecast.reason);
        break;
    case ForecastVerdict::Fine:
        text = Words::tr("Nothing is going to change: %1").arg(forecast.reason);
        break;
    case ForecastVerdict::Unknown:
        text = Words::tr("Cannot be foreseen: %1").arg(forecast.reason);
        break;
    }
    return forecast.certainty == Certainty::Likely ? Words::tr("%1 (likely)").arg(text) : text;
}

QString forecastText(QList<NodeForecast> nodes)
{
    sortByDate(nodes);
    qsizetype width = 0;
    for (const NodeForecast &node : nodes)
        width = qMax(width, node.node.size());
    QString text;
    for (const NodeForecast &node : nodes) {
        const QString name = node.node.leftJustified(width + 2);
        if (!node.forecast) {
            text += u"%1%2\n"_s.arg(name, u"no forecast: "_s + node.failure);
            continue;
        }
        text += name + forecastSentence(*node.forecast) + u'\n';
        for (const ForecastEvent &event : node.forecast->events) {
            const QString when = event.at.isValid()
                                     ? forecastTime(event.at, node.forecast->timeZone) + u"  "_s
                                     : QString();
            text += u"%1%2%3  [%4]\n"_s.arg(QString(width + 2, u' '), when, event.text, event.source);
        }
    }
    return text;
}

QByteArray forecastJson(QList<NodeForecast> nodes, const QDateTime &now)
{
    sortByDate(nodes);
    QJsonArray list;
    for (const NodeForecast &node : nodes)
        list.append(jsonOf(node));
    return QJsonDocument(QJsonObject{{u"schema"_s, u"vermagic.forecast/1"_s},
                                     {u"generatedAt"_s, jsonTime(now)},
                                     {u"nodes"_s, list}})
        .toJson();
}

} // namespace Vermagic
