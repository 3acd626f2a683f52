// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventory.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Vermagic {

QString FilesystemSpec::moduleName() const
{
    return filesystemKindName(kind);
}

QString Inventory::buildFolder() const
{
    if (buildEnvironment && !buildEnvironment->folder.isEmpty())
        return buildEnvironment->folder;
    return file.section(u'/', 0, -2);
}

const NodeSpec *Inventory::node(const QString &name) const
{
    const auto it = std::ranges::find(nodes, name, &NodeSpec::name);
    return it == nodes.end() ? nullptr : &*it;
}

const FilesystemSpec *Inventory::filesystem(const QString &name) const
{
    const auto it = std::ranges::find(filesystems, name, &FilesystemSpec::name);
    return it == filesystems.end() ? nullptr : &*it;
}

QList<FilesystemSpec> Inventory::filesystemsOf(const NodeSpec &node) const
{
    QList<FilesystemSpec> result;
    for (const QString &mount : node.mounts) {
        if (const FilesystemSpec *spec = filesystem(mount))
            result.append(*spec);
    }
    return result;
}

QString filesystemKindName(FilesystemKind kind)
{
    switch (kind) {
    case FilesystemKind::BeeGfs:
        return u"beegfs"_s;
    case FilesystemKind::Lustre:
        return u"lustre"_s;
    case FilesystemKind::VirtioFs:
        return u"virtiofs"_s;
    }
    return {};
}

QString provisionName(Provision provision)
{
    switch (provision) {
    case Provision::Dkms:
        return u"dkms"_s;
    case Provision::KernelPackage:
        return u"kernel-package"_s;
    case Provision::BuiltIn:
        return u"built-in"_s;
    }
    return {};
}

Provision defaultProvision(FilesystemKind kind)
{
    switch (kind) {
    case FilesystemKind::BeeGfs:
        return Provision::Dkms;
    case FilesystemKind::Lustre:
        return Provision::KernelPackage;
    case FilesystemKind::VirtioFs:
        return Provision::BuiltIn;
    }
    return Provision::Dkms;
}

} // namespace Vermagic
