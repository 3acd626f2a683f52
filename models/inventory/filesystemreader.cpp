// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/filesystemreader.h"

#include "models/core/nearestword.h"
#include "models/inventory/expectedunits.h"
#include "models/inventory/inventoryfields.h"
#include "models/inventory/threshold.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

bool isUnitName(const QString &text)
{
    static const QRegularExpression syntax(
        u"\\A[A-Za-z0-9_.][A-Za-z0-9:_.\\\\@-]{0,240}\\.(mount|automount|service)\\z"_s);
    return syntax.match(text).hasMatch();
}

FilesystemKind readKind(const YamlValue &value)
{
    static const QList<FilesystemKind> kinds{FilesystemKind::BeeGfs, FilesystemKind::Lustre,
                                             FilesystemKind::VirtioFs};
    QStringList names;
    for (const FilesystemKind kind : kinds)
        names.append(filesystemKindName(kind));
    return kinds[std::max(value.word(names), 0)];
}

Provision readProvision(const YamlValue &value, FilesystemKind kind)
{
    static const QList<Provision> provisions{Provision::Dkms, Provision::KernelPackage, Provision::BuiltIn};
    if (!value.isPresent())
        return defaultProvision(kind);
    QStringList names;
    for (const Provision provision : provisions)
        names.append(provisionName(provision));
    return provisions[std::max(value.word(names), 0)];
}

QString readMountUnit(const YamlValue &value, const FilesystemSpec &filesystem)
{
    const QString unit = value.stringOr(defaultMountUnit(filesystem.kind, filesystem.mountpoint));
    if (value.isScalar() && !isUnitName(unit))
        value.fail(u"'%1' is no name of a mount or service unit"_s.arg(unit),
                   u"such as fsx.mount or beegfs-client.service"_s);
    return unit;
}

QMap<QString, Threshold> readThresholds(const YamlValue &value)
{
    QMap<QString, Threshold> thresholds;
    value.allowKeys(thresholdMetrics());
    const QStringList metrics = value.keys();
    for (const QString &metric : metrics) {
        const YamlValue rate = value.child(metric);
        const QString text = rate.string();
        if (!rate.isScalar() || !thresholdMetrics().contains(metric))
            continue;
        const auto threshold = parseThreshold(metric, text);
        if (threshold)
            thresholds.insert(metric, *threshold);
        else
            rate.fail(threshold.error().message, threshold.error().hint);
    }
    return thresholds;
}

QString readOwner(const YamlValue &value, FilesystemKind kind)
{
    static const QRegularExpression names(
        u"\\A[A-Za-z_][A-Za-z0-9_.-]{0,31}:[A-Za-z_][A-Za-z0-9_.-]{0,31}\\z"_s);
    const QString owner = value.stringOr({});
    if (value.isScalar() && kind != FilesystemKind::VirtioFs)
        value.fail(u"an owner is looked at on virtio-fs only"_s, u"leave it out"_s);
    else if (value.isScalar() && !names.match(owner).hasMatch())
        value.fail(u"'%1' names no owner"_s.arg(owner), u"write it as 'hpc:users'"_s);
    return owner;
}

} // namespace

FilesystemSpec readFilesystem(const YamlValue &value)
{
    value.allowKeys({u"kind"_s, u"name"_s, u"version"_s, u"mountpoint"_s, u"mount_unit"_s, u"provision"_s,
                     u"owner"_s, u"thresholds"_s});
    FilesystemSpec filesystem;
    filesystem.kind = readKind(value.child(u"kind"_s));
    const YamlValue name = value.child(u"name"_s);
    filesystem.name = name.stringOr(filesystemKindName(filesystem.kind));
    if (name.isScalar() && !isWord(filesystem.name))
        name.fail(u"'%1' cannot be the name of a file system"_s.arg(filesystem.name),
                  u"use letters, digits, '.', '-', '_'"_s);
    const YamlValue version = value.child(u"version"_s);
    filesystem.version = version.stringOr({});
    if (version.isScalar() && !isVersion(filesystem.version))
        version.fail(u"'%1' is not a version"_s.arg(filesystem.version), u"such as 8.1.0"_s);
    const YamlValue mountpoint = value.child(u"mountpoint"_s);
    filesystem.mountpoint = mountpoint.string();
    if (mountpoint.isScalar() && !isMountpoint(filesystem.mountpoint)) {
        mountpoint.fail(
            u"the mount point '%1' must be an absolute path without '..' and without a '/' at its end"_s.arg(
                filesystem.mountpoint),
            u"such as /mnt/beegfs"_s);
    }
    filesystem.mountUnit = readMountUnit(value.child(u"mount_unit"_s), filesystem);
    filesystem.provision = readProvision(value.child(u"provision"_s), filesystem.kind);
    filesystem.owner = readOwner(value.child(u"owner"_s), filesystem.kind);
    filesystem.thresholds = readThresholds(value.child(u"thresholds"_s));
    return filesystem;
}

} // namespace Vermagic
