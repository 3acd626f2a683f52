// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/server/server.h"

#include "app/practice/server/processes.h"
#include "app/practice/server/sandbox.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <iostream>
#include <iterator>
#include <netinet/in.h>
#include <random>
#include <sstream>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace Vermagic {

namespace {

using namespace std::chrono_literals;

constexpr size_t maximumIgnored = 64;
constexpr auto lastWords = 200ms;
constexpr auto rebootTime = 2000ms;
constexpr auto betweenCounts = 100ms;

std::string readFile(const std::string &path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string firstWord(const std::string &text)
{
    std::string word;
    std::istringstream(text) >> word;
    return word;
}

Mode readMode(const PracticeNode &node)
{
    const std::string word = firstWord(readFile(node.directory + "/.node/control/mode"));
    return word == "silent" ? Mode::Silent : word == "refuse" ? Mode::Refuse : Mode::Ok;
}

/// The node's speed in percent of a usual machine's waiting times.
long long readSpeed(const PracticeNode &node)
{
    return std::atoll(readFile(node.directory + "/.node/speed").c_str());
}

} // namespace

Server::Server(std::string state, std::string program)
    : m_state(std::move(state))
    , m_program(std::move(program))
{
}

bool Server::open()
{
    m_control = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, nullptr);
    m_children = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    std::signal(SIGPIPE, SIG_IGN);
    if (!readNodes())
        return false;
    std::random_device random;
    // Below the range from which the kernel takes ports for outgoing connections.
    std::uniform_int_distribution<int> ports(20000, 29999);
    for (int attempt = 0; attempt < 50; ++attempt) {
        if (bindAll(ports(random)))
            return true;
    }
    std::cerr << "no port is free on all addresses of the cluster\n";
    return false;
}

bool Server::readNodes()
{
    std::ifstream list(m_state + "/nodes.list");
    std::string kind;
    for (PracticeNode node; list >> node.name >> node.address >> kind;) {
        node.directory = m_state + "/nodes/" + node.name;
        node.watch = inotify_add_watch(m_control, (node.directory + "/.node/control").c_str(),
                                       IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE);
        if (node.watch < 0) {
            std::cerr << node.name << ": " << std::strerror(errno) << '\n';
            return false;
        }
        node.bootTime = std::atoll(readFile(node.directory + "/.node/boottime").c_str());
        m_nodes.push_back(std::exchange(node, {}));
    }
    return !m_nodes.empty();
}

bool Server::bindAll(int port)
{
    m_port = port;
    for (PracticeNode &node : m_nodes)
        listenOn(node);
    if (std::ranges::none_of(m_nodes, [](const PracticeNode &node) { return node.listener < 0; })) {
        for (PracticeNode &node : m_nodes)
            reconcile(node);
        return true;
    }
    for (PracticeNode &node : m_nodes)
        closeListener(node);
    return false;
}

void Server::listenOn(PracticeNode &node) const
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(m_port));
    inet_pton(AF_INET, node.address.c_str(), &address.sin_addr);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0)
        return;
    const int yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && listen(listener, 64) == 0)
        node.listener = listener;
    else
        close(listener);
}

void Server::closeListener(PracticeNode &node)
{
    if (node.listener >= 0)
        close(node.listener);
    node.listener = -1;
}

void Server::run()
{
    for (;;) {
        m_polled.assign({{m_control, POLLIN, 0}, {m_children, POLLIN, 0}});
        for (const PracticeNode &node : m_nodes)
            m_polled.push_back({node.listener, POLLIN, 0});
        poll(m_polled.data(), m_polled.size(), pollTimeout());
        if (m_polled[0].revents)
            readControl();
        if (m_polled[1].revents)
            reapChildren();
        for (size_t i = 0; i < m_nodes.size(); ++i) {
            if (m_polled[i + 2].revents && m_nodes[i].listener >= 0)
                acceptConnection(m_nodes[i]);
            advance(m_nodes[i]);
            if (!m_nodes[i].sessions.empty())
                writeUptime(m_nodes[i]);
        }
        countTraffic();
    }
}

void Server::acceptConnection(PracticeNode &node)
{
    const int connection = accept4(node.listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0)
        return;
    if (node.mode == Mode::Silent) {
        node.ignored.push_back(connection);
        if (node.ignored.size() > maximumIgnored) {
            close(node.ignored.front());
            node.ignored.erase(node.ignored.begin());
        }
        return;
    }
    const pid_t session = startProcess(
        sandboxArguments(m_state, node.name,
                         {"/.host/usr/sbin/sshd", "-i", "-e", "-f", "/etc/ssh/sshd_config"}),
        connection);
    close(connection);
    if (session > 0)
        node.sessions.push_back(session);
}

