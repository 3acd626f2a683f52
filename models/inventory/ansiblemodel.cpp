// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/ansiblemodel.h"

#include "models/inventory/ansiblevariables.h"
#include "models/inventory/expectedunits.h"
#include "models/inventory/inventoryfields.h"
#include "models/inventory/nodeset.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr int deepestGroups = 100;

/// Groups that Ansible makes by itself.
bool isImplied(const QString &group)
{
    return group == "all"_L1 || group == "ungrouped"_L1;
}

Error patternError(const QString &pattern, const QString &message)
{
    return {ErrorCode::InvalidInput,
            u"bad range in '%1': %2"_s.arg(pattern.left(80), message),
            {},
            u"Ansible writes ranges as [01:16], [1:9:2] or [a:f]"_s};
}

Result<QStringList> expandOneRange(const QString &first, const QString &last, int step,
                                   const QString &pattern)
{
    const bool letters = first.size() == 1 && last.size() == 1 && first[0].isLetter() && last[0].isLetter();
    bool beginOk = letters;
    bool endOk = letters;
    const int begin = letters ? first[0].unicode() : first.toInt(&beginOk);
    const int end = letters ? last[0].unicode() : last.toInt(&endOk);
    if (!beginOk || !endOk || step < 1)
        return std::unexpected(patternError(pattern, u"it is neither of numbers nor of letters"_s));
    if (begin > end)
        return std::unexpected(patternError(pattern, u"it ends before it begins"_s));
    if ((end - begin) / step >= mostNodes)
        return std::unexpected(patternError(pattern, u"it stands for more than %1 nodes"_s.arg(mostNodes)));
    const bool padded = !letters && first.size() > 1 && first.startsWith(u'0');
    QStringList values;
    for (qint64 i = begin; i <= end; i += step) {
        values.append(letters ? QString(QChar(char16_t(i)))
                              : QString::number(i).rightJustified(padded ? first.size() : 0, u'0'));
    }
    return values;
}

/// Everything needed to turn the model into an Inventory; one use.
class Resolver
{
public:
    Resolver(AnsibleModel model, const QString &file, const InventoryEnvironment &environment)
        : m_model(std::move(model))
        , m_environment(environment)
    {
        m_inventory.file = file;
        m_inventory.cluster = file.section(u'/', -1).section(u'.', 0, 0);
    }
    Loaded<ImportedInventory> resolve(InventoryFormat format);

private:
    void findParents();
    int depthOf(const QString &group, int limit);
    QStringList groupsOf(const QString &host) const;
    NodeSpec nodeOf(const AnsibleHost &host);
    AnsibleVariables variablesOf(const AnsibleHost &host, const QStringList &groups) const;
    QString homeGroup(const AnsibleHost &host);
    void addNodes();

    AnsibleModel m_model;
    const InventoryEnvironment &m_environment;
    Inventory m_inventory;
    QHash<QString, QStringList> m_parents; ///< group → groups that have it as a child
    QHash<QString, QStringList> m_direct;  ///< host → groups that list it, in file order
    QHash<QString, int> m_depths;
};

void Resolver::findParents()
{
    for (const AnsibleGroup &group : std::as_const(m_model.groups)) {
        for (const QString &child : group.children)
            m_parents[child].append(group.name);
        for (const QString &host : group.hosts) {
            if (!m_direct[host].contains(group.name))
                m_direct[host].append(group.name);
        }
    }
    for (const AnsibleGroup &group : std::as_const(m_model.groups)) {
        if (depthOf(group.name, deepestGroups) < 0) {
            m_model.fail(group.at,
                         u"the group '%1' is below itself, or below more than %2 others"_s.arg(group.name)
                             .arg(deepestGroups),
                         u"mend its 'children'"_s);
            return;
        }
    }
}

/// Longest way from 'all'; -1 when the groups go in a circle.
int Resolver::depthOf(const QString &group, int limit)
{
    if (limit < 0)
        return -1;
    if (const auto known = m_depths.constFind(group); known != m_depths.constEnd())
        return *known;
    if (group == "all"_L1)
        return 0;
    int depth = 1;
    const QStringList parents = m_parents.value(group);
    for (const QString &parent : parents) {
        const int above = depthOf(parent, limit - 1);
        if (above < 0)
            return -1;
        depth = std::max(depth, above + 1);
    }
    m_depths.insert(group, depth);
    return depth;
}

/// All groups of a host in the order in which their variables apply.
QStringList Resolver::groupsOf(const QString &host) const
{
    QStringList groups = m_direct.value(host);
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const QStringList parents = m_parents.value(groups[i]);
        for (const QString &parent : parents) {
            if (!groups.contains(parent))
                groups.append(parent);
        }
    }
    groups.removeAll(u"all"_s);
    std::ranges::stable_sort(groups, [this](const QString &a, const QString &b) {
        return std::pair(m_depths.value(a), a) < std::pair(m_depths.value(b), b);
    });
    groups.prepend(u"all"_s);
    return groups;
}

AnsibleVariables Resolver::variablesOf(const AnsibleHost &host, const QStringList &groups) const
{
    AnsibleVariables merged;
    for (const QString &name : groups) {
        const auto place = m_model.groupPlaces.constFind(name);
        if (place != m_model.groupPlaces.constEnd())
            merged.insert(m_model.groups[*place].variables);
    }
    merged.insert(host.variables);
    return merged;
}

