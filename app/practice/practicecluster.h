// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The practice cluster: simulated nodes behind a real OpenSSH server on loopback, made of plain files in one
/// state folder. This class is a handle on such a folder and holds nothing else: any number of handles, in
/// any process, may serve one cluster, and clusters in different folders do not know of each other.
///
/// Every function blocks: start() for one to three seconds, the others for less; call them off the GUI
/// thread. The cluster outlives the process that started it, until stop(). While one process starts or stops a cluster,
/// others are refused to do so in the same folder. Does not probe or judge nodes.
#pragma once

#include "app/practice/practicebreaks.h"
#include "models/core/result.h"

#include <QStringList>

namespace Vermagic {

struct PracticeOptions
{
    int nodes =
        12; ///< all of them: 1 controller, 2 login nodes, from 10 on 1 Lustre server, the rest compute nodes
    bool story = true; ///< some nodes start broken, as in the tour; else all are healthy
    int speed = 100;   ///< percent of the time that builds, installations and reboots usually take here
};

struct PracticeStatus
{
    bool running = false;
    int port = 0;
    QString inventoryFile;
    QStringList nodes; ///< "name address kind" in inventory order
};

class PracticeCluster
{
public:
    static constexpr int fewestNodes = 4;
    static constexpr int mostNodes = 1000;

    /// An empty folder name means defaultStateFolder().
    explicit PracticeCluster(const QString &stateFolder = {});
    /// ${XDG_STATE_HOME:-~/.local/state}/vermagic/practice
    static QString defaultStateFolder();

    /// Makes the nodes and starts the server; the inventory's path. A cluster that runs there already is kept as it is.
    Result<QString> start(const PracticeOptions &options = {});
    /// Ends every process of the cluster and removes its files. Without effect when there is none.
    Result<void> stop(bool keepFiles = false);

    /// The build environment is broken and repaired under its name in the inventory, as if it were a node.
    Result<void> breakNode(const QString &breakId, const QString &node);
    /// The node as it was before any break, rebooted.
    Result<void> repairNode(const QString &node);
    /// What `uname -r` answers from now on, whatever bytes; an empty array ends it.
    Result<void> overrideUname(const QString &node, const QByteArray &answer);

    PracticeStatus status() const;
    QString stateFolder() const { return m_state; }
    QString inventoryFile() const;
    /// The folder that is the node's "/".
    QString nodeFolder(const QString &node) const;

private:
    Result<void> makeNodes(const PracticeOptions &options);
    Result<void> tellStory();
    Result<QString> kindOf(const QString &node) const;
    Result<void> claimFolder();
    Result<void> awaitReboot(const QString &node) const;

    QString m_state;
};

} // namespace Vermagic
