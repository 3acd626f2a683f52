// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventorywriter.h"

#include "models/inventory/expectedunits.h"
#include "models/inventory/nodeset.h"
#include "models/inventory/threshold.h"

#include <QHash>
#include <QRegularExpression>

#include <functional>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

/// A YAML scalar that every reader takes as exactly this text.
QString scalar(const QString &text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z/][A-Za-z0-9/._@+-]*\\z"_s);
    static const QRegularExpression words(u"\\A(?:true|false|yes|no|on|off|null|y|n)\\z"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    if (plain.match(text).hasMatch() && !words.match(text).hasMatch())
        return text;
    QString quoted;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            quoted += u"\\x"_s + QString::number(c.unicode(), 16).rightJustified(2, u'0');
        else
            quoted += c;
    }
    return u'"' + quoted + u'"';
}

QString flowList(const QStringList &values)
{
    QStringList items;
    for (const QString &value : values)
        items.append(scalar(value));
    return u'[' + items.join(u", "_s) + u']';
}

/// '%' is special in templates.
QString escapedTemplate(const QString &text)
{
    return QString(text).replace(u'%', u"%%"_s);
}

/// One key of a node: how its value is written, and the value that need not be written.
struct Field
{
    QString key;
    std::function<QString(const NodeSpec &)> written; ///< empty: the default
};

const QList<Field> &fields()
{
    static const QList<Field> list{
        {u"user"_s, [](const NodeSpec &n) { return n.user.isEmpty() ? QString() : scalar(n.user); }},
        {u"port"_s, [](const NodeSpec &n) { return n.port ? QString::number(n.port) : QString(); }},
        {u"identity"_s,
         [](const NodeSpec &n) { return n.identity.isEmpty() ? QString() : scalar(n.identity); }},
        {u"become"_s, [](const NodeSpec &n) { return n.become == Become::None ? u"none"_s : QString(); }},
        {u"proxy_jump"_s,
         [](const NodeSpec &n) { return n.proxyJump.isEmpty() ? QString() : scalar(n.proxyJump); }},
        {u"host_key_alias"_s,
         [](const NodeSpec &n) {
             return n.hostKeyAlias.isEmpty() ? QString() : scalar(escapedTemplate(n.hostKeyAlias));
         }},
        {u"known_hosts"_s,
         [](const NodeSpec &n) { return n.knownHosts.isEmpty() ? QString() : scalar(n.knownHosts); }},
        {u"roles"_s, [](const NodeSpec &n) { return n.roles.isEmpty() ? QString() : flowList(n.roles); }},
        {u"mounts"_s, [](const NodeSpec &n) { return n.mounts.isEmpty() ? QString() : flowList(n.mounts); }},
    };
    return list;
}

/// A NodeSet that stands for exactly `names` in their order, or a list.
QString nodeNames(const QStringList &names)
{
    const QString folded = foldNodeSet(names);
    if (expandNodeSet(folded).value_or(QStringList()) == names)
        return scalar(folded);
    return flowList(names);
}

/// The addresses of a group as one value; empty when each node must say its own.
QString groupAddress(const QList<NodeSpec> &nodes)
{
    QStringList addresses;
    for (const NodeSpec &node : nodes)
        addresses.append(node.address);
    if (addresses.size() == 1)
        return scalar(escapedTemplate(addresses.first()));
    const QString folded = foldNodeSet(addresses);
    const bool faithful = !folded.contains(u':') && !folded.contains(u'%')
                          && expandRanges(folded).value_or(QStringList()) == addresses;
    return faithful ? scalar(folded) : QString();
}

class Writer
{
public:
    explicit Writer(const Inventory &inventory)
        : m_inventory(inventory)
    {
        for (qsizetype i = 0; i < inventory.nodes.size(); ++i)
            m_places.insert(inventory.nodes[i].name, i);
    }
    QByteArray write();

private:
    void line(int indent, const QString &text) { m_text += QString(indent, u' ') + text + u'\n'; }
    void writeFilesystem(const FilesystemSpec &filesystem);
    void writeGroup(const GroupSpec &group);
    void collectOverride(const NodeSpec &node, const QString &key, const QString &value);

    const Inventory &m_inventory;
    QHash<QString, qsizetype> m_places; ///< node → its index
    QString m_text;
    QStringList m_overrides; ///< lines of the `nodes:` map
    QString m_lastOverride;
};

