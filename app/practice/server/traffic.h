// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What really went through the file systems of the nodes, counted as the kernel or the servers of a real node would:
/// what the benchmarks that run inside a node have asked for (/proc/PID/io), by the file system of which they hold files
/// open. A process counts until it was last seen. Shown as Lustre's own statistics, where the node has mounted it, and to
/// the stand-in of `beegfs` in .node/traffic: "BYTES-READ BYTES-WRITTEN READS WRITES ADDRESS". Owned by Server; one pass
/// over /proc for all nodes, no Qt.
#pragma once

#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace Vermagic {

struct Transfers
{
    unsigned long long read = 0;
    unsigned long long written = 0;
    unsigned long long reads = 0;
    unsigned long long writes = 0;
};

struct TrafficNode
{
    std::string directory;
    std::string address;
};

class Traffic
{
public:
    void update(const std::vector<TrafficNode> &nodes);

private:
    struct Process
    {
        Transfers io;
        bool onBeegfs = false; ///< else on Lustre; what it was when it was first seen
    };

    struct Totals
    {
        Transfers beegfs;
        Transfers lustre;
        ino_t statistics = 0; ///< the file they are shown in; another one begins at zero
        timespec mounted = {};
    };

    void count(const std::vector<TrafficNode> &nodes);
    void showLustre(const std::string &file, Totals &totals);

    std::map<pid_t, Process> m_seen;
    std::map<std::string, Totals> m_totals; ///< by the node's directory
};

} // namespace Vermagic