void Server::readControl()
{
    alignas(inotify_event) std::array<char, 16 * (sizeof(inotify_event) + NAME_MAX + 1)> buffer{};
    std::vector<int> touched;
    for (ssize_t size = 0; (size = read(m_control, buffer.data(), buffer.size())) > 0;) {
        for (ssize_t at = 0; at < size;) {
            const auto *event = reinterpret_cast<const inotify_event *>(buffer.data() + at);
            touched.push_back(event->wd);
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        }
    }
    for (PracticeNode &node : m_nodes) {
        if (std::ranges::contains(touched, node.watch))
            reconcile(node);
    }
}

void Server::reapChildren()
{
    signalfd_siginfo info = {};
    while (read(m_children, &info, sizeof info) > 0) {}
    int status = 0;
    for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        for (PracticeNode &node : m_nodes) {
            std::erase(node.sessions, pid);
            if (node.boot == pid)
                node.boot = 0;
        }
    }
}

/// Makes the node's listener, mounts and power follow its control files.
void Server::reconcile(PracticeNode &node)
{
    node.mode = readMode(node);
    if (node.mode != Mode::Silent) {
        for (const int connection : node.ignored)
            close(connection);
        node.ignored.clear();
    }
    reconcileHungMounts(node);
    if (node.power == Power::On && access((node.directory + "/.node/control/reboot").c_str(), F_OK) == 0) {
        node.power = Power::GoingDown;
        node.nextStep = Clock::now() + lastWords;
    }
    const bool listens = node.power == Power::On && node.mode != Mode::Refuse;
    if (!listens)
        closeListener(node);
    else if (node.listener < 0)
        listenOn(node);
}

void Server::reconcileHungMounts(PracticeNode &node)
{
    std::vector<std::string> wanted;
    std::istringstream lines(readFile(node.directory + "/.node/control/hung"));
    for (std::string path; std::getline(lines, path);) {
        if (std::ranges::contains(nodeMountPoints(), path))
            wanted.push_back(node.directory + path);
    }
    std::erase_if(node.hung, [&wanted](const HungMount &mount) {
        return !std::ranges::contains(wanted, mount.directory());
    });
    for (const std::string &directory : wanted) {
        if (std::ranges::contains(node.hung, directory, &HungMount::directory))
            continue;
        if (HungMount mount(directory); mount.isMounted())
            node.hung.push_back(std::move(mount));
    }
}

/// The steps of a reboot: everything ends, the boot script runs, the node listens again.
void Server::advance(PracticeNode &node)
{
    if (node.power == Power::On || Clock::now() < node.nextStep)
        return;
    if (node.power == Power::GoingDown) {
        killProcessesOf(node.directory);
        unlink((node.directory + "/.node/control/hung").c_str());
        reconcileHungMounts(node);
        node.boot = startProcess({m_program, "enter", m_state, node.name, "--root", "/usr/lib/practice/boot"},
                                 -1);
        node.nextStep = Clock::now() + rebootTime * readSpeed(node) / 100;
        node.power = Power::Booting;
    } else if (node.boot <= 0) {
        unlink((node.directory + "/.node/control/reboot").c_str());
        node.bootTime = std::atoll(readFile(node.directory + "/.node/boottime").c_str());
        node.power = Power::On;
        reconcile(node);
    }
}

void Server::writeUptime(PracticeNode &node)
{
    timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
    const std::string seconds = std::format("{}.{:02}", now.tv_sec - node.bootTime, now.tv_nsec / 10'000'000);
    const std::string text = seconds + ' ' + seconds + '\n';
    const int file = ::open((node.directory + "/.node/proc/uptime").c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    if (pwrite(file, text.data(), text.size(), 0) == std::ssize(text)
        && ftruncate(file, std::ssize(text)) != 0)
        std::cerr << node.name << ": uptime: " << std::strerror(errno) << '\n';
    close(file);
}

void Server::countTraffic()
{
    const Clock::time_point now = Clock::now();
    if (now < m_nextCount)
        return;
    m_nextCount = now + betweenCounts;
    std::vector<TrafficNode> nodes;
    for (const PracticeNode &node : m_nodes) {
        if (!node.sessions.empty())
            nodes.push_back({node.directory, node.address});
    }
    if (!nodes.empty())
        m_traffic.update(nodes);
}

int Server::pollTimeout() const
{
    const bool changes = std::ranges::any_of(
        m_nodes, [](const PracticeNode &node) { return node.power != Power::On; });
    const bool inUse = std::ranges::any_of(m_nodes,
                                           [](const PracticeNode &node) { return !node.sessions.empty(); });
    return changes ? 50 : inUse ? int(betweenCounts.count()) : -1;
}

} // namespace Vermagic