void Writer::writeFilesystem(const FilesystemSpec &filesystem)
{
    line(2, u"- kind: "_s + filesystemKindName(filesystem.kind));
    if (filesystem.name != filesystemKindName(filesystem.kind))
        line(4, u"name: "_s + scalar(filesystem.name));
    if (!filesystem.version.isEmpty())
        line(4, u"version: "_s + scalar(filesystem.version));
    line(4, u"mountpoint: "_s + scalar(filesystem.mountpoint));
    if (filesystem.mountUnit != defaultMountUnit(filesystem.kind, filesystem.mountpoint))
        line(4, u"mount_unit: "_s + scalar(filesystem.mountUnit));
    if (filesystem.provision != defaultProvision(filesystem.kind))
        line(4, u"provision: "_s + provisionName(filesystem.provision));
    if (!filesystem.owner.isEmpty())
        line(4, u"owner: "_s + scalar(filesystem.owner));
    QStringList thresholds;
    for (auto it = filesystem.thresholds.cbegin(); it != filesystem.thresholds.cend(); ++it)
        thresholds.append(it.key() + u": "_s + thresholdText(*it));
    if (!thresholds.isEmpty())
        line(4, u"thresholds: {"_s + thresholds.join(u", "_s) + u'}');
}

void Writer::collectOverride(const NodeSpec &node, const QString &key, const QString &value)
{
    if (m_lastOverride != node.name)
        m_overrides.append(u"  "_s + scalar(node.name) + u':');
    m_lastOverride = node.name;
    m_overrides.append(u"    "_s + key + u": "_s + value);
}

void Writer::writeGroup(const GroupSpec &group)
{
    QList<NodeSpec> nodes;
    for (const QString &name : group.nodes) {
        if (const auto place = m_places.constFind(name); place != m_places.constEnd())
            nodes.append(m_inventory.nodes[*place]);
    }
    if (nodes.isEmpty())
        return;
    line(2, scalar(group.name) + u':');
    line(4, u"nodes: "_s + nodeNames(group.nodes));
    const auto alike = [&](const Field &field) {
        return std::ranges::all_of(
            nodes, [&](const NodeSpec &n) { return field.written(n) == field.written(nodes.first()); });
    };
    const bool named = std::ranges::all_of(nodes, [](const NodeSpec &n) { return n.address == n.name; });
    const QString address = named ? QString() : groupAddress(nodes);
    if (!address.isEmpty())
        line(4, u"address: "_s + address);
    QList<Field> different;
    for (const Field &field : fields()) {
        if (!alike(field))
            different.append(field);
        else if (const QString value = field.written(nodes.first()); !value.isEmpty())
            line(4, field.key + u": "_s + value);
    }
    for (const NodeSpec &node : std::as_const(nodes)) {
        if (!named && address.isEmpty() && node.address != node.name)
            collectOverride(node, u"address"_s, scalar(escapedTemplate(node.address)));
        for (const Field &field : std::as_const(different)) {
            if (const QString value = field.written(node); !value.isEmpty())
                collectOverride(node, field.key, value);
        }
    }
}

QByteArray Writer::write()
{
    line(0, u"cluster: "_s + scalar(m_inventory.cluster));
    if (m_inventory.simulated)
        line(0, u"simulated: true"_s);
    if (m_inventory.buildEnvironment) {
        line(0, u"build_environment:"_s);
        line(2, u"name: "_s + scalar(m_inventory.buildEnvironment->name));
        line(2, u"command: "_s + flowList(m_inventory.buildEnvironment->command));
        if (!m_inventory.buildEnvironment->folder.isEmpty())
            line(2, u"folder: "_s + scalar(m_inventory.buildEnvironment->folder));
    }
    if (!m_inventory.filesystems.isEmpty())
        line(0, u"filesystems:"_s);
    for (const FilesystemSpec &filesystem : m_inventory.filesystems)
        writeFilesystem(filesystem);
    line(0, u"groups:"_s);
    for (const GroupSpec &group : m_inventory.groups)
        writeGroup(group);
    if (!m_overrides.isEmpty())
        line(0, u"nodes:"_s);
    for (const QString &text : std::as_const(m_overrides))
        line(0, text);
    return m_text.toUtf8();
}

} // namespace

QByteArray renderInventory(const Inventory &inventory)
{
    return Writer(inventory).write();
}

} // namespace Vermagic
