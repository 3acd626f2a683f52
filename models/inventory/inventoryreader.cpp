// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventoryreader.h"

#include "models/core/yamlreader.h"
#include "models/inventory/filesystemreader.h"
#include "models/inventory/inventoryfields.h"
#include "models/inventory/nodelayer.h"
#include "models/inventory/nodeset.h"

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// Reads one file; the members are what its parts share. One use, then thrown away.
class Reader
{
public:
    Reader(const QByteArray &text, const QString &file, const InventoryEnvironment &environment)
        : m_document(text, file)
        , m_environment(environment)
    {
        m_inventory.file = file;
    }
    Loaded<Inventory> read();

private:
    LayerContext context() const { return {m_inventory, m_environment, folderOf(m_inventory.file)}; }
    void readCluster(const YamlValue &value);
    void readBuildEnvironment(const YamlValue &value);
    void readFilesystems(const YamlValue &value);
    void readDefaults(const YamlValue &value) const;
    void readGroup(const QString &name, const YamlValue &group, const YamlValue &defaults);
    QStringList readNodeNames(const YamlValue &value, const QString &group);
    bool declare(const YamlValue &at, const QString &name);
    void readOverride(const YamlValue &nodes, const QString &expression);
    void readHostKeys(const YamlValue &value);
    void readRebuildWindow(const YamlValue &value);
    NodeSetNames knownNames() const;

    YamlDocument m_document;
    const InventoryEnvironment &m_environment;
    Inventory m_inventory;
    QHash<QString, qsizetype> m_places; ///< node → its index in m_inventory.nodes
};

Loaded<Inventory> Reader::read()
{
    const YamlValue root = m_document.root();
    root.allowKeys({u"cluster"_s, u"simulated"_s, u"defaults"_s, u"build_environment"_s, u"filesystems"_s,
                    u"groups"_s, u"nodes"_s, u"rebuild_windows"_s, u"host_keys"_s});
    readCluster(root.child(u"cluster"_s));
    m_inventory.simulated = root.child(u"simulated"_s).booleanOr(false);
    readBuildEnvironment(root.child(u"build_environment"_s));
    readFilesystems(root.child(u"filesystems"_s));
    const YamlValue defaults = root.child(u"defaults"_s);
    readDefaults(defaults);
    const YamlValue groups = root.child(u"groups"_s);
    const QStringList groupNames = groups.keys();
    for (const QString &name : groupNames) {
        if (!isWord(name))
            groups.failAtKey(name, u"'%1' cannot be the name of a group"_s.arg(name),
                             u"use letters, digits, '.', '-', '_'"_s);
        readGroup(name, groups.child(name), defaults);
    }
    const YamlValue nodes = root.child(u"nodes"_s);
    const QStringList expressions = nodes.keys();
    for (const QString &expression : expressions)
        readOverride(nodes, expression);
    readHostKeys(root.child(u"host_keys"_s));
    for (const YamlValue &window : root.child(u"rebuild_windows"_s).items())
        readRebuildWindow(window);
    if (m_document.errors().isEmpty() && m_inventory.nodes.isEmpty())
        root.fail(u"the inventory has no nodes"_s,
                  u"add at least: groups: {compute: {nodes: \"node[01-04]\"}}"_s);
    if (!m_document.errors().isEmpty())
        return std::unexpected(m_document.errors());
    return m_inventory;
}

