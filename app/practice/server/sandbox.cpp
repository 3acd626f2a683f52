// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/server/sandbox.h"

#include <array>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
#include <utility>

namespace Vermagic {

namespace {

bool fail(const std::string &what)
{
    std::fprintf(stderr, "vermagic-practice: %s: %s\n", what.c_str(), std::strerror(errno));
    return false;
}

bool writeFile(const char *path, const std::string &text)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(path);
    const bool written = write(fd, text.data(), text.size()) == std::ssize(text);
    close(fd);
    return written || fail(path);
}

/// A user and mount namespace of its own, in which this process may bind, as user `id`.
bool enterNamespace(uid_t id)
{
    const uid_t uid = getuid();
    const gid_t gid = getgid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return fail("unshare");
    return writeFile("/.proc/self/setgroups", "deny")
           && writeFile("/.proc/self/uid_map", std::format("{} {} 1", id, uid))
           && writeFile("/.proc/self/gid_map", std::format("{} {} 1", id, gid));
}

bool bindWritable()
{
    static constexpr std::array<std::pair<const char *, const char *>, 12> binds{{
        {"/.rw/etc", "/etc"},
        {"/.rw/var", "/var"},
        {"/.rw/boot", "/boot"},
        {"/.rw/opt", "/opt"},
        {"/.rw/root", "/root"},
        {"/.rw/run", "/run"},
        {"/.rw/.node/modules", "/usr/lib/modules"},
        {"/.rw/.node/src", "/usr/src"},
        {"/.rw/.node/local", "/usr/local"},
        {"/.rw/.node/keyrings", "/usr/share/keyrings"},
        {"/.rw/.node/sys", "/sys"},
        {"/.rw/.node", "/.node"},
    }};
    for (const auto &[from, to] : binds) {
        if (mount(from, to, nullptr, MS_BIND | MS_REC, nullptr) != 0)
            return fail(to);
    }
    return true;
}

/// The folder in the state that is the node's /usr: by what the node was made with, and nothing else.
std::string farmOf(const std::string &inside)
{
    const std::string rpm = "usr-rpm";
    std::array<char, 16> text{};
    const int fd = open((inside + "/farm").c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return "usr";
    const ssize_t size = read(fd, text.data(), text.size());
    close(fd);
    return size > 0 && std::string(text.data(), size_t(size)) == rpm ? rpm : "usr";
}

} // namespace

const std::vector<std::string> &nodeMountPoints()
{
    static const std::vector<std::string> directories{"/mnt/beegfs", "/fsx", "/data"};
    return directories;
}

std::vector<std::string> sandboxArguments(const std::string &state, const std::string &node,
                                          const std::vector<std::string> &command)
{
    const std::string directory = state + "/nodes/" + node;
    const std::string inside = directory + "/.node";
    // The root is bound with what is mounted below it: bubblewrap must not look at a mount point itself, for one
    // that never answers would hold it.
    std::vector<std::string> argv{"bwrap", "--bind", directory, "/", "--bind", directory, "/.rw"};
    const auto add = [&argv](std::initializer_list<std::string> words) { argv.insert(argv.end(), words); };
    add({"--ro-bind", "/usr", "/.host/usr", "--ro-bind", state + "/" + farmOf(inside), "/usr"});
    add({"--ro-bind", inside + "/modules", "/usr/lib/modules", "--ro-bind", inside + "/src", "/usr/src"});
    add({"--ro-bind", inside + "/local", "/usr/local", "--ro-bind", inside + "/keyrings",
         "/usr/share/keyrings"});
    add({"--ro-bind", state + "/proc", "/proc", "--ro-bind", inside + "/sys", "/sys"});
    for (const char *const path : {"/etc", "/var", "/boot", "/opt", "/root", "/run", "/.node"})
        add({"--ro-bind", directory + path, path});
    add({"--bind", directory + "/var/tmp", "/var/tmp"}); // anybody's, like /tmp
    add({"--proc", "/.proc", "--dev", "/dev"});
    add({"--unshare-user", "--uid", "1000", "--gid", "1000", "--unshare-uts", "--hostname", node,
         "--clearenv"});
    add({"--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "--setenv", "HOME",
         "/home/admin"});
    add({"--setenv", "USER", "admin", "--chdir", "/home/admin", "--"});
    argv.insert(argv.end(), command.begin(), command.end());
    return argv;
}

int execute(const std::vector<std::string> &argv)
{
    std::vector<char *> arguments;
    arguments.reserve(argv.size() + 1);
    for (const std::string &argument : argv)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    const int status = errno == ENOENT ? 127 : 126;
    fail(argv[0]);
    return status;
}

int root(const std::vector<std::string> &argv)
{
    // sudo within sudo has it all already
    if (getuid() != 0 && !(enterNamespace(0) && bindWritable()))
        return 126;
    // The working directory is still the read-only one: enter it again by name.
    std::array<char, PATH_MAX> directory{};
    if (!getcwd(directory.data(), directory.size()) || chdir(directory.data()) != 0)
        fail("cd");
    return execute(argv);
}

int realProc(const std::vector<std::string> &argv)
{
    if (!enterNamespace(getuid())
        || (mount("/.proc", "/proc", nullptr, MS_BIND | MS_REC, nullptr) != 0 && !fail("/proc")))
        return 126;
    return execute(argv);
}

} // namespace Vermagic
