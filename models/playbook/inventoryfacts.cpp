// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/playbook/inventoryfacts.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Roles that exactly one node of the cluster has: what they do, nobody else can take over.
QStringList singleRoles(const Inventory &inventory)
{
    QMap<QString, int> nodes;
    for (const NodeSpec &node : inventory.nodes) {
        for (const QString &role : node.roles)
            ++nodes[role];
    }
    QStringList single;
    for (const auto &[role, count] : nodes.asKeyValueRange()) {
        if (count == 1)
            single.append(role);
    }
    return single;
}

} // namespace

void addNodeFacts(FactMap &facts, const NodeSpec &node, const Inventory &inventory)
{
    facts.insert(u"node.name"_s, textFact(node.name));
    facts.insert(u"node.address"_s, textFact(node.address));
    facts.insert(u"node.group"_s, textFact(node.group));
    facts.insert(u"node.roles"_s, textFact(node.roles.join(u' ')));
    facts.insert(u"cluster.single_roles"_s, textFact(singleRoles(inventory).join(u' ')));
}

void addFilesystemFacts(FactMap &facts, const FilesystemSpec &spec)
{
    facts.insert(u"fs.name"_s, textFact(spec.name));
    facts.insert(u"fs.kind"_s, textFact(filesystemKindName(spec.kind)));
    facts.insert(u"fs.provision"_s, textFact(provisionName(spec.provision)));
    facts.insert(u"fs.version"_s, textFact(spec.version));
    facts.insert(u"fs.module"_s, textFact(spec.moduleName()));
    facts.insert(u"fs.mountpoint"_s, textFact(spec.mountpoint));
    facts.insert(u"fs.owner"_s, textFact(spec.owner));
    facts.insert(u"fs.unit"_s, textFact(spec.mountUnit));
}

void addNoFilesystem(FactMap &facts)
{
    for (const QString &path : {u"fs.name"_s, u"fs.kind"_s, u"fs.provision"_s, u"fs.version"_s,
                                u"fs.module"_s, u"fs.mountpoint"_s, u"fs.owner"_s, u"fs.unit"_s})
        facts.insert(path, Fact<QString>::absent());
}

} // namespace Vermagic