QString Resolver::homeGroup(const AnsibleHost &host)
{
    QStringList groups = m_direct.value(host.name);
    groups.removeIf(isImplied);
    if (groups.size() > 1)
        m_model.notes.add(
            u"a node has one group here; hosts of several groups are in the first that lists them"_s,
            host.at);
    QString name = groups.value(0, u"ungrouped"_s);
    if (!isWord(name)) {
        static const QRegularExpression others(u"[^A-Za-z0-9._+-]"_s);
        m_model.notes.add(u"the group '%1' was renamed"_s.arg(name), host.at);
        name = u"group_"_s + name.replace(others, u"_"_s).left(50);
    }
    return name;
}

NodeSpec Resolver::nodeOf(const AnsibleHost &host)
{
    const QStringList groups = groupsOf(host.name);
    NodeSpec node;
    node.name = host.name;
    node.address = host.name;
    node.group = homeGroup(host);
    node.file = host.at.file;
    node.line = host.at.line;
    for (const QString &group : groups) {
        QString role = group;
        role.replace(u'_', u'-');
        if (knownRoles().contains(role))
            node.roles.append(role);
    }
    applyAnsibleVariables(variablesOf(host, groups), folderOf(m_inventory.file), m_environment.home, node,
                          m_model.notes);
    return node;
}

void Resolver::addNodes()
{
    QList<NodeSpec> nodes;
    for (const AnsibleHost &host : std::as_const(m_model.hosts)) {
        const AnsibleVariables variables = variablesOf(host, groupsOf(host.name));
        if (variables.value(u"ansible_connection"_s).value == "local"_L1 || host.name == "localhost"_L1)
            m_model.notes.add(u"'%1' is the console's own machine; left out"_s.arg(host.name), host.at);
        else if (isNodeName(host.name))
            nodes.append(nodeOf(host));
        else if (isAddress(host.name))
            m_model.notes.add(u"'%1' has no name; give it one (name ansible_host=%1)"_s.arg(host.name),
                              host.at);
        else
            m_model.notes.add(u"'%1' cannot be the name of a node; left out"_s.arg(host.name.left(80)),
                              host.at);
    }
    // A group takes the place of the first host that is in it.
    QHash<QString, qsizetype> places;
    for (const NodeSpec &node : std::as_const(nodes)) {
        if (!places.contains(node.group)) {
            places.insert(node.group, m_inventory.groups.size());
            m_inventory.groups.append({node.group, {}, node.roles});
        }
        GroupSpec &group = m_inventory.groups[places.value(node.group)];
        group.nodes.append(node.name);
        if (group.roles != node.roles)
            group.roles.clear();
    }
    std::ranges::stable_sort(nodes, {}, [&](const NodeSpec &node) { return places.value(node.group); });
    m_inventory.nodes = nodes;
}

Loaded<ImportedInventory> Resolver::resolve(InventoryFormat format)
{
    findParents();
    if (m_model.errors.isEmpty())
        addNodes();
    if (m_model.errors.isEmpty() && m_inventory.nodes.isEmpty())
        m_model.fail({m_inventory.file, 1, 1}, u"the inventory has no hosts"_s);
    if (!m_model.errors.isEmpty())
        return std::unexpected(m_model.errors);
    return ImportedInventory{m_inventory, format, m_model.notes.sentences()};
}

} // namespace

AnsibleGroup &AnsibleModel::group(const QString &name, const SourcePosition &at)
{
    const auto known = groupPlaces.constFind(name);
    if (known != groupPlaces.constEnd())
        return groups[*known];
    groupPlaces.insert(name, groups.size());
    groups.append({name, {}, {}, {}, at});
    return groups.last();
}

AnsibleHost &AnsibleModel::host(const QString &name, const SourcePosition &at)
{
    const auto known = hostPlaces.constFind(name);
    if (known != hostPlaces.constEnd())
        return hosts[*known];
    hostPlaces.insert(name, hosts.size());
    hosts.append({name, {}, at});
    return hosts.last();
}

void AnsibleModel::fail(const SourcePosition &at, const QString &message, const QString &hint)
{
    if (errors.size() < 100)
        errors.append({ErrorCode::InvalidInput, message, at.toString(), hint});
}

Result<QStringList> expandAnsiblePattern(const QString &pattern)
{
    static const QRegularExpression range(u"\\[([A-Za-z0-9]+):([A-Za-z0-9]+)(?::([0-9]{1,6}))?\\]"_s);
    QStringList results{QString()};
    qsizetype at = 0;
    auto matches = range.globalMatch(pattern);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString literal = pattern.mid(at, match.capturedStart() - at);
        const int step = match.hasCaptured(3) ? match.captured(3).toInt() : 1;
        const auto values = expandOneRange(match.captured(1), match.captured(2), step, pattern);
        if (!values)
            return values;
        if (results.size() * values->size() > mostNodes)
            return std::unexpected(
                patternError(pattern, u"it stands for more than %1 nodes"_s.arg(mostNodes)));
        QStringList product;
        for (const QString &result : std::as_const(results)) {
            for (const QString &value : *values)
                product.append(result + literal + value);
        }
        results = std::move(product);
        at = match.capturedEnd();
    }
    for (QString &result : results)
        result += QStringView(pattern).mid(at);
    return results;
}

Loaded<ImportedInventory> resolveAnsible(AnsibleModel model, InventoryFormat format, const QString &file,
                                         const InventoryEnvironment &environment)
{
    return Resolver(std::move(model), file, environment).resolve(format);
}

} // namespace Vermagic
