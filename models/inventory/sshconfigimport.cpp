// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/importnotes.h"
#include "models/inventory/inventoryfields.h"
#include "models/inventory/inventoryimport.h"
#include "models/inventory/nodeset.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

struct Setting
{
    QString key; ///< lower case
    QStringList arguments;
    SourcePosition at;
};

struct Block
{
    QStringList patterns;
    QList<Setting> settings;
    SourcePosition at;
};

/// "Key value", "Key=value", "Key = value" with quoted values.
Setting parseSetting(const QString &line, const SourcePosition &at)
{
    static const QRegularExpression syntax(u"\\A([A-Za-z0-9]+)(?:\\s*=\\s*|\\s+)(.*)\\z"_s);
    const auto match = syntax.match(line.trimmed());
    return match.hasMatch() ? Setting{match.captured(1).toLower(), splitWords(match.captured(2)), at}
                            : Setting{{}, {}, at};
}

bool isConcrete(const QString &pattern)
{
    return !pattern.contains(u'*') && !pattern.contains(u'?') && !pattern.startsWith(u'!');
}

/// Whether a Host line with these patterns speaks of `host`; a negated match excludes it.
bool matches(const QStringList &patterns, const QString &host)
{
    bool matched = false;
    for (const QString &pattern : patterns) {
        const bool negated = pattern.startsWith(u'!');
        // Host patterns know '*' and '?' only.
        QString text = QRegularExpression::escape(negated ? pattern.mid(1) : pattern);
        text.replace("\\*"_L1, ".*"_L1).replace("\\?"_L1, "."_L1);
        if (!QRegularExpression(u"\\A(?:"_s + text + u")\\z"_s).match(host).hasMatch())
            continue;
        if (negated)
            return false;
        matched = true;
    }
    return matched;
}

class SshConfigReader
{
public:
    SshConfigReader(const QString &file, const InventoryEnvironment &environment)
        : m_file(file)
        , m_environment(environment)
    {
    }
    Loaded<ImportedInventory> read(const QByteArray &text);

private:
    void readBlocks(const QByteArray &text);
    NodeSpec nodeOf(const QString &name, const SourcePosition &at);
    void apply(const Setting &setting, NodeSpec &node);
    QString expanded(const QString &text, const NodeSpec &node) const;
    QString path(const QString &text, const NodeSpec &node) const;

    QString m_file;
    const InventoryEnvironment &m_environment;
    QList<Block> m_blocks;
    ImportNotes m_notes;
};

void SshConfigReader::readBlocks(const QByteArray &text)
{
    m_blocks.append({{u"*"_s}, {}, {m_file, 1, 1}});
    int number = 0;
    const QStringList lines = splitLines(text);
    for (const QString &line : lines) {
        const SourcePosition at{m_file, ++number, 1};
        const QString content = line.trimmed();
        if (content.isEmpty() || content.startsWith(u'#'))
            continue;
        const Setting setting = parseSetting(content, at);
        if (setting.key == "host"_L1) {
            m_blocks.append({setting.arguments, {}, at});
        } else if (setting.key == "match"_L1) {
            // A block that matches nothing takes the settings below it.
            m_blocks.append({{}, {}, at});
            m_notes.add(u"Match blocks were left out"_s, at);
        } else if (setting.key == "include"_L1) {
            m_notes.add(u"Include was not followed; import that file by itself"_s, at);
        } else {
            m_blocks.last().settings.append(setting);
        }
    }
}

/// Tokens of ssh_config(5) that are known without asking the machine.
QString SshConfigReader::expanded(const QString &text, const NodeSpec &node) const
{
    QString result = text;
    if (!m_environment.home.isEmpty())
        result.replace("%d"_L1, m_environment.home);
    if (!node.user.isEmpty())
        result.replace("%r"_L1, node.user);
    return result.replace("%n"_L1, node.name).replace("%h"_L1, node.address).replace("%%"_L1, "%"_L1);
}

