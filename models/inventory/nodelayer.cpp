// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/nodelayer.h"

#include "models/core/nearestword.h"
#include "models/inventory/expectedunits.h"
#include "models/inventory/inventoryfields.h"
#include "models/inventory/nodeset.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

void setAll(const QList<NodeSpec *> &nodes, QString NodeSpec::*field, const QString &value)
{
    for (NodeSpec *node : nodes)
        node->*field = value;
}

bool isRange(const QString &text)
{
    // An IPv6 address has colons, and its brackets are no range.
    return !text.contains(u':') && (text.contains(u'[') || text.contains(u','));
}

/// One value a node from a range expression, or a refusal.
QStringList parallelValues(const YamlValue &value, const QString &text, qsizetype count)
{
    const auto expanded = expandRanges(text);
    if (!expanded) {
        value.fail(expanded.error().message, expanded.error().hint);
        return {};
    }
    if (expanded->size() != count) {
        value.fail(u"'%1' gives %2 values for %3 nodes"_s.arg(text).arg(expanded->size()).arg(count),
                   u"give one value for each node, in their order"_s);
        return {};
    }
    return *expanded;
}

QString checked(const YamlValue &value, bool (*valid)(const QString &), const QString &what)
{
    const QString text = value.string();
    if (value.isScalar() && !valid(text))
        value.fail(u"'%1' is not a valid %2"_s.arg(text, what));
    return text;
}

QString readPath(const YamlValue &value, const LayerContext &context, bool mustExist)
{
    const QString written = value.string();
    if (!value.isScalar())
        return {};
    const QString path = resolvedPath(written, context.folder, context.environment.home);
    const bool control = std::ranges::any_of(written,
                                             [](QChar c) { return c.category() == QChar::Other_Control; });
    if (written.isEmpty() || control)
        value.fail(u"'%1' is not a file name"_s.arg(written));
    else if (written.startsWith(u'~') && written.size() > 1 && written[1] != u'/')
        value.fail(u"the home folders of other users are not looked up"_s, u"write the whole path"_s);
    else if (mustExist && context.environment.fileExists && !context.environment.fileExists(path))
        value.fail(u"there is no file '%1'"_s.arg(path), u"relative paths start at the inventory's folder"_s);
    return path;
}

void applyPort(const YamlValue &value, const QList<NodeSpec *> &nodes)
{
    const QString text = value.string();
    if (value.isScalar() && isRange(text)) {
        const QStringList ports = parallelValues(value, text, nodes.size());
        for (qsizetype i = 0; i < ports.size(); ++i) {
            bool ok = false;
            nodes[i]->port = ports[i].toInt(&ok);
            if (!ok || nodes[i]->port < 1 || nodes[i]->port > 65535)
                value.fail(u"'%1' is not a port from 1 to 65535"_s.arg(ports[i]));
        }
        return;
    }
    const int port = value.integer(1, 65535);
    for (NodeSpec *node : nodes)
        node->port = port;
}

void applyAlias(const YamlValue &value, const QList<NodeSpec *> &nodes)
{
    const QString text = value.string();
    for (NodeSpec *node : nodes) {
        node->hostKeyAlias = filledTemplate(text, node->name);
        if (value.isScalar() && !isAddress(node->hostKeyAlias)) {
            value.fail(u"'%1' is not a valid host key alias"_s.arg(node->hostKeyAlias));
            return;
        }
    }
}

void applyAddress(const YamlValue &value, const QList<NodeSpec *> &nodes, bool portsDiffer)
{
    const QString text = value.string();
    const bool range = isRange(text);
    const QStringList values = range ? parallelValues(value, text, nodes.size())
                                     : QStringList(nodes.size(), text);
    if (!range && nodes.size() > 1 && !portsDiffer
        && filledTemplate(text, u"a"_s) == filledTemplate(text, u"b"_s)) {
        value.fail(u"one address for %1 nodes"_s.arg(nodes.size()),
                   u"use a range such as 192.168.1.[11-14], or %h for the node's name"_s);
        return;
    }
    for (qsizetype i = 0; i < values.size(); ++i) {
        nodes[i]->address = filledTemplate(values[i], nodes[i]->name);
        if (value.isScalar() && !isAddress(nodes[i]->address)) {
            value.fail(u"'%1' is neither a host name nor an IP address"_s.arg(nodes[i]->address));
            return;
        }
    }
}

