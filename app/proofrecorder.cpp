// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proofrecorder.h"

#include "models/compatibility/claimjson.h"

#include <algorithm>

namespace Vermagic {

namespace {

constexpr qint64 oneDay = 24 * 60 * 60;

/// Nothing while the step has not told whether the build succeeds, or when it could not be tried.
std::optional<TrialBuild> trialOf(const RunRecord &run, qsizetype step, const Inventory &inventory)
{
    const std::optional<PlannedTrial> &trial = run.plan.steps[step].triesBuild;
    const StepRecord &record = run.steps[step];
    const bool told = record.exitCode == 0 || record.exitCode == 1;
    const FilesystemSpec *filesystem = trial ? inventory.filesystem(trial->filesystem) : nullptr;
    if (!filesystem || !told || (record.state != StepState::Succeeded && record.state != StepState::Failed))
        return std::nullopt;
    const QString output = record.output.trimmed();
    return TrialBuild{.kind = filesystem->kind,
                      .version = trial->version,
                      .kernel = trial->kernel,
                      .succeeded = record.exitCode == 0,
                      .firstError = record.exitCode == 0 ? QString() : output.section(u'\n', -1),
                      .node = run.plan.node,
                      .at = (record.startedAt + record.duration).toUTC()};
}

} // namespace

ProofRecorder::ProofRecorder(ClusterState *state, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_log(QString())
{
    connect(state, &ClusterState::inventoryChanged, this, &ProofRecorder::open);
    connect(state, &ClusterState::nodeChanged, this, &ProofRecorder::recordNode);
    connect(state, &ClusterState::runChanged, this, &ProofRecorder::recordRun);
}

void ProofRecorder::open()
{
    m_gathered.clear();
    m_proofs.clear();
    m_trials.clear();
    m_log = ProofLog(ProofLog::fileFor(*m_state->snapshot().inventory));
    const Result<ReadProofs> read = m_log.read();
    if (read)
        m_proofs = read->proofs;
    else
        Q_EMIT failed(read.error());
    m_state->apply(CompatibilityProven{m_proofs});
    if (read) {
        for (const Error &error : read->skipped)
            Q_EMIT failed(error);
    }
}

void ProofRecorder::recordNode(const QString &name)
{
    const NodeSnapshot *node = m_state->snapshot().node(name);
    if (!node || !node->facts || !node->gatheredAt.isValid() || m_gathered.value(name) == node->gatheredAt)
        return;
    m_gathered.insert(name, node->gatheredAt);
    record(proofsOf(*node->facts, node->spec, *m_state->snapshot().inventory, node->gatheredAt));
}

void ProofRecorder::recordRun(const QString &runId)
{
    const RunRecord *run = m_state->snapshot().run(runId);
    for (qsizetype i = 0; run && i < run->steps.size(); ++i) {
        const QString key = runId + u'/' + run->plan.steps[i].id;
        if (m_trials.contains(key))
            continue;
        if (const std::optional<TrialBuild> build = trialOf(*run, i, *m_state->snapshot().inventory)) {
            m_trials.insert(key);
            if (const std::optional<Claim> proof = proofOf(*build))
                record({*proof});
        }
    }
}

void ProofRecorder::record(const QList<Claim> &proofs)
{
    QList<Claim> fresh;
    for (const Claim &proof : proofs) {
        const auto known = std::ranges::find(m_proofs, proofKey(proof), proofKey);
        if (known == m_proofs.end())
            m_proofs.append(proof);
        else if (known->at.secsTo(proof.at) >= oneDay)
            *known = proof;
        else
            continue;
        fresh.append(proof);
    }
    if (fresh.isEmpty())
        return;
    if (const Result<void> written = m_log.append(fresh); !written)
        Q_EMIT failed(written.error());
    m_state->apply(CompatibilityProven{m_proofs});
}

} // namespace Vermagic
