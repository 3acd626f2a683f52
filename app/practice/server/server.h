// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The practice cluster's one resident process: listens for every node (one loopback address each, one
/// port for all) and, per connection, starts a real `sshd -i` inside that node's sandbox.
///
/// Reads STATE/nodes.list ("NAME ADDRESS KIND" lines). A node asks for something by a file in its
/// .node/control: `mode` (ok | silent | refuse), `reboot` (taken away when done), `hung` (mount points that
/// shall never answer). Single thread, no Qt; knows nothing of what the stand-ins do. Ends by being killed,
/// and with it, by its process namespace, everything it started.
#pragma once

#include "app/practice/server/hungmount.h"
#include "app/practice/server/traffic.h"

#include <chrono>
#include <poll.h>
#include <string>
#include <sys/types.h>
#include <vector>

namespace Vermagic {

enum class Mode { Ok, Silent, Refuse };

enum class Power {
    On,
    GoingDown, ///< listener closed; the session that asked gets a moment for its answer
    Booting,   ///< nothing runs but the node's boot script
};

using Clock = std::chrono::steady_clock;

struct PracticeNode
{
    std::string name;
    std::string address;
    std::string directory;
    Mode mode = Mode::Ok;
    Power power = Power::On;
    Clock::time_point nextStep; ///< GoingDown: when to kill; Booting: earliest time to listen again
    pid_t boot = -1;
    int listener = -1;
    int watch = -1;
    long long bootTime = 0;
    std::vector<pid_t> sessions;
    std::vector<int> ignored; ///< connections of a silent node, held open
    std::vector<HungMount> hung;
};

class Server
{
public:
    Server(std::string state, std::string program);

    /// Binds all nodes to one free port. False, with the reason on standard error, when that fails.
    bool open();
    int port() const { return m_port; }
    [[noreturn]] void run();

private:
    bool readNodes();
    bool bindAll(int port);
    void listenOn(PracticeNode &node) const;
    void closeListener(PracticeNode &node);

    void acceptConnection(PracticeNode &node);
    void readControl();
    void reapChildren();
    void reconcile(PracticeNode &node);
    void reconcileHungMounts(PracticeNode &node);
    void advance(PracticeNode &node);
    void writeUptime(PracticeNode &node);
    void countTraffic();
    int pollTimeout() const;

    std::string m_state;
    std::string m_program;
    std::vector<PracticeNode> m_nodes;
    std::vector<pollfd> m_polled;
    Traffic m_traffic;
    Clock::time_point m_nextCount;
    int m_port = 0;
    int m_control = -1;
    int m_children = -1;
};

} // namespace Vermagic
