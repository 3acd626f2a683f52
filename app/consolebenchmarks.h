// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Connects the window's benchmarks with the engine's: starts and cancels runs, tells how far they are four times a second,
/// and reads the runs that are kept, on other threads. Owned by Console; `engine` and `desk` must outlive it.
/// What went wrong or is worth a line in the activity is emitted.
#pragma once

#include "app/engine.h"
#include "app/scalingrunner.h"

namespace Vermagic {

class BenchmarkDesk;

class ConsoleBenchmarks : public QObject
{
    Q_OBJECT
public:
    ConsoleBenchmarks(Engine *engine, BenchmarkDesk *desk, QObject *parent = nullptr);

Q_SIGNALS:
    void refused(const QString &title, const Vermagic::Error &error);
    void noted(Vermagic::Severity severity, const QString &node, const QString &text);

private:
    void start(const BenchmarkRequest &request);
    void tellProgress();
    void tellEnd(const BenchmarkRun &run);
    void tellScaling(const QList<BenchmarkRun> &runs);
    void list();
    void read(const QStringList &idsOrPaths);
    void open(const QString &path);
    QString folder() const;

    Engine *m_engine;
    BenchmarkDesk *m_desk;
    ScalingRunner m_scaling;
    QTimer m_progress;
};

} // namespace Vermagic
