// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inventory/inventoryimport.h"

#include "models/core/yamlreader.h"
#include "models/inventory/importnotes.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Vermagic {

namespace {

constexpr qsizetype judgedLines = 2000;

/// Lines that carry meaning, without comments.
QStringList contentLines(const QByteArray &text)
{
    QStringList result;
    const QStringList lines = splitLines(text.first(std::min<qsizetype>(text.size(), 256 * 1024)));
    for (const QString &line : lines) {
        const QString content = line.trimmed();
        if (!content.isEmpty() && !content.startsWith(u'#') && !content.startsWith(u';')
            && result.size() < judgedLines)
            result.append(content);
    }
    return result;
}

bool looksLikeSshConfig(const QStringList &lines)
{
    static const QRegularExpression host(u"\\A(?:Host|Match)(?:\\s+|\\s*=\\s*)[^:\\s]"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return std::ranges::any_of(
        lines, [](const QString &line) { return host.match(line).hasMatch() && !line.contains("=\""_L1); });
}

bool looksLikeIni(const QStringList &lines)
{
    static const QRegularExpression header(u"\\A\\[[^\\[\\]{},\\s\"']+\\]\\s*(?:[#;].*)?\\z"_s);
    static const QRegularExpression hostLine(u"\\A[A-Za-z0-9_.\\[\\]:-]+(?:\\s+[A-Za-z_]\\w*=.*)?\\z"_s);
    if (std::ranges::any_of(lines, [](const QString &line) { return header.match(line).hasMatch(); }))
        return true;
    // No section: one host a line, none of which could be a YAML key.
    return !lines.isEmpty() && std::ranges::all_of(lines, [](const QString &line) {
        return hostLine.match(line).hasMatch() && !line.endsWith(u':') && !line.startsWith(u'-')
               && line != "..."_L1;
    });
}

/// Ansible's YAML is a map of groups, each a map with hosts, vars or children.
bool looksLikeAnsibleYaml(const QByteArray &text)
{
    static const QStringList ours{u"cluster"_s,           u"defaults"_s,    u"simulated"_s,
                                  u"build_environment"_s, u"filesystems"_s, u"groups"_s};
    const YamlDocument document(text, {});
    const QStringList keys = document.root().isMap() ? document.root().keys() : QStringList();
    if (keys.contains(u"all"_s))
        return true;
    if (std::ranges::any_of(keys, [](const QString &key) { return ours.contains(key); }))
        return false;
    return std::ranges::any_of(keys, [&](const QString &key) {
        const YamlValue group = document.root().child(key);
        return group.isMap()
               && (group.child(u"hosts"_s).isPresent() || group.child(u"children"_s).isPresent());
    });
}

} // namespace

InventoryFormat detectInventoryFormat(const QByteArray &text)
{
    const QStringList lines = contentLines(text);
    if (looksLikeSshConfig(lines))
        return InventoryFormat::SshConfig;
    if (looksLikeIni(lines))
        return InventoryFormat::AnsibleIni;
    return looksLikeAnsibleYaml(text) ? InventoryFormat::AnsibleYaml : InventoryFormat::Vermagic;
}

QString inventoryFormatName(InventoryFormat format)
{
    switch (format) {
    case InventoryFormat::Vermagic:
        return u"Vermagic inventory"_s;
    case InventoryFormat::AnsibleIni:
        return u"Ansible inventory (INI)"_s;
    case InventoryFormat::AnsibleYaml:
        return u"Ansible inventory (YAML)"_s;
    case InventoryFormat::SshConfig:
        return u"ssh configuration"_s;
    }
    return {};
}

Loaded<ImportedInventory> readInventory(const QByteArray &text, const QString &file,
                                        const InventoryEnvironment &environment)
{
    switch (detectInventoryFormat(text)) {
    case InventoryFormat::AnsibleIni:
        return importAnsibleIni(text, file, environment);
    case InventoryFormat::AnsibleYaml:
        return importAnsibleYaml(text, file, environment);
    case InventoryFormat::SshConfig:
        return importSshConfig(text, file, environment);
    case InventoryFormat::Vermagic:
        break;
    }
    auto inventory = loadInventory(text, file, environment);
    if (!inventory)
        return std::unexpected(inventory.error());
    return ImportedInventory{std::move(*inventory), InventoryFormat::Vermagic, {}};
}

} // namespace Vermagic
