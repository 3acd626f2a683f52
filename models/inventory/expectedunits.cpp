// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/expectedunits.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Role
{
    QString name;
    QString unit; ///< empty: the role's work is done by mounts alone
};

const QList<Role> &roles()
{
    static const QList<Role> list{
        {u"beegfs-client"_s, u"beegfs-client.service"_s},
        {u"beegfs-meta"_s, u"beegfs-meta.service"_s},
        {u"beegfs-mgmtd"_s, u"beegfs-mgmtd.service"_s},
        {u"beegfs-mon"_s, u"beegfs-mon.service"_s},
        {u"beegfs-remote"_s, u"beegfs-remote.service"_s},
        {u"beegfs-storage"_s, u"beegfs-storage.service"_s},
        {u"beegfs-sync"_s, u"beegfs-sync.service"_s},
        {u"beegfs-watch"_s, u"beegfs-watch.service"_s},
        {u"libvirt-host"_s, {}},
        {u"login"_s, {}},
        {u"lustre-client"_s, {}},
        {u"lustre-mds"_s, {}},
        {u"lustre-mgs"_s, {}},
        {u"lustre-oss"_s, {}},
        {u"virtiofs-client"_s, {}},
    };
    return list;
}

/// The client of BeeGFS 7 logs through beegfs-helperd; 8 has none.
bool needsHelperd(const FilesystemSpec &filesystem)
{
    return filesystem.kind == FilesystemKind::BeeGfs && filesystem.version.startsWith("7."_L1);
}

void appendOnce(QStringList &units, const QString &unit)
{
    if (!unit.isEmpty() && !units.contains(unit))
        units.append(unit);
}

} // namespace

const QStringList &knownRoles()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Role &role : roles())
            list.append(role.name);
        return list;
    }();
    return names;
}

QStringList expectedUnits(const NodeSpec &node, const Inventory &inventory)
{
    const QList<FilesystemSpec> filesystems = inventory.filesystemsOf(node);
    const QString client = u"beegfs-client.service"_s;
    QStringList units;
    bool isClient = false;
    for (const QString &name : node.roles) {
        const auto role = std::ranges::find(roles(), name, &Role::name);
        if (role != roles().end() && role->unit == client)
            isClient = true;
        else if (role != roles().end())
            appendOnce(units, role->unit);
    }
    for (const FilesystemSpec &filesystem : filesystems) {
        if (needsHelperd(filesystem))
            appendOnce(units, u"beegfs-helperd.service"_s);
    }
    if (isClient)
        appendOnce(units, client);
    for (const FilesystemSpec &filesystem : filesystems)
        appendOnce(units, filesystem.mountUnit);
    return units;
}

QString mountUnitName(const QString &mountpoint)
{
    static const QByteArray kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:_.";
    const QStringList parts = mountpoint.split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return u"-.mount"_s;
    const QByteArray path = parts.join(u'/').toUtf8();
    QByteArray escaped;
    for (qsizetype i = 0; i < path.size(); ++i) {
        const char c = path[i];
        if (c == '/')
            escaped += '-';
        else if (!kept.contains(c) || (c == '.' && i == 0))
            escaped += "\\x" + QByteArray(1, c).toHex();
        else
            escaped += c;
    }
    return QString::fromLatin1(escaped) + u".mount"_s;
}

QString defaultMountUnit(FilesystemKind kind, const QString &mountpoint)
{
    return kind == FilesystemKind::BeeGfs ? u"beegfs-client.service"_s : mountUnitName(mountpoint);
}

} // namespace Vermagic
