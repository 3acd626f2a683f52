// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/nodeselection.h"

#include "models/core/nearestword.h"
#include "models/inventory/nodeset.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// In expressions a role is written "@role:NAME"; the expander knows it as a group of this name.
constexpr auto roleMark = "role."_L1;

NodeSetNames namesOf(const Inventory &inventory)
{
    NodeSetNames names;
    for (const NodeSpec &node : inventory.nodes) {
        names.nodes.append(node.name);
        for (const QString &role : node.roles)
            names.groups[roleMark + role].append(node.name);
    }
    for (const GroupSpec &group : inventory.groups)
        names.groups.insert(group.name, group.nodes);
    return names;
}

} // namespace

Result<QStringList> selectNodes(const QString &selection, const Inventory &inventory)
{
    const NodeSetNames names = namesOf(inventory);
    QString expression = selection;
    const auto chosen = expandNodeSet(expression.replace("@role:"_L1, u"@"_s + roleMark), names);
    if (!chosen)
        return chosen;
    const QSet<QString> wanted(chosen->begin(), chosen->end());
    QStringList result;
    QSet<QString> known;
    for (const QString &node : names.nodes) {
        known.insert(node);
        if (wanted.contains(node))
            result.append(node);
    }
    for (const QString &name : *chosen) {
        if (!known.contains(name)) {
            return std::unexpected(Error{ErrorCode::NotFound,
                                         u"the inventory has no node '%1'"_s.arg(name),
                                         {},
                                         names.nodes.size() > 200 ? QString() : wordHint(name, names.nodes)});
        }
    }
    if (result.isEmpty())
        return std::unexpected(Error{ErrorCode::NotFound, u"'%1' selects no node"_s.arg(selection), {}, {}});
    return result;
}

} // namespace Vermagic
