// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/engine.h"

#include "app/nodeprobe.h"
#include "app/ssh/hostkeystore.h"

#include <pwd.h>
#include <unistd.h>

namespace Vermagic {

Engine::Engine(Knowledge knowledge, const SshSettings &settings, QObject *parent)
    : QObject(parent)
    , state(std::move(knowledge))
    , proofs(&state)
    , pool(
          [this, settings](const NodeSpec &spec) {
              return std::unique_ptr<RemoteShell>(transport.shellFor(spec, settings));
          },
          &state)
    , prober(nodeProbeProtocol(state.knowledge()), &pool, &state)
    , triager(&pool, &state)
    , impact(&pool, &state)
    , forecaster(&pool, &state)
    , audit(AuditLog::defaultFile())
    , journal(RunJournal::defaultFolder())
    , ledger(StepLedger::defaultFile())
    , runner({&pool, &prober, &state, &audit, &journal, &ledger, StepLog::defaultFolder(), replaceHostKey})
    , sampler(&pool, &state, &throughput)
    , benchmarks(&pool, &state, &throughput)
    , recorder(&state)
{
}

QString invokingUser()
{
    const passwd *entry = getpwuid(getuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(getuid());
}

} // namespace Vermagic
