// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/server/traffic.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <format>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace Vermagic {

namespace {

constexpr std::array<const char *, 5> benchmarks{"fio", "dd", "ior", "mdtest", "elbencho"};
/// Where a node that has mounted Lustre finds its statistics, see mounts.sh.
constexpr const char *statistics = "/.node/sys/kernel/debug/lustre/llite/fsxname-ffff9c3d81f2e800/stats";

/// In place: a reader sees the old text or the new one.
void write(const std::string &path, const std::string &text)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        return;
    if (pwrite(file, text.data(), text.size(), 0) == std::ssize(text)
        && ftruncate(file, std::ssize(text)) != 0)
        std::perror(path.c_str());
    close(file);
}

bool isBenchmark(const std::string &process)
{
    std::string name;
    std::ifstream(process + "/comm") >> name;
    return std::ranges::contains(benchmarks, name);
}

Transfers readIo(const std::string &process)
{
    Transfers io;
    std::ifstream file(process + "/io");
    std::string key;
    for (unsigned long long value = 0; file >> key >> value;) {
        if (key == "rchar:")
            io.read = value;
        else if (key == "wchar:")
            io.written = value;
        else if (key == "syscr:")
            io.reads = value;
        else if (key == "syscw:")
            io.writes = value;
    }
    return io;
}

/// Whether the process has a file open below `mountpoint` of its node.
bool holdsFilesOf(const std::string &process, const std::string &mountpoint)
{
    const std::string folder = process + "/fd";
    DIR *files = opendir(folder.c_str());
    if (!files)
        return false;
    bool found = false;
    while (const dirent *entry = readdir(files)) {
        std::array<char, PATH_MAX> target{};
        const ssize_t size = readlink((folder + '/' + entry->d_name).c_str(), target.data(), target.size());
        found = found
                || (size > 0 && std::string_view(target.data(), size_t(size)).contains(mountpoint + '/'));
    }
    closedir(files);
    return found;
}

void add(Transfers &total, const Transfers &before, const Transfers &now)
{
    total.read += now.read - before.read;
    total.written += now.written - before.written;
    total.reads += now.reads - before.reads;
    total.writes += now.writes - before.writes;
}

std::string seconds(const timespec &time)
{
    return std::format("{}.{:09}", time.tv_sec, time.tv_nsec);
}

} // namespace

void Traffic::update(const std::vector<TrafficNode> &nodes)
{
    count(nodes);
    for (const TrafficNode &node : nodes) {
        Totals &totals = m_totals[node.directory];
        const Transfers &beegfs = totals.beegfs;
        write(node.directory + "/.node/traffic", std::format("{} {} {} {} {}\n", beegfs.read, beegfs.written,
                                                             beegfs.reads, beegfs.writes, node.address));
        showLustre(node.directory + statistics, totals);
    }
}

void Traffic::count(const std::vector<TrafficNode> &nodes)
{
    std::map<ino_t, const TrafficNode *> roots;
    for (const TrafficNode &node : nodes) {
        struct stat inside = {};
        if (stat((node.directory + "/.node").c_str(), &inside) == 0)
            roots[inside.st_ino] = &node;
    }
    DIR *processes = opendir("/proc");
    if (!processes)
        return;
    std::map<pid_t, Process> seen;
    while (const dirent *entry = readdir(processes)) {
        const pid_t pid = std::atoi(entry->d_name);
        const std::string process = std::format("/proc/{}", pid);
        struct stat inside = {};
        if (pid <= 1 || !isBenchmark(process) || stat((process + "/root/.node").c_str(), &inside) != 0
            || !roots.contains(inside.st_ino))
            continue;
        Process before;
        if (const auto known = m_seen.find(pid); known != m_seen.end())
            before = known->second;
        else if (before.onBeegfs = holdsFilesOf(process, "/mnt/beegfs");
                 !before.onBeegfs && !holdsFilesOf(process, "/fsx"))
            continue;
        const Transfers io = readIo(process);
        if (io.read < before.io.read || io.written < before.io.written)
            continue; // it has just ended
        Totals &totals = m_totals[roots[inside.st_ino]->directory];
        add(before.onBeegfs ? totals.beegfs : totals.lustre, before.io, io);
        seen[pid] = {io, before.onBeegfs};
    }
    closedir(processes);
    m_seen = std::move(seen);
}

void Traffic::showLustre(const std::string &file, Totals &totals)
{
    struct stat shown = {};
    if (stat(file.c_str(), &shown) != 0)
        return;
    timespec now = {};
    clock_gettime(CLOCK_REALTIME, &now);
    if (totals.statistics != shown.st_ino) { // mounted anew
        totals.statistics = shown.st_ino;
        totals.mounted = now;
        totals.lustre = {};
    }
    std::string text = std::format("{:<25} {} secs.nsecs\n{:<25} {} secs.nsecs\n", "snapshot_time",
                                   seconds(now), "start_time", seconds(totals.mounted));
    const auto line = [&text](const char *name, unsigned long long samples, unsigned long long bytes) {
        if (samples > 0) // a counter that nobody has touched has no line
            text += std::format("{:<25} {} samples [bytes] 4096 1048576 {} {}\n", name, samples, bytes,
                                bytes / samples * bytes);
    };
    line("read_bytes", totals.lustre.reads, totals.lustre.read);
    line("write_bytes", totals.lustre.writes, totals.lustre.written);
    write(file, text);
}

} // namespace Vermagic
