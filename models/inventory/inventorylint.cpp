// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventorylint.h"

#include "models/core/yamlreader.h"
#include "models/inventory/nodeset.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

Error warning(const NodeSpec &node, const QString &message, const QString &hint = {})
{
    return {ErrorCode::InvalidInput, message, SourcePosition{node.file, node.line, 0}.toString(), hint};
}

void warnOfUnusedFilesystems(const Inventory &inventory, QList<Error> &warnings)
{
    QSet<QString> used;
    for (const NodeSpec &node : inventory.nodes)
        used.unite(QSet<QString>(node.mounts.begin(), node.mounts.end()));
    for (const FilesystemSpec &filesystem : inventory.filesystems) {
        if (!used.contains(filesystem.name)) {
            warnings.append({ErrorCode::InvalidInput,
                             u"no node mounts the file system '%1'"_s.arg(filesystem.name), inventory.file,
                             u"add it to the 'mounts' of a group"_s});
        }
    }
}

/// Two names for one machine: it would be probed twice and fixed twice at the same time.
void warnOfSharedAddresses(const Inventory &inventory, QList<Error> &warnings)
{
    QHash<QString, QString> owners;
    for (const NodeSpec &node : inventory.nodes) {
        const QString way = QStringList{node.address, QString::number(node.port), node.proxyJump}.join(u'\n');
        const auto owner = owners.constFind(way);
        if (owner == owners.constEnd())
            owners.insert(way, node.name);
        else
            warnings.append(warning(
                node, u"'%1' has the same address as '%2': %3"_s.arg(node.name, *owner, node.address)));
    }
}

void warnOfIdleNodes(const Inventory &inventory, QList<Error> &warnings)
{
    for (const GroupSpec &group : inventory.groups) {
        QStringList idle;
        const NodeSpec *first = nullptr;
        for (const NodeSpec &node : inventory.nodes) {
            if (node.group != group.name || !node.roles.isEmpty() || !node.mounts.isEmpty())
                continue;
            first = first ? first : &node;
            idle.append(node.name);
        }
        if (first) {
            warnings.append(warning(
                *first,
                u"%1 has neither roles nor mounts: only its kernel is checked"_s.arg(foldNodeSet(idle)),
                u"add 'mounts' to the group '%1'"_s.arg(group.name)));
        }
    }
}

/// The server side of a role that has a client here: a typing slip in roles shows as a service nobody expects.
void warnOfRolesWithoutMounts(const Inventory &inventory, QList<Error> &warnings)
{
    static const QHash<QString, FilesystemKind> clients{{u"beegfs-client"_s, FilesystemKind::BeeGfs},
                                                        {u"lustre-client"_s, FilesystemKind::Lustre},
                                                        {u"virtiofs-client"_s, FilesystemKind::VirtioFs}};
    for (const NodeSpec &node : inventory.nodes) {
        const QList<FilesystemSpec> filesystems = inventory.filesystemsOf(node);
        for (const QString &role : node.roles) {
            const auto kind = clients.constFind(role);
            if (kind == clients.constEnd()
                || std::ranges::contains(filesystems, *kind, &FilesystemSpec::kind))
                continue;
            warnings.append(warning(node,
                                    u"'%1' is a %2 but mounts no %3 file system"_s.arg(
                                        node.name, role, filesystemKindName(*kind)),
                                    u"add it to 'mounts'"_s));
        }
    }
}

} // namespace

QList<Error> inventoryWarnings(const Inventory &inventory)
{
    QList<Error> warnings;
    warnOfUnusedFilesystems(inventory, warnings);
    warnOfSharedAddresses(inventory, warnings);
    warnOfIdleNodes(inventory, warnings);
    warnOfRolesWithoutMounts(inventory, warnings);
    return warnings;
}

QList<LintMessage> lintInventory(const QByteArray &text, const QString &file,
                                 const InventoryEnvironment &environment)
{
    QList<LintMessage> messages;
    const auto imported = readInventory(text, file, environment);
    if (!imported) {
        for (const Error &error : imported.error())
            messages.append({LintLevel::Mistake, error});
        return messages;
    }
    const QList<Error> warnings = inventoryWarnings(imported->inventory);
    for (const Error &error : warnings)
        messages.append({LintLevel::Warning, error});
    for (const QString &note : imported->notes)
        messages.append({LintLevel::Note, {ErrorCode::Unsupported, note, {}, {}}});
    return messages;
}

} // namespace Vermagic
