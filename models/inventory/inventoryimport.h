// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads inventories that people already have: Ansible's (INI and YAML; docs.ansible.com, "How to build your
/// inventory") and ssh_config(5). Pure. Imports know hosts, groups and how to reach them; file systems and roles
/// are added by hand afterwards (a group whose name is that of a role gives its hosts the role).
/// What has no meaning here is left out and listed in `notes`, once for each reason. Values that hold secrets
/// are never read. Templates ({{ … }}) are not evaluated, but for inventory_dir.
#pragma once

#include "models/inventory/inventoryreader.h"

namespace Vermagic {

enum class InventoryFormat { Vermagic, AnsibleIni, AnsibleYaml, SshConfig };

struct ImportedInventory
{
    Inventory inventory;
    InventoryFormat format = InventoryFormat::Vermagic;
    QStringList notes; ///< sentences for a person, with the place
};

/// What the text is most likely meant to be, judged by its content.
InventoryFormat detectInventoryFormat(const QByteArray &text);
QString inventoryFormatName(InventoryFormat format); ///< "Vermagic inventory", "Ansible inventory (INI)", …

/// Reads any of the formats; `file` as for loadInventory().
Loaded<ImportedInventory> readInventory(const QByteArray &text, const QString &file,
                                        const InventoryEnvironment &environment = {});

Loaded<ImportedInventory> importAnsibleIni(const QByteArray &text, const QString &file,
                                           const InventoryEnvironment &environment = {});
Loaded<ImportedInventory> importAnsibleYaml(const QByteArray &text, const QString &file,
                                            const InventoryEnvironment &environment = {});
/// Concrete Host entries become nodes; what pattern entries such as "Host *" say is applied to them.
Loaded<ImportedInventory> importSshConfig(const QByteArray &text, const QString &file,
                                          const InventoryEnvironment &environment = {});

} // namespace Vermagic
