// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/forecastrunner.h"

#include "app/background.h"
#include "app/randomid.h"
#include "models/probe/probescript.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr std::chrono::seconds answerTimeout{120}; // a simulated upgrade reads all package lists
constexpr qsizetype answerLimit = 1024 * 1024;

QByteArray resource(const QString &name)
{
    QFile file(u":/vermagic/probe/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ForecastRunner::ForecastRunner(NodePool *pool, ClusterState *state, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_state(state)
    , m_script(resource(u"forecast.sh"_s) + resource(u"sweep.sh"_s))
{
    connect(state, &ClusterState::inventoryChanged, this, &ForecastRunner::cancel);
}

void ForecastRunner::run(const QStringList &nodes)
{
    if (isRunning())
        return;
    m_commands.clear();
    m_waiting = QSet(nodes.begin(), nodes.end());
    if (nodes.isEmpty())
        QMetaObject::invokeMethod(this, &ForecastRunner::finished, Qt::QueuedConnection);
    for (const QString &node : nodes)
        ask(node);
}

void ForecastRunner::ask(const QString &node)
{
    const NodeSnapshot *snapshot = m_state->snapshot().node(node);
    RemoteShell *shell = m_pool->shell(node);
    if (!snapshot || !shell || !snapshot->facts) {
        Error error{ErrorCode::NotFound, u"the node has not been checked yet"_s, node, {}};
        if (snapshot && snapshot->error)
            error = *snapshot->error;
        QMetaObject::invokeMethod(this, [this, node, error] { conclude(node, error); }, Qt::QueuedConnection);
        return;
    }
    const QByteArray marker = randomId();
    CommandSpec spec;
    spec.argv = {u"sh"_s, u"-s"_s};
    spec.standardInput = renderProbeScript(
        m_script, probeRequestFor(snapshot->spec, *m_state->snapshot().inventory), marker);
    spec.timeout = answerTimeout;
    spec.outputLimit = answerLimit;
    RemoteCommand *command = shell->run(spec);
    m_commands.append(command);
    connect(command, &RemoteCommand::finished, this,
            [this, node, marker](const CommandResult &result) { understand(node, marker, result); });
}

void ForecastRunner::understand(const QString &node, const QByteArray &marker, const CommandResult &result)
{
    const NodeSnapshot *snapshot = m_state->snapshot().node(node);
    if (result.error || !snapshot || !snapshot->facts) {
        conclude(node, result.error.value_or(Error{ErrorCode::NotFound, u"the node is gone"_s, node, {}}));
        return;
    }
    const QList<ProbeModule> modules = probeRequestFor(snapshot->spec, *m_state->snapshot().inventory)
                                           .modules;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    inBackground([facts = snapshot->facts, modules, output = result.standardOutput, marker, now] {
        return forecastOf(*facts, modules, readForecastAnswers(splitSections(output, marker)), now);
    }).then(this, [this, node](const Forecast &forecast) {
        m_state->apply(ForecastMade{node, forecast});
        conclude(node, {});
    });
}

void ForecastRunner::conclude(const QString &node, const std::optional<Error> &error)
{
    if (!m_waiting.remove(node))
        return;
    if (error)
        Q_EMIT failed(node, *error);
    else
        Q_EMIT made(node);
    if (m_waiting.isEmpty())
        Q_EMIT finished();
}

void ForecastRunner::cancel()
{
    for (const QPointer<RemoteCommand> &command : std::as_const(m_commands)) {
        if (command)
            command->cancel();
    }
}

} // namespace Vermagic
