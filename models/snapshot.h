// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The state of the whole cluster at one moment, as values, and the events that change it.
#pragma once

#include "models/compatibility/claim.h"
#include "models/diagnosis/finding.h"
#include "models/forecast/forecast.h"
#include "models/hostkeytriage.h"
#include "models/inventory/inventory.h"
#include "models/playbook/factpath.h"
#include "models/remediation/impact.h"
#include "models/remediation/runrecord.h"

#include <memory>

namespace Vermagic {

/// How far the session to a node has come. Failed and BackingOff carry the error beside it.
enum class ConnectionPhase {
    Idle,
    Resolving,
    Connecting,
    KeyExchange,
    Authenticating,
    Ready,
    BackingOff,
    Failed
};

/// Both keys of a host whose key is not the one on record; fingerprints are "SHA256:…".
struct HostKeyChange
{
    QString host; ///< the name under which it is looked up: host, [host]:port or alias
    QString keyType;
    QString oldFingerprint;
    QString newFingerprint;
    QString knownHostsFile;
    QList<int> knownHostsLines;  ///< the stale lines, 1-based
    QByteArray newKey;           ///< public key line without the host part
    QList<QByteArray> oldKeys;   ///< "type base64" on each of knownHostsLines
    QList<KeyEvidence> evidence; ///< for and against the new key; empty: nobody has looked yet
    bool operator==(const HostKeyChange &) const = default;
};

struct NodeSnapshot
{
    NodeSpec spec;
    ConnectionPhase phase = ConnectionPhase::Idle;
    std::optional<Error> error; ///< why the node could not be reached or probed
    std::optional<HostKeyChange> hostKeyChange;
    bool probing = false;
    std::shared_ptr<const NodeFacts> facts; ///< newest facts; null before the first probe
    /// What the build environment told, the same for every node; null before, and when there is none.
    std::shared_ptr<const BuildEnvironmentFacts> reference;
    FactMap compatibility; ///< what the matrix says of the newest facts, see compatibilityfacts.h
    QDateTime gatheredAt;  ///< when the newest facts arrived
    /// What was foreseen last; null before somebody asks. Kept while facts come and go: it tells when it was made.
    std::shared_ptr<const Forecast> forecast;
    Diagnosis diagnosis;
    bool operator==(const NodeSnapshot &) const = default;
};

struct ClusterSnapshot
{
    std::shared_ptr<const Inventory> inventory;
    QList<NodeSnapshot> nodes; ///< inventory order
    std::optional<BuildEnvironmentFacts> buildEnvironment;
    QList<RunRecord> runs;         ///< oldest first
    QMap<QString, Impact> impacts; ///< of the newest plan of each node
    QDateTime sweepStartedAt;
    QDateTime sweepFinishedAt; ///< invalid while a sweep is under way

    const NodeSnapshot *node(const QString &name) const;
    /// Without all other nodes.
    void keepOnly(const QStringList &names);
    const RunRecord *run(const QString &id) const;  ///< by Plan::id
    const Impact *impactOf(const Plan &plan) const; ///< null until it has been gathered
};

struct InventoryLoaded
{
    Inventory inventory;
};
/// Everything at once, as it was kept or made by hand: diagnoses are taken over, not made anew.
struct SnapshotRestored
{
    ClusterSnapshot snapshot;
};
/// One node as it was kept or made by hand.
struct NodeRestored
{
    NodeSnapshot node;
};
struct SweepStarted
{
    QDateTime at;
    QStringList nodes; ///< empty: all
};
/// One node is probed outside a sweep.
struct ProbeStarted
{
    QString node;
};
struct ConnectionChanged
{
    QString node;
    ConnectionPhase phase = ConnectionPhase::Idle;
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
};
struct FactsGathered
{
    QString node;
    NodeFacts facts;
    QDateTime at;
};
/// The node was reached or not, but this sweep yields no facts for it.
struct ProbeFailed
{
    QString node;
    Error error;
    QDateTime at;
};
/// What was seen of a node at one moment, from a recording: in place of what is known, and diagnosed.
struct NodeSeen
{
    QString node;
    ConnectionPhase phase = ConnectionPhase::Idle;
    std::optional<Error> error;
    std::optional<HostKeyChange> hostKeyChange;
    std::shared_ptr<const NodeFacts> facts;
    QDateTime gatheredAt;
};
/// Somebody asked what is going to happen to a node.
struct ForecastMade
{
    QString node;
    Forecast forecast;
};
struct BuildEnvironmentGathered
{
    BuildEnvironmentFacts facts;
};
/// All that nodes of the user have proven so far, in place of what was known before.
struct CompatibilityProven
{
    QList<Claim> proofs;
};
struct SweepFinished
{
    QDateTime at;
};
/// What speaks for and against the changed host key `newFingerprint`; ignored when the node shows another by now.
struct HostKeyTriaged
{
    QString node;
    QString newFingerprint;
    QList<KeyEvidence> evidence;
};
/// What a plan would change; takes the place of what was gathered for the node before.
struct ImpactGathered
{
    Impact impact;
};

using ClusterEvent = std::variant<InventoryLoaded, SnapshotRestored, NodeRestored, SweepStarted, ProbeStarted,
                                  ConnectionChanged, FactsGathered, ProbeFailed, NodeSeen, ForecastMade,
                                  BuildEnvironmentGathered, CompatibilityProven, SweepFinished,
                                  HostKeyTriaged, ImpactGathered, RunEvent>;

} // namespace Vermagic
