// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/scalingrunner.h"

#include "app/randomid.h"
#include "models/benchmark/scaling.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Vermagic {

ScalingRunner::ScalingRunner(BenchmarkRunner *runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
    connect(runner, &BenchmarkRunner::finished, this, &ScalingRunner::conclude);
}

Result<void> ScalingRunner::start(const BenchmarkRequest &request)
{
    if (request.nodes.size() < 2)
        return std::unexpected(Error{ErrorCode::InvalidInput,
                                     tr("it takes two nodes or more to see how the rate grows with them"),
                                     request.profile.id,
                                     {}});
    m_request = request;
    m_request.sequence = QString::fromLatin1(randomId());
    m_steps = scalingSteps(request.nodes.size());
    m_runs.clear();
    const Result<void> started = startNext();
    if (!started)
        m_steps.clear();
    return started;
}

Result<void> ScalingRunner::startNext()
{
    BenchmarkRequest request = m_request;
    request.nodes = m_request.nodes.first(m_steps.takeFirst());
    return m_runner->start(request);
}

void ScalingRunner::cancel()
{
    m_steps.clear();
}

void ScalingRunner::conclude(const BenchmarkRun &run)
{
    if (m_request.sequence.isEmpty() || run.sequence != m_request.sequence)
        return;
    m_runs.append(run);
    if (m_steps.isEmpty() || run.end != RunEnd::Completed)
        return end();
    // The runner is still in its own signal.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_steps.isEmpty() || !startNext())
                end();
        },
        Qt::QueuedConnection);
}

void ScalingRunner::end()
{
    m_steps.clear();
    m_request.sequence.clear();
    Q_EMIT finished(std::exchange(m_runs, {}));
}

} // namespace Vermagic
