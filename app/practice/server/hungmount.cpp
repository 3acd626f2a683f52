// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/practice/server/hungmount.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <iostream>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
#include <utility>

namespace Vermagic {

HungMount::HungMount(std::string directory)
    : m_directory(std::move(directory))
{
    const int device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    if (device < 0)
        return;
    const std::string options = std::format("fd={},rootmode=40000,user_id={},group_id={}", device, getuid(),
                                            getgid());
    if (mount("vermagic-practice", m_directory.c_str(), "fuse", MS_NOSUID | MS_NODEV, options.c_str()) == 0)
        m_device = device;
    else
        close(device);
}

HungMount::~HungMount()
{
    if (m_device < 0)
        return;
    // The descriptor first: it wakes the sleepers, which would otherwise keep the mount busy.
    close(m_device);
    umount2(m_directory.c_str(), MNT_DETACH);
}

HungMount::HungMount(HungMount &&other) noexcept
    : m_directory(std::move(other.m_directory))
    , m_device(std::exchange(other.m_device, -1))
{
}

HungMount &HungMount::operator=(HungMount &&other) noexcept
{
    std::swap(m_directory, other.m_directory);
    std::swap(m_device, other.m_device);
    return *this;
}

bool openMountNamespace()
{
    return unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_SHARED, nullptr) == 0;
}

void simulateHungMounts(const std::string &state)
{
    for (const char *const program : {"stat", "df", "ls", "du", "find", "mountpoint", "cat", "head", "tail",
                                      "wc", "dd", "touch", "cp", "mv", "rm", "mkdir", "rmdir", "fio"}) {
        const std::string path = state + "/usr/bin/" + program;
        if (unlink(path.c_str()) == 0 && symlink("/usr/lib/practice/hangable", path.c_str()) != 0)
            std::cerr << path << ": " << std::strerror(errno) << '\n';
    }
}

} // namespace Vermagic
