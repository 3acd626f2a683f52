// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/samplecommand.h"

#include "app/cli/terminal.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr double mostSeconds = 86400;

double rounded(double value, double digits)
{
    return std::round(value * digits) / digits;
}

QByteArray jsonLine(const QString &node, const RateSample &sample)
{
    const Rates &rates = sample.rates;
    const auto rate = [&rates](double value) {
        return rates.gap ? QJsonValue() : QJsonValue(rounded(value, 1));
    };
    const QJsonObject object{
        {u"node"_s, node},
        {u"filesystem"_s, sample.filesystem},
        {u"read"_s, rate(rates.read)},
        {u"write"_s, rate(rates.written)},
        {u"operations"_s, rates.operations ? rate(*rates.operations) : QJsonValue()},
        {u"seconds"_s, rounded(sample.seconds, 1000)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// Seconds of an option, with decimals.
Result<double> secondsOf(const CommandLine &line, const QString &name, double fallback, double least)
{
    bool valid = true;
    const double value = line.isSet(name) ? line.value(name).toDouble(&valid) : fallback;
    if (valid && value >= least && value <= mostSeconds)
        return value;
    return std::unexpected(
        Error{ErrorCode::InvalidInput,
              u"'%1' is not a number from %2 to %3"_s.arg(line.value(name)).arg(least).arg(mostSeconds),
              u"--"_s + name,
              {}});
}

} // namespace

void SampleCommand::start(const QStringList &arguments)
{
    CommandLine line(
        u"sample"_s,
        u"Prints what nodes read and write as JSON lines: node, filesystem (empty: its network), read and "
        "write in bytes/s, operations/s, seconds since the start. A gap has null for its rates."_s);
    HeadlessSession::addOptions(line);
    line.addOption({u"interval"_s}, u"Seconds between samples, from 0.25 (1)."_s, u"S"_s);
    line.addOption({u"duration"_s}, u"Seconds until it ends (when it is interrupted)."_s, u"S"_s);
    m_session = HeadlessSession::begin(line, arguments, this);
    if (!m_session)
        return;
    const double shortest = double(ThroughputSampler::shortestInterval.count()) / 1000;
    const Result<double> interval = secondsOf(line, u"interval"_s, 1, shortest);
    const Result<double> duration = secondsOf(line, u"duration"_s, mostSeconds, shortest);
    if (!interval || !duration) {
        printError(interval ? duration.error() : interval.error());
        Q_EMIT finished(ExitUsage);
        return;
    }
    ThroughputSampler &sampler = m_session->engine().sampler;
    connect(&sampler, &ThroughputSampler::sampled, this, &SampleCommand::print);
    connect(&sampler, &ThroughputSampler::statusChanged, this, &SampleCommand::explain);
    connect(&m_end, &QTimer::timeout, this, &SampleCommand::finish);
    m_end.setSingleShot(true);
    if (line.isSet(u"duration"_s))
        m_end.start(std::chrono::milliseconds(qint64(*duration * 1000)));
    sampler.start(m_session->nodes(), std::chrono::milliseconds(qint64(*interval * 1000)));
}

void SampleCommand::interrupt()
{
    if (m_session)
        finish();
    else
        Q_EMIT finished(ExitUnchecked);
}

void SampleCommand::print(const QString &node, const QList<RateSample> &samples)
{
    for (const RateSample &sample : samples) {
        if (!sample.rates.gap)
            m_seen.insert(node);
        printOut(jsonLine(node, sample));
    }
}

void SampleCommand::explain(const QString &node)
{
    const ThroughputSampler &sampler = m_session->engine().sampler;
    if (const std::optional<Error> error = sampler.error(node))
        note(toString(error->context.isEmpty() ? Error{error->code, error->message, node, error->hint}
                                               : *error));
    const QMap<QString, QString> silent = sampler.silent(node);
    for (auto reason = silent.cbegin(); reason != silent.cend(); ++reason)
        note(u"%1: no line for %2: %3"_s.arg(node, reason.key(), *reason));
}

void SampleCommand::note(const QString &text)
{
    if (m_noted.contains(text))
        return;
    m_noted.insert(text);
    printNote(text);
}

void SampleCommand::finish()
{
    m_session->engine().sampler.stop();
    const bool complete = std::ranges::all_of(m_session->nodes(),
                                              [this](const QString &node) { return m_seen.contains(node); });
    Q_EMIT finished(complete ? ExitHealthy : ExitUnchecked);
}

} // namespace Vermagic
