// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The state of the whole cluster at one moment, as values, and the events that change it.
#pragma once

#include "models/diagnosis/finding.h"
#include "models/inventory/inventory.h"
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
    QList<int> knownHostsLines; ///< the stale lines, 1-based
    QByteArray newKey;          ///< public key line without the host part
    QList<QByteArray> oldKeys;  ///< "type base64" on each of knownHostsLines
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
    QDateTime gatheredAt; ///< when the newest facts arrived
    Diagnosis diagnosis;
    bool operator==(const NodeSnapshot &) const = default;
};

struct ClusterSnapshot
{
    std::shared_ptr<const Inventory> inventory;
    QList<NodeSnapshot> nodes; ///< inventory order
    std::optional<BuildEnvironmentFacts> buildEnvironment;
    QList<RunRecord> runs; ///< oldest first
    QDateTime sweepStartedAt;
    QDateTime sweepFinishedAt; ///< invalid while a sweep is under way

    const NodeSnapshot *node(const QString &name) const;
    const RunRecord *run(const QString &id) const; ///< by Plan::id
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
struct BuildEnvironmentGathered
{
    BuildEnvironmentFacts facts;
};
struct SweepFinished
{
    QDateTime at;
};

using ClusterEvent = std::variant<InventoryLoaded, SnapshotRestored, NodeRestored, SweepStarted, ProbeStarted,
                                  ConnectionChanged, FactsGathered, ProbeFailed, BuildEnvironmentGathered,
                                  SweepFinished, RunEvent>;

} // namespace Vermagic
