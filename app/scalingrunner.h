// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs a benchmark on more and more nodes, see scaling.h: one run after the other by the BenchmarkRunner that it is given,
/// whose signals tell of each. Owned by whoever wants to know; one sequence at a time. Per start() that succeeds: finished()
/// exactly once, with the runs so far, after the last run or the first that did not come to its end.
#pragma once

#include "app/benchmarkrunner.h"

namespace Vermagic {

class ScalingRunner : public QObject
{
    Q_OBJECT
public:
    explicit ScalingRunner(BenchmarkRunner *runner, QObject *parent = nullptr);

    /// Refuses what BenchmarkRunner refuses, and fewer than two nodes.
    Result<void> start(const BenchmarkRequest &request);
    /// After the run that is under way; to end that as well, cancel the BenchmarkRunner.
    void cancel();

Q_SIGNALS:
    void finished(const QList<Vermagic::BenchmarkRun> &runs);

private:
    Result<void> startNext();
    void conclude(const BenchmarkRun &run);
    void end();

    BenchmarkRunner *m_runner;
    BenchmarkRequest m_request;
    QList<qsizetype> m_steps; ///< still to be done
    QList<BenchmarkRun> m_runs;
};

} // namespace Vermagic
