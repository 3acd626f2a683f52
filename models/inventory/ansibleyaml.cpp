// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/ansiblemodel.h"

#include "models/inventory/nodeset.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

AnsibleVariables readVariables(const YamlValue &value, AnsibleModel &model)
{
    AnsibleVariables variables;
    const QStringList names = value.keys();
    for (const QString &name : names) {
        const YamlValue variable = value.child(name);
        if (variable.isScalar())
            variables.insert(name, {variable.string(), variable.position()});
        else if (variable.isPresent())
            model.notes.add(u"the variable '%1' has no meaning here"_s.arg(name), value.keyPosition(name));
    }
    return variables;
}

void readHosts(const YamlValue &hosts, const QString &group, AnsibleModel &model)
{
    const QStringList patterns = hosts.keys();
    for (const QString &pattern : patterns) {
        const auto names = expandAnsiblePattern(pattern);
        if (!names || model.hosts.size() + names->size() > mostNodes) {
            hosts.failAtKey(pattern,
                            names ? u"the inventory has more than %1 nodes"_s.arg(mostNodes)
                                  : names.error().message,
                            names ? QString() : names.error().hint);
            continue;
        }
        const SourcePosition at = hosts.keyPosition(pattern);
        const AnsibleVariables variables = readVariables(hosts.child(pattern), model);
        AnsibleGroup &listed = model.group(group, at);
        for (const QString &name : *names) {
            model.host(name, at).variables.insert(variables);
            listed.hosts.append(name);
        }
    }
}

/// `groups` is a map of groups; the YAML reader bounds how deep they nest.
void readGroups(const YamlValue &groups, const QString &parent, AnsibleModel &model)
{
    static const QStringList known{u"hosts"_s, u"vars"_s, u"children"_s};
    const QStringList names = groups.keys();
    for (const QString &name : names) {
        const SourcePosition at = groups.keyPosition(name);
        const YamlValue group = groups.child(name);
        model.group(name, at).variables.insert(readVariables(group.child(u"vars"_s), model));
        if (!parent.isEmpty())
            model.group(parent, at).children.append(name);
        readHosts(group.child(u"hosts"_s), name, model);
        readGroups(group.child(u"children"_s), name, model);
        const QStringList keys = group.keys();
        for (const QString &key : keys) {
            if (!known.contains(key))
                model.notes.add(u"'%1' is no part of a group"_s.arg(key), group.keyPosition(key));
        }
    }
}

} // namespace

Loaded<ImportedInventory> importAnsibleYaml(const QByteArray &text, const QString &file,
                                            const InventoryEnvironment &environment)
{
    const YamlDocument document(text, file);
    AnsibleModel model;
    readGroups(document.root(), {}, model);
    if (!document.errors().isEmpty())
        return std::unexpected(document.errors());
    return resolveAnsible(std::move(model), InventoryFormat::AnsibleYaml, file, environment);
}

} // namespace Vermagic