void Reader::readCluster(const YamlValue &value)
{
    m_inventory.cluster = value.stringOr(m_inventory.file.section(u'/', -1).section(u'.', 0, 0));
    const bool printable = std::ranges::all_of(m_inventory.cluster,
                                               [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    if (value.isScalar()
        && (!printable || m_inventory.cluster.trimmed().isEmpty() || m_inventory.cluster.size() > 100))
        value.fail(u"the cluster's name must be 1 to 100 printable characters"_s);
}

void Reader::readBuildEnvironment(const YamlValue &value)
{
    if (!value.isPresent())
        return;
    value.allowKeys({u"name"_s, u"command"_s, u"folder"_s});
    BuildEnvironment environment;
    environment.name = value.child(u"name"_s).stringOr(u"build environment"_s);
    const YamlValue command = value.child(u"command"_s);
    environment.command = command.strings();
    if (command.isList() && environment.command.value(0).isEmpty())
        command.fail(u"the command is empty"_s, u"give a program and its arguments as a list"_s);
    if (const YamlValue folder = value.child(u"folder"_s); folder.isPresent())
        environment.folder = resolvedPath(folder.string(), folderOf(m_inventory.file), m_environment.home);
    m_inventory.buildEnvironment = environment;
}

void Reader::readFilesystems(const YamlValue &value)
{
    const QList<YamlValue> items = value.items();
    for (const YamlValue &item : items) {
        const FilesystemSpec filesystem = readFilesystem(item);
        if (m_inventory.filesystem(filesystem.name)) {
            const YamlValue name = item.child(u"name"_s);
            (name.isPresent() ? name : item)
                .fail(u"there is already a file system '%1'"_s.arg(filesystem.name),
                      u"give each its own 'name'"_s);
        }
        m_inventory.filesystems.append(filesystem);
    }
}

void Reader::readDefaults(const YamlValue &value) const
{
    value.allowKeys(connectionKeys());
    // Checked even where every group says otherwise.
    NodeSpec nobody;
    nobody.name = u"node"_s;
    applyConnection(value, {&nobody}, context());
}

void Reader::readGroup(const QString &name, const YamlValue &group, const YamlValue &defaults)
{
    group.allowKeys(QStringList{u"nodes"_s} + nodeKeys());
    const YamlValue value = group.child(u"nodes"_s);
    GroupSpec spec{name, readNodeNames(value, name), {}};
    const qsizetype first = m_inventory.nodes.size() - spec.nodes.size();
    QList<NodeSpec *> nodes;
    for (qsizetype i = first; i < m_inventory.nodes.size(); ++i)
        nodes.append(&m_inventory.nodes[i]);
    applyConnection(defaults, nodes, context());
    applyLayer(group, nodes, context());
    spec.roles = nodes.isEmpty() ? QStringList() : nodes.first()->roles;
    m_inventory.groups.append(spec);
}

QStringList Reader::readNodeNames(const YamlValue &value, const QString &group)
{
    QStringList declared;
    const QList<YamlValue> expressions = value.isScalar() ? QList<YamlValue>{value} : value.items();
    if (!value.isPresent())
        value.fail(u"'%1' is missing"_s.arg(value.path()), u"such as nodes: \"compute[01-16]\""_s);
    for (const YamlValue &expression : expressions) {
        const auto names = expandNodeSet(expression.string());
        if (!names) {
            expression.fail(names.error().message, names.error().hint);
            continue;
        }
        if (m_inventory.nodes.size() + names->size() > mostNodes) {
            expression.fail(u"the inventory has more than %1 nodes"_s.arg(mostNodes));
            continue;
        }
        for (const QString &name : *names) {
            if (!declare(expression, name))
                continue;
            NodeSpec &node = m_inventory.nodes.last();
            node.group = group;
            declared.append(name);
        }
    }
    return declared;
}

bool Reader::declare(const YamlValue &at, const QString &name)
{
    if (!isNodeName(name)) {
        at.fail(u"'%1' cannot be the name of a node"_s.arg(name),
                u"letters, digits, '.', '-' and '_', and no '-' at its beginning"_s);
        return false;
    }
    const auto known = m_places.constFind(name);
    if (known != m_places.constEnd()) {
        const NodeSpec &other = m_inventory.nodes[*known];
        at.fail(u"the node '%1' is already in group '%2'"_s.arg(name, other.group),
                u"see line %1"_s.arg(other.line));
        return false;
    }
    NodeSpec node;
    node.name = name;
    node.address = name;
    node.file = at.position().file;
    node.line = at.position().line;
    m_places.insert(name, m_inventory.nodes.size());
    m_inventory.nodes.append(node);
    return true;
}

NodeSetNames Reader::knownNames() const
{
    NodeSetNames names;
    for (const GroupSpec &group : m_inventory.groups) {
        names.groups.insert(group.name, group.nodes);
        names.nodes += group.nodes;
    }
    return names;
}

void Reader::readHostKeys(const YamlValue &value)
{
    const QString path = value.stringOr({});
    if (value.isScalar() && path.isEmpty())
        value.fail(u"the name of the file is empty"_s);
    if (!path.isEmpty())
        m_inventory.hostKeysFile = resolvedPath(path, folderOf(m_inventory.file), m_environment.home);
}

void Reader::readRebuildWindow(const YamlValue &value)
{
    value.allowKeys({u"nodes"_s, u"from"_s, u"until"_s, u"note"_s});
    RebuildWindow window;
    const YamlValue nodes = value.child(u"nodes"_s);
    const auto names = expandNodeSet(nodes.string(), knownNames());
    if (!names && nodes.isScalar())
        nodes.fail(names.error().message, names.error().hint);
    window.nodes = names.value_or(QStringList());
    for (const QString &name : std::as_const(window.nodes)) {
        if (!m_places.contains(name))
            nodes.fail(u"the node '%1' is in no group"_s.arg(name), u"add it to the 'nodes' of a group"_s);
    }
    const auto readTime = [&](const QString &key) {
        const YamlValue child = value.child(key);
        const QString text = child.string();
        const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
        if (child.isScalar() && !time.isValid())
            child.fail(u"'%1' is no time"_s.arg(text), u"such as 2026-05-01T18:00Z"_s);
        else if (time.isValid() && time.timeSpec() == Qt::LocalTime)
            child.fail(u"the time has no time zone"_s, u"add Z, or an offset such as +09:00"_s);
        return time;
    };
    window.from = readTime(u"from"_s);
    window.until = readTime(u"until"_s);
    window.note = value.child(u"note"_s).stringOr({});
    if (window.from.isValid() && window.until.isValid() && window.until <= window.from)
        value.child(u"until"_s).fail(u"the window ends before it begins"_s);
    m_inventory.rebuildWindows.append(window);
}

void Reader::readOverride(const YamlValue &nodes, const QString &expression)
{
    const auto chosen = expandNodeSet(expression, knownNames());
    if (!chosen) {
        nodes.failAtKey(expression, chosen.error().message, chosen.error().hint);
        return;
    }
    QList<NodeSpec *> targets;
    for (const QString &name : *chosen) {
        const auto place = m_places.constFind(name);
        if (place == m_places.constEnd())
            nodes.failAtKey(expression, u"the node '%1' is in no group"_s.arg(name),
                            u"add it to the 'nodes' of a group"_s);
        else
            targets.append(&m_inventory.nodes[*place]);
    }
    const YamlValue layer = nodes.child(expression);
    layer.allowKeys(nodeKeys());
    if (!targets.isEmpty())
        applyLayer(layer, targets, context());
}

} // namespace

Loaded<Inventory> loadInventory(const QByteArray &text, const QString &file,
                                const InventoryEnvironment &environment)
{
    return Reader(text, file, environment).read();
}

} // namespace Vermagic
