// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The inventory: which nodes there are, how to reach them and what each is expected to run.
/// Plain values; read by loadInventory() (inventoryreader.h) and by the importers.
#pragma once

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Vermagic {

enum class FilesystemKind { BeeGfs, Lustre, VirtioFs };

/// How the kernel module gets onto a node.
enum class Provision {
    Dkms,          ///< built on the node against its headers
    KernelPackage, ///< one module package per kernel release (lustre-client-modules-K, kmod-…)
    BuiltIn,       ///< comes with the kernel itself
};

enum class Become { None, Sudo };

/// A lower bound for a measured rate. unit is "B/s" or "op/s"; value is in that base unit.
struct Threshold
{
    double value = 0;
    QString unit;
    bool operator==(const Threshold &) const = default;
};

struct FilesystemSpec
{
    QString name; ///< what `mounts:` refers to; the kind's word when the file gives none
    FilesystemKind kind = FilesystemKind::BeeGfs;
    QString version;    ///< expected client version; empty = any
    QString mountpoint; ///< absolute path
    QString mountUnit;  ///< systemd unit that mounts it; derived from kind and mount point when not given
    Provision provision = Provision::Dkms;
    QString owner; ///< "user:group" that its root should have; virtio-fs only, empty: any
    QMap<QString, Threshold> thresholds; ///< "read", "write", "metadata", …

    /// The kernel module: "beegfs", "lustre" or "virtiofs".
    QString moduleName() const;
    bool operator==(const FilesystemSpec &) const = default;
};

/// One node with everything inherited from defaults and group already applied.
struct NodeSpec
{
    QString name;
    QString group;
    QString address;   ///< host name or IP; the name itself when not given
    int port = 0;      ///< 0: as ~/.ssh/config says, else 22
    QString user;      ///< empty: as ~/.ssh/config says, else the invoking user
    QString identity;  ///< private key file, absolute; empty: as ~/.ssh/config and agent say
    QString proxyJump; ///< "user@host:port,…"; empty: as ~/.ssh/config says; "none": direct
    QString hostKeyAlias;
    QString knownHosts; ///< own known_hosts file, absolute; empty: the user's
    Become become = Become::Sudo;
    QStringList roles;  ///< such as beegfs-mgmtd, beegfs-meta, beegfs-storage, lustre-client
    QStringList mounts; ///< names of FilesystemSpecs this node must have mounted
    QString file;       ///< where it is declared, for messages
    int line = 0;

    bool operator==(const NodeSpec &) const = default;
};

struct GroupSpec
{
    QString name;
    QStringList nodes;
    QStringList roles;
    bool operator==(const GroupSpec &) const = default;
};

/// The place where modules and packages are built; probed by a local command, shown as the reference row.
struct BuildEnvironment
{
    QString name;
    QStringList command; ///< argv, run on the console's machine in `folder`
    QString folder;      ///< absolute; empty: the inventory's own. Steps on the console run here, too
    bool operator==(const BuildEnvironment &) const = default;
};

/// A time in which nodes are installed anew, so that their host keys may change.
struct RebuildWindow
{
    QStringList nodes;
    QDateTime from;
    QDateTime until;
    QString note; ///< what is being done, for whoever reads the evidence
    bool operator==(const RebuildWindow &) const = default;
};

struct Inventory
{
    QString cluster;
    QString file;           ///< absolute path of the file it came from; empty for values made in tests
    bool simulated = false; ///< its nodes are no machines: what they prove tells nothing about real kernels
    QList<FilesystemSpec> filesystems;
    QList<GroupSpec> groups; ///< in file order
    QList<NodeSpec> nodes;   ///< in group order, then NodeSet order
    std::optional<BuildEnvironment> buildEnvironment;
    QList<RebuildWindow> rebuildWindows;
    QString hostKeysFile; ///< keys that provisioning published, known_hosts format; absolute, empty: none

    /// Where commands on the console's machine run.
    QString buildFolder() const;
    const NodeSpec *node(const QString &name) const;
    const FilesystemSpec *filesystem(const QString &name) const;
    /// The file systems `node` must have mounted, in its `mounts` order.
    QList<FilesystemSpec> filesystemsOf(const NodeSpec &node) const;
    bool operator==(const Inventory &) const = default;
};

QString filesystemKindName(FilesystemKind kind); ///< beegfs, lustre, virtiofs
QString provisionName(Provision provision);      ///< dkms, kernel-package, built-in
/// How a module of this kind usually gets onto a node.
Provision defaultProvision(FilesystemKind kind);

} // namespace Vermagic
