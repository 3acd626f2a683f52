// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// A file system that never answers: a FUSE mount nobody serves. Every access sleeps in the kernel until
/// the mount is taken away or the process is killed, as on a file system whose servers are gone.
///
/// Made in the server's own mount namespace, from which it propagates to every session of the node, those
/// already open included; gone from all of them when the object is destroyed. Needs /dev/fuse.
#pragma once

#include <string>

namespace Vermagic {

class HungMount
{
public:
    explicit HungMount(std::string directory);
    ~HungMount();
    HungMount(HungMount &&other) noexcept;
    HungMount &operator=(HungMount &&other) noexcept;

    bool isMounted() const { return m_device >= 0; }
    const std::string &directory() const { return m_directory; }

private:
    std::string m_directory;
    int m_device = -1;
};

/// A mount namespace of its own whose mounts propagate to the sandboxes started from it.
bool openMountNamespace();

/// Where no such mount can be made (often /dev/fuse is root's): puts a stand-in before each program that people
/// and probes look at a file system with; it sleeps as long as the mount is said to hang.
void simulateHungMounts(const std::string &state);

} // namespace Vermagic
