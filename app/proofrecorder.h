// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Watches the store, and writes down what each probe of a node and each trial build proves about versions and kernels;
/// hands everything that is known back to the store as CompatibilityProven. Owned by Engine, GUI thread. A thing that was
/// proven within the last day is not written again. The file follows the inventory (ProofLog::fileFor()).
#pragma once

#include "app/prooflog.h"
#include "models/clusterstate.h"
#include "models/compatibility/proofs.h"

#include <QHash>
#include <QSet>

namespace Vermagic {

class ProofRecorder : public QObject
{
    Q_OBJECT
public:
    explicit ProofRecorder(ClusterState *state, QObject *parent = nullptr);

Q_SIGNALS:
    /// The file cannot be read or written, or has lines that are no proofs. Nothing else is affected.
    void failed(const Vermagic::Error &error);

private:
    void open();
    void recordNode(const QString &name);
    void recordRun(const QString &runId);
    void record(const QList<Claim> &proofs);

    ClusterState *m_state;
    ProofLog m_log;
    QList<Claim> m_proofs;
    QHash<QString, QDateTime> m_gathered; ///< by node: the facts that were looked at last
    QSet<QString> m_trials;               ///< steps whose result is recorded, as "run/step"
};

} // namespace Vermagic
