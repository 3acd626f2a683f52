// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A practice cluster of ten nodes, the program and what a journey asks of both: break a node, check, plan, fix. Owned by
/// a test class, which calls start() once, cleanUp() after every test function and stop() at the end.
#pragma once

#include "app/practice/practicecluster.h"
#include "tests/vermagicprocess.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

namespace Vermagic {

/// The root cause of the report's first node; empty when it has none.
QJsonObject rootCause(const QJsonObject &report);
/// Whether the report's first node has a finding of this check.
bool hasCheck(const QJsonObject &report, const QString &check);

class JourneyBench
{
public:
    Result<void> start();
    /// Repairs the node that was broken or changed and puts known_hosts back.
    bool cleanUp();
    bool stop();

    /// At most one node at a time; its repair is cleanUp()'s.
    bool breakNode(const QString &breakId, const QString &node);
    void willChange(const QString &node) { m_broken = node; }

    PracticeCluster &cluster() { return *m_cluster; }
    const VermagicProcess &program() const { return m_vermagic; }
    const QString &inventory() const { return m_inventory; }
    QString file(const QString &name) const { return m_folder.filePath(name); } ///< for the test's own use
    QString knownHostsFile() const;
    const QByteArray &knownHosts() const { return m_knownHosts; } ///< as the cluster was started
    bool writeKnownHosts(const QByteArray &text) const;

    /// Names, targets and contents of everything that a change to the node would change. /tmp, /run and homes are left
    /// out: looking at a node may leave traces there.
    QByteArray digestOf(const QString &node) const;
    /// The program for these nodes.
    ProcessResult run(const QString &command, const QString &nodes, const QStringList &more = {}) const;
    /// The report as JSON; empty, with a warning, when the program ends with another exit code.
    QJsonObject check(const QString &nodes, int expectedExit) const;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<PracticeCluster> m_cluster;
    VermagicProcess m_vermagic;
    QString m_inventory;
    QString m_broken;
    QByteArray m_knownHosts;
};

} // namespace Vermagic
