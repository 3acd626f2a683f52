// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the counters of a node say that tell how much it has read and written: one pure parser for each format, text of
/// a node to values. A line that does not follow the format is left out, so that one odd device does not cost the others;
/// where the whole text cannot be trusted the answer is an error. Nothing here knows the time but Lustre's own.
///
/// Formats: Lustre llite.*.stats of 2.10 to 2.17; beegfs-ctl 7.x --clientstats and beegfs 8.x `stats client`; the kernel's
/// Documentation (admin-guide/iostats, filesystems/proc, infiniband/sysfs); mountstats as nfs-utils reads it.
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QMap>

#include <optional>

namespace Vermagic {

/// Since something that the node knows: its boot, the mount, the start of a process.
struct Counters
{
    quint64 read = 0;    ///< bytes; received, for a network
    quint64 written = 0; ///< bytes; sent, for a network
    std::optional<quint64> operations;

    bool operator==(const Counters &) const = default;
};

/// By name: interfaces, devices, mount points, addresses, processes.
using CounterParts = QMap<QString, Counters>;

struct LustreStats
{
    Counters counters;
    double snapshot = 0; ///< seconds, of the node's wall clock
    QByteArray
        beginning; ///< start_time, where there is one (2.15 and later): changes when somebody resets the counters
};

/// One llite instance. A counter without a line is 0. What came without its last character, as lctl hands it to
/// whoever is not root, is refused.
Result<LustreStats> readLustreStats(const QByteArray &text);

/// `beegfs-ctl --clientstats --nodetype=storage --interval=0 --allstats`: by the client's address; bytes in whole MiB.
Result<CounterParts> readBeegfsCtlClients(const QByteArray &text);
/// `beegfs stats client --node-type storage --interval 0s --all --raw --output ndjson`: by the client's address.
Result<CounterParts> readBeegfsClients(const QByteArray &text);

/// /proc/net/dev: by interface, lo among them.
CounterParts readNetworkDevices(const QByteArray &text);
/// /proc/diskstats: by device, partitions among them.
CounterParts readDisks(const QByteArray &text);
/// /proc/self/mountstats: by mount point; bytes that went to and came from the server, not those of the cache.
CounterParts readNfsMounts(const QByteArray &text);
/// /proc/PID/io: what the process asked for (rchar, wchar), which every file system counts.
std::optional<Counters> readProcessIo(const QByteArray &text);
/// port_rcv_data or port_xmit_data in bytes: the file counts words of four. Nothing when it stands at the end of 32 bits,
/// where the counters of old adapters stay.
std::optional<quint64> readInfinibandData(const QByteArray &text);

} // namespace Vermagic