QString SshConfigReader::path(const QString &text, const NodeSpec &node) const
{
    const QString home = m_environment.home;
    // ssh starts relative paths at the current folder, which has no meaning for an inventory.
    return resolvedPath(expanded(text, node), home.isEmpty() ? folderOf(m_file) : home + u"/.ssh"_s, home);
}

void SshConfigReader::apply(const Setting &setting, NodeSpec &node)
{
    const QString value = setting.arguments.value(0);
    const bool none = value.compare("none"_L1, Qt::CaseInsensitive) == 0;
    if (setting.key == "port"_L1 && value.toInt() >= 1 && value.toInt() <= 65535)
        node.port = value.toInt();
    else if (setting.key == "user"_L1 && isUserName(value))
        node.user = value;
    else if (setting.key == "identityfile"_L1 && !none)
        node.identity = path(value, node);
    else if (setting.key == "proxyjump"_L1 && isProxyJump(value))
        node.proxyJump = value;
    else if (setting.key == "hostkeyalias"_L1 && isAddress(value))
        node.hostKeyAlias = value;
    else if (setting.key == "userknownhostsfile"_L1 && !none)
        node.knownHosts = path(value, node);
    else if (setting.key == "proxycommand"_L1 && !none) {
        node.proxyJump = proxyJumpOfCommand(setting.arguments.join(u' '));
        if (node.proxyJump.isEmpty())
            m_notes.add(u"this ProxyCommand is no jump host and was left out"_s, setting.at);
    }
}

NodeSpec SshConfigReader::nodeOf(const QString &name, const SourcePosition &at)
{
    NodeSpec node;
    node.name = name;
    node.address = name;
    node.group = u"ssh"_s;
    node.file = at.file;
    node.line = at.line;
    // In ssh_config the first value of a key wins; user and address go first because others refer to them.
    QHash<QString, Setting> settings;
    for (const Block &block : std::as_const(m_blocks)) {
        if (!matches(block.patterns, name))
            continue;
        for (const Setting &setting : block.settings) {
            if (!settings.contains(setting.key))
                settings.insert(setting.key, setting);
        }
    }
    if (settings.contains(u"proxyjump"_s))
        settings.remove(u"proxycommand"_s);
    const QString address = expanded(settings.value(u"hostname"_s).arguments.value(0), node);
    if (isAddress(address))
        node.address = address;
    apply(settings.value(u"user"_s), node);
    for (const Setting &setting : std::as_const(settings))
        apply(setting, node);
    return node;
}

Loaded<ImportedInventory> SshConfigReader::read(const QByteArray &text)
{
    readBlocks(text);
    Inventory inventory;
    inventory.file = m_file;
    inventory.cluster = u"ssh"_s;
    GroupSpec group{u"ssh"_s, {}, {}};
    for (const Block &block : std::as_const(m_blocks)) {
        for (const QString &pattern : block.patterns) {
            if (!isConcrete(pattern) || group.nodes.contains(pattern))
                continue;
            if (!isNodeName(pattern)) {
                m_notes.add(u"'%1' cannot be the name of a node; left out"_s.arg(pattern.left(80)), block.at);
            } else if (group.nodes.size() < mostNodes) {
                group.nodes.append(pattern);
                inventory.nodes.append(nodeOf(pattern, block.at));
            }
        }
    }
    if (inventory.nodes.isEmpty()) {
        return std::unexpected(QList<Error>{
            {ErrorCode::InvalidInput, u"there is no Host entry with a name in it"_s,
             SourcePosition{m_file, 1, 1}.toString(), u"pattern entries such as 'Host *' name no node"_s}});
    }
    inventory.groups.append(group);
    return ImportedInventory{inventory, InventoryFormat::SshConfig, m_notes.sentences()};
}

} // namespace

Loaded<ImportedInventory> importSshConfig(const QByteArray &text, const QString &file,
                                          const InventoryEnvironment &environment)
{
    return SshConfigReader(file, environment).read(text);
}

} // namespace Vermagic
