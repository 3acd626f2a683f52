// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything that works without a window, put together once: the store, the transport, the pool of shells, the
/// runners and the records. Owned by Console or by a headless command, which connect what they need and
/// decide; the engine decides nothing. Members are declared in the order in which they depend on each other.
#pragma once

#include "app/benchmarkrunner.h"
#include "app/forecastrunner.h"
#include "app/hostkeytriager.h"
#include "app/impactrunner.h"
#include "app/playbookrunner.h"
#include "app/proofrecorder.h"
#include "app/sessionrecorder.h"
#include "app/ssh/sshsettings.h"
#include "app/ssh/sshtransport.h"
#include "app/throughputsampler.h"

namespace Vermagic {

class Engine : public QObject
{
    Q_OBJECT
public:
    Engine(Knowledge knowledge, const SshSettings &settings, QObject *parent = nullptr);

    ClusterState state;
    ProofRecorder proofs;
    SshTransport transport;
    NodePool pool;
    ProbeRunner prober;
    HostKeyTriager triager;
    ImpactRunner impact;
    ForecastRunner forecaster;
    AuditLog audit;
    RunJournal journal;
    StepLedger ledger;
    PlaybookRunner runner;
    ThroughputStore throughput;
    ThroughputSampler sampler;
    BenchmarkRunner benchmarks;
    SessionRecorder recorder;
};

/// The login name of whoever runs this process.
QString invokingUser();

} // namespace Vermagic