QStringList readRoles(const YamlValue &value)
{
    QStringList roles;
    const QList<YamlValue> items = value.items();
    for (const YamlValue &item : items) {
        const QString role = item.string();
        if (item.isScalar() && !knownRoles().contains(role))
            item.fail(u"unknown role '%1'"_s.arg(role), wordHint(role, knownRoles()));
        else if (!roles.contains(role))
            roles.append(role);
    }
    return roles;
}

QStringList readMounts(const YamlValue &value, const Inventory &inventory)
{
    QStringList known;
    for (const FilesystemSpec &filesystem : inventory.filesystems)
        known.append(filesystem.name);
    QStringList mounts;
    QHash<QString, QString> taken;
    const QList<YamlValue> items = value.items();
    for (const YamlValue &item : items) {
        const QString mount = item.string();
        const FilesystemSpec *filesystem = inventory.filesystem(mount);
        if (!item.isScalar() || mounts.contains(mount))
            continue;
        if (!filesystem) {
            item.fail(u"there is no file system '%1'"_s.arg(mount),
                      known.isEmpty() ? u"declare it under 'filesystems'"_s : wordHint(mount, known));
            continue;
        }
        if (taken.contains(filesystem->mountpoint))
            item.fail(
                u"'%1' and '%2' have the same mount point"_s.arg(mount, taken.value(filesystem->mountpoint)));
        taken.insert(filesystem->mountpoint, mount);
        mounts.append(mount);
    }
    return mounts;
}

} // namespace

const QStringList &connectionKeys()
{
    static const QStringList keys{u"user"_s,       u"port"_s,           u"identity"_s,   u"become"_s,
                                  u"proxy_jump"_s, u"host_key_alias"_s, u"known_hosts"_s};
    return keys;
}

const QStringList &nodeKeys()
{
    static const QStringList keys = QStringList{u"address"_s, u"roles"_s, u"mounts"_s} + connectionKeys();
    return keys;
}

void applyConnection(const YamlValue &layer, const QList<NodeSpec *> &nodes, const LayerContext &context)
{
    if (const YamlValue user = layer.child(u"user"_s); user.isPresent())
        setAll(nodes, &NodeSpec::user, checked(user, isUserName, u"user name"_s));
    if (const YamlValue port = layer.child(u"port"_s); port.isPresent())
        applyPort(port, nodes);
    if (const YamlValue identity = layer.child(u"identity"_s); identity.isPresent())
        setAll(nodes, &NodeSpec::identity, readPath(identity, context, true));
    if (const YamlValue become = layer.child(u"become"_s); become.isPresent()) {
        const bool none = become.word({u"sudo"_s, u"none"_s}) == 1;
        for (NodeSpec *node : nodes)
            node->become = none ? Become::None : Become::Sudo;
    }
    if (const YamlValue jump = layer.child(u"proxy_jump"_s); jump.isPresent())
        setAll(nodes, &NodeSpec::proxyJump,
               checked(jump, isProxyJump, u"jump host ([user@]host[:port], or none)"_s));
    if (const YamlValue alias = layer.child(u"host_key_alias"_s); alias.isPresent())
        applyAlias(alias, nodes);
    if (const YamlValue knownHosts = layer.child(u"known_hosts"_s); knownHosts.isPresent())
        setAll(nodes, &NodeSpec::knownHosts, readPath(knownHosts, context, false));
}

void applyLayer(const YamlValue &layer, const QList<NodeSpec *> &nodes, const LayerContext &context)
{
    applyConnection(layer, nodes, context);
    const YamlValue port = layer.child(u"port"_s);
    if (const YamlValue address = layer.child(u"address"_s); address.isPresent())
        applyAddress(address, nodes, port.isScalar() && isRange(port.string()));
    if (const YamlValue roles = layer.child(u"roles"_s); roles.isPresent()) {
        const QStringList list = readRoles(roles);
        for (NodeSpec *node : nodes)
            node->roles = list;
    }
    if (const YamlValue mounts = layer.child(u"mounts"_s); mounts.isPresent()) {
        const QStringList list = readMounts(mounts, context.inventory);
        for (NodeSpec *node : nodes)
            node->mounts = list;
    }
}

} // namespace Vermagic
